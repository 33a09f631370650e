"""What the tests of this folder share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.local_figures import folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that pages and commands can work with, without local figures."""
    target = tmp_path / "data"
    target.mkdir()
    return folder(target)
