"""What is for this machine only is not there for anybody else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse

from jsna.ui.server.watching import ForThisMachine

HERE = {"host": "127.0.0.1:8501"}


def status(path: str, sender: str = "127.0.0.1", **headers: str) -> int:
    """Return the status of one request."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http",
        "path": path,
        "method": "GET",
        "client": (sender, 50000),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in {**HERE, **headers}.items()],
    }
    asyncio.run(ForThisMachine(PlainTextResponse("hello"))(scope, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_this_machine_may_ask_and_nobody_else(path: str) -> None:
    assert status(path) == 200
    assert status(path, sender="203.0.113.7") == 404
    assert status(path, x_forwarded_for="203.0.113.7") == 404
    assert status(path, host="needs.example.gov.uk") == 404


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/below/_stcore/metrics"])
def test_streamlits_own_numbers_are_for_nobody(path: str) -> None:
    assert status(path) == 404


def test_everything_else_is_for_everybody() -> None:
    assert status("/healthz", sender="203.0.113.7", x_forwarded_for="203.0.113.7") == 200
