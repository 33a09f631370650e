"""The app as Streamlit runs it, without a browser: start from a link, then look at what the page holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner

from jsna.register.database import FILE
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.settings import LOCAL_VARIABLE, REGISTER_VARIABLE, Settings

#: Far above what any page takes; a page that hangs fails instead of waiting for ever.
SECONDS = 60

#: Ahead of each app's first run Streamlit reads every installed package in search of components: once is enough.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

_asking = local_script_runner.require_widgets_deltas


def _waiting(runner: Any, timeout: float) -> None:
    """Wait for an app's run to end before Streamlit asks, a thousand times a second, whether it has."""
    runner._script_thread.join(timeout)
    _asking(runner, timeout)


local_script_runner.require_widgets_deltas = _waiting

OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(checkout: Path) -> OpenPage:
    """Return ``open_page(path, **query)``: the app run once at a page's link.

    ``path`` is the page's file relative to the checkout, ``pages/explore/map.py``; without it, the home page.
    """

    def opened(path: str | None = None, **query: str) -> AppTest:
        return linked(checkout / "app.py", path, **query).run()

    return opened


def linked(file: Path, path: str | None = None, **query: str) -> AppTest:
    """Return the app about to run for the first time, at the link of a page as ``open_page`` takes it."""
    app = AppTest.from_file(str(file), default_timeout=SECONDS)
    for key, value in query.items():
        app.query_params[key] = value
    if path is not None:
        # A test app learns its pages as it runs: told them, it opens on one of them without the home page before it.
        app._registered_pages = dict(_pages(file))
        app.switch_page(path)
    return app


@cache
def _pages(file: Path) -> Mapping[str, Any]:
    return AppTest.from_file(str(file), default_timeout=SECONDS).run()._registered_pages


def tables(page: AppTest) -> list[pd.DataFrame]:
    """Return the reading tables of a page as their words, in order. Index: the rows' headings."""
    return [table_of(body) for body in _html(page) if 'class="jsna-table' in body]


def turning(page: AppTest) -> list[str]:
    """Return the names of the lists that have pages, each with the page shown, in order."""
    found = [ElementTree.fromstring(body) for body in _html(page) if 'class="jsna-pages"' in body]  # noqa: S314 - our own HTML
    return [f"{nav.get('aria-label')}: {nav.findtext('span[@data-jsna-where]')}" for nav in found]


def headings(page: AppTest, number: int = 0) -> dict[str, tuple[str, str]]:
    """Return the headings of a table that are links: how it is ordered by each, and what a click opens."""
    table = [body for body in _html(page) if 'class="jsna-table' in body][number]
    cells = [cell for cell in ElementTree.fromstring(table).iterfind("table/thead/tr/th") if cell.find("a") is not None]  # noqa: S314
    return {
        "".join(cell.itertext()): (cell.get("aria-sort", ""), str(cell.find("a").get("href")))  # type: ignore[union-attr]
        for cell in cells
    }


def _html(page: AppTest) -> list[str]:
    return [element.proto.body for element in page.get("html")]


def table_of(body: str) -> pd.DataFrame:
    """Return one reading table of ours as its words, which links among them are too. Index: the rows' headings."""
    head, *rows = ElementTree.fromstring(body).iter("tr")  # noqa: S314 - our own HTML
    first, *columns = ("".join(cell.itertext()) for cell in head)
    words = [["".join(cell.itertext()) for cell in row] for row in rows]
    index = pd.Index([row[0] for row in words], name=first)
    return pd.DataFrame([row[1:] for row in words], index=index, columns=columns)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The register that the pages open too, on one's own machine."""
    own_register(tmp_path, monkeypatch)
    monkeypatch.setenv(LOCAL_VARIABLE, "yes")
    return open_register(Settings.read())


def own_register(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages open the register of a folder, beside the releases that all tests share.

    To freeze the data anew in a state folder of each test takes longer than most pages.
    """
    monkeypatch.setenv(REGISTER_VARIABLE, f"sqlite:///{folder / FILE}")
