"""Nothing acknowledged is lost and nothing is half saved: killed, disk full, many writers, killed while restoring."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Need
from jsna.register import archive, check
from jsna.register.backup import back_up
from jsna.register.database import NotRecorded, connect
from jsna.register.register import Wanted
from tests.register.killing import apart, killed
from tests.register.making import ADMINISTRATOR, OFFICER, a_need, fill, rows


def test_what_was_acknowledged_is_there_however_often_the_writer_is_killed(register, tmp_path):
    acknowledged, lost = killed(register, tmp_path, 6)
    assert acknowledged > 0
    assert (lost, check.check(register.database)) == (0, [])


def test_two_hundred_writes_from_several_processes_are_all_there(register, tmp_path):
    apart(register, "many", 8, tmp_path / "said")
    saved = (tmp_path / "said").read_text().split()
    assert len(set(saved)) == 200
    assert {talk.id for talk in register.find(OFFICER, Conversation, Wanted(most=None))} == set(saved)
    assert check.check(register.database) == []


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_a_full_disk_gives_a_message_and_changes_nothing(register):
    fill(register)
    before = rows(register.database)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(each.stat().st_size for each in register.database.state.iterdir())
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 40_000, limits[1]))
    try:
        with pytest.raises(NotRecorded, match="disk is full"):
            register.save(OFFICER, a_need(words="x" * 190_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert rows(register.database) == before
    assert check.check(register.database) == []
    register.save(OFFICER, a_need(words="x" * 190_000))


def test_a_backup_on_a_full_disk_leaves_no_file(register, tmp_path):
    fill(register)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    if register.database.is_sqlite:
        connect(None, register.database.state).outside("PRAGMA wal_checkpoint(TRUNCATE)")
    target = tmp_path / "copies" / "copy.zip"
    target.parent.mkdir()
    with register.database.reading() as connection:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
        try:
            with pytest.raises(archive.NotAnArchive, match="cannot be written"):
                archive.write(target, connection, "0001", register.now(), register.now().date())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(target.parent.iterdir()) == []


def test_a_restore_that_is_killed_leaves_the_register_before_it_or_after_it(register, tmp_path):
    fill(register)
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    register.save(OFFICER, a_need(title="since the backup"))
    assert apart(register, "restore", 4, tmp_path / "copy.zip") == []
    assert register.count(OFFICER, Need) in (1, 2)


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
@pytest.mark.skipif(os.name != "posix", reason="this system has other rights")
def test_a_register_that_may_only_be_read_says_so(register, tmp_path):
    fill(register)
    register.database.outside("PRAGMA wal_checkpoint(TRUNCATE)")
    register.database.close()
    own = shutil.copytree(register.database.state, tmp_path / "own")
    # pytest's own folders are for nobody else.
    with tempfile.TemporaryDirectory() as outside:
        folder = shutil.copytree(own, Path(outside) / "state")
        for path in (Path(outside), folder):
            path.chmod(0o755)
        for path in folder.iterdir():
            path.chmod(0o444)
        if os.geteuid() != 0:  # else another account is taken, which owns nothing here
            folder.chmod(0o555)
        command = [sys.executable, "-c", _READ_ONLY, str(own), str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        folder.chmod(0o755)
    assert done.stdout.splitlines() == [
        "Not saved: the register may only be read on this machine. Nothing was changed."
    ]


_READ_ONLY = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from jsna.model.register.person import Person, Role
from jsna.model.register.need import Need
from jsna.register.database import NotRecorded, connect
from jsna.register.register import Register
def save(state):
    register = Register(connect(None, Path(state)), lambda: datetime.now(UTC))
    officer = Person("Ann", frozenset({Role.CONTRIBUTOR}))
    register.save(officer, Need(title="x", places=({"code": "E05009888", "vintage": "2022"},)))
# Another account may not be able to read this Python: by now all of it is loaded.
save(sys.argv[1])
if os.geteuid() == 0:  # who may write whatever a file says
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    save(sys.argv[2])
except NotRecorded as error:
    print(error)
"""
