"""Drafts are their author's alone, count nowhere, and end on a day."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from jsna.model.register.conversation import Conversation
from jsna.model.register.person import ANYBODY
from jsna.register.drafts import KEPT_FOR, MOST, OWN_WORDS, Drafts, TooMuch, new_key
from jsna.register.register import NotAllowed, NotHere
from tests.register.making import ADMINISTRATOR, MODERATOR, OFFICER, a_conversation
from tests.register.test_register import AS_TYPED

KIND = Conversation.KIND


@pytest.fixture
def drafts(register):
    return Drafts(register)


@pytest.mark.parametrize("words", [*AS_TYPED, "nul \0 and half a pair \ud800"], ids=str.__len__)
def test_a_draft_comes_back_as_it_was_typed_whatever_was_typed(drafts, words):
    content = {"heard.0.words": words, "places": ["E05009888"], "people": 12, "first_time": None}
    drafts.keep(OFFICER, "key", KIND, content)
    assert [each.content for each in drafts.find(OFFICER, KIND)] == [content]


def test_a_draft_counts_nowhere_and_leaves_no_trace_when_it_is_dropped(register, drafts):
    key = new_key()
    drafts.keep(OFFICER, key, KIND, {"heard.0.words": "zebra"})
    assert register.count(OFFICER, Conversation) == 0
    assert register.search(OFFICER, "zebra") == []
    drafts.drop(OFFICER, key)
    with register.database.reading() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM draft")) == 0
        assert connection.scalar(sa.text("SELECT count(*) FROM history")) == 0


def test_a_draft_of_other_peoples_words_is_read_only_while_its_author_may_read_them(drafts):
    drafts.keep(MODERATOR, "key", OWN_WORDS, {"own_words.0": "I sat there"})
    no_more = replace(MODERATOR, roles=OFFICER.roles)
    assert (drafts.find(no_more), drafts.find(no_more, OWN_WORDS)) == ([], [])
    assert [each.key for each in drafts.find(MODERATOR)] == ["key"]


def test_nobody_reads_changes_or_drops_the_draft_of_somebody_else(drafts):
    drafts.keep(OFFICER, "key", KIND, {"heard.0.words": "mine"})
    for other in (MODERATOR, ADMINISTRATOR):
        assert drafts.find(other) == []
        with pytest.raises(NotHere):
            drafts.keep(other, "key", KIND, {"heard.0.words": "theirs"})
        drafts.drop(other, "key")
    assert [each.content["heard.0.words"] for each in drafts.find(OFFICER)] == ["mine"]
    for attempt in (
        lambda: drafts.keep(ANYBODY, "new", KIND, {}),
        lambda: drafts.find(ANYBODY),
        lambda: drafts.drop(ANYBODY, "key"),
        lambda: drafts.was_saved(ANYBODY, "key"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_draft_ends_after_its_time_and_a_change_begins_it_anew(register, drafts):
    drafts.keep(OFFICER, "old", KIND, {"n": 1})
    register.now.move(KEPT_FOR - timedelta(minutes=1))
    drafts.keep(OFFICER, "old", KIND, {"n": 2})
    register.now.move(timedelta(minutes=2))
    assert [each.content for each in drafts.find(OFFICER)] == [{"n": 2}]
    register.now.move(KEPT_FOR)
    assert drafts.find(OFFICER) == []
    drafts.keep(OFFICER, "new", KIND, {})
    with register.database.reading() as connection:
        assert list(connection.scalars(sa.text("SELECT key FROM draft"))) == ["new"]


def test_drafts_have_a_limit_that_still_lets_one_go_on_with_those_there_are(drafts):
    for number in range(MOST):
        drafts.keep(OFFICER, f"key {number}", KIND, {})
    with pytest.raises(TooMuch, match="throw them away"):
        drafts.keep(OFFICER, "one more", KIND, {})
    drafts.keep(OFFICER, "key 0", KIND, {"n": 1})
    with pytest.raises(TooMuch, match="too long"):
        drafts.keep(OFFICER, "key 0", KIND, {"words": "x" * 3_000_000})


def test_a_draft_that_was_saved_is_known_by_its_key(register, drafts):
    drafts.keep(OFFICER, "key", KIND, {})
    assert not drafts.was_saved(OFFICER, "key")
    register.save(OFFICER, a_conversation(), once="key")
    assert drafts.was_saved(OFFICER, "key")
