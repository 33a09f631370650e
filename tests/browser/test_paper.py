"""Every page as Chromium prints it: nothing cut off, no controls, and the way back at the foot."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.harness import Heard, Visited, settle, visit

#: Millimetres of a sheet in CSS pixels, and the margin of ``styles/paper.css``.
_PIXELS = 96 / 25.4
SHEET, MARGIN = 210 * _PIXELS, 14 * _PIXELS
_COLUMNS = """() => [...document.querySelectorAll('[data-testid="stMain"] thead th')]
    .filter(each => each.getClientRects().length && getComputedStyle(each).visibility === 'visible')
    .map(each => each.innerText.trim()).filter(said => said)"""
_CUT = """wide => [...document.querySelectorAll(
        '[data-testid="stMain"] :is(table, td, th, p, li, iframe, img, .main-svg, .jsna-bar-ground)')]
    .filter(each => each.getClientRects().length && !each.closest('.jsna-read, caption'))
    .filter(each => each.getBoundingClientRect().right > wide + 1)
    .map(each => each.outerHTML.slice(0, 150))"""
#: Headings that put a table in order are plain words on paper.
_CONTROLS = ":is(button:not(thead *), input, textarea, select, summary:not(.st-key-jsna-about *))"
_BARS = """() => [...document.querySelectorAll('.jsna-bars tbody tr')].map(row => [
    row.querySelector('.jsna-bar').getBoundingClientRect().width,
    parseFloat(row.querySelector('td:last-child').innerText)])"""


@contextmanager
def on_paper(page: Page) -> Iterator[str]:
    """Print the page on A4, once charts and maps have drawn themselves for the sheet.

    Returns:
        All text of the sheets without spaces, because words are broken where a column is narrow.
    """
    page.emulate_media(media="print")
    settle(page)
    paper = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    try:
        yield bare("".join(sheet.extract_text() for sheet in paper.pages))
    finally:
        page.emulate_media(media="screen", color_scheme="light")


def bare(text: str) -> str:
    """Return a text without its spaces, and with letters that are printed joined, as "ffi", apart."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def test_a_page_is_whole_on_paper(at_desk: Visited) -> None:
    page = at_desk.page
    with on_paper(page) as text:
        # Headings that are broken into lines are printed beside each other, line by line.
        headings = {word for column in page.evaluate(_COLUMNS) for word in column.split()}
        assert [word for word in headings if bare(word) not in text] == []
        assert page.evaluate(_CUT, SHEET - 2 * MARGIN) == []
        assert [each.inner_text() for each in page.locator(_CONTROLS).all() if each.is_visible()] == []
        assert "OpenGovernmentLicence" in text
        assert "Datarelease" in text


def test_the_link_to_exactly_this_view_is_at_the_foot(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map?ward=E05009888")
    with on_paper(page) as text:
        shared = page.locator("[data-jsna-address]").inner_text()
        assert shared.startswith(f"{heard.address}/map?")
        assert "release=" in shared
        assert bare(shared) in text
        assert "Outofallusualresidents." in text, "what is counted is read on paper, though it is closed on the screen"


def test_printed_bars_are_as_long_as_their_figures(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    with on_paper(page):
        bars = page.evaluate(_BARS)
    longest, highest = max(bars)
    assert longest > 200
    assert [width for width, _ in bars] == pytest.approx([longest * figure / highest for _, figure in bars], abs=3)


def test_dark_colours_are_not_printed(page: Page, heard: Heard) -> None:
    page.emulate_media(color_scheme="dark")
    visit(page, f"{heard.address}/map")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(20, 24, 27)"
    with on_paper(page):
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(255, 255, 255)"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('.jsna-table td')).color") == "rgb(11, 12, 12)"


def test_the_button_lays_the_page_out_for_the_sheet_before_it_prints(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/funnel")
    page.evaluate("""() => void (window.print = () => {
        window.printedAt = document.querySelector('[data-testid="stMainBlockContainer"]').clientWidth;
        dispatchEvent(new Event('afterprint'));
    })""")
    page.get_by_role("button", name="Print or save as PDF").press("Enter")
    page.wait_for_function("() => window.printedAt")
    assert page.evaluate("window.printedAt") <= SHEET - 2 * MARGIN
    assert page.locator("html.jsna-paper").count() == 0
