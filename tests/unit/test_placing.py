"""Where what people write for an area lies: in a ward, at least in a district, or nowhere and why."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jsna.areas.lookups import Lookups
from jsna.areas.placing import NOT_GIVEN, ONLY_DISTRICT, OUTSIDE, placed

MABLETHORPE, ABBEY, TRAFFORD = "E05009888", "E05010784", "E08000009"
EAST_LINDSEY, LINCOLN, LINCOLNSHIRE = "E07000137", "E07000138", "E10000019"
NEITHER = "neither a code, nor a postcode, nor the name of an area of the place"


@pytest.fixture(scope="module")
def lookups(checkout: Path) -> Lookups:
    return Lookups.of(checkout / "data")


def found(lookups: Lookups, text: str | None, place: str = LINCOLNSHIRE) -> tuple[str | None, str | None, str]:
    ward, holder, problem = placed(pd.Series([text], dtype="object"), lookups, place).iloc[0]
    return ward if pd.notna(ward) else None, holder if pd.notna(holder) else None, problem


@pytest.mark.parametrize(
    ("text", "ward", "district"),
    [
        ("e05009888 ", MABLETHORPE, EAST_LINDSEY),
        ("E05009888 - Mablethorpe", MABLETHORPE, EAST_LINDSEY),
        ("Mablethorpe", MABLETHORPE, EAST_LINDSEY),
        ("mablethorpe ward", MABLETHORPE, EAST_LINDSEY),
        ("St. Clement's", "E05009893", EAST_LINDSEY),
        ("Lincoln: Abbey", ABBEY, LINCOLN),
        ("Abbey (Lincoln)", ABBEY, LINCOLN),
        ("LN12 1BU", MABLETHORPE, EAST_LINDSEY),
        ("ln121bu", MABLETHORPE, EAST_LINDSEY),
        ("E05015240", "E05000820", TRAFFORD),
        ("E01026072", MABLETHORPE, EAST_LINDSEY),
        ("E01026011", "E05009622", "E07000136"),
    ],
)
def test_what_lies_in_a_ward(lookups: Lookups, text: str, ward: str, district: str) -> None:
    assert found(lookups, text) == (ward, district, "")


@pytest.mark.parametrize(
    ("text", "district", "why"),
    [
        (EAST_LINDSEY, EAST_LINDSEY, ONLY_DISTRICT),
        ("East Lindsey District Council", EAST_LINDSEY, ONLY_DISTRICT),
        ("E08000038", "E08000016", ONLY_DISTRICT),
        ("E07000026", "E06000063", ONLY_DISTRICT),
        ("E05015239", TRAFFORD, "a ward of 2025 that lies in several wards of 2022"),
        ("E05003999", "E07000065", "a ward of another year than 2025 and 2022"),
        ("E02000001", "E09000001", "a small area (LSOA or MSOA) that lies in several wards"),
        ("E01026006", "E07000136", "a small area (LSOA or MSOA) that lies in several wards"),
        ("Lincolnshire", LINCOLNSHIRE, "only a county or a larger area is known"),
    ],
)
def test_what_lies_in_no_ward_of_ours_and_in_a_larger_area(
    lookups: Lookups, text: str, district: str, why: str
) -> None:
    assert found(lookups, text) == (None, district, why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (None, NOT_GIVEN),
        ("", NOT_GIVEN),
        ("Not known", NOT_GIVEN),
        ("E99999999", NOT_GIVEN),
        ("no fixed abode", NOT_GIVEN),
        ("Outside Lincolnshire", OUTSIDE),
        ("Out of area", OUTSIDE),
        ("Other local authority", OUTSIDE),
        ("W05000100", OUTSIDE),
        ("Scotland", OUTSIDE),
        ("CF10 1AA", OUTSIDE),
        ("LN12", NEITHER),
        ("Mablethorp", NEITHER),
        ("E05999999", "a ward code issued after May 2025: out of vintage"),
    ],
)
def test_what_lies_nowhere(lookups: Lookups, text: str | None, why: str) -> None:
    assert found(lookups, text) == (None, None, why)


def test_a_name_of_two_lists_with_other_boundaries_counts_in_the_district(lookups: Lookups) -> None:
    why = "the name of a ward of 2022 and of one of 2025 with other boundaries"
    assert found(lookups, "Altrincham", TRAFFORD) == (None, TRAFFORD, why)
    assert found(lookups, "Ashton upon Mersey", TRAFFORD) == ("E05000820", TRAFFORD, "")


def test_a_name_of_several_wards_of_the_place_is_not_guessed(lookups: Lookups) -> None:
    assert found(lookups, "Abbey", "E92000001") == (None, None, "the name of several wards of the place")


@pytest.mark.parametrize(
    ("text", "district", "expected"),
    [
        ("Abbey", "Lincoln", (ABBEY, LINCOLN, "")),
        ("Abbey", LINCOLN, (ABBEY, LINCOLN, "")),
        ("abbey", "Lincoln City Council", (ABBEY, LINCOLN, "")),
        ("Unknown", "Lincoln", (None, LINCOLN, ONLY_DISTRICT)),
        (None, "Lincoln", (None, LINCOLN, ONLY_DISTRICT)),
        (MABLETHORPE, "", (MABLETHORPE, EAST_LINDSEY, "")),
        ("Abbey", "", (None, None, "the name of several wards of the place")),
    ],
)
def test_the_district_beside_a_name_says_which_is_meant(
    lookups: Lookups, text: str | None, district: str, expected: tuple[str | None, str | None, str]
) -> None:
    rows = placed(pd.Series([text], dtype="object"), lookups, "E92000001", pd.Series([district]))
    ward, holder, problem = rows.iloc[0]
    assert (ward if pd.notna(ward) else None, holder if pd.notna(holder) else None, problem) == expected
