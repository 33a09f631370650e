"""An address becomes a selection, and back; what cannot be followed is said in the reader's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.model.selection import Baseline, View
from jsna.ui.link import address, opened

RELEASE = "0123456789ab"
JAYWICK, ESSEX, TENDRING = "E05011963", "E10000012", "E07000076"
#: A ward of a metropolitan borough, whose county holds no council.
ROTHERHAM_WARD, ROTHERHAM = "E05013001", "E08000018"


@pytest.fixture(scope="module")
def catalogue(checkout: Path) -> Catalogue:
    return open_catalogue(checkout / "data")


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
        ({"measure": "size"}, "“Show” for “size”, which is not known here: “Difference from the baseline” is shown"),
        ({"baseline": "moon"}, "“Compared with” for “moon”, which is not known here: “England” is shown instead."),
        (
            {"characteristic": "height"},
            "“Protected characteristic” for “height”, which is not known here: “Disability”",
        ),
        ({"ward": "E05999999"}, "“Ward” for “E05999999”, which is not known here: no ward is picked out."),
    ],
)
def test_what_cannot_be_followed_is_said_in_the_readers_words(
    catalogue: Catalogue, query: dict[str, str], said: str
) -> None:
    (note,) = opened(query, catalogue, RELEASE).notes

    assert said in note


def test_an_address_opens_as_the_selection_it_was_made_from(catalogue: Catalogue) -> None:
    query = {"area": ESSEX, "ward": JAYWICK, "indicator": "cars", "group": "none", "baseline": "county"}
    found = opened({**query, "measure": "extra"}, catalogue, RELEASE).selection

    assert (found.baseline, found.measure) == (Baseline.COUNTY, View.EXTRA)
    assert opened(address(found, RELEASE), catalogue, RELEASE).selection == found
