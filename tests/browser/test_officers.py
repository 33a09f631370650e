"""What an officer and a moderator do with needs, ideas and people's own words, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from jsna.model.register.conversation import OwnWords
from jsna.model.register.idea import Idea, Stage
from jsna.model.register.person import OWN_MACHINE
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.settings import LOCAL_VARIABLE, STATE_VARIABLE, Settings
from tests.browser.conftest import DESK, PHONE, opened
from tests.browser.harness import MILLISECONDS_TO_SETTLE, Heard, Server, served, settle, visit
from tests.browser.test_accessibility import SIDEWAYS, findings
from tests.register.making import MODERATOR, a_conversation, a_need, a_response


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {STATE_VARIABLE: str(tmp_path_factory.mktemp("state")), LOCAL_VARIABLE: "yes"}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, state: dict[str, str]) -> Iterator[Server]:
    """The app on one's own machine, with a register of its own."""
    with served(tmp_path_factory.mktemp("own") / "server.log", environment=state) as running:
        yield running


@pytest.fixture(scope="module")
def register(state: dict[str, str]) -> Register:
    return open_register(Settings.read(state))


@pytest.fixture
def desk(browser: Browser, own: Server) -> Iterator[Page]:
    heard = Heard(own.address)
    with opened(browser, heard, viewport=DESK) as page:
        page.set_default_timeout(MILLISECONDS_TO_SETTLE)
        yield page
        assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def open_up(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).click()
    settle(page)


def choose(page: Page, what: str) -> None:
    page.get_by_text(what, exact=True).first.click()
    settle(page)


def test_an_idea_leaves_suggested_because_people_confirmed_its_need(
    desk: Page, own: Server, register: Register
) -> None:
    register.save(MODERATOR, a_conversation())
    visit(desk, f"{own.address}/needs?need=new&ward=E05009888")
    desk.get_by_role("textbox", name="What people may lack").fill("Getting to the clinic")
    press(desk, "Save as assumed")
    expect(desk.locator("[data-jsna-saved]")).to_be_focused()

    visit(desk, f"{own.address}/ideas?idea=new")
    desk.get_by_role("textbox", name="What is it about?").fill("taxis")
    press(desk, "See what people said")
    press(desk, "Mine is different")
    desk.get_by_label("Which need it answers").first.click()
    desk.get_by_role("option", name="Getting to the clinic (nobody asked yet)").click()
    choose(desk, "An officer")
    press(desk, "Save as suggested")
    expect(desk.get_by_text("Were people asked? Nobody yet")).to_be_visible()

    desk.get_by_role("link", name="Getting to the clinic").first.click()
    settle(desk)
    open_up(desk, "Who was asked about this")
    desk.get_by_role("combobox", name="Conversations about this need").click()
    desk.get_by_role("option", name="1 November 2026").click()
    desk.keyboard.press("Escape")
    press(desk, "Save who was asked")
    open_up(desk, "What asking showed")
    choose(desk, "Asked: people were asked, and nothing is concluded yet.")
    press(desk, "Save where this stands")
    open_up(desk, "Weigh another explanation")
    desk.get_by_role("textbox", name="What speaks against it").fill("Nobody else drives them")
    press(desk, "Save this explanation")
    open_up(desk, "What asking showed")
    choose(desk, "Confirmed: people said that this is what they lack.")
    desk.get_by_role("textbox", name="Why: what did people say?").fill("They miss appointments")
    press(desk, "Save where this stands")
    expect(desk.get_by_text("Confirmed: people said that this is what they lack.").first).to_be_visible()

    desk.get_by_role("link", name="taxis").click()
    settle(desk)
    open_up(desk, "Say where it stands")
    choose(desk, "Planned")
    press(desk, "Save where it stands")
    expect(desk.get_by_text("Were people asked? Yes: confirmed")).to_be_visible()
    (idea,) = register.find(OWN_MACHINE, Idea)
    assert (idea.stage, idea.overrides) == (Stage.PLANNED, ())


def test_the_words_that_a_moderator_types_are_back_after_a_reload(desk: Page, own: Server, register: Register) -> None:
    given = OwnWords(words="I, Joan, sat there", agreed=True)
    (talk,) = register.save(MODERATOR, a_conversation(own_words=(given,)))
    visit(desk, f"{own.address}/conversations?conversation={talk.id}")
    press(desk, "Read private words")
    box = desk.get_by_role("textbox", name="As everybody will read it (1)")
    box.fill("I sat there")
    # Nobody has left the box.
    desk.reload()
    settle(desk)
    press(desk, "Read private words")
    expect(box).to_have_value("I sat there")
    press(desk, "Release these words (1)")
    assert "I sat there" not in (desk.evaluate("sessionStorage.getItem('jsna.drafts')") or "")


def test_a_table_that_is_wider_than_a_phone_says_so_and_prints_without_menus_and_forms(
    browser: Browser, own: Server, register: Register
) -> None:
    register.save(MODERATOR, a_need(), a_response())
    with opened(browser, Heard(own.address), viewport=PHONE) as page:
        visit(page, f"{own.address}/responses")
        table = page.get_by_role("region", name="What was heard in Lincolnshire and what came of it")
        sign = table.get_by_text("Wider than the screen: scroll sideways")
        expect(sign).to_be_visible()
        table.focus()
        for _ in range(40):
            page.keyboard.press("ArrowRight")
        page.wait_for_function("() => document.querySelector('.jsna-table').dataset.jsnaMore === undefined")
        expect(sign).to_be_in_viewport()
        assert findings(page) == []
        assert page.evaluate(SIDEWAYS) == [0, 0]
        page.set_viewport_size(DESK)
        expect(sign).to_be_hidden()
        page.emulate_media(media="print")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for left_out in ("stSidebar", "stHeader", "stForm"):
            expect(page.get_by_test_id(left_out)).to_be_hidden()
