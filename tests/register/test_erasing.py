"""Erased words are in no byte of what the register keeps, and what cannot be reached is named with its end."""

from __future__ import annotations

import json
import subprocess
import uuid
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from jsna.model.register.conversation import Conversation, Heard, OwnWords
from jsna.model.register.person import ANYBODY
from jsna.register import check, erasing, keepsake
from jsna.register.archive import opened
from jsna.register.backup import back_up
from jsna.register.erasing import clear
from jsna.register.register import NotAllowed
from jsna.register.tables import DRAFT
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_conversation, a_need, fill

RULE = "asked by the person"


def rare() -> str:
    return uuid.uuid4().hex


def files_with(register, word):
    """Files that hold a word in any of their bytes: of the state folder, or tables and indexes of PostgreSQL."""
    folder = register.database.state
    if not register.database.is_sqlite:
        with register.database.reading() as connection:
            folder = connection.scalar(sa.text("SELECT current_setting('data_directory')"))
        register.database.outside("CHECKPOINT")
    found = subprocess.run(["grep", "-rla", word, str(folder)], capture_output=True, text=True, check=False)
    return [name for name in found.stdout.splitlines() if "/pg_wal/" not in name and not name.endswith("/log")]


def draft(register, key, content):
    now = register.now()
    with register.database.writing() as connection:
        row = {"key": key, "person": "Ann", "kind": "conversation", "content": content}
        connection.execute(DRAFT.insert().values(**row, changed_at=now, ends_at=now + timedelta(days=30)))


def drafts(register):
    with register.database.reading() as connection:
        return sorted(connection.scalars(sa.select(DRAFT.c.key)))


def test_erased_words_are_in_no_byte_of_any_file(register):
    fill(register)
    words = [rare() for _ in range(12)]
    talks = []
    for number, word in enumerate(words):
        own = (OwnWords(words=f"I said “{word}” {'and more ' * number * 400}"), OwnWords(words="and this"))
        (talk,) = register.save(OFFICER, a_conversation(own_words=own))
        for step in range(3):
            (talk,) = register.save(OFFICER, talk.model_copy(update={"topic": f"health{step}"}))
        whole = register.read_private(MODERATOR, Conversation, talk.id)
        later = OwnWords(words=f"later {word}", agreed=True)
        (talk,) = register.save(MODERATOR, whole.model_copy(update={"own_words": (later,)}), with_words=True)
        draft(register, f"d{number}", json.dumps({"own_words": [f"I said “{word}” {'and more ' * number * 400}"]}))
        talks.append(talk)
    draft(register, "other", json.dumps({"own_words": ["something else"]}))
    if not register.database.is_sqlite:
        register.database.outside("ANALYZE")  # as PostgreSQL does by itself, now and then
    assert files_with(register, words[3])
    for talk in talks:
        register.erase(MODERATOR, Conversation, talk.id, RULE)
    assert {word: files_with(register, word) for word in words} == {word: [] for word in words}
    assert drafts(register) == ["k", "other"]
    assert check.check(register.database) == []


def test_words_that_were_changed_in_the_search_are_gone_when_bytes_are_cleared(register):
    word = rare()
    (talk,) = register.save(OFFICER, a_conversation(heard=(Heard(words=word),)))
    if not register.database.is_sqlite:
        register.database.outside("ANALYZE")
    with erasing.erasing(register.database, register.now()) as eraser:
        bare = talk.model_copy(update={"heard": (Heard(words="withdrawn"),)})
        eraser.erase(bare, "Mo", RULE)
    assert files_with(register, word) == []
    assert register.search(OFFICER, word) == []


@pytest.mark.parametrize("content", ['{{"id": "{id}"}}', '{{"words": "oh no"}}', "[\"so {words}, 'she' said\"]"])
def test_drafts_that_name_the_item_or_hold_its_words_go_with_it(register, content):
    own = (OwnWords(words="oh no"), OwnWords(words="I walk home in the dark"))
    (talk,) = register.save(OFFICER, a_conversation(own_words=own))
    draft(register, "of it", content.format(id=talk.id, words="I walk home in the dark"))
    draft(register, "by chance", '{"words": "oh no, not again"}')
    register.erase(MODERATOR, Conversation, talk.id, RULE)
    assert drafts(register) == ["by chance"]


@pytest.mark.parametrize("register", ["sqlite"], indirect=True)
def test_what_could_not_be_cleared_is_known_and_cleared_later(register, monkeypatch):
    word = rare()
    (talk,) = register.save(OFFICER, a_conversation(own_words=(OwnWords(words=word),)))
    monkeypatch.setattr("jsna.register.erasing.clear", lambda _database: False)
    register.erase(MODERATOR, Conversation, talk.id, RULE)
    monkeypatch.undo()
    assert not keepsake.is_cleared(register.database)
    assert clear(register.database)
    assert keepsake.is_cleared(register.database)
    assert files_with(register, word) == []


def test_what_cannot_be_reached_is_named_with_its_end(register, tmp_path):
    register.save(OFFICER, a_need())
    (copies,) = register.beyond_reach(MODERATOR)
    assert copies.ends_on == date(2027, 1, 3)
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    register.now.move(timedelta(days=10))
    backups, copies = register.beyond_reach(MODERATOR)
    assert (backups.ends_on, copies.ends_on) == (opened(tmp_path / "copy.zip").manifest.ends_on, date(2027, 1, 13))
    register.now.move(timedelta(days=30))
    assert len(register.beyond_reach(MODERATOR)) == 1
    with pytest.raises(NotAllowed):
        register.beyond_reach(ANYBODY)
