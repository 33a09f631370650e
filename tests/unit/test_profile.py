"""A profile: several wards are the sum of their counts, facts are mixed over topics, a spine has England's spread."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest

from jsna.analysis.facts import MOST_OF_ENGLAND, facts
from jsna.analysis.profile import Profiled, one_area, profile, wards_of
from jsna.analysis.spine import spine
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.area import WARD_YEARS, Level
from jsna.model.selection import Baseline

MABLETHORPE, EAST_LINDSEY, LINCOLNSHIRE = "E05009888", "E07000137", "E10000019"


@pytest.mark.parametrize("year", WARD_YEARS)
def test_all_wards_of_a_district_together_are_the_district(catalogue: Catalogue, year: int) -> None:
    shown = catalogue.of_wards(year)
    wards = tuple(wards_of(shown.areas, (EAST_LINDSEY,)))

    together = profile(shown, Profiled(wards, "All of it"))
    whole = {(row.indicator.slug, row.group_code): row for row in profile(shown, one_area(shown, EAST_LINDSEY))}

    compared = 0
    for row in together:
        other = whole[row.indicator.slug, row.group_code]
        if not row.figure.known or not row.is_own or row.indicator.source.own_rows:
            continue
        assert (row.figure.numerator, row.figure.denominator) == (other.figure.numerator, other.figure.denominator)
        assert row.figure.verdict == other.figure.verdict
        assert math.isnan(row.figure.standing)
        compared += 1
    assert compared > 120


def test_a_ward_that_is_withheld_or_missing_takes_the_sum_away(catalogue: Catalogue) -> None:
    aldgate, castle_baynard = "E05009289", "E05009293"
    rows = profile(catalogue, Profiled((MABLETHORPE, aldgate, castle_baynard), "Three"))

    (row,) = [each for each in rows if (each.indicator.slug, each.group_code) == ("disabled-people", "disabled")]
    assert math.isnan(row.figure.numerator)
    assert row.figure.reason == "one of its wards has no figure"
    (row,) = [each for each in rows if each.indicator.slug == "happiness"]
    assert row.figure.reason == "published for districts, and its wards lie in several"


def test_wards_of_two_counties_are_compared_with_england_and_have_no_county(catalogue: Catalogue) -> None:
    rows = profile(catalogue, Profiled((MABLETHORPE, "E05011963"), "Two coasts"), Baseline.COUNTY)

    assert {row.figure.baseline_name for row in rows if row.indicator.slug == "disabled-people"} == {"England"}
    assert {level for row in rows for level in row.parents} == {Level.ENGLAND}


def test_only_wards_are_taken_together_and_england_has_no_profile(catalogue: Catalogue) -> None:
    for codes in ((MABLETHORPE, EAST_LINDSEY), ("E92000001",), ("E12000004",)):
        with pytest.raises(LinkError):
            profile(catalogue, Profiled(codes, "It"))


@pytest.mark.parametrize("code", [MABLETHORPE, EAST_LINDSEY, LINCOLNSHIRE, "E09000030", "E05011963"])
def test_facts_are_one_of_each_indicator_mixed_over_topics(catalogue: Catalogue, code: str) -> None:
    told = facts(catalogue, profile(catalogue, one_area(catalogue, code)))
    main = {line.indicator.slug for line in overview(catalogue) if not line.make_up}

    assert len(told) <= 10
    assert max(Counter(row.indicator.slug for row in told).values()) == 1
    topics = Counter((row.indicator.topic, row.indicator.characteristic) for row in told)
    assert max(topics.values()) <= 2
    for row in told:
        assert row.is_own
        assert row.figure.is_different
        assert row.figure.numerator > 0
        assert row.parents[Level.ENGLAND] <= MOST_OF_ENGLAND
        assert row.indicator.slug in main


def test_the_spread_is_of_englands_areas_of_the_same_level(catalogue: Catalogue) -> None:
    for code, level in ((MABLETHORPE, "ward"), (EAST_LINDSEY, "district")):
        lines = spine(catalogue, profile(catalogue, one_area(catalogue, code)))
        (line,) = [each for each in lines if each.topic == "Disabled people"]
        frame = catalogue.figures("disabled-people").latest("disabled")
        areas = catalogue.areas[catalogue.areas["level"] == level].index
        shares = (frame["numerator"] / frame["denominator"]).reindex(areas).dropna()
        assert line.spread is not None
        found = (line.spread.low, line.spread.lower, line.spread.upper, line.spread.high)
        assert np.allclose(found, np.percentile(shares, (5, 25, 75, 95)))
