"""What is published of a conversation is what a moderator has read, and nobody's words are lost on the way."""

from datetime import UTC, date, datetime

import pytest

from jsna.model.register.conversation import Conversation, Heard, OwnWords
from jsna.model.register.item import Place
from jsna.register.rules import Refused
from tests.register.making import MODERATOR, OFFICER, a_conversation


def test_an_officer_who_changes_what_is_published_hides_it_until_it_is_read_again(register):
    (talk,) = register.save(OFFICER, a_conversation(ran_by="Ann"))
    (talk,) = register.save(MODERATOR, talk.model_copy(update={"published": True}))
    (talk,) = register.save(OFFICER, talk.model_copy(update={"ran_by": "Ann and Bo", "people": 12}))
    assert talk.published
    (talk,) = register.save(OFFICER, talk.model_copy(update={"heard": (Heard(words="Joan Smith told me"),)}))
    assert not talk.published
    (talk,) = register.save(MODERATOR, talk.model_copy(update={"published": True}))
    (talk,) = register.save(MODERATOR, talk.model_copy(update={"heard": (Heard(words="Somebody told me"),)}))
    assert talk.published


def test_a_conversation_on_a_day_to_come_in_england_is_refused_by_every_way_in(register):
    register.now.time = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    (talk,) = register.save(OFFICER, a_conversation(held_on=date(2026, 7, 2)))
    with pytest.raises(Refused, match="day to come: 3 July 2026"):
        register.save(OFFICER, a_conversation(held_on=date(2026, 7, 3)))
    with pytest.raises(Refused, match="day to come"):
        register.save(OFFICER, talk.model_copy(update={"held_on": date(2027, 7, 2)}))


def test_what_was_counted_in_a_year_that_is_over_stays(register):
    (talk,) = register.save(OFFICER, a_conversation(people=12))
    (older,) = register.save(OFFICER, a_conversation(held_on=date(2025, 12, 1), people=12))
    (talk,) = register.save(OFFICER, talk.model_copy(update={"people": 13}))
    register.now.time = datetime(2027, 1, 1, 9, tzinfo=UTC)
    elsewhere = (Place(code="E05009897", vintage="2022"),)
    for change in ({"people": 9}, {"first_time": 2}, {"held_on": date(2026, 12, 1)}, {"places": elsewhere}):
        with pytest.raises(Refused, match="counts of 2026 have been published"):
            register.save(OFFICER, talk.model_copy(update=change))
    (talk,) = register.save(OFFICER, talk.model_copy(update={"ran_by": "Ann"}))
    assert (talk.people, talk.ran_by) == (13, "Ann")
    # Recorded in another year than it was held in, it is counted in none, and moves into none.
    register.save(OFFICER, older.model_copy(update={"people": 20}))
    with pytest.raises(Refused, match="counts of 2026 have been published"):
        register.save(OFFICER, older.model_copy(update={"held_on": date(2026, 12, 1), "version": 2}))


def test_an_empty_list_of_own_words_takes_none_away(register):
    (talk,) = register.save(OFFICER, a_conversation(own_words=(OwnWords(words="first"),)))
    register.save(OFFICER, talk.model_copy(update={"own_words": ()}))
    found = register.read_private(MODERATOR, Conversation, talk.id)
    assert [each.words for each in found.own_words] == ["first"]


def test_what_can_still_be_added_is_named():
    bare = a_conversation()
    assert bare.missing == ("heard.theme", "way", "ran_by", "asked", "people", "first_time", "groups")
    more = a_conversation(heard=(Heard(words="x", theme="y"),), people=0, first_time=0, asked="What?", ran_by="Ann")
    assert more.missing == ("way", "groups")
