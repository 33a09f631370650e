"""``JSNA_LOCAL=yes`` gives all rights, and gives them to this machine's own user alone."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest
from starlette.responses import PlainTextResponse
from streamlit import config

from jsna.errors import SettingsError
from jsna.ui.server import local_only

OWN = {"host": "127.0.0.1:8501"}
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what must be refused


def answer(headers, *, server="127.0.0.1", local=True, kind="http"):
    """What one request gets: a status, or the code with which a WebSocket is closed."""
    sent = []

    async def receive():
        return {"type": "websocket.connect"} if kind == "websocket" else {"type": "http.request", "body": b""}

    async def send(message):
        sent.append(message)

    async def app(scope, receive, send):
        if kind == "websocket":
            await send({"type": "websocket.accept", "code": 0})
        else:
            await PlainTextResponse("hello")(scope, receive, send)

    scope = {
        "type": kind,
        "path": "/",
        "method": "GET",
        "query_string": b"",
        "server": (server, 8501),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(local_only.LocalOnly(app, local=local)(scope, receive, send))
    return sent[0].get("status", sent[0].get("code"))


@pytest.fixture(autouse=True)
def listens(monkeypatch):
    monkeypatch.setattr(local_only, "_listened_to", lambda: iter(["127.0.0.1"]))
    return monkeypatch


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:8501", "[::1]:8501", "127.0.0.1"])
def test_this_machines_user_comes_in(host):
    assert answer({"host": host}) == 200
    assert answer({"host": host}, kind="websocket") == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "needs.example.gov.uk"},
        {"host": "127.0.0.1.evil.example"},
        {"host": "localhost.evil.example:8501"},
        {"host": "10.0.0.5:8501"},
        {"host": EVERYWHERE},
        {},
        *(
            {**OWN, name: "10.1.2.3"}
            for name in ("X-Forwarded-For", "x-forwarded-host", "Forwarded", "Via", "X-Real-IP")
        ),
    ],
)
def test_everybody_else_is_refused(headers):
    assert answer(headers) == 403
    assert answer(headers, kind="websocket") == 1008
    assert answer(headers, local=False) == 200


def test_a_connection_to_another_address_of_the_machine_is_refused():
    assert answer(OWN, server="192.168.1.5") == 403


def test_a_server_that_began_to_listen_to_others_later_is_refused_too(listens):
    listens.setattr(local_only, "_listened_to", lambda: iter(["127.0.0.1", EVERYWHERE]))
    assert answer(OWN) == 403


@pytest.mark.parametrize("address", [EVERYWHERE, "::", "192.168.1.5", ""])
def test_the_start_is_refused_where_others_could_come(monkeypatch, address):
    monkeypatch.undo()
    monkeypatch.setattr(config, "get_option", lambda _: address)
    with pytest.raises(SettingsError, match="listen to this machine only"):
        local_only.require_local_address()


def test_the_real_server_does_not_start_for_all_the_world(checkout, tmp_path):
    environment = {**os.environ, "JSNA_LOCAL": "yes", "JSNA_STATE": str(tmp_path)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", EVERYWHERE, "--server.port", "0"]
    done = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode != 0
    assert "gives every visitor all rights" in done.stderr + done.stdout
