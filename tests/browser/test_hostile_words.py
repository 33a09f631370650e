"""Hostile words in every name, title and sentence, on pages in a real browser: they are words, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from jsna.model.register.person import OWN_MACHINE
from jsna.register.opening import open_register
from jsna.settings import LOCAL_VARIABLE, STATE_VARIABLE, Settings
from tests import hostile
from tests.browser.harness import ROOT, Heard, Server, served, settle, visit

#: Each kind of picture, table and notice of the app.
LOOKED_AT = (
    "?", "map?area=E07000137", "area?ward=E05009888", "compare?", "funnel?", "funnel?picture=funnel",
    "trends?indicator=carers", "coverage?", "sources?", "needs?", "asked-for?", "responses?", "provision?",
)  # fmt: skip
#: What would be there if any of the payloads had been understood.
LIVE = """() => {
    const found = [];
    const live = (kind, each) => found.push(`${kind}: ${each.outerHTML.slice(0, 200)}`);
    for (const each of document.querySelectorAll("a"))
        if (/^(\\\\w+:)?(\\/\\/)?[^?]*(evil|did-run)/.test(each.getAttribute("href") ?? "")) live("link", each);
    for (const each of document.querySelectorAll("img"))
        if (/did-run/.test(each.src) || ["zz", "Streamlit logo"].includes(each.alt)) live("picture", each);
    for (const each of document.querySelectorAll("strong, b, em, i, s, del, code, pre, sup, sub, .katex, button, form"))
        if (/^(zz )*zz$/.test(each.textContent.trim()) || each.matches(".katex")) live("mark", each);
    for (const each of document.querySelectorAll('[data-testid="stMarkdownContainer"] [translate="no"]'))
        if (/zz/.test(each.parentElement.textContent)) live("icon", each);
    for (const each of document.querySelectorAll("svg.main-svg a")) live("link in a chart", each);
    return found;
}"""
OPEN_ALL = "document.querySelectorAll('details:not([open]) > summary').forEach((each) => each.click())"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on one's own machine, on data and a register in which every text is hostile."""
    folder = tmp_path_factory.mktemp("poisoned")
    environment = {STATE_VARIABLE: str(folder / "state"), LOCAL_VARIABLE: "yes"}
    (folder / "state").mkdir()
    hostile.register_of(open_register(Settings.read(environment)), OWN_MACHINE)
    environment["JSNA_DATA"] = str(hostile.data_folder(ROOT / "data", folder))
    with served(folder / "server.log", environment=environment) as running:
        yield running


@pytest.mark.parametrize("address", LOOKED_AT)
def test_hostile_words_are_words(page: Page, poisoned: Server, address: str) -> None:
    heard = Heard(poisoned.address)
    with heard.listening(page):
        visit(page, f"{poisoned.address}/{address}")
        page.evaluate(OPEN_ALL)
        settle(page)

        assert page.evaluate(LIVE) == []
        assert "zz" in page.locator("main").inner_text()
    assert [each for each in heard.asked if "did-run" in each.partition("?")[0]] == []
    assert (heard.errors, heard.elsewhere, heard.refused) == ([], [], [])
