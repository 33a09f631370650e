"""What the tests of commands share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


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
