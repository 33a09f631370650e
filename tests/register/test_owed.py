"""What the database counts is what the items themselves say: who still waits, and what has the words."""

from datetime import date, timedelta
from itertools import product

import pytest

from jsna.model.register.conversation import Conversation, Heard, OwnWords
from jsna.model.register.person import ANYBODY
from jsna.model.register.response import Happened, Progress, Response, Step, Told
from jsna.register.register import Wanted
from jsna.register.saving import new_id, written
from tests.register.making import MODERATOR, OFFICER, a_conversation, a_response

HEARD = date(2026, 11, 1)


@pytest.fixture
def responses(register):
    """Every way in which a response can stand, each to a conversation of its own; every other one is published."""
    ways = product(Progress, (None, 0, 9), ("", " \n\t", "They moved"), ((), (2,), (9, 2)))
    with register.database.writing() as connection:
        return [_one(connection, register, number, *way) for number, way in enumerate(ways)]


def _one(connection, register, number, progress, told, not_told, steps):
    (talk,) = [written(connection, None, a_conversation(id=new_id()), "Ann", register.now())]
    what = Happened(progress.value)
    response = a_response(
        conversations=(talk.id,),
        heard_on=HEARD,
        progress=progress,
        not_told=not_told,
        told=() if told is None else (Told(on=HEARD + timedelta(days=told), how="a letter", by="Ann"),),
        steps=tuple(Step(on=HEARD + timedelta(days=days), what=what) for days in steps),
        published=number % 2 == 0,
    )
    return written(connection, None, response, "Ann", register.now())


def test_what_is_owed_is_what_has_not_ended(register, responses):
    owed = {each.id for each in responses if not each.is_closed}
    assert 0 < len(owed) < len(responses)
    wanted = Wanted(owed=True, most=None)
    assert {each.id for each in register.find(OFFICER, Response, wanted)} == owed
    assert register.count(ANYBODY, Response, wanted) == sum(each.published for each in responses if each.id in owed)
    waiting = {each.conversations[0] for each in responses if each.id in owed}
    assert {each.id for each in register.find(OFFICER, Conversation, wanted)} == waiting


def test_an_outline_ends_when_its_response_ends_and_is_seen_by_whom_it_is(register, responses):
    outlines = {each.id: each for each in register.outlines(OFFICER, Wanted(most=None))}
    assert {key: (each.closed_on, each.heard, each.places) for key, each in outlines.items()} == {
        each.id: (each.closed_on, each.heard, each.places) for each in responses
    }
    assert {each.id for each in register.outlines(ANYBODY, Wanted(most=None))} == {
        each.id for each in responses if each.published
    }


def test_items_with_words_are_counted_without_a_limit_and_as_they_are_read(register):
    own = (OwnWords(words="zebra", agreed=True, released="A crossing"),)
    for number in range(4):
        heard = (Heard(words="A zebra crossing" if number else "A bridge"),)
        register.save(MODERATOR, a_conversation(heard=heard, own_words=own, published=number > 1))
    for asked, everybody, officers in (("zebra cros", 2, 3), ("crossing", 2, 4), ("zebra bridge", 0, 0), ("!", 0, 0)):
        wanted = Wanted(words=asked, most=1)
        assert register.count(ANYBODY, Conversation, wanted) == everybody, asked
        assert register.count(OFFICER, Conversation, wanted) == officers, asked
        assert len(register.find(OFFICER, Conversation, wanted)) == min(officers, 1)
