"""A resident tells us something on a phone and by keyboard: everything is reached, said, kept, and forgotten."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from jsna.catalogue.telling import read_language
from jsna.model.telling.language import Language
from jsna.settings import DATA_VARIABLE, STATE_VARIABLE
from jsna.words.routes import read_out
from tests.browser.conftest import DESK, PHONE, Tabs, opened
from tests.browser.harness import Heard, Server, served, settle, visit
from tests.browser.test_accessibility import SIDEWAYS, findings
from tests.collecting import collecting
from tests.conftest import ROOT

KEPT = "JSON.stringify({...sessionStorage})"
FOCUSED = """() => {
    const element = document.activeElement;
    return (element.getAttribute('aria-label') || element.labels?.[0]?.innerText || element.innerText || '').trim();
}"""
TOLD = "Nobody came for two days"
HOSTILE = "<img src=x onerror='window.ran=1'><script>window.ran=1</script> **=1+1** " + "y" * 100_000


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app of a council that collects reports of harm, for people who have not signed in."""
    folder = tmp_path_factory.mktemp("council")
    environment = {STATE_VARIABLE: str(folder / "state"), DATA_VARIABLE: str(collecting(folder))}
    with served(folder / "server.log", environment=environment) as running:
        yield running


@pytest.fixture
def resident(phones: Tabs, council: Server) -> Iterator[Page]:
    """The page on a phone; nothing may go wrong on it unseen, and nobody else is asked."""
    heard = Heard(council.address)
    with phones.lent(heard) as page:
        visit(page, f"{council.address}/tell-us")
        yield page
        assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    settle(page)


def by_keyboard(page: Page, name: str) -> None:
    """Go on with the Tab key until something of that name has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if str(page.evaluate(FOCUSED)).startswith(name):
            return
    pytest.fail(f"{name!r} is not reached by keyboard")


def enter(page: Page, name: str) -> None:
    by_keyboard(page, name)
    page.keyboard.press("Enter")
    settle(page)


def write(page: Page, name: str, words: str) -> None:
    by_keyboard(page, name)
    page.keyboard.type(words)


def focused_heading(page: Page, name: str) -> None:
    """The heading of a screen that was just reached has the focus, so that it is read."""
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_focused()


def receipt(page: Page) -> tuple[str, str]:
    shown = page.locator(".jsna-receipt")
    words = " ".join(shown.nth(1).locator("li").all_inner_texts())
    return shown.first.locator("[aria-hidden]").inner_text(), words


def in_order(tree: str, *lines: str) -> None:
    """Each line stands in the accessibility tree after the one before."""
    at = 0
    for line in lines:
        found = tree.find(line, at)
        assert found >= 0, f"{line!r} does not follow in:\n{tree}"
        at = found + len(line)


def test_by_keyboard_a_resident_reports_harm_follows_it_and_adds_to_it(resident: Page, council: Server) -> None:
    page, address = resident, resident.url
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Exit this page")).to_be_focused()
    enter(page, "Tell us about harm from a service")
    focused_heading(page, "Who can help")
    expect(page.get_by_text("call 999 now")).to_be_visible()
    in_order(
        page.locator(".st-key-jsna-tell").aria_snapshot(),
        'heading "Who can help" [level=2]', 'heading "In an emergency" [level=3]', "call 999 now",
        f'link "999: {read_out("999")}"', f'link "111: {read_out("111")}"', "More about these numbers",
        'combobox "Kind of service"',
    )  # fmt: skip
    expect(page.get_by_label("Find a place")).to_have_count(0)
    enter(page, "Tell us what happened")
    focused_heading(page, "Tell us what happened")
    enter(page, "Continue")
    alert = page.get_by_role("alert").filter(has_text="There is a problem")
    expect(alert).to_be_focused()
    assert page.title().startswith("Error: Tell us")
    in_order(
        page.locator(".st-key-jsna-tell").aria_snapshot(),
        "- status", "- alert", 'heading "There is a problem" [level=2]', 'button "Write what you want to tell us"',
        'heading "Tell us what happened" [level=2]', 'heading "Why we ask, and what becomes of it" [level=3]',
        'combobox "What kind of service was it?', 'textbox "Which service was it?',
        'combobox "Which place is it about?',
        'textbox "When did it happen?', "Error: Write what you want to tell us", 'textbox "What happened?',
        'textbox "What should have happened?', 'radiogroup "Do you want an answer?', 'radio "Yes"', 'radio "No"',
        'textbox "How can we reach you', 'button "Continue"', 'button "Back"', 'button "Forget what I typed"',
    )  # fmt: skip
    enter(page, "Write what you want to tell us")
    page.keyboard.type(TOLD)
    enter(page, "Continue")
    focused_heading(page, "Check your answers")
    enter(page, "Change what happened")
    expect(page.locator("[data-jsna-said]:focus")).to_have_text("Change what happened")
    write(page, "What happened?", "Today: ")
    enter(page, "Continue")
    enter(page, "Send")
    focused_heading(page, "We have it. Thank you for telling us.")
    reference, words = receipt(page)
    in_order(
        page.locator(".st-key-jsna-tell").aria_snapshot(),
        'heading "Your reference" [level=3]', read_out(reference.replace("-", " ")),
        'heading "Your six words" [level=3]',
        *(f"listitem: {word}" for word in words.split()), 'button "Print this page"',
    )  # fmt: skip
    enter(page, "Back")
    enter(page, "See what was done about something you told us")
    write(page, "Reference", reference)
    write(page, "Six words", words.upper())
    enter(page, "Show")
    focused_heading(page, "See what was done")
    expect(page.locator(".st-key-jsna-tell")).to_contain_text(TOLD)
    write(page, "Add something", "It happened again")
    enter(page, "Add this")
    status = page.get_by_role("status").filter(has_text="We have added it.")
    expect(status).to_be_visible()
    assert (page.url, page.title(), page.evaluate(KEPT)) == (address, "Tell us – Lincolnshire needs assessment", "{}")
    log = council.log.read_text(errors="replace")
    assert not [each for each in (TOLD, reference, words) if each in log]


Look = Callable[[str], None]


# Easy Read has the longer words, for which a phone has least room.
@pytest.mark.parametrize(("code", "size"), [("en-easy", PHONE), ("en", DESK)], ids=["phone", "desk"])
def test_axe_finds_nothing_on_any_screen(code: str, size: ViewportSize, browser: Browser, council: Server) -> None:
    heard, language = Heard(council.address), read_language(ROOT / "data", code)
    with opened(browser, heard, viewport=size) as page:
        visit(page, f"{council.address}/tell-us?lang={code}")
        found: list[str] = []

        def look(screen: str) -> None:
            found.extend(f"{screen}: {each}" for each in findings(page))
            found.extend(f"{screen}: scrolls sideways" for each in page.evaluate(SIDEWAYS) if each)

        _walk(page, language, look)
        assert found == []
        assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])
        content = page.locator(".st-key-jsna-tell")
        expect(content).to_have_attribute("lang", language.about.html_lang)
        expect(content).to_have_attribute("dir", language.about.dir)


def _walk(page: Page, language: Language, look: Look) -> None:
    """Look at every screen once: the form with and without an error."""
    said, common = language.page, language.page.common
    look("start")
    press(page, said.start.figure)
    look("figure")
    press(page, common.back)
    press(page, said.start.harm)
    look("help")
    page.get_by_text(language.routes.more).click()
    look("all of the help")
    press(page, said.help.then)
    look("harm")
    press(page, common.next)
    look("error")
    page.get_by_label(said.questions.what.label).fill(TOLD)
    press(page, common.next)
    look("check")
    press(page, common.send)
    look("sent")
    reference, words = receipt(page)
    press(page, common.back)
    press(page, said.start.follow)
    look("follow")
    page.get_by_label(said.follow.reference, exact=False).first.fill(reference)
    page.get_by_label(said.follow.words, exact=False).first.fill(words)
    press(page, said.follow.show)
    look("followed")
    press(page, said.withdraw.title)
    look("withdraw")
    press(page, said.withdraw.confirm)
    look("taken back")


def test_words_survive_a_reload_and_are_gone_from_the_tab_once_sent(resident: Page) -> None:
    page = resident
    visit(page, f"{page.url}?figure=map%3Fward%3DE05009888%26indicator%3Ddisabled-people")
    expect(page.get_by_text("In Mablethorpe")).to_be_visible()
    press(page, "Back")
    press(page, "Tell us about harm from a service")
    press(page, "Tell us what happened")
    page.get_by_text("Yes", exact=True).click()
    settle(page)
    page.get_by_label("When did it happen?").fill("May")
    press(page, "Back")
    assert "May" in page.evaluate(KEPT)
    press(page, "Tell us what happened")
    page.get_by_label("What happened?").click()
    page.keyboard.type(TOLD)
    reload(page)
    expect(page.get_by_label("What happened?")).to_have_value(TOLD)
    expect(page.get_by_role("radio", name="Yes")).to_be_checked()
    press(page, "Continue")
    assert TOLD in page.evaluate(KEPT)
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page.locator("ol.jsna-receipt li")).to_have_count(6)
    settle(page)
    expect(page.locator("ol.jsna-receipt li")).to_have_count(6)
    assert page.evaluate(KEPT) == "{}"


def test_a_figure_that_was_sent_is_not_begun_again_by_a_step_back_or_a_reload(resident: Page) -> None:
    page, start = resident, resident.url
    visit(page, f"{start}?figure=map%3Fward%3DE05009888%26indicator%3Ddisabled-people&lang=en-easy")
    write = page.get_by_label("What do you see?")
    write.fill(HOSTILE)
    page.keyboard.press("Tab")
    settle(page)
    language = page.get_by_role("combobox", name="Language or Easy Read")
    language.click()
    language.fill("English")
    language.press("Enter")
    settle(page)
    expect(write).to_have_value(HOSTILE)
    press(page, "Continue")
    press(page, "Send")
    expect(page.locator("ol.jsna-receipt li")).to_have_count(6)
    expect(page).not_to_have_url(re.compile("figure="))
    reference, words = receipt(page)
    reload(page)
    expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
    # The step before the choice of the language: a form in which nothing stands.
    page.go_back()
    settle(page)
    expect(write).to_have_value("")
    assert page.evaluate(KEPT) == "{}"
    visit(page, start)
    press(page, "See what was done about something you told us")
    page.get_by_label("Reference", exact=False).first.fill(reference)
    page.get_by_label("Six words", exact=False).first.fill(words)
    press(page, "Show")
    expect(page.locator("dd.jsna-said", has_text="<script>")).to_have_text(HOSTILE, use_inner_text=True)
    assert page.evaluate("window.ran") is None


def reload(page: Page) -> None:
    page.reload()
    page.wait_for_selector('[data-testid="stApp"]')
    settle(page)


def test_exit_forgets_what_was_typed_and_takes_the_place_of_the_page(browser: Browser, council: Server) -> None:
    heard = Heard(council.address)
    with opened(browser, heard, viewport=PHONE) as page:
        page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="<title>Weather</title>"))
        visit(page, f"{council.address}/tell-us")
        press(page, "Say that a figure is not what you see here")
        page.get_by_label("What do you see?").fill(TOLD)
        page.keyboard.press("Tab")
        settle(page)
        assert TOLD in page.evaluate(KEPT)
        before = page.evaluate("history.length")
        page.get_by_role("link", name="Exit this page").click()
        expect(page).to_have_title("Weather")
        assert page.evaluate("history.length") == before
        visit(page, f"{council.address}/tell-us")
        assert page.evaluate(KEPT) == "{}"
        expect(page.get_by_role("heading", name="What would you like to do?")).to_be_visible()
