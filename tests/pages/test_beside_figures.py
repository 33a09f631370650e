"""Beside figures stands a link by which a resident says that a figure is not what they see: it leads to that figure."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from jsna.ui import citing
from tests.pages.conftest import OpenPage

MABLETHORPE = "E05009888"


def figures(page: AppTest) -> list[str]:
    """The links to the figures that a page's links to "Tell us" carry."""
    drawn = [each.value for each in page.markdown] + [each.proto.body for each in page.get("html")]
    found = re.findall(r"tell-us\?(figure=[^\"')\s]+)", " ".join(drawn))
    return [parse_qs(html.unescape(each))["figure"][0] for each in found]


@pytest.mark.parametrize(
    ("path", "number"),
    [("map", 1), ("area", 30), ("compare", 7), ("trends", 1), ("funnel", 1), ("one_measure", 2), ("home", 3)],
)
def test_each_page_of_figures_has_the_link_and_it_opens_the_figure(path: str, number: int, open_page: OpenPage) -> None:
    page = open_page(f"pages/explore/{path}.py", ward=MABLETHORPE)

    links = figures(page)
    assert len(links) >= number
    opened = [citing.of_link(each) for each in (links[0], links[-1])]
    assert all(each.said for each in opened)
    if path in ("map", "area", "compare", "funnel", "one_measure"):
        assert {each.area for each in opened} == {MABLETHORPE}
