"""Who sent a request: the same sign-in that a page reads, taken from the request's own cookie."""

from __future__ import annotations

from typing import Any

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from jsna.errors import JsnaError
from jsna.model.register.person import OWN_MACHINE, Right
from jsna.settings import Settings
from jsna.ui import register, signed_in


def may_add_figures(scope: Scope) -> bool:
    """Return whether whoever sent a request may add figures and collections."""
    if Settings.read().local:
        return OWN_MACHINE.may(Right.ADD_FIGURES)
    claims = claims_of(HTTPConnection(scope)) if signed_in.is_configured() else {}
    if not claims:
        return False
    try:
        return signed_in.reader(claims, register.register()).person.may(Right.ADD_FIGURES)
    except JsnaError:
        return False


def claims_of(request: HTTPConnection) -> dict[str, Any]:
    """Return what the provider said of whoever sent a request; empty for nobody, or for a request from another site."""
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(request.cookies), USER_COOKIE_NAME)
    origin = request.headers.get("origin", "")
    return starlette_websocket._parse_decoded_user_cookie(signed, origin) if signed and origin else {}
