"""The funnel page and the map's clusters on the committed figures."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

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
    assert said == (
        "Disabled people: in Lincolnshire, 29 of 157 wards are further from England's 17.3% than wards usually are, "
        "10 of them much further."
    )
    assert (
        "Of 6,887 wards of England the usual 95% test flags 5,624 (82%); allowing for how widely wards differ "
        "anyway, 761, and 102 at 99.8%; 29 even after allowing for testing 6,887 wards at once (Benjamini–Hochberg). "
        "The usual test misleads."
    ) in text_of(page)
    assert "That spread is 3.05 points (τ, one standard deviation)" in text_of(page)
    assert "(φ)" in text_of(page)
    assert "16 wards of England have no figure and no dot." in text_of(page)


def test_the_dots_lead_and_the_same_in_numbers_follows_before_the_list(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, ward=MABLETHORPE, list="named", where="england")

    assert [each.value.replace("\\", "") for each in page.header] == [
        "Mablethorpe (34.6%) is higher than 99 of 100 wards",
        "Unusual wards",
    ]
    kinds = [
        "table" if each.type == "html" and "jsna-table" in each.proto.body else each.type for each in flat(page.main)
    ]
    assert [kind for kind in kinds if kind in ("header", "plotly_chart", "table")] == [
        "header", "plotly_chart", "table", "header", "table",
    ]  # fmt: skip
    numbers, listed = tables(page)
    assert list(numbers.index) == ["England", "Lincolnshire", "East Lindsey"]
    assert numbers.loc["England", "Half of them"] == "14.7% to 20.1%"
    assert "29 wards of England named after Benjamini–Hochberg at 5%:" in text_of(page)
    assert listed.iloc[0].name == "West Clacton & Jaywick Sands (Tendring)"


def test_the_dots_say_their_finding_to_whoever_does_not_see_them(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, ward=MABLETHORPE)

    (drawn,) = page.get("plotly_chart")
    said = drawn.proto.alt
    assert said.startswith("Mablethorpe (34.6%) is higher than 99 of 100 wards. Every one of 6,887 wards as a dot.")
    assert "37 wards of East Lindsey: 18.7% to 34.6%." in said


def test_the_method_is_in_words_and_signs_that_everybody_can_read(open_page: OpenPage) -> None:
    assert "$" not in text_of(open_page(FUNNEL, ward=MABLETHORPE))


def flat(block: Block) -> Iterator[Element]:
    """Every element of a page in the order of reading."""
    for each in block.children.values():
        if isinstance(each, Block):
            yield from flat(each)
        else:
            yield each


def test_the_table_is_searched(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, where="england", list="998", search="jaywick")

    assert len(tables(page)[1]) == 1


def test_the_picked_ward_is_named_and_its_county_has_a_funnel_of_its_own(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, ward=MABLETHORPE, baseline="county", picture="funnel")

    assert "Compared with Lincolnshire's 20.1% instead, the usual 95% test flags 115 of 157 wards" in text_of(page)
    assert "Mablethorpe: 2,837 of 8,210 (34.6%) are disabled; outside the adjusted funnel" in text_of(page)
    (named,) = plot(page)["spec"]["layout"]["annotations"]  # type: ignore[index]
    assert named["text"] == "Mablethorpe"


@pytest.mark.parametrize(("picture", "most"), [("dots", 90_000), ("funnel", MOST_BYTES)])
def test_the_plot_of_all_england_stays_small(open_page: OpenPage, picture: str, most: int) -> None:
    page = open_page(FUNNEL, area="E92000001", ward=MABLETHORPE, baseline="county", picture=picture)

    assert plot(page)["bytes"] < most  # type: ignore[operator]


def test_where_no_funnel_fits_the_dots_stay_and_the_page_says_why(open_page: OpenPage) -> None:
    page = open_page(FUNNEL, characteristic="race", indicator="ethnic-group", group="asian", picture="funnel")

    assert sentences(page)[0].endswith(
        "in Lincolnshire, none of 157 wards are among the 25 in 1,000 lowest or highest."
    )
    assert page.header[0].value == "All 157 wards of Lincolnshire are at or below England's 9.6%"
    assert len(page.get("plotly_chart")) == 1
    assert "We show no funnel, because it would not fit these figures." in text_of(page)


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
