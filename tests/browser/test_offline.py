"""Everything a page needs comes from the app itself, and nothing in it breaks or is refused."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from jsna.ui.navigation import PageFile
from tests.browser.harness import PAGES, Heard, address_of, visit


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.name)
def test_a_page_asks_no_other_host_and_breaks_nothing(page: Page, heard: Heard, file: PageFile) -> None:
    visit(page, address_of(heard.address, file))
    assert heard.elsewhere == []
    assert heard.refused == []
    assert heard.errors == []


def test_every_page_is_in_the_menu(page: Page, heard: Heard) -> None:
    visit(page, heard.address)
    named = {link.get_attribute("href", timeout=5000) for link in page.locator("nav a, header a").all()}
    missing = [file.name for file in PAGES[1:] if not any((href or "").endswith(f"/{file.name}") for href in named)]
    assert missing == []
