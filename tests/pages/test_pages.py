"""Every page renders on the committed figures, says its title once, and stands on a source."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage

PAGES = sorted(
    str(path.relative_to(Path(__file__).parents[2])) for path in Path(__file__).parents[2].glob("pages/*/*.py")
)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_renders_with_one_title_and_its_sources(open_page: OpenPage, path: str) -> None:
    page = open_page(path)

    assert [problem.message for problem in page.exception] == []
    assert len(page.title) == 1
    assert any("<footer" in body and "Open Government Licence" in body for body in bodies(page))


def test_the_map_page_says_the_sentence_for_a_board(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", ward="E05009888")

    (said,) = sentences(page)
    assert said == (
        "In Mablethorpe 2,837 of 8,210 people (34.6%) are disabled, twice England's 17.3%: about 1,416 more people."
    )


def test_the_map_page_speaks_of_the_place_where_no_ward_is_picked(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", indicator="households-with-disabled-person", group="any")

    (said,) = sentences(page)
    assert said == (
        "In Lincolnshire 115,926 of 333,508 households (34.8%) have at least one disabled member. England: 32.0%."
    )
    (card,) = [body for body in bodies(page) if "jsna-card" in body and "<section" in body]
    assert "<h2>Lincolnshire: 157 wards</h2>" in card


def test_a_districts_own_figure_is_the_published_one_and_the_page_says_so(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", area="E07000137", baseline="district")

    (said,) = sentences(page)
    assert said.startswith("In East Lindsey 35,512 of 142,296 people (25.0%) are disabled.")
    (about,) = [text.value for text in page.markdown if "the publisher's own" in text.value]
    assert "We use them too where we compare a ward with its district" in about


def test_a_characteristic_without_figures_says_why(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", characteristic="pregnancy-and-maternity")

    assert "no table on pregnancy or maternity" in page.info[0].value


def test_a_damaged_link_falls_back_calmly_and_says_so(open_page: OpenPage) -> None:
    page = open_page(
        "pages/explore/map.py", area="E99999999", indicator="nonsense", ward="<img src=x>", baseline="moon"
    )

    (texts,) = page.warning
    assert texts.value.replace("\\", "").split("\n\n") == [
        "This link asks under “Place” for “E99999999”, which is not known here: “Lincolnshire” is shown instead.",
        "This link asks under “Compared with” for “moon”, which is not known here: “England” is shown instead.",
        "This link asks under “Indicator” for “nonsense”, which is not known here: “Disabled people” is shown instead.",
        "This link asks under “Ward” for “<img src=x>”, which is not known here: no ward is picked out.",
    ]
    assert sentences(page)[0].startswith("In Lincolnshire 154,477 of 768,265 people")


def test_a_link_of_a_release_that_was_never_made_says_so(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", release="000000000000")

    said = "This link names the data release 000000000000, which is not here. It was never made, or was removed."
    assert page.warning[0].value.startswith(said)


def test_a_change_of_characteristic_moves_indicator_and_group(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py")

    page.selectbox(key="jsna.characteristic").select("religion-or-belief").run()

    assert page.selectbox(key="jsna.indicator").value == "religion"
    assert dict(page.query_params)["indicator"] in ("religion", ["religion"])
    assert [problem.message for problem in page.exception] == []


def test_choices_outlive_a_change_of_page(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", area="E10000020", indicator="cars", group="none")

    page.switch_page("pages/explore/area.py").run()

    assert page.selectbox(key="jsna.area").value == "E10000020"


def sentences(page: AppTest) -> list[str]:
    """The sentences in large type, as text."""
    found = [body for body in bodies(page) if "jsna-headline" in body and "<p" in body]
    texts = [html.unescape(re.sub("<[^>]+>", "", body)) for body in found]
    return [said.replace("\N{NO-BREAK SPACE}", " ") for said in texts]


def bodies(page: AppTest) -> list[str]:
    """The page's own HTML, part by part."""
    return [element.proto.body for element in page.main if element.type == "html"]
