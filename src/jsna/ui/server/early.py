"""Name a page's scripts in the first answer, so that the browser fetches them while the app is still starting.

Streamlit loads the script of each kind of element only when it meets the first one. A page with a map loads a dozen,
one after the other, and nothing below is drawn until they have arrived.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jsna.figures import maps
from jsna.ui.server.security import COMPONENTS

#: Kinds of elements on nearly every page, by the names of their scripts.
PARTS = (
    "BidiComponent", "Checkbox", "ComponentInstance", "DownloadButton", "Html", "NumberInput", "PageLink", "Radio",
    "Selectbox", "TextInput",
)  # fmt: skip

_IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')


#: The script that the map's frame fetches after its own, by its path from the frame's page.
_FRAMES = f"<../../assets/{maps.SCRIPT_NAME}>; rel=preload; as=script"


class EarlyParts:
    """Adds to each page, and to the map's frame, the names of the scripts that it will request."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back, with a header if it is a page."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        is_frame = COMPONENTS in scope["path"]

        async def send_with_links(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html") and message["status"] == 200:
                    headers["Link"] = _FRAMES if is_frame else links(scope.get("root_path", ""))
            await send(message)

        await self.app(scope, receive, send_with_links)


def links(root: str) -> str:
    """Return the header that names the scripts.

    Args:
        root: the prefix of every path where the app is served below another address; empty where it is not.
    """
    return ", ".join(f"<{root}/static/js/{name}>; rel=modulepreload" for name in scripts())


@cache
def scripts() -> tuple[str, ...]:
    """Return the file names of the parts' scripts and their imports, except those that the page itself names."""
    static = Path(streamlit.__file__).with_name("static")
    folder, named = static / "static" / "js", (static / "index.html").read_text("utf-8")
    first = [path.name for path in folder.glob("*.js") if path.name.partition(".")[0] in PARTS]
    return tuple(sorted(name for name in _with_imports(folder, first) if name not in named))


def _with_imports(folder: Path, names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found and (folder / name).is_file():
            found.add(name)
            left += _IMPORTED.findall((folder / name).read_text("utf-8"))
    return found
