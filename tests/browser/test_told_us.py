"""A moderator reads a report and erases it by keyboard: the focus goes to what was opened, and to what was done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from jsna.model.register.person import ANYBODY, Person, Role
from jsna.model.register.report import Report
from jsna.register import telling
from jsna.register.opening import open_register
from jsna.settings import LOCAL_VARIABLE, STATE_VARIABLE, Settings
from tests.browser.conftest import PHONE, opened
from tests.browser.harness import Heard, served, settle, visit
from tests.browser.test_accessibility import findings
from tests.register.making import KEEP, a_report

MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))


@pytest.fixture
def report(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """The page of a report, on one's own machine; nothing may go wrong on it unseen."""
    monkeypatch.setenv(STATE_VARIABLE, str(tmp_path))
    register = open_register(Settings.read())
    telling.tell(register, ANYBODY, a_report(), KEEP)
    (told,) = register.find(MODERATOR, Report)
    with served(tmp_path / "server.log", environment={LOCAL_VARIABLE: "yes"}) as server:
        heard = Heard(server.address)
        with opened(browser, heard, viewport=PHONE) as page:
            visit(page, f"{server.address}/told-us?report={told.id}")
            yield page
            assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])


def enter(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")
    settle(page)


def test_the_focus_is_never_lost(report: Page) -> None:
    page = report
    enter(page, "Read it")
    expect(page.get_by_role("heading", name="What its author wrote")).to_be_focused()
    assert findings(page) == []
    enter(page, "Close its words")
    expect(page.get_by_text("Its words are closed.")).to_be_focused()
    enter(page, "Read it")
    expect(page.get_by_role("heading", name="What its author wrote")).to_be_focused()
    page.get_by_label("Your answer.", exact=False).fill("We are sorry.")
    page.keyboard.press("Tab")
    settle(page)
    enter(page, "Save the answer")
    expect(page.get_by_text("Answered.", exact=True)).to_be_focused()
    page.locator("summary", has_text="Erase its words now").focus()
    page.keyboard.press("Enter")
    settle(page)
    why = page.get_by_role("radio", name="its author asked for it")
    why.focus()
    page.keyboard.press("Space")
    expect(why).to_be_checked()
    settle(page)
    enter(page, "Erase its words for good")
    expect(page.get_by_text("Its words are erased.")).to_be_focused()
    assert findings(page) == []
