"""What whoever watches over the server asks for: is it up, is it ready, and what it counts. For this machine only."""

from __future__ import annotations

from dataclasses import asdict
from http import HTTPStatus

from prometheus_client import generate_latest
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.stats import ACTIVE_SESSIONS_FAMILY

from jsna import metrics
from jsna.ui.server import runs, standing
from jsna.ui.server.hosts import is_loopback
from jsna.ui.server.local_only import is_from_elsewhere

READY, METRICS = "/readyz", "/metrics"
#: Streamlit's own numbers, which anybody could read and which cost a walk through all caches.
STREAMLITS = "/_stcore/metrics"
_NEVER_KEPT = {"Cache-Control": "no-store"}
#: The form of Prometheus' text that every version reads.
_TEXT = "text/plain; version=0.0.4; charset=utf-8"


async def health(request: Request) -> Response:  # noqa: ARG001 - the same for every request
    """Return 200 while the server answers."""
    return PlainTextResponse("ok", headers=_NEVER_KEPT)


def ready(request: Request) -> Response:  # noqa: ARG001 - the same for every request
    """Return how the server stands as JSON: 200 where it is ready, 503 where it is not."""
    found = standing.now()
    status = HTTPStatus.OK if found.stage == standing.Stage.READY else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(asdict(found), status_code=status, headers=_NEVER_KEPT)


def numbers(request: Request) -> Response:  # noqa: ARG001 - the same for every request
    """Return what this process counts, in the text form of Prometheus."""
    standing.now()
    metrics.RUNNING.set(runs.in_progress())
    metrics.SESSIONS.set(_sessions())
    return Response(generate_latest(metrics.REGISTRY), media_type=_TEXT, headers=_NEVER_KEPT)


def _sessions() -> int:
    found = get_instance().stats_mgr.get_stats(family_names=[ACTIVE_SESSIONS_FAMILY])
    return sum(int(getattr(each, "value", 0)) for each in found.get(ACTIVE_SESSIONS_FAMILY, ()))


class ForThisMachine:
    """Answers like a page that does not exist, where somebody elsewhere asks for what is for this machine only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that there is nothing."""
        path = scope["path"].rstrip("/") if scope["type"] == "http" else ""
        if path.endswith(STREAMLITS) or (path in (READY, METRICS) and not _is_from_here(scope)):
            await PlainTextResponse("Not found", HTTPStatus.NOT_FOUND)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _is_from_here(scope: Scope) -> bool:
    sender = next(iter(scope.get("client") or ()), "")
    return is_loopback(str(sender)) and not is_from_elsewhere(Headers(scope=scope), host_needed=True)
