"""Keep of a sign-in what is needed here, so that its cookies stay small.

Streamlit puts all that the provider says into cookies: 200 groups, and the same once more inside the provider's
token, are 40 kB. Servers refuse so long a header, and nobody could open a page any more. Which other groups somebody
is in is none of our business either.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette import starlette_auth_routes, starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import TOKENS_COOKIE_NAME, USER_COOKIE_NAME

from jsna.errors import JsnaError
from jsna.ui.roles import Roles, roles

#: Where people come back to from the provider.
CALLBACK = "/oauth2callback"
#: What is kept besides the name and the groups that have a role.
_KEPT = ("sub", "iss", "aud", "azp", "iat", "email", "email_verified", "name", "origin", "is_logged_in", "provider")
#: Letters of the provider's token that are kept. With it the provider knows who signs out; without, it asks.
_LONGEST_TOKEN = 2500


class SmallCookies:
    """Takes out of a sign-in's cookies what is not needed here."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with smaller cookies."""
        if scope["type"] != "http" or not scope["path"].endswith(CALLBACK):
            await self.app(scope, receive, send)
            return

        async def send_less(message: Message) -> None:
            if message["type"] == "http.response.start":
                await _shorten(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_less)


def needed(claims: dict[str, Any], given: Roles) -> dict[str, Any]:
    """Return what is kept of a sign-in.

    Args:
        claims: what the provider said.
        given: the roles of groups.
    """
    kept = {name: claims[name] for name in (*_KEPT, given.name_claim) if name in claims}
    with_roles = {group for groups in given.roles.values() for group in groups}
    groups = claims.get(given.groups_claim)
    listed = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    return {**kept, given.groups_claim: [group for group in listed if group in with_roles]}


async def _shorten(headers: MutableHeaders) -> None:
    cookies = headers.getlist("set-cookie")
    values = dict(cookie.partition(";")[0].partition("=")[::2] for cookie in cookies)
    claims = _signed(values, USER_COOKIE_NAME)
    if not claims:
        return
    try:
        given = roles()
    except JsnaError:
        given = Roles()
    tokens = {name: token for name, token in _signed(values, TOKENS_COOKIE_NAME).items() if name == "id_token"}
    fitting = {name: token for name, token in tokens.items() if len(str(token)) <= _LONGEST_TOKEN}
    smaller = Response()
    await starlette_auth_routes._set_auth_cookie(smaller, needed(claims, given), fitting)
    del headers["set-cookie"]
    others = [cookie for cookie in cookies if not cookie.startswith(USER_COOKIE_NAME)]
    for cookie in (*others, *smaller.headers.getlist("set-cookie")):
        headers.append("set-cookie", cookie)


def _signed(values: dict[str, str], name: str) -> dict[str, Any]:
    found = starlette_websocket._get_signed_cookie_with_chunks(values, name)
    read = json.loads(found) if found else {}
    return read if isinstance(read, dict) else {}
