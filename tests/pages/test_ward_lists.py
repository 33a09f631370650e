"""The switch "Wards of": one list at a time on a page, in its address and in its copied link."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from jsna.areas.places import areas_within
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from tests.pages.conftest import OpenPage
from tests.pages.test_links import address, warnings
from tests.pages.test_pages import sentences

MAP = "pages/explore/map.py"
TRAFFORD, GORSE_HILL, GORSE_HILL_AND_CORNBROOK = "E08000009", "E05000829", "E05015247"


def wards_in(page: AppTest) -> set[str]:
    """Codes of all wards to which anything that is drawn on a page leads."""
    drawn = " ".join(element.proto.body for element in page.get("html"))
    return set(re.findall(r"[?&;]ward=(E05\d{6})", drawn))


def listed(catalogue: Catalogue, year: int) -> set[str]:
    return set(areas_within(catalogue.of_wards(year).areas, TRAFFORD, Level.WARD).index)


@pytest.mark.parametrize("path", [MAP, "pages/explore/compare.py", "pages/explore/funnel.py"])
def test_a_page_leads_to_wards_of_the_list_that_is_chosen_and_of_no_other(
    open_page: OpenPage, catalogue: Catalogue, path: str
) -> None:
    page = open_page(path, area=TRAFFORD)
    before = wards_in(page)
    page.radio(key="jsna.wards").set_value(2025).run()
    after = wards_in(page)

    assert address(page)["wards"] == "2025"
    assert before
    assert after
    assert (before - listed(catalogue, 2022), after - listed(catalogue, 2025)) == (set(), set())
    assert before != after


def test_a_ward_of_the_other_list_is_chosen_no_longer_when_the_list_changes(open_page: OpenPage) -> None:
    page = open_page(MAP, ward=GORSE_HILL)
    page.radio(key="jsna.wards").set_value(2025).run()

    assert address(page) == {"area": TRAFFORD, "wards": "2025"}
    assert page.selectbox(key="jsna.ward").value == ""
    assert warnings(page) == []


def test_a_link_with_a_ward_of_2025_alone_opens_that_list_and_its_copy_names_it(open_page: OpenPage) -> None:
    page = open_page(MAP, ward=GORSE_HILL_AND_CORNBROOK)

    assert page.radio(key="jsna.wards").value == 2025
    assert (address(page), warnings(page)) == ({"ward": GORSE_HILL_AND_CORNBROOK}, [])
    assert copied(page)["wards"] == "2025"


def test_a_link_with_a_ward_of_the_other_list_shows_the_place_it_lies_in(open_page: OpenPage) -> None:
    page = open_page(MAP, ward=GORSE_HILL, wards="2025")

    (said,) = warnings(page)
    assert said == "Gorse Hill is not one of the wards of May 2025. Choose the other list of wards to see it."
    assert page.selectbox(key="jsna.area").value == TRAFFORD
    assert (page.selectbox(key="jsna.ward").value, page.radio(key="jsna.wards").value) == ("", 2025)


def test_a_list_of_wards_that_is_not_there_falls_back_and_is_said(open_page: OpenPage) -> None:
    page = open_page(MAP, area=TRAFFORD, wards="2019")

    (said,) = warnings(page)
    assert (
        said == "This link asks under “Wards of” for “2019”, which is not known here: “December 2022” is shown instead."
    )
    assert (page.radio(key="jsna.wards").value, address(page)) == (2022, {"area": TRAFFORD})
    assert copied(page)["wards"] == "2022"


def copied(page: AppTest) -> dict[str, str]:
    """The query of the link that the page gives to be copied."""
    (body,) = (each.proto.body for each in page.get("html") if "data-jsna-copy" in each.proto.body)
    return dict(parse_qsl(html.unescape(body.split('data-jsna-copy="?')[1].split('"')[0])))


@pytest.mark.parametrize("characteristic", ["age", "disability", "race", "sex", "everyone"])
def test_the_first_indicator_of_a_characteristic_has_figures_for_a_new_ward(
    open_page: OpenPage, characteristic: str
) -> None:
    page = open_page(MAP, characteristic=characteristic, ward=GORSE_HILL_AND_CORNBROOK)

    assert sentences(page)[0].startswith("In Gorse Hill & Cornbrook")
