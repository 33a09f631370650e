"""The map page over a survey with hidden replies, in a real browser: what is drawn, hovered, sent and downloaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Frame, Page, WebSocket

from tests.browser.conftest import DESK, opened
from tests.browser.harness import Heard, served, visit
from tests.browser.test_map import _INSIDE, FRAME, frame_of
from tests.faults import attacker
from tests.faults.local_figures import BOSTON, FENSIDE, WARDS, Source, folder, survey
from tests.faults.scraping import Seen, lines_of_file

GROUP = "black"
#: What a page holds that is not plain text: names for screen readers, titles, links, the texts of drawings.
_HELD = """() => [...document.querySelectorAll('*')].flatMap((one) =>
    [...one.attributes].filter(({ name }) => /^(aria-label|alt|title|href|value|placeholder)$/.test(name))
        .map(({ value }) => value).concat(one.tagName === 'text' ? [one.textContent] : []))"""


@dataclass(frozen=True)
class Read:
    """The map page as it was read.

    Attributes:
        page: everything on it that a reader, a screen reader or a mouse finds, and the file it offers.
        sent: everything that the server sent over the socket.
        place: the place chosen at first, as the list shows it.
        dialogs: how many dialogs lay over the page.
    """

    page: attacker.Page
    sent: str
    place: str
    dialogs: int


@pytest.fixture(scope="module")
def source() -> Source:
    return survey()


@pytest.fixture(scope="module")
def protected(source: Source, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page over figures that were protected before they were stored."""
    root = tmp_path_factory.mktemp("protected")
    return read(folder(root, (source, source.protected)), source, browser, root.with_suffix(".log"))


@pytest.fixture(scope="module")
def unprotected(source: Source, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The page over the raw counts, called published."""
    root = tmp_path_factory.mktemp("raw")
    return read(folder(root, (source, source.raw), rule="published"), source, browser, root.with_suffix(".log"))


def read(data: Path, source: Source, browser: Browser, log: Path) -> Read:
    """Open the map page on the ward where one person replied, and look everywhere."""
    sent: list[str] = []

    def hear(payload: str | bytes) -> None:
        sent.append(payload if isinstance(payload, str) else payload.decode("utf-8", errors="replace"))

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    with (
        served(log, environment={"JSNA_DATA": str(data)}) as server,
        opened(browser, Heard(server.address), viewport=DESK) as page,
    ):
        page.on("websocket", listen)
        visit(page, f"{server.address}/map?{urlencode(attacker.link(source, GROUP, FENSIDE))}")
        place, dialogs = page.get_by_label("Place", exact=True).input_value(), page.get_by_role("dialog").count()
        seen = tuple(look(page))
    page_read = attacker.Page("pages/explore/map.py", source.slug, GROUP, FENSIDE, seen)
    return Read(page_read, "\n".join(sent), place, dialogs)


def look(page: Page) -> Iterator[Seen]:
    """Yield what stands in the page, what hovering shows, what is downloaded, and the address."""
    frame = frame_of(page)
    # The map opens on the picked ward; every ward is hovered over, so all of them must be in sight.
    page.frame_locator(FRAME).get_by_role("button", name="Whole of Boston").click()
    for row in page.locator(".jsna-table tr").all_inner_texts():
        yield Seen("table", (("", row.replace("\t", " | ")),))
    for line in page.locator("body").inner_text().splitlines():
        yield Seen("text", (("", line),))
    for each in page.frames:
        yield from (Seen("attribute", (("", held),)) for held in each.evaluate(_HELD))
    for code in WARDS:
        yield Seen("tooltip", (("area_code", code), ("", hovered(page, frame, code))))
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Download all")).click()
    yield from lines_of_file(download.value.suggested_filename, download.value.path().read_bytes())
    yield Seen("address", (("", page.url),))


def hovered(page: Page, frame: Frame, code: str) -> str:
    """Return the words that the map shows under the mouse."""
    x, y = frame.evaluate(_INSIDE, code)
    inside = page.frame_locator(FRAME)
    inside.locator("#map_div").hover(position={"x": x, "y": y})
    return inside.locator(".jsna-words").inner_text()


def hidden_in_words(source: Source) -> list[str]:
    """Return "x of n" for every hidden figure of the group, as an expression that no longer number fits."""
    rows = source.hidden[(source.hidden["group"] == GROUP) & (source.hidden["period"] == attacker.NOW)]
    return [rf"(?<!\d){row['numerator']:.0f} of {row['denominator']:.0f}(?!\d)" for _, row in rows.iterrows()]


def test_nothing_on_the_map_page_tells_a_hidden_figure(protected: Read, source: Source) -> None:
    assert {seen.where.partition(" ")[0] for seen in protected.page.seen} == {
        "table", "text", "attribute", "tooltip", "file", "address"
    }  # fmt: skip
    assert attacker.leaks([protected.page], source) == set()
    assert [words for words in hidden_in_words(source) if re.search(words, protected.sent)] == []


def test_the_same_look_finds_what_is_not_protected(unprotected: Read, source: Source) -> None:
    kinds = {kind.partition(" ")[0] for kind, _ in attacker.leaks([unprotected.page], source)}
    assert {"table", "text", "attribute", "tooltip", "file"} <= kinds
    assert all(re.search(words, unprotected.sent) for words in hidden_in_words(source)[:1])


def test_one_respondent_100_percent_under_the_mouse_and_in_the_file(protected: Read) -> None:
    own = [seen for seen in protected.page.seen if FENSIDE in dict(seen.cells).values()]
    (tooltip,) = [seen.cells[1][1] for seen in own if seen.where == "tooltip"]
    assert tooltip.splitlines()[-1] == "Too few replies to report"
    (row,) = [dict(seen.cells) for seen in own if seen.where.startswith("file")]
    assert {row[column] for column in ("numerator", "denominator", "value", "lower95", "upper95", "extra")} == {""}
    assert (row["reason"], row["note"]) == ("Too few replies to report", "c")


def test_the_first_request_after_a_start_may_be_a_shared_link(protected: Read) -> None:
    assert (protected.place, protected.dialogs) == ("Boston", 0)
    (address,) = [seen.text for seen in protected.page.seen if seen.where == "address"]
    assert urlsplit(address).path == "/map"


def test_the_address_holds_codes_and_no_figure(protected: Read) -> None:
    (address,) = [seen.text for seen in protected.page.seen if seen.where == "address"]
    asked = dict(re.findall(r"[?&]([\w-]+)=([^&]*)", address))
    assert asked["area"] == BOSTON
    assert asked["ward"] == FENSIDE
    figures = {key for key, value in asked.items() if re.fullmatch(r"[\d.,%]+", value)}
    assert figures <= {"page", "release"}
