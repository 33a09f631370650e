"""Items go in and come out as they were typed; nothing is lost, and nothing is changed in silence."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from jsna.model.register.conversation import Counting, Heard, OwnWords, Reached
from jsna.model.register.idea import Stage
from jsna.model.register.item import Place
from jsna.model.register.need import Need
from jsna.model.register.person import ANYBODY
from jsna.register import history
from jsna.register.register import Conflict, NotAllowed, NotHere, Wanted
from jsna.register.rules import Refused
from jsna.register.saving import new_id
from tests.register.making import (
    ADMINISTRATOR,
    MODERATOR,
    OFFICER,
    a_conversation,
    a_need,
    a_provision,
    a_response,
    an_idea,
)

#: What somebody may type or paste.
AS_TYPED = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("x")\n+1\t@SUM(1)\r\n',
    "${7*7} `x` {{x}} \u202e\u0007 \ud7ff \U0001f600 ' OR 1=1 --",
    "x" * 100_000,
]


def kept(register):
    with register.database.reading() as connection:
        return history.faults(connection)


@pytest.mark.parametrize("words", AS_TYPED, ids=["markup", "formulas", "signs", "long"])
def test_words_come_out_as_they_were_typed(register, words):
    (saved,) = register.save(OFFICER, a_conversation(heard=(Heard(words=words, theme=words),), asked=words))
    found = register.get(OFFICER, type(saved), saved.id)
    assert (found.heard[0].words, found.heard[0].theme, found.asked) == (words, words, words)
    assert kept(register) == []


@pytest.mark.parametrize("words", ["nul \0 in it", "half a pair \ud800"])
def test_what_one_database_would_refuse_is_refused_at_the_door_of_both(words):
    with pytest.raises(ValueError, match="no letter, sign or line break"):
        a_need(title=words)


def test_every_field_of_every_kind_is_kept(register):
    talk = a_conversation(
        people=12,
        counting=Counting.ABOUT,
        first_time=4,
        groups=(Reached(characteristic="sex", group="female", people=7),),
    )
    (talk,) = register.save(OFFICER, talk)
    (need,) = register.save(OFFICER, a_need(conversations=(talk.id,), groups=({"characteristic": "age"},)))
    rest = register.save(
        OFFICER,
        an_idea(need),
        a_response(need=need.id, conversations=(talk.id,)),
        a_provision(latitude=53.3, longitude=0.25, capacity=20),
    )
    for saved in (talk, need, *rest):
        assert register.get(OFFICER, type(saved), saved.id) == saved


def test_two_people_who_edit_one_item_both_keep_their_words(register):
    (need,) = register.save(OFFICER, a_need())
    register.save(MODERATOR, need.model_copy(update={"words": "theirs"}))
    with pytest.raises(Conflict) as met:
        register.save(OFFICER, need.model_copy(update={"words": "mine"}))
    assert (met.value.mine.words, met.value.theirs.words) == ("mine", "theirs")
    assert register.get(OFFICER, Need, need.id).words == "theirs"


def test_a_form_that_is_sent_twice_is_saved_once(register):
    first = register.save(OFFICER, a_need(), once="form")
    again = register.save(OFFICER, a_need(), once="form")
    assert first == again
    assert register.count(OFFICER, Need) == 1


def test_all_is_saved_or_nothing(register):
    need = a_need().model_copy(update={"id": new_id()})
    with pytest.raises(Refused):
        register.save(OFFICER, need, an_idea(need, stage=Stage.RUNNING))
    assert register.count(OFFICER, Need) == 0
    assert kept(register) == []


def test_a_reason_has_a_length(register):
    with pytest.raises(Refused, match="The reason has 2,001 letters; 2,000 at most can be kept"):
        register.save(OFFICER, a_need(), reason="x" * 2001)
    assert register.find(OFFICER, Need) == []


def test_items_are_found_by_place_field_and_reference(register):
    (talk,) = register.save(OFFICER, a_conversation())
    (here,) = register.save(OFFICER, a_need(conversations=(talk.id,), topic="health"))
    register.save(OFFICER, a_need(places=(Place(code="E05010784", vintage="2022"),)))
    for wanted in (
        Wanted(areas=["E05009888"]),
        Wanted(equals=(("topic", "health"),)),
        Wanted(refers_to=(("conversations", talk.id),)),
    ):
        assert register.find(OFFICER, Need, wanted) == [here]


def test_nobody_without_a_role_sees_or_writes_what_is_not_published(register):
    (talk,) = register.save(OFFICER, a_conversation(ran_by="Ann", people=3, own_words=(OwnWords(words="secret"),)))
    (open_need,) = register.save(MODERATOR, a_need(published=True, owner="Ann"), reason="Agreed")
    register.save(OFFICER, a_need())
    assert register.find(ANYBODY, Need) == [open_need]
    with pytest.raises(NotHere):
        register.get(ANYBODY, type(talk), talk.id)
    for attempt in (
        lambda: register.save(ANYBODY, a_need()),
        lambda: register.read_private(OFFICER, type(talk), talk.id),
        lambda: register.erase(OFFICER, type(talk), talk.id, "none"),
        lambda: register.read_private(ADMINISTRATOR, type(talk), talk.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_what_is_published_has_no_counts_no_names_of_staff_and_no_private_words(register):
    talk = a_conversation(
        ran_by="Ann",
        people=3,
        first_time=1,
        groups=(Reached(characteristic="race", group="asian", people=1),),
        own_words=(OwnWords(words="as it was said", agreed=True),),
    )
    (talk,) = register.save(OFFICER, talk)
    whole = register.read_private(MODERATOR, type(talk), talk.id)
    words = whole.own_words[0].model_copy(update={"released": "as it may be read"})
    released = whole.model_copy(update={"published": True, "own_words": (words,)})
    register.save(MODERATOR, released, with_words=True)
    seen = register.get(ANYBODY, type(talk), talk.id)
    assert (seen.ran_by, seen.people, seen.first_time, seen.groups) == ("", None, None, ())
    assert [(each.words, each.released) for each in seen.own_words] == [("", "as it may be read")]


def test_whoever_does_not_read_private_words_does_not_lose_them_by_saving(register):
    (talk,) = register.save(OFFICER, a_conversation(own_words=(OwnWords(words="first"),)))
    more = talk.model_copy(update={"topic": "health", "own_words": (*talk.own_words, OwnWords(words="second"))})
    register.save(OFFICER, more)
    found = register.read_private(MODERATOR, type(talk), talk.id)
    assert ([each.words for each in found.own_words], found.topic) == (["first", "second"], "health")


def test_reading_private_words_is_part_of_the_history(register):
    (talk,) = register.save(OFFICER, a_conversation(own_words=(OwnWords(words="secret"),)))
    register.read_private(MODERATOR, type(talk), talk.id)
    assert [(each.who, each.action) for each in register.changes(OFFICER, type(talk), talk.id)] == [
        ("Ann", "created"),
        ("Mo", "read private words"),
    ]


def test_an_earlier_version_can_be_read_and_says_who_wrote_it(register):
    (need,) = register.save(OFFICER, a_need(words="before"))
    register.save(OFFICER, need.model_copy(update={"words": "after"}), reason="said more clearly")
    assert register.version(OFFICER, Need, need.id, 1).words == "before"
    assert [each.note for each in register.changes(OFFICER, Need, need.id)] == ["", "said more clearly"]


def test_erased_words_are_gone_from_item_history_and_search_and_the_chain_still_holds(register):
    (talk,) = register.save(OFFICER, a_conversation(own_words=(OwnWords(words="zebra"),)))
    left = register.erase(MODERATOR, type(talk), talk.id, "asked by the person")
    assert (left.erased, left.own_words[0].words) == ("asked by the person", "")
    with pytest.raises(NotHere):
        register.version(OFFICER, type(talk), talk.id, 1)
    with register.database.reading() as connection:
        contents = connection.scalars(sa.text("SELECT content FROM history WHERE content IS NOT NULL"))
        assert not any("zebra" in each for each in contents)
    assert kept(register) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE history SET note = 'x' WHERE seq = 1",
        "DELETE FROM history WHERE seq = 2",
        "UPDATE history SET content = '{}' WHERE seq = 1",
    ],
)
def test_the_history_cannot_be_changed(register, change):
    register.save(OFFICER, a_need(), a_need())
    with pytest.raises(Exception, match="never changed"), register.database.writing() as connection:
        connection.execute(sa.text(change))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE history SET who = 'X' WHERE seq = 2", "row 2 is not as it was written"),
        ("DELETE FROM history WHERE seq = 2", "rows are missing"),
        ("UPDATE history SET content = replace(content, 'clinic', 'shop') WHERE seq = 1", "words of row 1 are not"),
        ("UPDATE history SET content = NULL, salt = NULL WHERE seq = 1", "no row says that they were erased"),
        ("DELETE FROM history WHERE seq = 3", "the end is missing"),
    ],
)
def test_a_history_that_was_changed_by_force_is_noticed(register, change, said):
    register.save(OFFICER, a_need(), a_need(), a_need())
    with register.database.reading() as connection:
        known = history.seal(connection)
    with register.database.writing() as connection:
        drop = ["DROP TRIGGER history_kept", "DROP TRIGGER history_whole"]
        if connection.dialect.name == "postgresql":
            drop = [f"{each} ON history" for each in drop]
        for statement in (*drop, change):
            connection.execute(sa.text(statement))
    with register.database.reading() as connection:
        assert any(said in each for each in history.faults(connection, known))


def test_a_clock_that_goes_back_puts_nothing_out_of_order(register):
    (need,) = register.save(OFFICER, a_need())
    register.now.move(timedelta(hours=-5))
    register.save(OFFICER, need)
    first, second = register.changes(OFFICER, Need, need.id)
    assert first.at <= second.at
    assert kept(register) == []
