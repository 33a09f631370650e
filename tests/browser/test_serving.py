"""The server as whoever runs it sees it: is it ready, what it counts, what it writes to its log, and how it stops."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from prometheus_client.parser import text_string_to_metric_families
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from jsna.model.register.need import Need
from jsna.model.register.person import OWN_MACHINE
from jsna.register.opening import open_register
from jsna.settings import DATA_VARIABLE, LOCAL_VARIABLE, LOG_VARIABLE, STATE_VARIABLE, UPLOADS_VARIABLE, Settings
from tests.browser.conftest import DESK, opened
from tests.browser.harness import MILLISECONDS_TO_SETTLE, Heard, Server, free_port, served, settle, visit
from tests.browser.raw import asked, page_of, xsrf
from tests.browser.signing_in import cookies, deployment
from tests.conftest import ROOT

#: Words that come in by every way there is and must not come out in the log or in a number.
CANARY, MAIL, ADDRESS = "Canaryword", "canary.officer@example.gov.uk", "203.0.113.77"

NEED = "What people may lack, in a few words"


def get(url: str, **headers: str) -> tuple[int, str]:
    """Return status and text of an answer."""
    try:
        request = urllib.request.Request(url, headers=headers)  # noqa: S310 our own server
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 as above
            return int(answer.status), answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def until(is_so: Callable[[], object], server: Server) -> None:
    """Wait, a tenth of a second at a time, until something is so."""
    for _ in range(300):
        if is_so():
            return
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(timeout=0.1)
    pytest.fail("it never was so:\n" + server.log.read_text(errors="replace"))


def stage(server: Server) -> tuple[int, str]:
    """Return the status and the stage that the server answers with."""
    status, said = get(f"{server.address}/readyz")
    return status, json.loads(said)["stage"]


async def of_another_site(address: str) -> None:
    """Open a session as a page of another site would."""
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream?{CANARY}"
    async with connect(stream, origin=f"http://{CANARY}.example"):  # type: ignore[arg-type] - a plain text is one
        pass


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app with a sign-in, whose log is JSON."""
    folder, port = tmp_path_factory.mktemp("watched"), free_port()
    made = deployment(folder, port)
    with served(folder / "server.log", environment={**made.environment, LOG_VARIABLE: "json"}, port=port) as running:
        until(lambda: stage(running)[0] == 200, running)
        yield running


def test_a_server_says_that_it_is_ready_and_what_it_shows(watched: Server) -> None:
    status, said = get(f"{watched.address}/readyz")
    stands = json.loads(said)
    assert (status, stands["stage"], stands["data"], stands["register"]) == (200, "ready", "open", "absent")
    assert len(stands["release"]) == 12


def test_numbers_tell_of_pages_and_of_no_person(watched: Server, browser: Browser) -> None:
    with opened(browser, Heard(watched.address), viewport=DESK) as page:
        visit(page, f"{watched.address}/map?area=E10000019")
        families = {each.name: each for each in text_string_to_metric_families(get(f"{watched.address}/metrics")[1])}
    runs = {
        each.labels["page"]: each.value for each in families["jsna_page_run_seconds"].samples if "count" in each.name
    }
    values = {name: each.samples[0].value for name, each in families.items() if each.samples}
    assert runs["map"] >= 1
    assert values["jsna_sessions"] == 1
    assert values["jsna_ready"] == 1
    assert values["process_resident_memory_bytes"] > 1e8
    assert {label for each in families.values() for sample in each.samples for label in sample.labels} == {
        "page",
        "le",
        "release",
    }


def test_nobody_elsewhere_is_told_of_the_server(watched: Server) -> None:
    handed_on = {"X-Forwarded-For": ADDRESS}
    paths = ("readyz", "metrics", "_stcore/metrics")
    assert [get(f"{watched.address}/{path}", **handed_on)[0] for path in paths] == [404, 404, 404]
    assert get(f"{watched.address}/_stcore/metrics")[0] == 404
    assert get(f"{watched.address}/healthz", **handed_on) == (200, "ok")


def test_no_word_name_or_address_of_a_person_reaches_the_log_or_the_numbers(
    watched: Server, browser: Browser, tmp_path: Path
) -> None:
    address, heard = watched.address, Heard(watched.address)
    damaged = tmp_path / f"{CANARY}.xlsx"
    damaged.write_bytes(b"PK\x03\x04" + CANARY.encode() * 50)
    given = cookies(address, "needs-officers", email=MAIL, name=CANARY)
    query = "&".join(f"{key}={CANARY}" for key in ("area", "ward", "indicator", "group", "release", "called", "order"))
    for path in ("map", "area", "compare", CANARY, "record?conversation=" + CANARY):
        asked(page_of(address, given, xsrf(address), path.partition("?")[0], path.partition("?")[2] or query))
    get(f"{address}/find?q={CANARY}", **{"X-Forwarded-For": ADDRESS, "User-Agent": CANARY, "Referer": CANARY})
    get(f"{address}/maps/{CANARY}.js", **{"X-Forwarded-For": ADDRESS})
    with pytest.raises(InvalidStatus):
        asked(of_another_site(address))
    with (
        browser.new_context(extra_http_headers={"X-Forwarded-For": ADDRESS}) as context,
        heard.listening(page := context.new_page()),
    ):
        context.add_cookies([{"name": key, "value": value, "url": address} for key, value in given.items()])
        visit(page, f"{address}/needs?need=new&ward=E05009888")
        page.get_by_role("textbox", name="What people may lack, in a few words").fill(CANARY)
        page.get_by_role("button", name="Save as assumed").click()
        expect(page.locator("[data-jsna-saved]")).to_have_text("Saved.")
        page.get_by_role("combobox", name="Find a place").fill(CANARY)
        visit(page, f"{address}/add-data")
        page.locator("input[type=file]").first.set_input_files(damaged)
        settle(page)
    log, numbers = watched.log.read_text(errors="replace"), get(f"{address}/metrics")[1]
    events = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {"map", "needs", "add-data"} <= {each.get("page") for each in events}
    assert [word for word in (CANARY, MAIL, ADDRESS) if word in log + numbers] == []


#: A page with a fault that repeats what the reader asked for.
FAULTY = '''"""Faulty"""
import streamlit as st

raise ValueError(st.query_params["area"])
'''


def test_a_fault_is_counted_and_told_by_its_place_without_what_was_asked_for(tmp_path: Path) -> None:
    for folder in ("src", "pages", ".streamlit"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "app.py", tmp_path)
    (tmp_path / "pages/explore/faulty.py").write_text(FAULTY, "utf-8")
    environment = {"PYTHONPATH": str(tmp_path / "src"), DATA_VARIABLE: str(ROOT / "data"), LOG_VARIABLE: "json"}
    with served(tmp_path / "server.log", tmp_path, {**environment, STATE_VARIABLE: str(tmp_path / "state")}) as server:
        said, _ = asked(page_of(server.address, {}, xsrf(server.address), "faulty", f"area={CANARY}"))
        numbers = get(f"{server.address}/metrics")[1]
    log = server.log.read_text(errors="replace")
    told = [json.loads(line) for line in log.splitlines() if '"error"' in line]
    assert "This page could not be drawn." in said
    assert 'jsna_page_faults_total{page="faulty"} 1.0' in numbers
    assert [(each["page"], each["error"]["kind"]) for each in told] == [("faulty", "ValueError")]
    assert told[0]["error"]["at"][-1].startswith("pages/explore/faulty.py:4 ")
    assert CANARY not in log + numbers


def test_a_server_that_stops_finishes_what_runs_and_the_next_one_has_what_stood_in_forms(
    browser: Browser, tmp_path: Path
) -> None:
    environment = {STATE_VARIABLE: str(tmp_path), LOCAL_VARIABLE: "yes", UPLOADS_VARIABLE: "yes"}
    settings = Settings.read(environment)
    open_register(settings).database.close()
    with ExitStack() as stack:
        server = stack.enter_context(served(tmp_path / "server.log", environment=environment))
        until(lambda: stage(server) == (200, "ready"), server)
        page, form, desk = (
            stack.enter_context(opened(browser, Heard(server.address), viewport=DESK)) for _ in range(3)
        )
        for tab, words in ((page, "Getting to the clinic"), (form, "Half a sentence")):
            visit(tab, f"{server.address}/needs?need=new&ward=E05009888")
            tab.get_by_role("textbox", name=NEED).fill(words)
        visit(desk, f"{server.address}/add-data")
        counts = {"name": "counts.csv", "mimeType": "text/csv", "buffer": b"ward code,Eligible\nE05009888,321\n"}
        desk.locator("input[type=file]").first.set_input_files(counts)  # type: ignore[arg-type] - a file of these bytes
        desk.wait_for_url("**begun=yes**")
        other = sqlite3.connect(tmp_path / "register.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # whoever saves now waits
        page.get_by_role("button", name="Save as assumed").click()
        until(lambda: "jsna_page_runs_in_progress 1.0" in get(f"{server.address}/metrics")[1], server)
        server.process.terminate()
        until(lambda: stage(server) == (503, "stopping"), server)
        with pytest.raises(InvalidStatus) as refused:
            asked(page_of(server.address, {}, xsrf(server.address), "map"))
        assert refused.value.response.status_code == 503
        other.execute("ROLLBACK")
        other.close()
        assert server.process.wait(timeout=30) == 0

        port = int(server.address.rpartition(":")[2])
        stack.enter_context(served(tmp_path / "next.log", environment=environment, port=port))

        expect(desk.get_by_text("and your answers about it, are gone")).to_be_visible(timeout=MILLISECONDS_TO_SETTLE)
        expect(desk.get_by_text("counts.csv")).to_have_count(0)
        settle(form)
        expect(form.get_by_role("textbox", name=NEED)).to_have_value("Half a sentence")
        form.get_by_role("button", name="Save as assumed").click()
        expect(form.locator("[data-jsna-saved]")).to_have_text("Saved.")
    saved = {each.title for each in open_register(settings).find(OWN_MACHINE, Need)}
    assert saved == {"Getting to the clinic", "Half a sentence"}


def test_a_server_with_a_wrong_setting_says_which_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "jsna.toml").write_text("upload = true\n", "utf-8")
    with (
        pytest.raises(RuntimeError) as refused,
        served(tmp_path / "server.log", environment={STATE_VARIABLE: str(tmp_path)}),
    ):
        pass
    said = str(refused.value)
    assert "The server does not start: " in said
    assert "'upload' is not a setting. Accepted: backup_days, data" in said
    assert "Traceback" not in said
