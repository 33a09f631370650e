"""The scripts that a page names early are there, whole with what they import, and only pages name them."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from jsna.ui.early import PARTS, EarlyParts, scripts

JS = Path(streamlit.__file__).with_name("static") / "static" / "js"


def client() -> TestClient:
    routes = [
        Route("/map", lambda _: HTMLResponse("<p>a page</p>")),
        Route("/component/x/index.html", lambda _: HTMLResponse("<p>a frame</p>")),
        Route("/healthz", lambda _: PlainTextResponse("ok")),
    ]
    return TestClient(Starlette(routes=routes, middleware=[Middleware(EarlyParts)]))


def test_every_part_has_a_script_and_all_that_is_named_is_there() -> None:
    named = scripts()
    assert {name.partition(".")[0] for name in named} >= set(PARTS)
    assert [name for name in named if not (JS / name).is_file()] == []


def test_only_a_page_names_them() -> None:
    link = client().get("/map").headers["link"]
    assert link.count("rel=modulepreload") == len(scripts())
    assert "link" not in client().get("/healthz").headers
    assert "link" not in client().get("/component/x/index.html").headers
