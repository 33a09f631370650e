"""The cached reads of the app let go of data that has been replaced."""

from __future__ import annotations

import gc
import shutil
import weakref
from pathlib import Path

import pytest

from jsna.model.characteristic import Characteristic
from jsna.model.selection import Selection
from jsna.ui import data

REAL = Path(__file__).parents[2] / "data"
SELECTION = Selection(
    area="E10000019", characteristic=Characteristic.DISABILITY, indicator="disabled-people", group="disabled"
)


def test_at_most_three_releases_are_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(REAL, tmp_path / "data")
    monkeypatch.setenv("JSNA_DATA", str(tmp_path / "data"))
    first = data.compare(SELECTION)
    before = weakref.ref(data.catalogue())

    for number in range(3):
        with (tmp_path / "data/place.toml").open("a", encoding="utf-8") as file:
            file.write(f"# {number}\n")
        second = data.compare(SELECTION)
    gc.collect()

    assert before() is None
    assert second is not first
