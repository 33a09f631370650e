"""A backup gives back every row, on either database; nothing is half restored, and what was erased stays erased."""

from __future__ import annotations

import json
import zipfile
from contextlib import ExitStack

import pytest
import sqlalchemy as sa

from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Need
from jsna.register import archive, check, history, keepsake, migrating
from jsna.register.archive import NotAnArchive
from jsna.register.backup import back_up, replaced, restore
from jsna.register.database import connect
from jsna.register.register import NotAllowed
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_need, a_register, fill, rows

WHO = "Ada, at the command line"


@pytest.fixture
def filled(register):
    fill(register)
    return register


@pytest.fixture
def copy(filled, tmp_path):
    """A backup of it."""
    back_up(filled, ADMINISTRATOR, tmp_path / "copy.zip")
    return archive.opened(tmp_path / "copy.zip")


def put_back(register, copy, into=None):
    return restore(into or register.database, copy, WHO, register.now())


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
@pytest.mark.parametrize("start", ["sqlite", "postgresql"])
def test_every_row_comes_back_on_either_database(start, to, tmp_path, request):
    with ExitStack() as stack:
        first = stack.enter_context(a_register(tmp_path / "a", _address(start, request)))
        fill(first)
        back_up(first, ADMINISTRATOR, tmp_path / "copy.zip")
        before = rows(first.database)
        if start == to == "postgresql":
            second = first
            second.save(OFFICER, a_need(title="after the backup"))
        else:
            second = stack.enter_context(a_register(tmp_path / "b", _address(to, request)))
        put_back(second, archive.opened(tmp_path / "copy.zip"))
        after = rows(second.database)
        *_, last = after["history"]
        assert last["action"] == history.RESTORED
        assert {**after, "history": after["history"][:-1]} == before
        assert all(before.values())
        assert check.check(second.database) == []
        assert [each.id for each in second.search(OFFICER, "clinic", [Need])] != []


def _address(name, request):
    return request.getfixturevalue("postgresql") if name == "postgresql" else None


def test_a_backup_holds_one_moment_while_others_write(filled, tmp_path, monkeypatch):
    told = history.seal

    def meanwhile(connection):
        filled.save(OFFICER, a_need(title="meanwhile"))
        return told(connection)

    monkeypatch.setattr(archive.history, "seal", meanwhile)
    made = back_up(filled, ADMINISTRATOR, tmp_path / "copy.zip")
    monkeypatch.undo()
    assert filled.search(OFFICER, "meanwhile") != []
    put_back(filled, archive.opened(tmp_path / "copy.zip"))
    assert filled.search(OFFICER, "meanwhile") == []
    assert check.check(filled.database, made.seal) == []


def test_only_an_administrator_backs_up_and_never_into_the_state_folder(filled, tmp_path):
    with pytest.raises(NotAllowed):
        back_up(filled, MODERATOR, tmp_path / "copy.zip")
    with pytest.raises(NotAnArchive, match="outside"):
        back_up(filled, ADMINISTRATOR, filled.database.state / "copy.zip")
    assert not list(tmp_path.glob("**/*.zip"))


def test_a_backup_is_read_by_its_owner_only_and_replaces_no_file(filled, copy, tmp_path):
    assert copy.file.stat().st_mode & 0o077 == 0
    with pytest.raises(NotAnArchive, match="there already"):
        back_up(filled, ADMINISTRATOR, copy.file)


def test_what_was_erased_after_the_backup_is_erased_again(filled, copy):
    (talk,) = [each for each in filled.find(OFFICER, Conversation) if each.own_words]
    filled.erase(MODERATOR, Conversation, talk.id, "asked by the person")
    assert put_back(filled, copy) == 1
    assert filled.read_private(MODERATOR, Conversation, talk.id).own_words[0].words == ""
    assert check.check(filled.database) == []
    assert put_back(filled, copy) == 1


def test_a_backup_made_after_erasing_is_not_erased_twice(filled, tmp_path):
    (talk,) = [each for each in filled.find(OFFICER, Conversation) if each.own_words]
    filled.erase(MODERATOR, Conversation, talk.id, "asked by the person")
    back_up(filled, ADMINISTRATOR, tmp_path / "later.zip")
    assert put_back(filled, archive.opened(tmp_path / "later.zip")) == 0


def test_it_says_what_would_be_lost(filled, copy):
    filled.save(OFFICER, a_need(), a_need())
    assert replaced(filled.database, copy).since == 2


CHANGES = {
    "a byte": lambda pack: {**pack, "need.jsonl": pack["need.jsonl"].replace(b"clinic", b"clinik")},
    "a row less": lambda pack: {**pack, "need.jsonl": b""},
    "the manifest": lambda pack: {**pack, "manifest.json": pack["manifest.json"].replace(b'"rows"', b'"rows" ')},
    "a table less": lambda pack: {name: said for name, said in pack.items() if name != "draft.jsonl"},
    "no archive": lambda _pack: {"notes.txt": b"hello"},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_backup_is_refused_and_nothing_is_changed(filled, copy, tmp_path, change):
    bad = repacked(copy.file, tmp_path / "bad.zip", CHANGES[change])
    refused_and_unchanged(filled, bad, "damaged")


def test_half_a_backup_is_refused(filled, copy, tmp_path):
    content = copy.file.read_bytes()
    (tmp_path / "half.zip").write_bytes(content[: len(content) // 2])
    refused_and_unchanged(filled, tmp_path / "half.zip", "damaged")


@pytest.mark.parametrize(("field", "value"), [("form", 2), ("step", "9999")])
def test_a_backup_of_a_newer_program_is_refused(filled, copy, tmp_path, field, value):
    bad = repacked(copy.file, tmp_path / "newer.zip", lambda pack: signed(pack, {field: value}))
    refused_and_unchanged(filled, bad, "newer version")


def test_a_history_that_was_changed_and_signed_again_is_refused(filled, copy, tmp_path):
    def changed(pack):
        lines = pack["history.jsonl"].replace(b'"Ann"', b'"Bob"', 1)
        return signed({**pack, "history.jsonl": lines}, {})

    refused_and_unchanged(filled, repacked(copy.file, tmp_path / "bad.zip", changed), "not as it was written")


def refused_and_unchanged(register, file, said):
    before = rows(register.database)
    with pytest.raises(NotAnArchive, match=said):
        put_back(register, archive.opened(file))
    assert rows(register.database) == before
    assert keepsake.known(register.database).seal is None or check.check(register.database) == []


def repacked(source, target, change):
    with zipfile.ZipFile(source) as pack:
        content = {name: pack.read(name) for name in pack.namelist()}
    with zipfile.ZipFile(target, "w") as pack:
        for name, said in change(content).items():
            pack.writestr(name, said)
    return target


def signed(pack, fields):
    """The pack with other fields, and checksums that fit it: what somebody would make who knows the format."""
    manifest = {**json.loads(pack["manifest.json"]), **fields}
    for table in manifest["tables"]:
        table["sha256"] = archive.hashlib.sha256(pack[f"{table['name']}.jsonl"]).hexdigest()
    said = json.dumps(manifest).encode()
    return {**pack, "manifest.json": said, "manifest.sha256": archive.hashlib.sha256(said).hexdigest().encode()}


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_a_damaged_file_is_replaced_in_one_step(filled, copy):
    before = rows(filled.database)
    file = filled.database.file
    filled.database.close()
    file.write_bytes(b"x" * 100 + file.read_bytes()[100:])
    assert "damaged" in check.check(filled.database)[0]
    assert not replaced(filled.database, copy).is_readable
    put_back(filled, copy)
    filled.database.close()
    again = connect(None, filled.database.state)
    assert {**rows(again), "history": None} == {**before, "history": None}
    assert check.check(again) == []
    again.close()


def test_a_restore_that_breaks_off_leaves_the_register_as_it_was(filled, copy, monkeypatch):
    filled.save(OFFICER, a_need(title="after the backup"))
    before = rows(filled.database)
    monkeypatch.setattr(check, "fill_index", lambda _connection: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put_back(filled, copy)
    monkeypatch.undo()
    assert rows(filled.database) == before
    assert check.check(filled.database) == []


def test_an_older_backup_is_brought_to_the_tables_of_today(filled, tmp_path, monkeypatch, later_step):
    back_up(filled, ADMINISTRATOR, tmp_path / "older.zip")
    before = rows(filled.database)
    step = later_step(
        "ALTER TABLE need ADD COLUMN later TEXT NOT NULL DEFAULT 'none'", "ALTER TABLE need DROP COLUMN later"
    )
    put_back(filled, archive.opened(tmp_path / "older.zip"))
    with filled.database.reading() as connection:
        assert migrating.stands_at(connection) == step
        assert set(connection.scalars(sa.text("SELECT later FROM need"))) == {"none"}
    assert rows(filled.database)["need"] == before["need"]
