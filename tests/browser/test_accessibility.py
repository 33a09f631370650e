"""Every page, at a desk and on a phone, for people who do not see it, point at it, or have room for it."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ElementHandle, Page, ViewportSize, expect

from tests.browser.harness import PAGES, Heard, Visited, address_of, settle, visit

#: Streamlit's own serious or critical findings: (rule, test id of the element of Streamlit's it is in) → why it stays.
#: Nothing of ours may be listed here; an entry goes when Streamlit mends it.
STREAMLITS_OWN = {
    ("list", "stSidebarNavItems"): "on a phone the menu of pages is a list with its section headings between the items",
    ("listitem", "stSidebarNavItems"): "the same list: an item is wrapped before it is put into it",
    ("presentation-role-conflict", "stFileUploaderDropzone"): "the place to drop a file has a name and no role",
}

AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
#: What a change of colours alone can break, and a change of width alone: the page is looked at as a whole before.
OF_COLOURS = ("color-contrast", "link-in-text-block")
OF_WIDTH = ("color-contrast", "scrollable-region-focusable", "target-size")
#: The narrowest width at which everything must be readable: 1280 pixels at 400%.
NARROWEST = ViewportSize(width=320, height=800)
GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
DARK, LIGHT = "rgb(20, 24, 27)", "rgb(255, 255, 255)"

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
#: The picture leads and its table follows; a few charts have their table before them.
WITHOUT_A_TABLE = """(drawn) => {
    const tables = [...document.querySelectorAll('table')];
    const isMap = (element) => element.tagName === 'IFRAME' || element.dataset.testid === 'stCustomComponentV1';
    const either = Node.DOCUMENT_POSITION_PRECEDING | Node.DOCUMENT_POSITION_FOLLOWING;
    const where = (element) => isMap(element) ? Node.DOCUMENT_POSITION_PRECEDING : either;
    return drawn.filter(element => !tables.some(table => table.compareDocumentPosition(element) & where(element)))
        .map(element => element.outerHTML.slice(0, 200));
}"""
HOLDERS = """(selector) => {
    const holders = [];
    for (let each = document.querySelector(selector); each !== null; each = each.parentElement)
        if (each.dataset.testid) holders.push(each.dataset.testid);
    return holders;
}"""
SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .map(element => element.scrollWidth - element.clientWidth)"""


def findings(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Return axe's findings of any impact that are not Streamlit's own, in the page and in its frames.

    Args:
        page: the page, settled.
        rules: names of the rules to look at; without them, all of the levels and the best practice.
    """
    options = AXE_OPTIONS | ({"runOnly": list(rules)} if rules else {})
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    found: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {node['html'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
        if not STREAMLITS_OWN.keys() & {(violation["id"], holder) for holder in _holders(page, node["target"])}
    ]


def _holders(page: Page, target: list[str]) -> list[str]:
    """Return the test ids of the element and of everything around it; none for what is inside a frame."""
    return page.evaluate(HOLDERS, target[0]) if len(target) == 1 else []


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


def test_axe_finds_nothing_at_a_desk(at_desk: Visited) -> None:
    assert findings(at_desk.page) == []


def test_axe_finds_nothing_in_dark_colours(at_desk: Visited) -> None:
    page = at_desk.page
    page.emulate_media(color_scheme="dark")
    try:
        page.wait_for_function(f"() => {GROUND} === '{DARK}'")
        assert findings(page, OF_COLOURS) == []
    finally:
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"() => {GROUND} === '{LIGHT}'")


def test_a_page_has_one_heading_of_the_first_level_and_says_it_in_its_title(at_desk: Visited) -> None:
    assert [heading.inner_text() for heading in at_desk.page.locator("h1").all()] == [at_desk.file.title]
    assert at_desk.file.title in at_desk.page.title()


def test_what_is_drawn_is_said_and_has_its_table(at_desk: Visited) -> None:
    assert unspoken(at_desk.page) == []
    assert at_desk.page.eval_on_selector_all(DRAWN, WITHOUT_A_TABLE) == []


def test_axe_finds_nothing_on_a_phone(on_phone: Visited) -> None:
    assert findings(on_phone.page) == []


def test_nothing_scrolls_sideways_on_a_phone_or_at_the_narrowest(on_phone: Visited) -> None:
    assert on_phone.page.evaluate(SIDEWAYS) == [0, 0]
    on_phone.page.set_viewport_size(NARROWEST)
    settle(on_phone.page)
    assert on_phone.page.evaluate(SIDEWAYS) == [0, 0]
    assert findings(on_phone.page, OF_WIDTH) == []


def test_the_finder_finds(page: Page, heard: Heard) -> None:
    """A test of the test: a button without a name, and a map without words or a table, are found."""
    visit(page, address_of(heard.address, PAGES[0]))
    page.evaluate("""document.querySelector('h1').insertAdjacentHTML('afterend',
        '<button></button><iframe data-testid="stIFrame" title="streamlit_folium.st_folium"></iframe>')""")
    assert any(finding.startswith("button-name") for finding in findings(page))
    assert len(unspoken(page)) == 1
    assert len(page.eval_on_selector_all(DRAWN, WITHOUT_A_TABLE)) == 1


def test_the_list_of_services_opens_by_keyboard_and_axe_finds_nothing(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map?ward=E05009888&services=gp-practices,schools")
    page.locator("summary", has_text="List of the services marked").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("row", name="Marisco Medical Practice")).to_be_visible()
    assert findings(page) == []
