"""The commands of the register, as somebody runs them at the machine."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from jsna.cli import main
from jsna.model.register.need import Need
from jsna.register.backup import back_up
from jsna.register.opening import open_register
from jsna.settings import Settings
from tests.register.making import ADMINISTRATOR, OFFICER, a_need, a_register, fill


@pytest.fixture
def state(tmp_path, monkeypatch):
    """A state folder with a register in it, which the settings name."""
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("JSNA_REGISTER", raising=False)
    register = open_register(Settings.read())
    fill(register)
    register.database.close()
    return tmp_path / "state"


def run(*words, status=0):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == status, done.output
    return done.output


def needs():
    register = open_register(Settings.read())
    found = [need.title for need in register.find(OFFICER, Need)]
    register.database.close()
    return found


def add(title):
    register = open_register(Settings.read())
    register.save(OFFICER, a_need(title=title))
    register.database.close()


def test_back_up_check_change_and_restore(state, tmp_path):
    said = run("backup", tmp_path / "copy.zip")
    assert "Delete the file on" in said
    assert "is whole" in run("register", "check", "--against", tmp_path / "copy.zip")
    add("later")
    assert "1 of which the backup does not have" in run("restore", tmp_path / "copy.zip", "--dry-run")
    assert "later" in needs()
    assert "--before FILE" in run("restore", tmp_path / "copy.zip", status=1)
    assert "later" in needs()
    run("restore", tmp_path / "copy.zip", "--before", tmp_path / "before.zip")
    assert needs() == ["Getting to the clinic"]
    run("restore", tmp_path / "before.zip", "--discard")
    assert "later" in needs()
    assert "is whole" in run("register", "check")


def test_a_damaged_register_is_named_kept_and_replaced(state, tmp_path):
    run("backup", tmp_path / "copy.zip")
    file = state / "register.sqlite"
    file.write_bytes(b"\xff" * 4096 + file.read_bytes()[4096:])
    assert "damaged" in run("register", "check", status=1)
    assert "is damaged and would be replaced" in run("restore", tmp_path / "copy.zip", "--dry-run")
    run("restore", tmp_path / "copy.zip", "--before", tmp_path / "damaged")
    assert (tmp_path / "damaged" / "register.sqlite").read_bytes()[:10] == b"\xff" * 10
    assert needs() == ["Getting to the clinic"]
    assert "is whole" in run("register", "check")


def test_a_register_is_carried_to_another_machine(state, tmp_path, monkeypatch):
    run("backup", tmp_path / "copy.zip")
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "new"))
    assert "no register" in run("register", "check", status=1)
    assert "nothing here that would be replaced" in run("restore", tmp_path / "copy.zip")
    assert needs() == ["Getting to the clinic"]


def test_a_restore_says_which_years_are_not_shown_any_more(state, tmp_path):
    with a_register(tmp_path / "old") as old:
        old.now.time = datetime(2025, 6, 1, tzinfo=UTC)
        back_up(old, ADMINISTRATOR, tmp_path / "old.zip")
    assert "2025 is not shown" in run("restore", tmp_path / "old.zip", "--discard")
    assert "shown" not in run("restore", tmp_path / "old.zip", "--dry-run")


def test_csv_files_go_out_and_come_back(state, tmp_path):
    said = run("register", "export", tmp_path / "files")
    assert f"{len(list((tmp_path / 'files').iterdir()))} files" in said
    file = tmp_path / "files" / "need.csv"
    file.write_bytes(file.read_bytes().replace(b"Getting to the clinic", b"Getting to the surgery"))
    assert "changed 1" in run("register", "import", tmp_path / "files")
    assert needs() == ["Getting to the surgery"]


def test_retiring_can_be_read_before_it_is_done(state, monkeypatch):
    assert "0 would be deleted" in run("register", "retire", "--dry-run")
    assert "0 were deleted" in run("register", "retire")


def test_a_broken_index_is_mended(state):
    register = open_register(Settings.read())
    with register.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM found")
    register.database.close()
    assert "--mend" in run("register", "check", status=1)
    assert "is whole" in run("register", "check", "--mend")


@pytest.mark.parametrize("days", ["0", "many", "-3", "99999"])
def test_days_that_are_none_are_refused(state, monkeypatch, days):
    monkeypatch.setenv("JSNA_BACKUP_DAYS", days)
    assert "Accepted: days from 1 to 3660" in run("register", "check", status=1)
