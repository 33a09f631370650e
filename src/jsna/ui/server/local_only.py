"""``JSNA_LOCAL=yes``: the app serves its own user alone, and nobody else can come.

What a request says of its sender is worth little: a program on the same machine that forwards requests looks like the
machine's own user. So the server itself must listen to this machine only, the name asked for must be a local one (a
stranger's page can give its own name this machine's address), and nothing may say that a request was handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_server_config import DEFAULT_SERVER_ADDRESS

from jsna.errors import SettingsError
from jsna.settings import LOCAL_VARIABLE
from jsna.ui.server.at_once import listening
from jsna.ui.server.hosts import is_loopback, name_of

_HANDED_ON = ("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip")
_REFUSED = (
    f"This server was started for its own machine's user only ({LOCAL_VARIABLE}=yes). "
    "Open it on that machine, at http://127.0.0.1 and the port.\n"
)


class LocalOnly:
    """Refuses every request that does not come from this machine's own user, where the server is for them alone."""

    def __init__(self, app: ASGIApp, *, local: bool) -> None:
        self.app, self.local = app, local
        self._is_reachable: bool | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if not self.local or scope["type"] not in ("http", "websocket") or self._is_own(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "for this machine's user only"})
        else:
            await PlainTextResponse(_REFUSED, status_code=403)(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        if self._is_reachable is None:
            # Some servers take their address only after the app has started, so that the start did not see it.
            self._is_reachable = any(not is_loopback(address) for address in _listened_to())
        sent_here = _is_here(scope.get("server")) and not is_from_elsewhere(Headers(scope=scope), host_needed=True)
        return sent_here and not self._is_reachable


def require_local_address() -> None:
    """Return if the server can be reached from this machine only.

    Raises:
        SettingsError: it listens to others, too; the message says what to do.
    """
    open_to = [address for address in _listened_to() if not is_loopback(address)]
    if open_to:
        message = (
            f"{LOCAL_VARIABLE}=yes gives every visitor all rights, so the server must listen to this machine only. It "
            f"listens on {', '.join(sorted(set(open_to)))}. Start it with --server.address 127.0.0.1, or leave "
            f"{LOCAL_VARIABLE} out and set up a sign-in (docs/sign-in.md)."
        )
        raise SettingsError(message)


def is_from_elsewhere(headers: Mapping[str, str], *, host_needed: bool = False) -> bool:
    """Return whether a request was handed on by another program, or was sent to a name that is not this machine's.

    Args:
        headers: of the request; none where no browser is involved.
        host_needed: whether a request that names no host counts as one from elsewhere.
    """
    names = {name.lower(): value for name, value in headers.items()}
    if any(name in _HANDED_ON or name.startswith("x-forwarded") for name in names):
        return True
    host = names.get("host")
    return host_needed if host is None else not is_loopback(name_of(host))


def _is_here(server: Iterable[object] | None) -> bool:
    """Whether the address at which the connection arrived is this machine's own."""
    address = next(iter(server), "") if server else ""
    return is_loopback(str(address))


def _listened_to() -> Iterator[str]:
    """Yield the addresses at which this process takes connections, and the one that it was told to take them at."""
    yield config.get_option("server.address") or DEFAULT_SERVER_ADDRESS  # all addresses, which is refused
    for opened in listening():
        yield str(opened.getsockname()[0])
