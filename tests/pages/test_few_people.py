"""A single person is somebody: no page rounds 1 of 2,839 people to nothing, nor all but one to everybody."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.catalogue.read import Catalogue
from tests.pages.conftest import OpenPage

MASSON = "E05003359"
PAGES = sorted(
    str(path.relative_to(Path(__file__).parents[2])) for path in Path(__file__).parents[2].glob("pages/*/*.py")
)
WARD = re.compile(r"ward=(E05\d{6})")
NOTHING = re.compile(r"(?<!\d)0\.0%")
#: Nobody, said with the count before it or as the share of the lowest ward, which is never rounded to that; the two
#: wards of the place with nobody, as dots; and where England's wards begin on a spine, or a length on it.
NOBODY = re.compile(
    r"(?<![\d,])0 of [\d,]+[^(]{0,12}\(0\.0%\\*\)|<td>0\.0% to( 0\.0%)?|width:0\.0%"
    r"|Lowest: [^,.]+, 0\.0%"
    r"|(?:Chatsworth|Winster and South Darley) \(Derbyshire Dales\): 0\.0%|wards of Derbyshire Dales: 0\.0% to"
    r'|<span class=\\*"jsna-end\\*">0\.0%</span>'
)


def written(page: AppTest) -> str:
    """Return everything a page sends: sentences, tables, charts with their texts and alternative texts."""
    parts = [str(element.proto) for block in (page.main, page.sidebar) for element in block]
    return html.unescape("\n".join(parts)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("path", PAGES)
def test_one_muslim_of_masson_is_nowhere_rounded_to_nobody(
    open_page: OpenPage, catalogue: Catalogue, path: str
) -> None:
    figures = catalogue.figures("religion").latest("muslim")["numerator"]
    chosen = {"area": "E07000035", "indicator": "religion", "group": "muslim", "columns": "religion.muslim"}
    page = open_page(path, ward=MASSON, **chosen)

    assert [problem.message for problem in page.exception] == []
    rows = [row for row in NOBODY.sub("", written(page)).split("<tr>") if NOTHING.search(row)]
    # A bar says no count: its link names the ward.
    assert [row for row in rows if figures.get(next(iter(WARD.findall(row)), ""), 1) != 0] == []


@pytest.mark.parametrize("path", ["pages/explore/map.py", "pages/explore/area.py"])
def test_one_muslim_of_masson_is_under_a_tenth_of_a_per_cent(open_page: OpenPage, path: str) -> None:
    page = open_page(path, ward=MASSON, area="E07000035", indicator="religion", group="muslim")

    assert re.search(r"1 of 2,839( people)? \(under 0\.1%\)", written(page))
