"""Tables are put in order by their headings and turned page by page: mouse and keyboard, desk and phone."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from jsna.figures.reading import table_html
from tests.browser.conftest import DESK, PHONE
from tests.browser.harness import Heard, settle, visit
from tests.browser.test_accessibility import findings

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
#: A table as the pages have it: figures, dates, verdicts and standings, and in each what is withheld.
CELLS = pd.DataFrame(
    {
        "Ward": ["Alford", "Boston", "Croft", "Dole", "Eagle"],
        "Share": ["331 of 2,704 (12.2%)", "too few replies to report", "1,287 of 4,927 (26.1%)", "–", "9 of 90 (10%)"],
        "Extra": ["137 fewer", "[c] hidden", "1,416 more", "–", "8 more"],
        "Date": ["21 March 2021", "3 May 2020", "–", "30 June 2020", "4 May 2020"],
        "Compared": [
            "lower: −5.1 points",
            "much higher: +9 points",
            "about the same",
            "too few to say",
            "higher: +2 points",
        ],
        "Standing": [
            "lower than 93 of 100 wards",
            "–",
            "higher than 60 of 100 wards",
            "–",
            "lower than 60 of 100 wards",
        ],
    }
)


def said(page: Page) -> Locator:
    return page.locator("body > [role=status]")


def first_row(page: Page) -> str:
    return page.locator(".jsna-table tbody th").first.inner_text()


def query(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


@SIZES
def test_pages_are_turned_by_keyboard_and_mouse(page: Page, heard: Heard, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    visit(page, f"{heard.address}/map")
    first = first_row(page)

    page.get_by_role("link", name="Next page of the table").focus()
    for number in (2, 3):
        page.keyboard.press("Enter")
        expect(said(page)).to_have_text(f"Page {number} of 14")
        expect(page.get_by_role("link", name="Next page of the table")).to_be_focused()
    assert query(page) == {"page": "3"}
    assert first_row(page) != first

    page.get_by_role("link", name="Previous page of the table").click()
    expect(said(page)).to_have_text("Page 2 of 14")
    page.go_back()
    page.wait_for_url("**/map?page=3")


def test_at_the_last_page_the_focus_goes_to_the_page_before(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map?page=13")

    page.get_by_role("link", name="Next page of the table").press("Enter")

    expect(said(page)).to_have_text("Page 14 of 14")
    expect(page.get_by_role("link", name="Previous page of the table")).to_be_focused()
    assert page.locator(".jsna-pages a").first.bounding_box()["height"] >= 44  # type: ignore[index]


@SIZES
def test_a_heading_orders_the_whole_list_and_keeps_the_focus(page: Page, heard: Heard, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    visit(page, f"{heard.address}/map?page=2")
    heading = page.get_by_role("region", name="Disabled in").get_by_role("columnheader", name="Ward", exact=True)

    heading.get_by_role("link").press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(heading.get_by_role("link")).to_be_focused()
    expect(said(page)).to_have_text("In the order of “Ward”, A to Z.")
    assert (first_row(page), query(page)) == ("Abbey", {"order": "name"})
    expect(page.get_by_label("Order", exact=True)).to_have_value("Name, A to Z")

    heading.get_by_role("link").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert first_row(page) == "Wyberton"
    assert findings(page) == []


@SIZES
def test_a_table_that_is_all_here_is_put_in_order_in_the_browser(page: Page, heard: Heard, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    visit(page, f"{heard.address}/compare")
    shown = page.get_by_role("region", name="What each column counts")
    heading = shown.get_by_role("columnheader", name="Column")
    before = shown.locator("tbody").evaluate("body => body.offsetTop")

    heading.get_by_role("button").press("Enter")
    expect(said(page)).to_have_text("In the order of “Column”, A to Z.")
    assert names(shown) == sorted(names(shown))
    assert shown.locator("tbody").evaluate("body => body.offsetTop") == before

    heading.get_by_role("button").click()
    page.get_by_role("link", name="Next page of the table").click()
    settle(page)
    assert names(shown) == sorted(names(shown), reverse=True)
    page.locator("summary", has_text="Choose the columns").click()
    page.get_by_role("combobox", name="Indicators").click()
    page.keyboard.type("no car")
    page.get_by_role("option", name="No car").first.click()
    page.wait_for_url(lambda address: "cars.none" in address)
    page.keyboard.press("Escape")
    settle(page)
    expect(shown.locator("tbody tr")).to_have_count(8)
    assert names(shown) == sorted(names(shown), reverse=True)
    expect(heading).to_have_attribute("aria-sort", "descending")


@pytest.mark.parametrize(
    ("column", "order"),
    [
        ("Share", "Croft Alford Eagle Boston Dole"),
        ("Extra", "Croft Eagle Alford Boston Dole"),
        ("Date", "Alford Dole Eagle Boston Croft"),
        ("Compared", "Boston Eagle Croft Alford Dole"),
        ("Standing", "Croft Eagle Alford Boston Dole"),
    ],
)
def test_figures_go_by_their_size_and_what_is_withheld_is_last_either_way(
    page: Page, heard: Heard, column: str, order: str
) -> None:
    visit(page, f"{heard.address}/sources")
    page.evaluate(
        "html => document.body.insertAdjacentHTML('afterbegin', html)", table_html(CELLS, "Cells", sorts=True)
    )
    shown, unknown = page.get_by_role("region", name="Cells"), order.split()[-1:]
    button = shown.get_by_role("columnheader", name=column).get_by_role("button")

    button.dispatch_event("click")
    assert names(shown) == order.split()
    button.dispatch_event("click")
    assert names(shown)[-1:] == unknown
    assert names(shown)[0] == [name for name in order.split() if missing(column, name) is False][-1]


def missing(column: str, ward: str) -> bool:
    cell = CELLS.set_index("Ward").at[ward, column]
    return cell.startswith(("–", "[", "too few"))


def test_on_paper_headings_are_plain_and_pages_are_not_turned(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    page.emulate_media(media="print")

    arrows = "links => links.map(link => getComputedStyle(link, '::after').display)"
    assert set(page.eval_on_selector_all(".jsna-table thead a", arrows)) == {"none"}
    expect(page.get_by_role("link", name="Next page of the table")).to_be_hidden()
    expect(page.get_by_text("Page 1 of 14")).to_be_visible()


def names(shown: Locator) -> list[str]:
    return shown.locator("tbody th").all_inner_texts()
