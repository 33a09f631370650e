"""The cached reads of the app let go of data that has been replaced."""

from __future__ import annotations

import gc
import os
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


def test_a_replaced_catalogue_is_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(REAL, tmp_path / "data")
    monkeypatch.setenv("JSNA_DATA", str(tmp_path / "data"))
    first = data.compare(SELECTION)
    before = weakref.ref(data.catalogue())
    os.utime(tmp_path / "data/place.toml", ns=(4_000_000_000_000_000_000, 4_000_000_000_000_000_000))

    second = data.compare(SELECTION)
    gc.collect()

    assert before() is None
    assert second is not first
