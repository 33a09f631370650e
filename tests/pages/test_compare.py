"""Wards compared: what stands out is said first, each cell has share, count and word, and the reader's ward leads."""

from __future__ import annotations

from tests.pages.conftest import OpenPage, headings, tables
from tests.pages.test_explore import headline
from tests.pages.test_links import address

PAGE, MABLETHORPE = "pages/explore/compare.py", "E05009888"
COLUMNS = "disabled-people.disabled,cars.none"


def test_each_cell_has_the_share_the_count_and_the_word(open_page: OpenPage) -> None:
    table = tables(open_page(PAGE, columns=COLUMNS))[0]

    assert table.at["Mablethorpe", "Disabled people"] == "34.6%\n2,837 of 8,210\nmuch higher"


def test_the_readers_ward_is_first_in_every_order_and_on_every_page(open_page: OpenPage) -> None:
    for own in ({"order": "2-back"}, {"order": "name", "page": "2"}):
        table = tables(open_page(PAGE, columns=COLUMNS, ward=MABLETHORPE, **own))[0]
        assert (table.index[0], "Mablethorpe" in table.index[1:]) == ("Mablethorpe (your ward)", False)


def test_a_heading_orders_by_its_column_as_the_links_of_before_did(open_page: OpenPage) -> None:
    page = open_page(PAGE, columns=COLUMNS, order="2")
    first = tables(page)[0]

    assert headings(page)["Cars: No car or van"] == ("descending", f"?columns={COLUMNS}&order=2-back")
    back = tables(open_page(PAGE, columns=COLUMNS, order="2-back"))[0]
    shares = [float(cell.split("%")[0]) for cell in (first.iloc[0, 1], first.iloc[1, 1], back.iloc[0, 1])]
    assert shares[0] > shares[1] > shares[2]


def test_only_wards_that_are_high_on_all_columns_chosen_are_left(open_page: OpenPage) -> None:
    page = open_page(PAGE, columns=COLUMNS)
    assert headline(page) == "14 wards of Lincolnshire are higher than England on both figures."

    page.multiselect(key="jsna.page.high").set_value(COLUMNS.split(",")).run()

    assert headline(page) == (
        "14 of 157 wards of Lincolnshire are higher than England on “Disabled people” and “Cars: No car or van”."
    )
    assert address(page) == {"columns": COLUMNS, "high": COLUMNS}
    left = tables(page)[0]
    assert (len(left), all("higher" in cell for cell in left.to_numpy().ravel())) == (14, True)


def test_a_filter_that_no_ward_passes_says_so(open_page: OpenPage) -> None:
    page = open_page(PAGE, columns="ethnic-group.asian,religion.christian", high="ethnic-group.asian")

    assert headline(page).startswith("None of the 157 wards of Lincolnshire is higher than England on “Ethnic group")
    assert len(tables(page)) == 1
