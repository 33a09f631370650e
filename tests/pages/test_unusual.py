"""The funnel page and the map's clusters on the committed figures."""

from __future__ import annotations

import json

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences

FUNNEL, MAP = "pages/explore/funnel.py", "pages/explore/map.py"
MABLETHORPE = "E05009888"
#: The whole of England is sent once, and stays in the browser.
MOST_BYTES = 300_000


def text_of(page: AppTest) -> str:
    """Everything the page says in Markdown, without its escapes."""
    return " ".join(text.value for text in page.markdown).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def plot(page: AppTest) -> dict[str, object]:
    (drawn,) = page.get("plotly_chart")
    return {"spec": json.loads(drawn.proto.spec), "bytes": len(drawn.proto.SerializeToString())}


def test_disabled_people_are_flagged_as_they_should_be(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, indicator="disabled-people", group="disabled")

    (said,) = sentences(page)
    assert said.startswith("In Lincolnshire ")
    assert said.endswith(" the usual 95% test flags 133.")
    assert (
        "Of 6,887 wards of England the usual 95% test flags 5,624 (82%); allowing for how widely wards differ "
        "anyway, 761, and 102 at 99.8%; 29 even after allowing for testing 6,887 wards at once (Benjamini–Hochberg). "
        "The usual test misleads."
    ) in text_of(page)
    assert "That spread is 3.05 points (τ, one standard deviation)" in text_of(page)
    assert "(φ)" in text_of(page)
    assert "16 wards of England have no figure and no point." in text_of(page)


def test_the_table_lists_the_flagged_wards_before_the_plot(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, list="named", where="england")

    assert "29 wards of England named after Benjamini–Hochberg at 5%:" in text_of(page)
    first = tables(page)[0].iloc[0]
    assert first.name == "West Clacton & Jaywick Sands (Tendring)"
    drawn = [element for column in page.columns for element in column]
    is_table = [element.type == "html" and "jsna-table" in element.proto.body for element in drawn]
    assert is_table.index(True) < [element.type for element in drawn].index("plotly_chart")


def test_the_table_is_searched(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, where="england", list="998", search="jaywick")

    assert len(tables(page)[0]) == 1


def test_the_picked_ward_is_named_and_its_county_has_a_funnel_of_its_own(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, ward=MABLETHORPE, baseline="county")

    assert "Set against Lincolnshire's 20.1% instead, the usual 95% test flags 115 of 157 wards" in text_of(page)
    assert "Mablethorpe: 2,837 of 8,210 (34.6%) are disabled; outside the adjusted funnel" in text_of(page)
    (named,) = plot(page)["spec"]["layout"]["annotations"]  # type: ignore[index]
    assert named["text"] == "Mablethorpe"


def test_the_plot_of_all_england_stays_small(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, area="E92000001", ward=MABLETHORPE, baseline="county")

    assert plot(page)["bytes"] < MOST_BYTES  # type: ignore[operator]


def test_scores_have_no_funnel_and_the_page_says_why(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, indicator="imd-score")

    assert "the source gives no counts" in page.info[0].value


def test_clusters_are_said_and_listed_where_the_switch_is_on(open_page: OpenPage) -> None:
    page = open_page(MAP, clusters="on")

    assert (
        "Ten wards in the north east of Lincolnshire (East Lindsey), from Mablethorpe to Croft, form a cluster of high "
        "values: 12,824 of 43,515 people there (29.5%) are disabled, compared with Lincolnshire's 20.1%."
    ) in text_of(page)
    listed = tables(page)[0]
    assert "Mablethorpe (East Lindsey)" in listed.index
    assert set(listed["Part of the pattern"]) == {"high, among high", "low, among low"}


def test_clusters_are_off_unless_they_are_asked_for(open_page: OpenPage) -> None:
    assert "cluster of" not in text_of(open_page(MAP))
