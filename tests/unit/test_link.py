"""An address becomes a selection, and back; what cannot be followed is said in the reader's words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.areas.places import areas_within
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.catalogue.ward_year import ward_year
from jsna.model.area import WARD_YEARS, Level
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Baseline, Selection, View
from jsna.ui.link import KEYS, address, default_selection, first_of, in_full, opened, to_share
from jsna.ui.link.address_bar import says_the_same
from jsna.ui.link.filters import place_names
from jsna.ui.link.query import Opened

RELEASE, EARLIER = "0123456789ab", "ba9876543210"
LINCOLNSHIRE, MABLETHORPE = "E10000019", "E05009888"
JAYWICK, ESSEX, TENDRING, ENGLAND = "E05011963", "E10000012", "E07000076", "E92000001"
#: A ward of December 2022 that ended, and one of May 2025 that followed.
GORSE_HILL, GORSE_HILL_AND_CORNBROOK = "E05000829", "E05015247"
#: A ward of a metropolitan borough, whose county holds no council.
ROTHERHAM_WARD, ROTHERHAM = "E05013001", "E08000018"


@cache
def real() -> Catalogue:
    return open_catalogue(Path(__file__).parents[2] / "data")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return real()


def followed(query: dict[str, str], catalogue: Catalogue, release: str = RELEASE) -> Opened:
    """What an address opens, on the list of wards that it asks for."""
    year = ward_year(query.get("wards"), query.get("ward"), catalogue)
    asked = query.get("release", release)
    return opened(query, catalogue.of_wards(year), None if asked == release else asked)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Any selection that a reader can make."""
    catalogue = real().of_wards(draw(st.sampled_from(WARD_YEARS)))
    area = draw(st.sampled_from(list(place_names(catalogue))))
    wards = areas_within(catalogue.areas, area, Level.WARD).index
    chosen = Selection(
        area=area,
        baseline=draw(st.sampled_from(Baseline)),
        measure=draw(st.none() | st.sampled_from(View)),
        ward=draw(st.none() | st.sampled_from(list(wards))) if len(wards) else None,
        wards=catalogue.year,
        release=draw(st.sampled_from([None, EARLIER])),
    )
    chosen = first_of(catalogue, chosen, draw(st.sampled_from(Characteristic)))
    if not chosen.indicator or draw(st.booleans()):
        return chosen
    indicator = draw(st.sampled_from(list(catalogue.indicators.values())))
    group = draw(st.sampled_from(list(indicator.groups)))
    return replace(chosen, characteristic=indicator.characteristic, indicator=indicator.slug, group=group)


@given(selections())
def test_every_selection_is_restored_from_its_shortest_address(chosen: Selection) -> None:
    query = address(chosen, real().of_wards(chosen.wards or 2022))

    assert followed(query, real()).selection == chosen
    assert list(query) == [key for key in KEYS if key in query]
    for key in query:
        fewer = {other: part for other, part in query.items() if other != key}
        assert followed(fewer, real()).selection != chosen


@given(selections())
def test_a_long_address_of_before_opens_as_the_short_one(chosen: Selection) -> None:
    long = {"measure": "difference", "release": RELEASE} | in_full(chosen)

    found = followed(long, real())
    assert found.notes == ()
    assert replace(found.selection, measure=chosen.measure) == chosen
    assert found.selection.measure is (chosen.measure or View.DIFFERENCE)


@given(selections())
def test_a_shared_link_opens_the_same_whatever_the_defaults_have_become(chosen: Selection) -> None:
    today = real()
    moved = replace(
        today,
        place=today.place.model_copy(update={"area": ESSEX, "indicator": "cars", "baseline": "county", "wards": 2025}),
        _years={},
        _views={},
    )

    found = followed(to_share(chosen, RELEASE), moved, EARLIER).selection
    assert replace(found, release=None) == replace(chosen, release=None)
    assert found.release == (None if chosen.release else RELEASE)


def test_where_a_reader_starts_has_no_address_at_all(catalogue: Catalogue) -> None:
    start = default_selection(catalogue)

    assert address(start, catalogue) == {}
    assert address(replace(start, ward=MABLETHORPE), catalogue) == {"ward": MABLETHORPE}
    assert address(replace(start, area=ENGLAND, ward=MABLETHORPE), catalogue) == {
        "area": ENGLAND,
        "ward": MABLETHORPE,
    }


@pytest.mark.parametrize(
    ("present", "same"),
    [
        ({"ward": JAYWICK}, True),
        ({"ward": JAYWICK, "baseline": "england", "release": RELEASE}, True),
        ({"ward": JAYWICK, "embed": "true"}, True),
        ({}, False),
        ({"ward": JAYWICK, "baseline": "county"}, False),
        ({"ward": JAYWICK, "measure": "size"}, False),
        ({"ward": JAYWICK, "release": EARLIER}, False),
    ],
)
def test_an_address_that_spells_more_out_says_the_same(present: dict[str, str], same: bool) -> None:
    in_full = {"ward": JAYWICK, "baseline": "england", "release": RELEASE}

    assert says_the_same(present, {"ward": JAYWICK}, in_full) is same


@pytest.mark.parametrize(
    ("query", "area"),
    [
        ({"ward": JAYWICK}, ESSEX),
        ({"ward": JAYWICK, "area": TENDRING}, TENDRING),
        ({"ward": ROTHERHAM_WARD}, ROTHERHAM),
    ],
)
def test_a_ward_alone_brings_its_place(catalogue: Catalogue, query: dict[str, str], area: str) -> None:
    found = opened(query, catalogue, RELEASE)

    assert (found.selection.area, found.selection.ward, found.notes) == (area, query["ward"], ())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"area": "E9"}, "under “Place” for “E9”, which is not known here: “Lincolnshire” is shown instead."),
        ({"measure": "size"}, "“Show” for “size”, which is not known here: “what shows most” is shown instead."),
        ({"baseline": "moon"}, "“Compared with” for “moon”, which is not known here: “England” is shown instead."),
        ({"group": "tall"}, "“Group” for “tall”, which is not known here: “Disabled” is shown instead."),
        (
            {"characteristic": "height"},
            "“Protected characteristic” for “height”, which is not known here: “Disability”",
        ),
        ({"wards": "1999"}, "“Wards of” for “1999”, which is not known here: “December 2022” is shown instead."),
        ({"ward": "E05999999"}, "“Ward” for “E05999999”, which is not known here: no ward is picked out."),
    ],
)
def test_what_cannot_be_followed_is_said_in_the_readers_words(
    catalogue: Catalogue, query: dict[str, str], said: str
) -> None:
    (note,) = opened(query, catalogue, RELEASE).notes

    assert said in note


def test_a_ward_of_one_list_alone_opens_that_list_and_a_ward_of_both_the_places_own(catalogue: Catalogue) -> None:
    newer = followed({"ward": GORSE_HILL_AND_CORNBROOK}, catalogue)
    assert (newer.selection.ward, newer.selection.wards, newer.notes) == (GORSE_HILL_AND_CORNBROOK, 2025, ())
    assert [followed({"ward": ward}, catalogue).selection.wards for ward in (GORSE_HILL, MABLETHORPE)] == [2022, 2022]

    other = catalogue.place.model_copy(update={"wards": 2025})
    there = replace(catalogue, place=other, _years={}, _views={}).of_wards(2025)
    assert [followed({"ward": ward}, there).selection.wards for ward in (GORSE_HILL, MABLETHORPE)] == [2022, 2025]


def test_a_ward_that_the_list_of_the_link_has_not_is_named_and_not_shown(catalogue: Catalogue) -> None:
    found = followed({"ward": GORSE_HILL, "wards": "2025"}, catalogue)

    assert (found.selection.ward, found.selection.wards) == (None, 2025)
    assert found.notes == ("Gorse Hill is not one of the wards of May 2025. Choose the other list of wards to see it.",)
