"""A conversation recorded on a phone: what was typed survives a reload and a server that was killed."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from jsna.settings import LOCAL_VARIABLE, STATE_VARIABLE
from tests.browser.conftest import PHONE, Tabs, opened
from tests.browser.harness import MILLISECONDS_TO_SETTLE, Heard, Server, served, settle, visit
from tests.browser.test_accessibility import SIDEWAYS, findings

RECORD = "record?ward=E05009888"
KEPT = "sessionStorage.getItem('jsna.drafts')"
SECTIONS = ("More things you heard", "People’s own words", "How it was held", "Which groups you reached", "On paper")
HOSTILE = "<img src=x onerror='window.ran=1'><script>window.ran=1</script> =1+1 " + "y" * 100_000


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on one's own machine, with a register of its own."""
    folder = tmp_path_factory.mktemp("own")
    with served(folder / "server.log", environment={STATE_VARIABLE: str(folder), LOCAL_VARIABLE: "yes"}) as running:
        yield running


@pytest.fixture
def street(phones: Tabs, own: Server) -> Iterator[Page]:
    """The page on a phone; nothing may go wrong on it unseen."""
    heard = Heard(own.address)
    with phones.lent(heard) as page:
        visit(page, f"{own.address}/{RECORD}")
        yield page
        assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])


def box(page: Page, label: str) -> Locator:
    return page.get_by_label(label).first


def type_in(page: Page, label: str, words: str) -> None:
    """Type without leaving the box."""
    box(page, label).click()
    page.keyboard.type(words)


def reload(page: Page) -> None:
    page.reload()
    page.wait_for_selector('[data-testid="stApp"]')
    settle(page)


def unsent(page: Page) -> list[str]:
    """The words that the tab keeps because the server has not got them."""
    kept = json.loads(page.evaluate(KEPT) or '{"words": {}}')
    return [said for words in kept["words"].values() for said in words.values()]


def sent(page: Page) -> None:
    """Wait until the server has everything that was typed, and has kept it as a draft."""
    nothing = f"() => {{ const kept = JSON.parse({KEPT}); return kept && Object.keys(kept.words).length === 0; }}"
    page.wait_for_function(nothing, timeout=MILLISECONDS_TO_SETTLE)
    settle(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    settle(page)


def test_the_last_box_is_back_after_a_reload_though_nobody_left_it_and_nothing_is_left_after_saving(
    street: Page,
) -> None:
    type_in(street, "What did you hear?", "The buses stop at five")
    assert unsent(street) == ["The buses stop at five"]
    reload(street)
    expect(box(street, "What did you hear?")).to_have_value("The buses stop at five")
    type_in(street, "In a few words", "buses stop too early")
    street.keyboard.press("Tab")
    sent(street)
    type_in(street, "How many people were there?", "12")
    reload(street)
    for label, words in (("What did you hear?", "The buses stop at five"), ("How many people were there?", "12")):
        expect(box(street, label)).to_have_value(words)
    save(street)
    said = street.locator("[data-jsna-said]")
    expect(said).to_contain_text("Saved: ")
    expect(said).to_be_focused()
    assert street.evaluate(KEPT) is None
    expect(box(street, "What did you hear?")).to_have_value("")


def test_two_drafts_in_two_tabs_stay_two(street: Page, own: Server) -> None:
    other = street.context.new_page()
    visit(other, f"{own.address}/{RECORD}")
    for page, words in ((street, "first"), (other, "second")):
        type_in(page, "What did you hear?", words)
        page.keyboard.press("Tab")
        sent(page)
    for page, words in ((street, "first"), (other, "second")):
        reload(page)
        expect(box(page, "What did you hear?")).to_have_value(words)
        expect(page.get_by_text("Drafts not finished: 1")).to_be_visible()
    save(street)
    expect(street.locator("[data-jsna-said]")).to_contain_text("Saved: ")
    reload(other)
    expect(box(other, "What did you hear?")).to_have_value("second")
    expect(other.get_by_text("Drafts not finished")).to_have_count(0)
    save(other)
    expect(other.locator("[data-jsna-said]")).to_contain_text("Saved: ")
    assert other.evaluate(KEPT) is None


def test_mistakes_are_told_with_a_way_to_each_box(street: Page) -> None:
    save(street)
    said = street.locator("[data-jsna-said]")
    expect(said).to_be_focused()
    assert street.title().startswith("Error: ")
    street.keyboard.press("Tab")
    street.keyboard.press("Enter")
    expect(box(street, "What did you hear?")).to_be_focused()
    expect(street.get_by_role("group", name="When was it?")).to_be_visible()


def test_axe_finds_nothing_with_everything_open_and_the_phone_does_not_scroll_sideways(street: Page) -> None:
    for section in SECTIONS:
        street.locator("summary", has_text=section).click()
    for button in ("Add another thing you heard", "Add somebody’s own words"):
        street.get_by_role("button", name=button).click()
        settle(street)
    assert findings(street) == []
    assert street.evaluate(SIDEWAYS) == [0, 0]


def test_the_names_of_boxes_hold_no_marks(street: Page) -> None:
    for section in SECTIONS:
        street.locator("summary", has_text=section).click()
    name = "In a few words With its direction: “buses stop too early”, not “transport”."
    expect(street.get_by_role("textbox", name=name)).to_be_visible()
    names = street.eval_on_selector_all("[aria-label]", "all => all.map(each => each.getAttribute('aria-label'))")
    assert [name for name in names if "\\" in name or "**" in name] == []


def test_hostile_words_run_nowhere_and_the_moderators_page_is_clean(street: Page) -> None:
    box(street, "What did you hear?").fill(HOSTILE)
    box(street, "In a few words").fill(HOSTILE[:80])
    save(street)
    street.get_by_role("link", name="Read it").click()
    expect(street.get_by_text("For the moderator")).to_be_visible()
    settle(street)
    expect(street.get_by_text("Show all 100,069 letters")).to_be_visible()
    assert street.evaluate("window.ran") is None
    assert street.locator("main img, main script:not([src])").count() == 0
    assert findings(street) == []
    assert street.evaluate(SIDEWAYS) == [0, 0]


def test_words_are_back_after_the_server_was_killed(browser: Browser, tmp_path: Path) -> None:
    environment = {STATE_VARIABLE: str(tmp_path), LOCAL_VARIABLE: "yes"}
    with served(tmp_path / "first.log", environment=environment) as first:
        heard, port = Heard(first.address), first.address.rpartition(":")[2]
        with opened(browser, heard, viewport=PHONE, has_touch=True) as page:
            visit(page, f"{first.address}/{RECORD}")
            box(page, "What did you hear?").fill("Sent before")
            page.keyboard.press("Tab")
            sent(page)
            type_in(page, "In a few words", "never sent")
            os.killpg(first.process.pid, signal.SIGKILL)
            first.process.wait()
            with served(tmp_path / "second.log", environment=environment, port=int(port)):
                reload(page)
                expect(box(page, "What did you hear?")).to_have_value("Sent before")
                expect(box(page, "In a few words")).to_have_value("never sent")
                expect(page.get_by_text("Drafts not finished")).to_have_count(0)
                save(page)
                expect(page.locator("[data-jsna-said]")).to_contain_text("Saved: ")
                assert page.evaluate(KEPT) is None


def test_what_was_saved_elsewhere_has_the_focus_on_the_page_that_follows(phones: Tabs, own: Server) -> None:
    heard = Heard(own.address)
    with phones.lent(heard) as page:
        visit(page, f"{own.address}/needs?need=new&ward=E05009888")
        page.get_by_role("textbox", name="What people may lack, in a few words").fill("Getting to the clinic")
        page.get_by_role("button", name="Save as assumed").click()
        expect(page.locator("[data-jsna-saved]")).to_be_focused()
        expect(page.locator("[data-jsna-saved]")).to_have_text("Saved.")
        assert findings(page) == []
    assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])
