"""By which names the app answers: this machine's own, and those that ``JSNA_HOST`` gives.

A page of a stranger can give its own name the address of this machine, and then its script asks the app as if it were
one of the app's own pages. Only the name that is asked for tells the two apart.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from jsna.settings import HOST_VARIABLE

#: What a proxy or a supervisor asks by whatever name it knows; it tells nothing but that the app is up.
ASKED_BY_ANY_NAME = ("/healthz",)
#: The answer for a request that came to the wrong server.
MISDIRECTED = 421
_REFUSED = (
    "This server does not answer to that name. Open it at its own address. "
    f"Whoever runs it names that address in {HOST_VARIABLE} (docs/running.md).\n"
)


class Hosts:
    """Refuses every request, and every connection of a page, that asks for another name."""

    def __init__(self, app: ASGIApp, *, named: Iterable[str]) -> None:
        self.app, self.named = app, frozenset(named)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] not in ("http", "websocket") or scope["path"] in ASKED_BY_ANY_NAME or self._is_ours(scope):
            await self.app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "another name"})
        else:
            await PlainTextResponse(_REFUSED, status_code=MISDIRECTED)(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        asked = headers.getlist("host")
        if len(asked) != 1 or not self._answers_to(asked[0]):
            return False
        origin = headers.get("origin")
        # Asked by another site's page, Streamlit would look for its own address on the internet before it says no.
        return scope["type"] == "http" or origin is None or self._answers_to(urlsplit(origin).netloc)

    def _answers_to(self, host: str) -> bool:
        name = name_of(host)
        return is_loopback(name) or name in self.named


def name_of(host: str) -> str:
    """Return the name or number in a ``Host`` header, in small letters and without port; empty if it is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # what is no number raises
    except ValueError:
        return ""
    return (parts.hostname or "").removesuffix(".") if parts.netloc == host and "@" not in host else ""


def is_loopback(address: str) -> bool:
    """Return whether an address is this machine's own, which no other machine can reach."""
    if address.lower() == "localhost":
        return True
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return bool((mapped or found).is_loopback)
