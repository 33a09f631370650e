"""What a stranger can reach, and what hostile words can do: nothing."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, opened
from tests.browser.harness import ROOT, Heard, Server, served, settle, visit
from tests.browser.test_map import frame_of

PLACE = "E07000137"
#: Each would ask for /did-run if it ran anywhere.
HOSTILE = (
    "<img src=x onerror=\"fetch('/did-run');this.src='/did-run'\">",
    "<svg onload=\"new Image().src='/did-run'\">",
    "</script><script>new Image().src='/did-run'</script>",
    "${new Image().src='/did-run'}",
    "`+(new Image().src='/did-run')+`",
    "'+(new Image().src='/did-run')+'",
    '"+(new Image().src="/did-run")+"',
    "\\u0027+(new Image().src='/did-run')//",
    "{{ 'new Image().src' }}",
    "javascript:new Image().src='/did-run'",
    "![x](/did-run)",
    "<form action=/did-run><button>Go</button></form>",
    "<style>@import '/did-run';</style>",
    "\u2028new Image().src='/did-run'\u2029",
)


@dataclass(frozen=True)
class Answer:
    """What the server said, read whole, its connection closed."""

    status: int
    headers: Message
    body: bytes


def ask(address: str, method: str = "GET", **headers: str) -> Answer:
    body = b"x" if method == "PUT" else None
    request = urllib.request.Request(address, body, headers, method=method)  # noqa: S310 our own server
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 our own server
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, refused.headers, refused.read())


def test_the_server_says_it_is_well(server: Server) -> None:
    answer = ask(f"{server.address}/healthz")
    assert (answer.status, answer.body) == (200, b"ok")


@pytest.mark.parametrize("path", ["/", "/map", "/static/favicon.png", "/healthz", "/maps/none.js", "/_stcore/health"])
def test_every_answer_has_a_policy(server: Server, path: str) -> None:
    headers = ask(server.address + path).headers
    assert "script-src 'self' 'sha256-" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.fixture(scope="module")
def map_page(browser: Browser, server: Server) -> Iterator[tuple[Page, str]]:
    """The map of one place, and the address that its geometry came from."""
    with opened(browser, Heard(server.address), viewport=DESK) as page:
        with page.expect_request("**/maps/*") as request:
            visit(page, f"{server.address}/map?area={PLACE}")
        yield page, request.value.url


@pytest.mark.parametrize(("accepted", "coding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)])
def test_the_geometry_is_compressed_and_kept_for_ever(map_page: tuple[Page, str], accepted: str, coding: str) -> None:
    answer = ask(map_page[1], **{"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == coding
    assert "Accept-Encoding" in answer.headers["vary"]
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        "E10000019.wards.0000000000000000.js",
        "E99999999.wards.0000000000000000.js",
        "E05009888.wards.0000000000000000.js",
        "..%2f..%2fpyproject.toml",
        "E10000019",
    ],
)
def test_there_is_no_other_geometry(server: Server, name: str) -> None:
    assert ask(f"{server.address}/maps/{name}").status in (400, 404)


def test_a_stranger_cannot_send_a_file(server: Server) -> None:
    assert ask(f"{server.address}/_stcore/upload_file/any/any", method="PUT").status == 403


def test_whatever_ran_in_the_map_could_not_reach_the_page(map_page: tuple[Page, str], server: Server) -> None:
    page, _ = map_page
    frame = frame_of(page)
    assert frame.evaluate("window.origin") == "null"
    poison = "() => { try { top.document.body.dataset.reached = 'yes'; } catch (refused) { return refused.name; } }"
    assert frame.evaluate(poison) == "SecurityError"
    assert page.evaluate("document.body.dataset.reached") is None
    reach = f"() => fetch('{server.address}/healthz').then(() => 'reached', () => 'refused')"
    assert frame.evaluate(reach) == "refused"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on data whose wards, district and towns have hostile names."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "data/release.json").unlink()  # it holds the official files to what they were
    areas = pd.read_parquet(folder / "data/areas.parquet")
    inside = areas.index[(areas["district"] == PLACE) & (areas["level"] != "region")]
    areas.loc[inside, "name"] = [HOSTILE[number % len(HOSTILE)] for number in range(len(inside))]
    areas.to_parquet(folder / "data/areas.parquet", index=False)
    towns = ['"' + name.replace('"', '""').replace("\u2028", "").replace("\u2029", "")[:50] + '"' for name in HOSTILE]
    lines = [f"{name},town,,,,E05009888\n" for name in towns if name != '""']
    text = "name,kind,latitude,longitude,weight,wards\n" + "".join(dict.fromkeys(lines))
    (folder / "data/names.csv").write_text(text, encoding="utf-8")
    with served(folder / "server.log", environment={"JSNA_DATA": str(folder / "data")}) as running:
        yield running


def test_hostile_names_are_words_and_run_nowhere(page: Page, heard: Heard, hostile: Server) -> None:
    visit(page, f"{hostile.address}/map?area={PLACE}&indicator=disabled-people&group=disabled")
    frame = frame_of(page)
    shown = frame.evaluate(
        """() => {
            const sheet = Object.values(map_div._layers).find((one) => one.form);
            return sheet.codes.map((_, index) => {
                sheet.under = index;
                sheet.openTooltip(map_div.getCenter());
                sheet.getTooltip().update();
                const words = document.querySelector(".jsna-words");
                return [words.textContent, [...words.querySelectorAll("*")].map((one) => one.tagName)]; });
        }"""
    )
    settle(page)
    page.screenshot()  # by now everything that would have run has
    assert {name for name in HOSTILE if any(said.startswith(name) for said, _ in shown)} == set(HOSTILE)
    assert {tag for _, tags in shown for tag in tags} == {"SPAN", "STRONG", "BR"}
    assert [address for address in heard.asked if "did-run" in address] == []
    assert heard.refused == []
    assert page.locator('form[action], main script:not([src^="assets/ways-"]), main style[onload]').count() == 0


def test_hostile_names_of_the_places_found_are_words_too(page: Page, heard: Heard, hostile: Server) -> None:
    visit(page, f"{hostile.address}/map")
    page.get_by_role("combobox", name="Find a place").fill("did-run")
    expect(page.get_by_role("option").first).to_be_visible()
    shown = page.get_by_role("listbox", name="Places found")
    assert shown.locator("img, svg, script, form, style").count() == 0
    settle(page)
    assert [address for address in heard.asked if "did-run" in address and "/find?" not in address] == []


def test_the_servers_log_holds_no_address_and_no_name(hostile: Server) -> None:
    assert Path(hostile.log).read_text(errors="replace").count(PLACE) == 0
