"""Any place is found by what people type, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.analysis.find import LONGEST, Match, MatchKind, find, index, plain, wards_of
from jsna.areas.lookups import read_areas
from jsna.areas.places import of_ward_year
from jsna.areas.postcodes import look_up
from jsna.catalogue import place_names

DATA = Path(__file__).parents[2] / "data"
ALL_AREAS = read_areas(DATA)
AREAS = of_ward_year(ALL_AREAS, 2022)
NAMES = place_names.read(DATA, ALL_AREAS)
KNOWN = index(AREAS, place_names.with_wards_of(NAMES, AREAS), 2022)


def asked(text):
    return find(text, KNOWN, lambda: look_up(DATA))


def named(text):
    return [place.name for place in asked(text).results]


@pytest.mark.parametrize(
    ("text", "kind", "ward"),
    [
        ("Skegness", MatchKind.TOWN, "E05009897"),
        ("Manningham", MatchKind.SUBURB, "E05001359"),
        ("Boston", MatchKind.TOWN, "E05009634"),
        ("Mablethorpe", MatchKind.WARD, "E05009888"),
        ("Jaywick", MatchKind.VILLAGE, "E05011963"),
        ("Louth", MatchKind.TOWN, "E05009891"),
    ],
)
def test_the_names_people_use_bring_their_wards(text, kind, ward):
    found = [place for place in asked(text).results if place.match is Match.EXACT and place.kind is kind]
    assert len(found) == 1
    assert ward in [one.codes[0] for one in wards_of(found[0], KNOWN)]


@pytest.mark.parametrize(
    ("town", "wards"),
    [
        ("Louth", {"North Holme", "Priory & St James'", "St Margaret's", "St Mary's", "St Michael's", "Trinity"}),
        ("Skegness", {"Scarbrough & Seacroft", "St Clement's", "Winthorpe"}),
        ("Keighley", {"Keighley Central", "Keighley East", "Keighley West"}),
    ],
)
def test_a_town_has_all_its_wards(town, wards):
    (found,) = [place for place in asked(town).results if place.match is Match.EXACT and place.kind is MatchKind.TOWN]
    assert {AREAS.at[code, "name"] for code in found.codes} == wards


@pytest.mark.parametrize("text", ["kings lynn", "KING’S LYNN", "King's  Lynn", "king's-lynn"])
def test_capitals_spaces_and_punctuation_make_no_difference(text):
    assert "King's Lynn (King's Lynn and West Norfolk)" in named(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("St Helens", "Saint Helens"), ("St. Austell", "saint austell"), ("Brighton & Hove", "brighton and hove")],
)
def test_saint_and_and_are_written_either_way(one, other):
    assert named(one) == named(other) != []


def test_two_wards_of_one_name_are_told_apart_and_none_is_taken():
    found = asked("castle")
    exact = [place for place in found.results if place.match is Match.EXACT]
    assert {"Castle (Bedford)", "Castle (Tamworth)"} <= {place.name for place in exact}
    assert len({place.name for place in exact}) == len(exact) > 1
    assert found.exact is None
    assert found.sentence == "20 places are called castle. Choose one."


def test_exact_comes_first_then_the_beginning_of_a_word_then_what_is_within():
    ways = [place.match for place in asked("Boston").results]
    assert ways == [Match.EXACT, Match.EXACT, Match.BEGINNING, Match.BEGINNING, Match.WITHIN]


def test_what_is_no_place_is_said_and_the_nearest_offered():
    found = asked("Skegnes")
    assert found.sentence == "There is no place called Skegnes. Nearest: Skegness (East Lindsey)."
    assert found.exact is None
    assert named("Skegnis") == ["Skegness (East Lindsey)"]
    assert {place.match for place in asked("Skegnis").results} == {Match.NEAR}
    assert named("Clacton-on-Sea")[0] == "Clacton (Tendring)"
    assert asked("Xyzzyqux").sentence == "There is no place called Xyzzyqux."


def test_a_postcode_says_its_ward():
    found = asked("ln121aa")
    assert found.sentence == "LN12 1AA is in Mablethorpe (East Lindsey)."
    assert found.exact is not None
    assert (found.exact.kind, found.exact.codes) == (MatchKind.POSTCODE, ("E05009888",))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("EH1 1YZ", "EH1 1YZ is not in England."),
        ("ZZ1 1AA", "ZZ1 1AA is not a postcode in use."),
        ("ZZ1", "There are no postcodes in England that begin with ZZ1."),
        ("PE25 9ZZ", "PE25 9ZZ is not a postcode in use. PE25 lies in 5 wards."),
        ("PE25 11A", "PE25 11A is not a whole postcode: one looks like LN12 1AA. PE25 lies in 5 wards."),
        ("abc123", "abc123 is not a postcode or a place. A postcode looks like LN12 1AA."),
    ],
)
def test_what_is_no_postcode_of_england_is_said(text, sentence):
    found = asked(text)
    assert found.sentence == sentence
    assert found.exact is None


def test_the_first_half_of_a_postcode_lists_its_wards():
    found = asked("PE25")
    assert found.sentence == "PE25 lies in 5 wards."
    assert "Winthorpe (East Lindsey)" in named("PE25")
    assert found.exact is None


def test_a_name_of_one_ward_that_is_the_wards_own_is_listed_once():
    assert named("Mablethorpe") == ["Mablethorpe (East Lindsey)"]


@given(st.text(max_size=80))
def test_whatever_is_typed_gets_an_answer_that_never_guesses(text):
    found = asked(text)
    assert len(found.asked) <= LONGEST
    assert bool(found.sentence) == bool(plain(found.asked))
    if found.exact is not None and found.exact.kind is not MatchKind.POSTCODE:
        assert plain(found.exact.name).startswith(plain(found.asked))
