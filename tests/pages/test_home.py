"""Home: the place's finding and picture, what stands out by size and people, what is not known, and the doors."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from jsna.analysis.highlights import highlights
from jsna.areas.places import areas_within
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from tests.pages.conftest import OpenPage
from tests.pages.test_explore import headline

LINCOLNSHIRE, TOWER_HAMLETS = "E10000019", "E09000030"


def told(page: AppTest) -> list[str]:
    (listed,) = [text.value for text in page.markdown if text.value.startswith("- **")]
    return listed.replace("\\", "").split("\n")


def picture(page: AppTest) -> str:
    (drawn,) = [element.proto.body for element in page.get("html") if 'class="jsna-place"' in element.proto.body]
    return html.unescape(drawn)


def test_home_opens_with_the_finding_of_the_place_and_its_wards_in_colour(
    open_page: OpenPage, catalogue: Catalogue
) -> None:
    page = open_page()

    assert headline(page).startswith("In Lincolnshire 154,477 of 768,265 people (20.1%) are disabled.")
    drawn = picture(page)
    assert drawn.startswith('<a href="map?"><img')
    assert 'alt="Map of Lincolnshire, its wards coloured by how they compare with England"' in drawn
    wards = re.findall(r'<path fill="#\w{6}" d="M', unquote(drawn))
    assert len(wards) == 1 + len(areas_within(catalogue.areas, LINCOLNSHIRE, Level.WARD))


def test_a_highlight_says_how_many_englands_figure_its_table_and_its_date(open_page: OpenPage) -> None:
    lines = told(open_page())

    assert len(lines) == 4
    counted = r"[\d,]+ of [\d,]+ (people|households) in .*, .* \([\d.]+%\) .*; in England [\d.]+%\. "
    says = rf"- \*\*\[.*\]\(map\?.*\):\*\* {counted}"
    ends = r".*\(.*, \d{1,2} \w+ \d{4}\) \[All about .*\]\(area\?.*\) · \[That is not what we see here\]\(.*\)"
    assert all(re.fullmatch(says + ends, line) for line in lines)


@pytest.mark.parametrize("place", [LINCOLNSHIRE, TOWER_HAMLETS, ENGLAND])
def test_highlights_go_by_size_and_people_and_leave_out_what_a_place_is_made_of(
    catalogue: Catalogue, place: str
) -> None:
    found = highlights(catalogue, place)

    keys = [(not item.is_much, -item.people) for item in found]
    assert keys == sorted(keys)
    made_of = {line.indicator.slug for line in overview(catalogue) if line.make_up}
    assert made_of >= {"sex", "religion", "ethnic-group"}
    assert not made_of & {item.selection.indicator for item in found}


def test_england_is_drawn_without_its_wards_and_has_no_profile(open_page: OpenPage) -> None:
    page = open_page(area=ENGLAND)

    assert 'alt="Map of England"' in picture(page)
    assert not any("at a glance" in text.value for text in page.markdown)
    assert "Where any ward differs most from England" in [head.value for head in page.header]


def test_there_is_a_door_for_each_reader(open_page: OpenPage) -> None:
    said = [text.value for text in open_page().markdown]

    for who, way in (
        ("You plan a service", "(map?"),
        ("You analyse data", "(add-data?"),
        ("You sit on a board", "(what-we-owe?"),
        ("You live here", "(tell-us?"),
    ):
        (door,) = [text for text in said if text.startswith(f"**{who}**")]
        assert way in door


def test_what_is_not_known_and_what_changed_are_said(open_page: OpenPage) -> None:
    said = " ".join(text.value for text in open_page().markdown)

    assert "Gender reassignment, pregnancy and maternity and sexual orientation have no figure for wards." in said
    assert "No decision that used these figures has been recorded yet." in said
