"""Long tables: their headings put the whole list in order, and links turn its pages; both are in the address."""

from __future__ import annotations

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from jsna.register.register import Register
from tests.pages.conftest import OpenPage, headings, tables, turning
from tests.pages.test_links import warnings
from tests.register.making import MODERATOR, a_need

MAP, COMPARE = "pages/explore/map.py", "pages/explore/compare.py"


def opened(open_page: OpenPage, path: str, address: str) -> AppTest:
    """The page at the address of a link, which begins with a question mark."""
    return open_page(path, **dict(parse_qsl(address.removeprefix("?"), keep_blank_values=True)))


def test_a_heading_puts_the_whole_list_in_order_and_again_the_other_way(open_page: OpenPage) -> None:
    page = open_page(MAP, page="3")
    assert headings(page)["Compared with England"] == ("descending", "?order=below")

    up = opened(open_page, MAP, headings(page)["Ward"][1])
    assert (tables(up)[0].index[0], headings(up)["Ward"]) == ("Abbey", ("ascending", "?order=name-back"))
    assert turning(up) == ["Pages of the table: Page 1 of 14"]

    down = opened(open_page, MAP, headings(up)["Ward"][1])
    assert tables(down)[0].index[0] == "Wyberton"
    assert opened(open_page, MAP, headings(down)["Ward"][1]).selectbox(key="jsna.page.order").value == "name"


def test_a_link_of_a_table_keeps_the_readers_other_choices(open_page: OpenPage) -> None:
    page = open_page(MAP, area="E10000020", indicator="cars", search="nor", page="2")

    page.text_input(key="jsna.page.search").set_value("n").run()

    assert headings(page)["Ward"][1] == "?area=E10000020&indicator=cars&search=n&order=name"


@pytest.mark.parametrize(
    ("path", "query", "table"),
    [
        ("pages/explore/one_measure.py", {"order": "people"}, 0),
        ("pages/explore/trends.py", {"area": "E92000001", "series": "smoking", "order": "name"}, -1),
        ("pages/explore/funnel.py", {"list": "rare", "where": "england", "order": "highest"}, 1),
    ],
)
def test_the_other_way_round_is_the_whole_list_the_other_way_round(
    open_page: OpenPage, path: str, query: dict[str, str], table: int
) -> None:
    page = open_page(path, **query)
    (now,) = [each for each in headings(page, table).values() if each[0]]

    back = opened(open_page, path, now[1])

    pages = int(turning(page)[-1].split()[-1])
    last = open_page(path, **query, page=str(pages))
    assert {"ascending", "descending"} == {now[0], *(each[0] for each in headings(back, table).values() if each[0])}
    assert tables(back)[table].index[0] == tables(last)[table].index[-1]


def test_needs_are_put_in_order_by_the_register(open_page: OpenPage, register: Register) -> None:
    named = [f"Need {number:02}" for number in range(26)]
    register.save(MODERATOR, *(a_need(title=each, published=True) for each in named), reason="Agreed")
    page = open_page("pages/listen/needs.py")
    assert headings(page)["Last changed"][0] == "descending"

    page = opened(open_page, "pages/listen/needs.py", headings(page)["Need"][1])
    assert list(tables(page)[0].index) == named[:25]

    page = open_page("pages/listen/needs.py", order="title-back", page="2")
    assert list(tables(page)[0].index) == ["Need 00"]


def test_an_order_that_is_not_known_is_said(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py", order="sideways", page="0")

    assert [each.partition("“")[2] for each in warnings(page)] == [
        "Order” for “sideways”, which is not known here: “the usual order” is shown instead.",
        "Page of the table” for “0”, which is not known here: “1” is shown instead.",
    ]
