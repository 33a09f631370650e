"""What the server adds to every answer, and what it refuses: content security policy, headers, cookies, uploads."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jsna.model.register.person import LASTS

#: Where Streamlit serves the frames of components, the map's among them.
COMPONENTS = "/component/"
UPLOADS = "/_stcore/upload_file"

#: How long a cookie lasts at most, in seconds: as long as a sign-in is good for anything. Streamlit says 30 days.
LONGEST_COOKIE = int(LASTS.total_seconds())

_MAX_AGE = re.compile(r"(?i)(;\s*max-age=)(\d+)")
_EXPIRES = re.compile(r"(?i);\s*expires=[^;]*")
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_EVERYWHERE = "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"


def component_policy(pictures: str = "") -> str:
    """Return the policy of the frames of components.

    streamlit-folium puts the map's script inline into its page and evaluates changes, so only its frame may do this.
    The sandbox takes the frame out of our origin: code that runs there cannot reach the page or its cookies. The cost:
    Chromium does not cache files for a frame without an origin, so each visit fetches the geometry again (0.06 MB for a
    county, 0.55 MB for all England).

    Args:
        pictures: the only other host that the map may load images from: the deployment's tile server, if it has one.
    """
    images = f"'self' data: {pictures}".rstrip()
    return (
        "sandbox allow-scripts; default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        f"style-src 'self' 'unsafe-inline'; img-src {images}; font-src 'self'; {_EVERYWHERE}"
    )


def page_policy() -> str:
    """Return the policy of every other answer; inline scripts run only if they are Streamlit's own."""
    index = Path(streamlit.__file__).with_name("static") / "index.html"
    hashes = " ".join(f"'sha256-{_sha256(script)}'" for script in _INLINE_SCRIPT.findall(index.read_text("utf-8")))
    return (
        f"default-src 'self'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; "
        f"frame-src 'self'; worker-src 'self' blob:; {_EVERYWHERE}"
    )


class SecurityHeaders:
    """Adds the security headers to every answer; cookies last as long as a sign-in, and are ``Secure`` behind https.

    ``https`` says whether people use https though the connection to this server does not: behind a proxy that keeps it
    to itself.
    """

    def __init__(self, app: ASGIApp, *, pictures: str = "", https: Callable[[], bool] = lambda: False) -> None:
        self.app, self.https = app, https
        self.page_policy = page_policy()
        self.component_policy = component_policy(pictures)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back, with headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self.app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        is_component = COMPONENTS in scope["path"]
        headers["Content-Security-Policy"] = self.component_policy if is_component else self.page_policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
        if scope["scheme"] == "https":
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if "set-cookie" in headers:
            _harden_cookies(headers, secure=scope["scheme"] == "https" or self.https())


class UploadGate:
    """Refuses uploads before a byte is kept: Streamlit would hold whatever a stranger sends in memory.

    ``allowed`` says whether the site takes files at all, ``may`` whether whoever sent a request may add figures.
    """

    def __init__(self, app: ASGIApp, *, allowed: bool, may: Callable[[Scope], bool]) -> None:
        self.app, self.allowed, self.may = app, allowed, may

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        is_upload = scope["type"] == "http" and UPLOADS in scope["path"] and scope["method"] not in ("GET", "OPTIONS")
        if is_upload and not self.allowed:
            await PlainTextResponse("This site takes no files.", status_code=403)(scope, receive, send)
        elif is_upload and not await run_in_threadpool(self.may, scope):
            answer = PlainTextResponse("Sign in with an account that may add figures.", status_code=403)
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _harden_cookies(headers: MutableHeaders, *, secure: bool) -> None:
    cookies = headers.getlist("set-cookie")
    del headers["set-cookie"]
    for cookie in cookies:
        shorter = _MAX_AGE.sub(lambda found: f"{found[1]}{min(int(found[2]), LONGEST_COOKIE)}", cookie)
        if shorter != cookie:
            shorter = _EXPIRES.sub("", shorter)
        headers.append("set-cookie", f"{shorter}; Secure" if secure and "; secure" not in cookie.lower() else shorter)


def _sha256(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
