"""What stands in the boxes of the form is what the register keeps; nothing is guessed, and nothing typed is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jsna.analysis.recorded import Mistakes, at_first, boxes_of, recorded
from jsna.catalogue.listening import answers_of, read_form
from jsna.model.register.conversation import Conversation, Counting, OwnWords, Reached, SaidBy, Way
from jsna.model.register.item import Place

DATA = Path(__file__).parents[2] / "data"
YEARS = {"E05009888": 2022, "E07000137": 2023}
TODAY = date(2026, 11, 29)
FORM, ANSWERS = read_form(DATA), answers_of(DATA, TODAY)
LEAST = at_first(FORM, TODAY, ("E05009888",)) | {"heard.0.words": "The buses stop at five"}


def read(stored: Conversation | None = None, **boxes: object):
    given = LEAST | {name.replace("__", "."): value for name, value in boxes.items()}
    return recorded(given, FORM, ANSWERS, stored, YEARS, TODAY)


def wrong(**boxes: object) -> dict[str, str]:
    with pytest.raises(Mistakes) as met:
        read(**boxes)
    return met.value.by_box


def test_a_day_a_place_and_one_thing_heard_are_enough():
    found = read().conversation
    assert (found.held_on, found.places) == (date(2026, 11, 29), (Place(code="E05009888", vintage="2022"),))
    assert [each.words for each in found.heard] == ["The buses stop at five"]
    assert (found.people, found.counting, found.way, found.groups) == (None, Counting.NOT_COUNTED, Way.NOT_SAID, ())
    assert read().promise is None


def test_everything_that_is_needed_and_missing_is_said_at_once():
    said = wrong(held_on__day="31", held_on__month="2", places=[], heard__0__words="  ")
    assert list(said) == ["held_on", "heard.0.words", "places"]
    assert all(said.values())


@pytest.mark.parametrize(("day", "year"), [("30", "2026"), ("29", "2027"), ("29", "26")])
def test_a_day_to_come_or_a_short_year_is_no_day_of_a_conversation(day, year):
    assert list(wrong(held_on__day=day, held_on__year=year)) == ["held_on"]


def test_a_saved_conversation_comes_back_into_the_boxes_and_out_of_them_unchanged():
    whole = Conversation(
        id="a" * 32,
        version=3,
        held_on=date(2026, 11, 1),
        places=(Place(code="E05009888", vintage="2022"), Place(code="E07000137", vintage="2021")),
        heard=({"words": "one", "theme": "t", "people": 2}, {"words": "two"}),
        way=Way.GROUP,
        topic="health",
        asked="What?",
        ran_by="Ann",
        organisation="Carers",
        people=12,
        counting=Counting.COUNTED,
        first_time=4,
        groups=(
            Reached(characteristic="race", group="not-asked", people=12),
            Reached(characteristic="sex", group="female", people=7, said_by=SaidBy.GROUP),
            Reached(characteristic="sex", group="prefer-not-to-say", people=0, said_by=SaidBy.GROUP),
        ),
        answer_list="2026",
        own_words=(OwnWords(agreed=True, released="shown"),),
        published=True,
    )
    assert recorded(boxes_of(whole, FORM), FORM, ANSWERS, whole, YEARS, TODAY).conversation == whole


def test_four_blanks_stay_four():
    found = read(
        people=10,
        groups__sex="asked",
        **{"groups.sex.female": 6, "groups.sex.not-answered": 1, "groups.sex.prefer-not-to-say": 2},
        **{"groups.sex.not-recorded": 1, "groups.race": "not-asked", "groups.age": ""},
    ).conversation
    assert {(str(each.characteristic), each.group): each.people for each in found.groups} == {
        ("sex", "female"): 6,
        ("sex", "not-answered"): 1,
        ("sex", "prefer-not-to-say"): 2,
        ("sex", "not-recorded"): 1,
        ("race", "not-asked"): 10,
    }
    assert found.answer_list == ANSWERS.name


def test_counts_of_a_group_that_was_then_said_not_to_be_asked_count_no_more():
    assert read(**{"groups.sex": "", "groups.sex.female": 6}).conversation.groups == ()


@pytest.mark.parametrize(("typed", "number"), [("12", 12), (" 12 ", 12), (12, 12), ("", None), (None, None), ("0", 0)])
def test_a_count_is_read_as_the_page_or_the_tab_has_it(typed: object, number: int | None):
    assert read(people=typed).conversation.people == number


@pytest.mark.parametrize("typed", ["twelve", "-1", "1.5", "12345678"])
def test_what_is_no_count_is_said(typed: str):
    assert "whole number" in wrong(people=typed)["people"]


def test_numbers_that_contradict_each_other_are_said_beside_the_box():
    assert "only 3 were there" in wrong(people=3, first_time=5)["people"]
    assert "Counted" in wrong(people=3, counting="not counted")["counting"]


def test_rows_in_which_nothing_stands_are_none_and_half_a_row_is_said():
    more = {"heard.#": 3, "heard.2.words": "third", "own_words.#": 2, "own_words.1.words": "as it was said"}
    found = read(**more).conversation
    assert [each.words for each in found.heard] == ["The buses stop at five", "third"]
    assert [(each.words, each.agreed) for each in found.own_words] == [("as it was said", False)]
    assert list(wrong(**{"heard.#": 2, "heard.1.theme": "too dear"})) == ["heard.1.words"]
    assert list(wrong(**{"own_words.#": 1, "own_words.0.agreed": True})) == ["own_words.0.words"]


def test_own_words_are_added_to_those_that_are_kept():
    stored = read().conversation.model_copy(update={"own_words": (OwnWords(agreed=True),)})
    added = {"own_words.#": 1, "own_words.0.words": "new", "own_words.0.agreed": True}
    found = recorded(LEAST | added, FORM, ANSWERS, stored, YEARS, TODAY).conversation
    assert [each.words for each in found.own_words] == ["", "new"]


def test_a_promise_is_a_response_to_what_was_heard():
    given = {"promised": "I will ring", "promised_by.day": "4", "promised_by.month": "12", "promised_by.year": "2026"}
    promise = read(**given).promise
    assert promise is not None
    assert (promise.promised, promise.next_on, promise.heard) == (
        "I will ring",
        date(2026, 12, 4),
        "The buses stop at five",
    )
    assert list(wrong(**given | {"promised": ""})) == ["promised"]
    assert list(wrong(**given | {"promised_by.day": ""})) == ["promised_by"]


def test_a_word_that_no_database_takes_is_said_beside_its_box():
    assert "no letter" in wrong(heard__0__words="nul \0")["heard.0.words"]
    assert "no letter" in wrong(asked="nul \0")["asked"]
