"""Who is missing: replies against the people of each area."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from jsna.analysis.who_replied import who_replied
from jsna.catalogue.figures import figures_of
from jsna.catalogue.read import Catalogue
from jsna.catalogue.view import View
from jsna.errors import NotAvailable
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic, CharacteristicEntry, Gap
from jsna.model.observations import COUNTS
from jsna.model.place import Place
from jsna.words.who_replied import people_who
from tests import making


def observations(counts: dict[tuple[str, str], float], totals: dict[str, float]) -> pd.DataFrame:
    rows = [(area, group, number, totals[area]) for (area, group), number in counts.items()]
    return making.observations(rows, ("area_code", "group", *COUNTS), characteristic="sex")


def opened(
    replies: dict[tuple[str, str], float],
    people: dict[tuple[str, str], float],
    totals: tuple[dict[str, float], dict[str, float]],
    characteristic: Characteristic = Characteristic.SEX,
) -> Catalogue:
    """A catalogue of two indicators, ``replies`` and ``people``."""
    entry = CharacteristicEntry(
        title="Sex",
        summary="Something that is said of the characteristic.",
        indicators=("people",) if people else (),
        gaps=(Gap(level=Level.WARD, reason="Nobody publishes it, for any area."),),
    )
    tables = {"replies": observations(replies, totals[0]), "people": observations(people, totals[1])}
    groups = {slug: list(dict.fromkeys(table["group"])) for slug, table in tables.items()}
    known = {
        slug: making.indicator(slug=slug, groups=groups[slug], characteristic=characteristic)
        for slug, table in tables.items()
        if len(table)
    }
    place = Place.model_construct()
    figures = {slug: figures_of(tables[slug], characteristic.value) for slug in known}
    entries, areas = {characteristic: entry}, pd.DataFrame()
    return Catalogue(Path(), MappingProxyType(known), entries, place, View(2022), areas, areas, (), (), figures)


def test_a_group_from_which_nobody_replied_is_told_with_the_chance_of_that() -> None:
    """Expected 3, got 0: the chance of that is 4.8 % (100 replies, and 3% of the people)."""
    replies = {("w", "a"): 100.0, ("w", "b"): 0.0, ("w", "not-answered"): 0.0}
    found = who_replied(opened(replies, {("w", "a"): 970.0, ("w", "b"): 30.0}, ({"w": 100}, {"w": 1_000})), "replies")
    own = found.table.loc[("w", "b")]
    assert (own["expected"], own["respondents"], own["state"]) == (pytest.approx(3), 0, "nobody replied")
    assert own["chance_of_none"] == pytest.approx(0.97**100)
    assert round(own["chance_of_none"], 3) == 0.048


def test_the_ratio_is_the_share_of_replies_over_the_share_of_people() -> None:
    replies = {("w", "a"): 80.0, ("w", "b"): 20.0, ("w", "not-answered"): 15.0}
    found = who_replied(opened(replies, {("w", "a"): 500.0, ("w", "b"): 500.0}, ({"w": 115}, {"w": 1_000})), "replies")
    assert found.table["ratio"].to_list() == pytest.approx([1.6, 0.4])
    assert found.table["state"].to_list() == ["over-represented", "under-represented"]
    assert found.areas.loc["w"].to_dict() == pytest.approx(
        {"replies": 100, "variation": 0.6003, "dissimilarity": 0.3, "with_unanswered": False}, rel=1e-3
    )


def test_a_group_that_the_population_has_not_is_everybody_else() -> None:
    replies = {("w", "disabled"): 30.0, ("w", "not-disabled"): 70.0, ("w", "not-answered"): 0.0}
    people = {("w", "disabled"): 200.0, ("w", "limited-a-lot"): 90.0}
    found = who_replied(opened(replies, people, ({"w": 100}, {"w": 1_000})), "replies")
    assert found.table["population"].to_list() == [200, 800]


def test_withheld_groups_are_compared_together() -> None:
    replies = {("w", "a"): 70.0, ("w", "b"): np.nan, ("w", "c"): np.nan, ("w", "not-answered"): 0.0}
    people = {("w", "a"): 500.0, ("w", "b"): 300.0, ("w", "c"): 200.0}
    found = who_replied(opened(replies, people, ({"w": 100}, {"w": 1_000})), "replies")
    assert found.table["state"].to_dict() == {
        ("w", "a"): "over-represented",
        ("w", "b"): "not known",
        ("w", "c"): "not known",
        ("w", "withheld-together"): "under-represented",
    }
    together = found.table.loc[("w", "withheld-together")]
    assert (together["respondents"], together["population"], together["expected"]) == (30, 500, 50)


def test_an_area_of_which_all_is_withheld_is_refused() -> None:
    replies = {("w", "a"): np.nan, ("w", "b"): np.nan, ("w", "not-answered"): np.nan}
    catalogue = opened(replies, {("w", "a"): 5.0, ("w", "b"): 5.0}, ({"w": np.nan}, {"w": 10}))
    with pytest.raises(NotAvailable, match="could give people away"):
        who_replied(catalogue, "replies")


def test_an_area_without_a_population_is_left_out_and_none_is_refused() -> None:
    replies = {(area, group): 50.0 for area in ("w", "v") for group in ("a", "b")}
    catalogue = opened(replies, {("w", "a"): 5.0, ("w", "b"): 5.0}, ({"w": 100, "v": 100}, {"w": 10}))
    assert list(who_replied(catalogue, "replies").areas.index) == ["w"]
    with pytest.raises(NotAvailable, match="not published for these areas"):
        who_replied(catalogue, "replies", ["v"])


def of_ages(replies: dict[str, float], people: dict[str, float]) -> Catalogue:
    """A catalogue of replies and people by age, in one ward."""
    mine = {("w", group): number for group, number in {**replies, "not-answered": 0.0}.items()}
    theirs = {("w", group): number for group, number in people.items()}
    return opened(mine, theirs, ({"w": sum(replies.values())}, {"w": sum(people.values())}), Characteristic.AGE)


def test_age_bands_are_joined_until_they_fit_those_of_the_people() -> None:
    replies = {"16-to-24": 20.0, "25-to-44": 30.0, "45-to-64": 40.0, "65-and-over": 10.0}
    people = {
        "under-16": 90.0,
        "16-to-24": 100.0,
        "25-to-34": 100.0,
        "35-to-49": 100.0,
        "50-to-64": 150.0,
        "65-and-over": 50.0,
    }
    found = who_replied(of_ages(replies, people), "replies", ["w"])
    assert found.table["respondents"].to_dict() == {
        ("w", "16-to-24"): 20,
        ("w", "25-to-64"): 70,
        ("w", "65-and-over"): 10,
    }
    assert found.table["ratio"].to_list() == pytest.approx([1, 1, 1])
    assert (found.left_out, found.among, found.labels["25-to-64"]) == ((), "16 and over", "Aged 25 to 64")


def test_a_band_that_fits_nothing_is_left_out_of_both_sides_and_named() -> None:
    replies = {"18-to-24": 60.0, "25-to-64": 30.0, "65-and-over": 10.0}
    people = {"under-16": 100.0, "16-to-24": 100.0, "25-to-64": 300.0, "65-and-over": 100.0}
    found = who_replied(of_ages(replies, people), "replies", ["w"])
    assert found.table["ratio"].to_list() == pytest.approx([1, 1])
    assert (found.left_out, found.among) == (("18-to-24",), "25 and over")


def test_a_withheld_band_is_never_taken_for_those_that_are_left_out() -> None:
    """Of 140 replies, 50 are of a band that fits nothing: the withheld band has the other 20."""
    replies = {"18-to-24": 50.0, "25-to-49": np.nan, "50-to-64": 30.0, "65-and-over": 40.0}
    people = {"16-to-24": 100.0, "25-to-49": 100.0, "50-to-64": 100.0, "65-and-over": 100.0}
    mine = {("w", group): number for group, number in {**replies, "not-answered": 0.0}.items()}
    theirs = {("w", group): number for group, number in people.items()}
    catalogue = opened(mine, theirs, ({"w": 140}, {"w": 400}), Characteristic.AGE)
    found = who_replied(catalogue, "replies", ["w"])
    assert found.table.loc[("w", "withheld-together"), "respondents"] == 20


def test_ages_that_do_not_fit_at_all_are_not_compared() -> None:
    with pytest.raises(NotAvailable, match="We cannot say who has not replied by sex"):
        who_replied(of_ages({"18-to-30": 10.0, "31-to-60": 10.0}, {"under-16": 5.0, "16-to-64": 5.0}), "replies")


def test_a_characteristic_without_a_population_says_why() -> None:
    catalogue = opened({("w", "a"): 50.0, ("w", "b"): 50.0}, {}, ({"w": 100}, {}))
    with pytest.raises(NotAvailable, match="Nobody publishes it, for any area"):
        who_replied(catalogue, "replies")


@pytest.mark.parametrize(
    ("says", "people"),
    [
        ("are male", "men"),
        ("are White", "White people"),
        ("are Asian, Asian British or Asian Welsh", "Asian, Asian British or Asian Welsh people"),
        ("are Black, Black British, Black Welsh, Caribbean or African",
         "Black, Black British, Black Welsh, Caribbean or African people"),
        ("are of another ethnic group", "people of another ethnic group"),
        ("are aged 16 to 24", "people aged 16 to 24"),
        ("are disabled", "disabled people"),
        ("are not disabled", "people who are not disabled"),
        ("have no religion", "people who have no religion"),
        ("are married or in a civil partnership", "people who are married or in a civil partnership"),
    ],
)  # fmt: skip
def test_people_are_named_as_people(says: str, people: str) -> None:
    assert people_who(says) == people


def test_an_area_asked_for_of_which_nothing_is_told_has_only_unknown_groups() -> None:
    """What its groups add up to is everybody, which is about right whoever replied."""
    replies = {("w", group): np.nan for group in ("a", "b", "not-answered")}
    found = who_replied(opened(replies, {("w", "a"): 5.0, ("w", "b"): 5.0}, ({"w": 900}, {"w": 10})), "replies", ["w"])
    assert found.table["state"].to_list() == ["not known", "not known"]


def test_nobody_is_called_missing_because_others_did_not_say_their_group() -> None:
    """Of 100 replies 60 are from a, who are 9 of 10 people: too few, unless the other 40 did not say their group."""
    people = {("w", "a"): 900.0, ("w", "b"): 60.0, ("w", "c"): 40.0}
    states = {}
    for unanswered in (0.0, np.nan):
        replies = {("w", "a"): 60.0, ("w", "b"): np.nan, ("w", "c"): np.nan, ("w", "not-answered"): unanswered}
        found = who_replied(opened(replies, people, ({"w": 100}, {"w": 1_000})), "replies")
        states[bool(found.areas.loc["w", "with_unanswered"])] = found.table.loc["w", "state"].to_dict()
    assert (states[False]["a"], states[False]["withheld-together"]) == ("under-represented", "over-represented")
    assert (states[True]["a"], states[True]["withheld-together"]) == ("not clear", "not clear")


def test_where_a_band_that_is_left_out_is_withheld_nothing_is_compared() -> None:
    """How many are compared is not known then, and two known bands are not all there are."""
    replies = {"18-to-24": np.nan, "25-to-49": np.nan, "50-to-64": 30.0, "65-and-over": 40.0}
    people = {"16-to-24": 100.0, "25-to-49": 100.0, "50-to-64": 100.0, "65-and-over": 100.0}
    mine = {("w", group): number for group, number in {**replies, "not-answered": 0.0}.items()}
    theirs = {("w", group): number for group, number in people.items()}
    catalogue = opened(mine, theirs, ({"w": 140}, {"w": 400}), Characteristic.AGE)
    assert set(who_replied(catalogue, "replies", ["w"]).table["state"]) == {"not known"}
