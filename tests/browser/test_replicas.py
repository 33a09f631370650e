"""Two replicas behind nginx on one state folder: a reader keeps one, and does not lose their view when it is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, opened
from tests.browser.harness import MILLISECONDS_TO_SETTLE, Heard, Server, free_port, served, settle, visit
from tests.browser.signing_in import Deployment, cookies, deployment
from tests.services import nginx

VIEW = "map?area=E10000019&indicator=religion&group=muslim&baseline=county"


@dataclass(frozen=True)
class Site:
    """Two replicas and what stands before them.

    Attributes:
        app: the deployment that both are of.
        replicas: each by its port.
        log: of the proxy.
    """

    app: Deployment
    replicas: dict[str, Server]
    log: Path


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """One deployment, served by two processes."""
    ports, port = (free_port(), free_port()), free_port()
    app = deployment(tmp_path, port)
    with ExitStack() as stack:
        replicas = {
            str(each): stack.enter_context(served(tmp_path / f"{each}.log", environment=app.environment, port=each))
            for each in ports
        }
        folder = stack.enter_context(nginx.running(ports, port))
        yield Site(app, replicas, folder / "jsna.log")


def kept(page: Page, address: str) -> str:
    """Return the replica that a reader has, by its port."""
    return next(each["value"] for each in page.context.cookies(address) if each["name"] == "jsna_replica")


def test_a_reader_whose_replica_is_killed_goes_on_at_the_other(site: Site, browser: Browser) -> None:
    address = site.app.address
    with opened(browser, Heard(address), viewport=DESK) as page:
        given = cookies(address, "needs-officers")
        page.context.add_cookies([{"name": key, "value": value, "url": address} for key, value in given.items()])
        visit(page, f"{address}/{VIEW}")
        before, shown = kept(page, address), page.locator("main").inner_text()
        page.goto(f"{address}/needs?need=new&ward=E05009888")
        page.get_by_role("textbox", name="What people may lack, in a few words").fill("Getting to the clinic")
        page.get_by_role("button", name="Save as assumed").click()
        expect(page.locator("[data-jsna-saved]")).to_have_text("Saved.")
        assert kept(page, address) == before
        page.wait_for_url(lambda shown: "need=new" not in shown)
        killed = site.replicas[before].process
        with page.expect_websocket(timeout=MILLISECONDS_TO_SETTLE):  # of the other replica
            os.killpg(killed.pid, signal.SIGKILL)
            killed.wait()
        settle(page)
        # What the one has saved, the other shows; whoever signed in at the one is known to the other.
        assert kept(page, address) == next(port for port in site.replicas if port != before)
        expect(page.get_by_role("heading", name="Getting to the clinic").first).to_be_visible()
        expect(page.get_by_role("button", name="Signed in")).to_be_visible()
        visit(page, f"{address}/{VIEW}")
        assert page.locator("main").inner_text() == shown
    assert "GET /map 200" in site.log.read_text()
