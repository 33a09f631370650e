"""Streamlit's own files: the same content, coded as the browser accepts, and nothing else of the disk."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path

import brotli
import pytest
import streamlit
from starlette.responses import PlainTextResponse

from jsna.ui.server.compressed import StreamlitsFiles

STATIC = Path(streamlit.__file__).with_name("static") / "static"
SCRIPT = min((STATIC / "js").glob("Selectbox.*.js"))
UNCODED = {"": lambda content: content, "gzip": gzip.decompress, "br": brotli.decompress}


async def streamlit_itself(scope, receive, send):
    await PlainTextResponse("from Streamlit")(scope, receive, send)


def ask(path: str, accepted: str = "", method: str = "GET") -> tuple[dict[str, str], bytes]:
    """The headers and the body of what a browser gets."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    headers = [(b"accept-encoding", accepted.encode())]
    scope = {"type": "http", "path": path, "method": method, "headers": headers, "query_string": b""}
    asyncio.run(StreamlitsFiles(streamlit_itself)(scope, receive, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}, sent[1]["body"]


@pytest.mark.parametrize(
    ("accepted", "expected"), [("gzip, deflate, br, zstd", "br"), ("gzip;q=1.0", "gzip"), ("identity", "")]
)
def test_a_script_is_coded_as_the_browser_accepts(accepted: str, expected: str) -> None:
    headers, body = ask(f"/static/js/{SCRIPT.name}", accepted)
    assert expected == headers.get("content-encoding", "")
    assert "immutable" in headers["cache-control"]
    assert SCRIPT.read_bytes() == UNCODED[expected](body)


def test_a_font_is_sent_as_it_lies() -> None:
    font = min((STATIC / "media").glob("*.woff2"))
    headers, body = ask(f"/static/media/{font.name}", "br")
    assert "content-encoding" not in headers
    assert font.read_bytes() == body


@pytest.mark.parametrize(
    "path", ["/static/index.html", "/static/js/none.js", "/static/../index.html", "/static/", "/map"]
)
def test_everything_else_is_passed_on(path: str) -> None:
    assert ask(path)[1] == b"from Streamlit"


def test_only_what_is_asked_for_is_answered() -> None:
    assert ask(f"/static/js/{SCRIPT.name}", method="POST")[1] == b"from Streamlit"
