"""Everything a page needs comes from the app itself, and nothing in it breaks or is refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.harness import PAGES, Heard, Visited, visit


def test_a_page_asks_no_other_host_and_breaks_nothing(visited: Visited) -> None:
    assert visited.heard.elsewhere == []
    assert visited.heard.refused == []
    assert visited.heard.errors == []


def test_every_page_is_in_the_menu(page: Page, heard: Heard) -> None:
    visit(page, heard.address)
    paths = set()
    for section in page.get_by_test_id("stTopNavSection").all():
        section.click()
        links = page.get_by_test_id("stTopNavDropdownLink")
        links.first.wait_for()
        paths |= {urlsplit(link.get_attribute("href") or "").path for link in links.all()}
        page.keyboard.press("Escape")
        links.first.wait_for(state="hidden")
    assert paths == {"/", *(f"/{file.name}" for file in PAGES[1:])}
