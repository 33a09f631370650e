"""Every page, at a desk and on a phone, for people who do not see it, point at it, or have room for it."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ElementHandle, Page

from jsna.ui.navigation import PageFile
from tests.browser.harness import PAGES, Heard, address_of, visit

#: Streamlit's own serious or critical findings: (rule, what the element's HTML holds) → why they stay.
#: Nothing of ours may be listed here; each entry goes when Streamlit mends it.
STREAMLITS_OWN: dict[tuple[str, str], str] = {}

AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
GRAVE = ("serious", "critical")

#: Everything drawn: charts, and the frames of maps.
DRAWN = (
    '[data-testid="stPlotlyChart"], [data-testid="stVegaLiteChart"], [data-testid="stIFrame"],'
    '[data-testid="stCustomComponentV1"]'
)
#: The names that an element and what is in it give to a screen reader.
NAMES = """(element) => [element, ...element.querySelectorAll('[aria-label], [alt], [title]')]
    .flatMap(each => ['aria-label', 'alt', 'title'].map(name => each.getAttribute(name) ?? ''))"""
#: A text that states a finding is longer than this; the name of a library or a button is not.
SHORTEST_TEXT = 25
BEFORE_ANY_TABLE = """(drawn) => {
    const tables = [...document.querySelectorAll('table')];
    return drawn.filter(element => !tables.some(table =>
        table.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING
    )).map(element => element.outerHTML.slice(0, 200));
}"""
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .map(element => element.scrollWidth - element.clientWidth)"""

every_page = pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)


def grave_findings(page: Page) -> list[str]:
    """Return axe's serious and critical findings that are not Streamlit's own, in the page and in its frames."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:300]}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
        if not _is_streamlits(violation["id"], node["html"])
    ]


def _is_streamlits(rule: str, html: str) -> bool:
    return any(rule == its_rule and its_html in html for its_rule, its_html in STREAMLITS_OWN)


def unspoken(page: Page) -> list[str]:
    """Return what is drawn without a text alternative, neither on itself nor, for a frame, inside it."""
    return [
        str(drawn.evaluate("element => element.outerHTML"))[:200]
        for drawn in page.query_selector_all(DRAWN)
        if not any(len(name) > SHORTEST_TEXT for name in _names(drawn))
    ]


def _names(drawn: ElementHandle) -> list[str]:
    frame = drawn.content_frame()
    inside = frame.evaluate(f"({NAMES})(document.documentElement)") if frame is not None else []
    outside = [name for name in drawn.evaluate(NAMES) if "streamlit_folium" not in name]
    return [*outside, *inside]


@every_page
def test_axe_finds_nothing_grave_at_a_desk(page: Page, heard: Heard, file: PageFile) -> None:
    visit(page, address_of(heard.address, file))
    assert grave_findings(page) == []


@every_page
def test_axe_finds_nothing_grave_on_a_phone(phone: Page, heard: Heard, file: PageFile) -> None:
    visit(phone, address_of(heard.address, file))
    assert grave_findings(phone) == []


@every_page
def test_a_page_has_one_heading_of_the_first_level_and_says_it_in_its_title(
    page: Page, heard: Heard, file: PageFile
) -> None:
    visit(page, address_of(heard.address, file))
    assert [heading.inner_text() for heading in page.locator("h1").all()] == [file.title]
    assert file.title in page.title()


@every_page
def test_what_is_drawn_is_said_and_stands_after_a_table(page: Page, heard: Heard, file: PageFile) -> None:
    visit(page, address_of(heard.address, file))
    assert unspoken(page) == []
    assert page.eval_on_selector_all(DRAWN, BEFORE_ANY_TABLE) == []


@every_page
def test_nothing_scrolls_sideways_on_a_phone(phone: Page, heard: Heard, file: PageFile) -> None:
    visit(phone, address_of(heard.address, file))
    assert phone.evaluate(SIDEWAYS) == [0, 0]


def test_the_finder_finds(page: Page, heard: Heard) -> None:
    """A test of the test: a picture without a text and a button without a name are found."""
    visit(page, address_of(heard.address, PAGES[0]))
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert any(finding.startswith("button-name") for finding in grave_findings(page))
