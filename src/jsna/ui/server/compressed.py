"""Streamlit's own scripts, styles and fonts: read and compressed once, then served from memory.

Streamlit sends them uncompressed, each through four layers and a thread, and leaves compression to a proxy.
A first visit fetches about a hundred before anything is drawn.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import brotli
import streamlit
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

#: A file that is named by its content never changes.
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
SCRIPT = "text/javascript; charset=utf-8"
#: Where Streamlit serves files that are named by their content.
STATIC = "/static/"

_SHRINK = {".js": SCRIPT, ".css": "text/css; charset=utf-8"}
_KINDS = _SHRINK | {".woff2": "font/woff2"}
#: The smallest first.
_CODINGS = ("br", "gzip")


class StreamlitsFiles:
    """Answers requests for Streamlit's own files, and passes everything else on."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or pass it on."""
        path = _files().get(scope["path"].partition(STATIC)[2]) if scope["type"] == "http" else None
        if path is None or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        coding = accepted(Request(scope)) if path.suffix in _SHRINK else ""
        await named_by_content(coded(_content(path), coding), _KINDS[path.suffix], coding)(scope, receive, send)


def accepted(request: Request) -> str:
    """Return the smallest coding that the browser accepts, or an empty string."""
    offered = {coding.split(";")[0].strip() for coding in request.headers.get("accept-encoding", "").split(",")}
    return next((coding for coding in _CODINGS if coding in offered), "")


def named_by_content(content: bytes, kind: str, coding: str) -> Response:
    """Return the answer with a file that is named by its content, and its encoding."""
    headers = FOR_EVER | {"Vary": "Accept-Encoding"} | ({"Content-Encoding": coding} if coding else {})
    return Response(content, media_type=kind, headers=headers)


@cache
def _files() -> dict[str, Path]:
    """Return the files there are, by what follows ``STATIC``: a path can ask for nothing else."""
    folder = Path(streamlit.__file__).with_name("static") / "static"
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.suffix in _KINDS}


@cache
def coded(plain: bytes, coding: str) -> bytes:
    """Return text in one of the codings, or unchanged for any other; cached, so only for files that never change."""
    if coding == "br":
        return bytes(brotli.compress(plain, mode=brotli.MODE_TEXT, quality=5))
    return gzip.compress(plain, compresslevel=6, mtime=0) if coding == "gzip" else plain


@cache
def _content(path: Path) -> bytes:
    return path.read_bytes()
