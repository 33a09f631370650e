"""What the tests of commands share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jsna.settings import DATA_VARIABLE, STATE_VARIABLE
from tests.cli import releases


@pytest.fixture
def data(checkout: Path, tmp_path: Path) -> Path:
    """A data folder with every area and one indicator."""
    folder = tmp_path / "data"
    shutil.copytree(checkout / "data/lookups", folder / "lookups")
    for name in ("areas.parquet", "place.toml", "characteristics.toml", "events.toml"):
        shutil.copy(checkout / "data" / name, folder / name)
    (folder / "indicators/disability").mkdir(parents=True)
    for path in (checkout / "data/indicators/disability").glob("disabled-people.*"):
        shutil.copy(path, folder / "indicators/disability" / path.name)
    return folder


@pytest.fixture
def released(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data folder with figures of a council, frozen once, that commands work with."""
    folder = tmp_path / "data"
    (folder / "indicators/housing").mkdir(parents=True)
    names = ("areas.parquet", "place.toml", "characteristics.toml", "events.toml")
    for name in (*names, "indicators/housing/cars.toml", "indicators/housing/cars.parquet"):
        shutil.copy(checkout / "data" / name, folder / name)
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    releases.counted(folder, 600)
    assert releases.run("release").exit_code == 0
    return folder
