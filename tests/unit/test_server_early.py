"""The scripts that a page names early are there, whole with what they import; the map's frame names its own."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from jsna.figures import maps
from jsna.ui.server.early import PARTS, EarlyParts, scripts
from tests.unit.test_server_security import answer

JS = Path(streamlit.__file__).with_name("static") / "static" / "js"


def headers_of(response: Response, path: str) -> dict[str, str]:
    _, headers, _ = answer(EarlyParts(response), path)
    return headers


def test_every_part_has_a_script_and_all_that_is_named_is_there() -> None:
    named = scripts()
    assert {name.partition(".")[0] for name in named} >= set(PARTS)
    assert [name for name in named if not (JS / name).is_file()] == []


def test_only_a_page_names_them() -> None:
    assert headers_of(HTMLResponse("a page"), "/map")["link"].count("rel=modulepreload") == len(scripts())
    frame = headers_of(HTMLResponse("a frame"), "/component/x/index.html")
    assert frame["link"] == f"<../../assets/{maps.SCRIPT_NAME}>; rel=preload; as=script"
    assert "link" not in headers_of(PlainTextResponse("ok"), "/healthz")
