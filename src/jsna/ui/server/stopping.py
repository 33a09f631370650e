"""Stopping: what runs is finished first, for as long as that takes within bounds, and the process ends with 0."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from jsna import metrics
from jsna.ui.server import runs, standing

#: Seconds for which runs of pages and changes of the register are waited for, and then for browsers to hang up.
PATIENCE, CLOSING = 20.0, 5
#: Seconds between two looks, and for what the last run has said to reach its reader.
_LOOK, _ON_THE_WAY = 0.05, 0.3

_log = logging.getLogger(__name__)


def finish_first() -> None:
    """Let this process end on TERM only once what runs is finished; elsewhere than in our own server, do nothing.

    Uvicorn by itself closes at once, waits for browsers without bound, and ends by the signal.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    server = getattr(signal.getsignal(signal.SIGTERM), "__self__", None)
    if not isinstance(server, uvicorn.Server):
        return
    server.config.timeout_graceful_shutdown = CLOSING
    loop = asyncio.get_running_loop()
    # Not by the loop's own handlers: of a busy loop what wakes it is full, and then it never hears of a signal.
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(_begin, server))


_ending: set[asyncio.Task[None]] = set()


def _begin(server: uvicorn.Server) -> None:
    if standing.stopping.is_set():
        return
    standing.stopping.set()
    _ending.add(asyncio.ensure_future(_end(server)))


async def _end(server: uvicorn.Server) -> None:
    """Wait for what runs, and tell the server to end."""
    _log.info("Told to stop: what runs is finished first.")
    latest = time.monotonic() + PATIENCE
    while (left := runs.in_progress()) + metrics.is_writing() and time.monotonic() < latest:
        await asyncio.sleep(_LOOK)
    if left:
        _log.warning("Stopped %d runs of pages that took longer than %d seconds.", left, PATIENCE)
    await asyncio.sleep(_ON_THE_WAY)
    server.should_exit = True


class NobodyNew:
    """Refuses new sessions while the server stops, so that a proxy gives them to another."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse the session with 503."""
        if scope["type"] != "websocket" or not standing.stopping.is_set():
            await self.app(scope, receive, send)
            return
        await receive()
        if "websocket.http.response" in scope.get("extensions", {}):
            await send({"type": "websocket.http.response.start", "status": 503, "headers": []})
            await send({"type": "websocket.http.response.body", "body": b"The server is stopping.\n"})
        else:
            await send({"type": "websocket.close", "code": 1012})
