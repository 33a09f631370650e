"""What only a browser shows of charts: whether their words lie on one another, are cut off, or skip a heading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.harness import Heard, settle, visit
from tests.browser.test_accessibility import findings

#: With many events, with a name at each line's end, with as many dots as there are, and with one's own ward named.
CHARTS = (
    "trends?series=ethnic-group&area=E07000137",
    "trends?series=anxiety&area=E10000019",
    "trends?series=social-contact&area=E12000009",
    "funnel?ward=E05009888",
    "funnel?characteristic=race&indicator=ethnic-group&group=asian&area=E92000001&ward=E05009888",
)
#: The words in a chart that touch others, and those that the chart cuts off.
COLLISIONS = """() => {
    const chart = document.querySelector('[data-testid="stPlotlyChart"]');
    const edge = chart.getBoundingClientRect();
    const words = [...chart.querySelectorAll('.annotation-text, .xtick text, .ytick text')]
        .map(text => [text.textContent, text.getBoundingClientRect()]);
    const touch = ([, one], [, other]) => one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    const found = words.flatMap((one, at) => words.slice(at + 1).filter(other => touch(one, other))
        .map(other => `${one[0]} on ${other[0]}`));
    const cut = words.filter(([, box]) => box.left < edge.left - 1 || box.right > edge.right + 1)
        .map(([text]) => `${text} is cut off`);
    return [words.length > 5, ...found, ...cut];
}"""
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(heading => Number(heading.tagName[1]))"


@pytest.mark.parametrize("link", CHARTS)
def test_the_words_of_a_chart_do_not_lie_on_one_another_at_a_desk_or_on_a_phone(
    page: Page, heard: Heard, link: str
) -> None:
    visit(page, f"{heard.address}/{link}")
    expect(page.locator(".annotation-text").first).to_be_visible()
    assert page.evaluate(COLLISIONS) == [True]
    page.set_viewport_size(PHONE)
    settle(page)
    try:
        assert page.evaluate(COLLISIONS) == [True]
    finally:
        page.set_viewport_size(DESK)


@pytest.mark.parametrize("link", ["trends", "funnel?ward=E05009888", "one-measure"])
def test_the_picture_is_reached_soon_and_no_heading_is_skipped(page: Page, heard: Heard, link: str) -> None:
    visit(page, f"{heard.address}/{link}")

    levels = page.evaluate(LEVELS)
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    picture = page.locator('[data-testid="stPlotlyChart"], .jsna-around').first
    assert picture.bounding_box()["y"] < DESK["height"]
    assert findings(page) == []


def test_the_funnel_is_chosen_by_keyboard_and_is_in_the_address(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/funnel?ward=E05009888")

    page.get_by_role("radio", name="Every ward as a dot").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Key to the funnel plot")).to_be_visible()
    settle(page)
    assert "picture=funnel" in page.url
