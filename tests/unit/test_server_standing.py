"""How the server stands: what makes it ready, and what it says where it is not."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from jsna.model.register.person import OWN_MACHINE
from jsna.register.opening import open_register
from jsna.register.sample import load_sample
from jsna.settings import DATA_VARIABLE, REGISTER_VARIABLE, STATE_VARIABLE, Settings
from jsna.ui.server import standing
from jsna.ui.server.standing import Stage
from tests.unit.catalogue_files import folder


@pytest.fixture(autouse=True)
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A warm server with a small data folder and a register of its own."""
    monkeypatch.setenv(DATA_VARIABLE, str(folder(tmp_path / "data")))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "state"))
    for name, is_set in (("warm", True), ("stopping", False)):
        event = threading.Event()
        if is_set:
            event.set()
        monkeypatch.setattr(standing, name, event)


def test_it_starts_is_ready_and_stops() -> None:
    standing.warm.clear()
    assert standing.now().stage == Stage.STARTING
    standing.warm.set()
    assert standing.now().stage == Stage.READY
    standing.stopping.set()
    assert standing.now().stage == Stage.STOPPING


def test_a_register_may_be_absent_and_is_open_once_there_is_one() -> None:
    assert standing.now().register == "absent"
    open_register(Settings.read()).database.close()
    assert standing.now().register == "open"


def test_a_register_that_has_gone_or_cannot_be_reached_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    register = open_register(Settings.read())
    load_sample(register, OWN_MACHINE)
    register.database.close()
    open_register(Settings.read()).database.close()  # each opening notes how long the history is
    for file in (tmp_path / "state").glob("register.sqlite*"):
        file.unlink()
    gone = standing.now()
    monkeypatch.setenv(REGISTER_VARIABLE, "postgresql://ann:canary@127.0.0.1:9/none")
    unreached = standing.now()
    assert (gone.stage, unreached.stage) == (Stage.NOT_READY, Stage.NOT_READY)
    assert gone.register.startswith("The register's file has gone; its history had")
    assert unreached.register.startswith("The register cannot be reached now.")


def test_data_that_cannot_be_opened_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "none"))
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path / "other"))
    found = standing.now()
    assert (found.stage, found.release) == (Stage.NOT_READY, "")
    assert found.data != "open"
