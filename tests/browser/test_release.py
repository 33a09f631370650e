"""A link opens as it was made, in a browser, whatever became of the data and the server since."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from jsna.catalogue import release
from jsna.settings import DATA_VARIABLE, STATE_VARIABLE
from tests import making
from tests.browser.conftest import DESK, PHONE, opened, resize
from tests.browser.harness import Heard, free_port, served, settle, visit
from tests.browser.test_accessibility import findings

PLACE, WARD = "E10000019", "E05009888"
PAGES = {"map": "indicator=visits&group=yes&order=name", "area": f"ward={WARD}"}
#: Every number of a page's text but those of the note on the release, which an opened link has and a new one has not.
NUMBERS = """() => {
    const walker = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const alert = node.parentElement.closest('[data-testid="stAlert"]')?.textContent ?? '';
        if (!alert.includes('data release') && !node.parentElement.closest('style, script')) found.push(node.data);
    }
    return found.join(' ').match(/[−+]?[0-9][0-9,.]*%?/g);
}"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a council's figures of every ward of a county."""
    folder = tmp_path / "data"
    shutil.copytree(Path(__file__).parents[2] / "data", folder)
    counted(folder, 2023, 0)
    release.commit_release(folder, {})
    return folder


def counted(data: Path, year: int, more: int) -> None:
    """Write the council's figures of a year: in each ward another number of 1,000 people."""
    made = making.indicator(slug="visits", topic="local", title="Visits", characteristic="everyone", groups=["yes"])
    areas = pd.read_parquet(data / "areas.parquet").set_index("code")
    wards = areas.index[areas["level"].eq("ward") & areas["county"].eq(PLACE)]
    rows = [(code, 300 + at + more + (at % 7) * more, 1000) for at, code in enumerate(wards)]
    rows += [(PLACE, 40_000 + more, 100_000), ("E92000001", 400_000, 1_000_000)]
    same = {"period": str(year), "characteristic": "everyone", "group": "yes"}
    making.write(data, made, making.observations(rows, **same))


@contextmanager
def app(browser: Browser, data: Path, port: int) -> Iterator[tuple[Page, str]]:
    """Serve the data folder in a new process, and open an empty page in a profile that knows nothing of it."""
    state = {DATA_VARIABLE: str(data), STATE_VARIABLE: str(data.parent / "state")}
    with served(data.parent / "server.log", environment=state, port=port) as server:
        heard = Heard(server.address)
        with opened(browser, heard, viewport=DESK) as page:
            yield page, server.address
        assert heard.errors == []


def shared(page: Page) -> str:
    return str(page.locator("[data-jsna-copy]").get_attribute("data-jsna-copy"))


def test_a_link_opens_with_every_number_it_had_and_says_what_has_changed(browser: Browser, data: Path) -> None:
    # The address is written on the page, for paper: so the port must be the same.
    port, links, before = free_port(), {}, {}
    with app(browser, data, port) as (page, address):
        for name, query in PAGES.items():
            visit(page, f"{address}/{name}?area={PLACE}&{query}")
            links[name], before[name] = f"{name}{shared(page)}", page.evaluate(NUMBERS)

    counted(data, 2024, 5)
    cars = "indicators/housing/cars.parquet"
    table = pd.read_parquet(data / cars)
    table["numerator"] = table["numerator"] - 1
    release.commit_release(data, {cars: table.to_parquet(index=False)})

    with app(browser, data, port) as (page, address):
        for name, link in links.items():
            visit(page, f"{address}/{link}")
            expect(page.get_by_test_id("stAlert").first).to_contain_text("as they were in data release")
            assert page.evaluate(NUMBERS) == before[name], name
            assert len(before[name]) > 20

        visit(page, f"{address}/{links['map']}")
        _what_has_changed(page, links["map"])


def _what_has_changed(page: Page, link: str) -> None:
    """Ask for the changes by keyboard, turn their pages, take them away, and look at them on a phone too."""
    page.get_by_role("checkbox", name="Show what has changed since").focus()
    page.keyboard.press("Space")
    table = page.get_by_role("region", name="Figures of Lincolnshire that have changed")
    expect(table).to_be_visible()
    settle(page)
    expect(page.get_by_text(re.compile(r"^All \d+ wards have another figure in today’s release"))).to_be_visible()
    first = table.inner_text()

    page.get_by_role("link", name="Next page of the changes").click()
    page.wait_for_url(re.compile("changed=2"))
    settle(page)
    assert table.inner_text() != first
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("changes \\(CSV\\)")).click()
    with page.expect_download() as own:
        page.get_by_role("button", name=re.compile("^Download all .* rows")).click()
    pinned = link.partition("release=")[2].partition("&")[0]
    rows, same = pd.read_csv(taken.value.path(), dtype=str), pd.read_csv(own.value.path(), dtype=str)
    assert set(rows["release_then"]) == set(same["release"]) == {pinned}
    assert pinned not in set(rows["release_now"])

    assert findings(page) == []
    resize(page, PHONE, has_touch=True)
    settle(page)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
