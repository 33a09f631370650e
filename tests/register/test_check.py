"""The check finds what is wrong, says where, and finds nothing where nothing is."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from jsna.model.register.need import Need
from jsna.model.register.report import Report
from jsna.register import check, history, keepsake
from jsna.register.database import Damaged, NotRecorded
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.register.retiring import retire
from jsna.settings import Settings
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_need, fill


@pytest.fixture
def filled(register):
    fill(register)
    return register


def by_force(register, *statements):
    """Change the tables behind the register's back."""
    with register.database.writing() as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


def test_a_whole_register_has_no_faults(filled):
    assert check.check(filled.database) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE need SET title = 'Another'", "is not as the last row of its history says"),
        ("UPDATE conversation_heard SET people = 5", "is not as the last row of its history says"),
        ("DELETE FROM provision_places; DELETE FROM provision_groups; DELETE FROM provision", "not in the register"),
        ("INSERT INTO need_places VALUES ((SELECT id FROM need), 7, 'E1', '2022')", "is not as the last row"),
        ("UPDATE need SET status = 'maybe'", "cannot be read"),
        ("DELETE FROM found WHERE kind = 'need'", "1 items are not in the search index"),
        ("UPDATE found SET public = working", "3 items are not in the search index"),
        ("DELETE FROM receipt", "Reports without a receipt, which their authors cannot follow: 1."),
    ],
)
def test_what_was_changed_behind_its_back_is_found(filled, change, said):
    by_force(filled, *change.split("; "))
    found = check.check(filled.database)
    assert any(said in each for each in found), found


def test_an_item_without_a_history_is_found(filled):
    with filled.database.writing() as connection:
        columns = list(connection.execute(sa.text("SELECT * FROM provision")).mappings())
        connection.execute(
            sa.text(f"INSERT INTO provision VALUES ({', '.join(':' + name for name in columns[0])})"),  # noqa: S608
            {**columns[0], "id": "ghost"},
        )
    assert "Provision ghost is in the register, but not in its history." in check.check(filled.database)


def test_words_that_are_here_after_their_latest_day_are_counted(filled):
    (report,) = filled.find(MODERATOR, Report)
    last = report.latest_on
    assert check.check(filled.database, today=last) == []
    said = "Reports past their latest day whose words are still here: 1. Run `jsna register retire`."
    assert check.check(filled.database, today=last + timedelta(days=1)) == [said]
    filled.now.move(last - filled.now().date())
    retire(filled, ADMINISTRATOR)
    assert check.check(filled.database, today=last + timedelta(days=1)) == []


def test_the_index_is_mended(filled):
    by_force(filled, "DELETE FROM found")
    assert filled.search(OFFICER, "clinic") == []
    check.mend_index(filled.database)
    assert filled.search(OFFICER, "clinic", [Need]) != []
    assert check.check(filled.database) == []


def test_a_seal_that_was_kept_shows_a_history_that_was_cut(filled):
    with filled.database.reading() as connection:
        known = history.seal(connection)
    filled.save(OFFICER, a_need())
    assert check.check(filled.database, known) == []
    assert "the end is missing" in check.check(filled.database, replace(known, last="0" * 64))[0]


# What the server says when it opens a register, on the database in a file.


@pytest.fixture
def state(tmp_path):
    return Settings(data=tmp_path, state=tmp_path / "state")


@pytest.fixture
def kept(state):
    """A file with items, closed."""
    register = open_register(state)
    fill(register)
    keepsake.renew(register.database)
    register.database.close()
    return state.state / "register.sqlite"


def again(state, caplog) -> tuple[Register, list[str]]:
    caplog.clear()
    with caplog.at_level(logging.WARNING, "jsna.register"):
        register = open_register(state)
    return register, caplog.messages


def test_opening_a_whole_register_says_nothing(state, kept, caplog):
    register, said = again(state, caplog)
    assert said == []
    register.database.close()


def test_a_damaged_index_is_made_anew_when_it_is_opened(state, kept, caplog):
    register = open_register(state)
    by_force(register, "PRAGMA writable_schema = 0", "UPDATE found_data SET block = x'00' WHERE id > 10")
    register.database.close()
    register, said = again(state, caplog)
    assert said == ["The search index was damaged, and was made again."]
    assert check.check(register.database) == []
    register.database.close()


def test_a_history_whose_end_was_cut_off_is_noticed_until_it_is_back(state, kept, caplog):
    older = kept.read_bytes()
    register = open_register(state)
    register.save(OFFICER, a_need())
    keepsake.renew(register.database)
    register.database.close()
    kept.write_bytes(older)
    for _ in range(2):
        register, said = again(state, caplog)
        assert "not all here" in said[0]
        register.database.close()


def test_a_file_that_has_gone_is_not_replaced_by_an_empty_one(state, kept):
    kept.rename(kept.with_name("elsewhere"))
    with pytest.raises(NotRecorded, match="has gone"):
        open_register(state)
    assert not kept.exists()


@pytest.mark.parametrize("place", [0, 100, 4097])
def test_a_damaged_file_gives_the_message_that_says_what_to_do(state, kept, place):
    content = bytearray(kept.read_bytes())
    content[place : place + 3000] = b"\xff" * 3000
    kept.write_bytes(content)
    with pytest.raises(Damaged, match="jsna restore"):
        open_register(state)


def test_a_locked_file_gives_a_message_and_changes_nothing(state, kept, monkeypatch):
    monkeypatch.setattr("jsna.register.database.PATIENCE", 0.1)
    register, other = open_register(state), open_register(state)
    with other.database.writing(), pytest.raises(NotRecorded, match="busy"):
        register.save(OFFICER, a_need(title="lost"))
    assert register.count(MODERATOR, Need) == 1
    for each in (register, other):
        each.database.close()
