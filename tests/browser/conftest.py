"""The real server and a real Chromium, for every test in this folder."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect, sync_playwright

from tests.browser import chromium
from tests.browser.harness import (
    CHROMIUM_FLAGS,
    MILLISECONDS_TO_SETTLE,
    PAGES,
    Heard,
    Server,
    Visited,
    address_of,
    served,
    settle,
    visit,
)

DESK = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=844)
_HERE = Path(__file__).parent
_LOG = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)  # before pytest puts those of one visit together
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test here, and run them last: Playwright keeps an event loop in the thread that all tests share.

    Of the tests that look at one visit, those on a phone come last: no page is loaded a second time for a desk.
    """
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: (item.path.is_relative_to(_HERE), "on_phone" in getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app, served once for all browser tests."""
    # A run that is told to stop ends its server too, as it does at the keyboard.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    log = tmp_path_factory.mktemp("server") / "server.log"
    request.session.stash[_LOG] = log
    with served(log) as running:
        yield running


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show what the server said beside a test that failed."""
    report = yield
    log = item.session.stash.get(_LOG, None)
    if report.failed and log is not None and log.exists():
        report.sections.append(("What the server said", log.read_text(errors="replace")[-4000:]))
    return report


@pytest.fixture(scope="session", autouse=True)
def patience() -> None:
    """A server that others keep busy is waited for as long as a page that settles."""
    expect.set_options(timeout=MILLISECONDS_TO_SETTLE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium without a network."""
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.WHAT_TO_DO, pytrace=False)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, chromium_sandbox=False)
        yield started
        started.close()


@pytest.fixture
def heard(server: Server) -> Heard:
    """What `page` and `phone` did in this test: errors, requests to other hosts, refusals of the policy."""
    return Heard(server.address)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Iterator[Tabs]:
    """The tabs that stay open from test to test."""
    with Tabs(browser) as kept:
        yield kept


@pytest.fixture
def page(tabs: Tabs, heard: Heard) -> Iterator[Page]:
    """An empty page of a desk's size, without cookies, storage, permissions and routes of another test."""
    with tabs.lent(heard) as tab:
        yield tab


@pytest.fixture(scope="session")
def phones(browser: Browser) -> Iterator[Tabs]:
    """Tabs of a phone's size that stay open from test to test."""
    with Tabs(browser, PHONE, has_touch=True) as kept:
        yield kept


@pytest.fixture
def phone(phones: Tabs, heard: Heard) -> Iterator[Page]:
    """An empty page of a phone's size, without anything of another test."""
    with phones.lent(heard) as tab:
        yield tab


# One visit serves all tests that only look at a page, at both sizes: pytest runs them together.
@pytest.fixture(scope="session", params=PAGES, ids=lambda file: file.name)
def visited(request: pytest.FixtureRequest, tabs: Tabs, server: Server) -> Iterator[Visited]:
    """Each page of the app in turn, settled, at a desk or on a phone."""
    heard = Heard(server.address)
    with tabs.lent(heard) as tab:
        visit(tab, address_of(server.address, request.param))
        yield Visited(tab, request.param, heard)


@pytest.fixture
def at_desk(visited: Visited) -> Visited:
    """Each page of the app in turn, settled, at a desk; loaded again where it was on a phone."""
    if visited.page.viewport_size != DESK:
        resize(visited.page, DESK, has_touch=False)
        visit(visited.page, visited.page.url)
    return visited


@pytest.fixture
def on_phone(visited: Visited) -> Visited:
    """Each page of the app in turn, settled, on a phone."""
    if visited.page.viewport_size != PHONE:
        resize(visited.page, PHONE, has_touch=True)
        settle(visited.page)
    return visited


class Tabs:
    """Tabs that are lent to one test after another: the browser keeps the scripts it has fetched and compiled.

    That is more than half of the work of a visit. Nothing else is left of the test before.
    """

    def __init__(self, browser: Browser, viewport: ViewportSize = DESK, *, has_touch: bool = False) -> None:
        self._browser, self._viewport, self._has_touch = browser, viewport, has_touch
        self._free: list[Page] = []
        self._profiles = ExitStack()

    def __enter__(self) -> Tabs:
        return self

    def __exit__(self, *_: object) -> None:
        self._profiles.close()

    @contextmanager
    def lent(self, heard: Heard) -> Iterator[Page]:
        """Lend an empty tab, listened to; each tab has a profile of its own."""
        tab = self._free.pop() if self._free else self._new()
        with heard.listening(tab):
            yield tab
        # A test that fails keeps its tab, whose state nobody knows.
        _empty(tab)
        if tab.viewport_size != self._viewport:
            resize(tab, self._viewport, has_touch=self._has_touch)
        self._free.append(tab)

    def _new(self) -> Page:
        profile = self._browser.new_context(viewport=self._viewport, has_touch=self._has_touch, reduced_motion="reduce")
        return self._profiles.enter_context(profile).new_page()


def _empty(tab: Page) -> None:
    tab.unroute_all()
    tab.context.clear_permissions()
    tab.context.clear_cookies()
    for other in tab.context.pages:
        if other != tab:
            other.close()
    if tab.url.startswith("http"):
        tab.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    tab.mouse.move(0, 0)
    tab.goto("about:blank")


def resize(page: Page, viewport: ViewportSize, *, has_touch: bool) -> None:
    """Give an opened page another size, and a finger instead of a mouse or the other way about."""
    touch = {"enabled": has_touch, **({"maxTouchPoints": 1} if has_touch else {})}
    _devtools(page).send("Emulation.setTouchEmulationEnabled", touch)
    page.set_viewport_size(viewport)


@cache
def _devtools(page: Page) -> CDPSession:
    """The one session of a page: what one has switched on, another cannot switch off."""
    return page.context.new_cdp_session(page)


@contextmanager
def opened(browser: Browser, heard: Heard, *, viewport: ViewportSize, has_touch: bool = False) -> Iterator[Page]:
    """Open an empty page in a fresh profile, listened to."""
    with browser.new_context(viewport=viewport, has_touch=has_touch, reduced_motion="reduce") as context:
        fresh = context.new_page()
        with heard.listening(fresh):
            yield fresh
