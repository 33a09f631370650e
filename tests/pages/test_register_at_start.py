"""When the server starts, it opens the register that is there, and keeps its dates before anybody looks at a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.register import keeping
from jsna.register.database import FILE
from jsna.register.register import Register
from jsna.settings import STATE_VARIABLE
from jsna.ui import register as of_the_server


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> list[Register]:
    """The registers whose dates are kept from now on."""
    found: list[Register] = []
    monkeypatch.setattr(keeping, "start", found.append)
    return found


@pytest.mark.usefixtures("register")
def test_the_dates_of_a_register_that_is_there_are_kept_from_the_start(kept: list[Register], tmp_path: Path) -> None:
    of_the_server.open_what_is_there()

    assert [each.database.file for each in kept] == [tmp_path / FILE]


def test_no_register_is_made_by_a_start(kept: list[Register], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "new"))

    of_the_server.open_what_is_there()

    assert kept == []
    assert not (tmp_path / "new").exists()
