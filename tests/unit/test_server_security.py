"""What stands around every request: headers by route, cookies by scheme, and the gate for uploads."""

from __future__ import annotations

import asyncio
import base64
import gc
import hashlib
import os
import subprocess
import sys
import threading

import pytest
from starlette.responses import PlainTextResponse
from streamlit.web.server.app_discovery import discover_asgi_app

from jsna.errors import SettingsError
from jsna.settings import Settings
from jsna.ui.server import collector, security


def answer(app, path="/", method="GET", scheme="http"):
    """The status, headers and cookies that one request gets."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": path, "method": method, "scheme": scheme, "headers": [], "query_string": b""}
    asyncio.run(app(scope, receive, send))
    headers = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    return sent[0]["status"], dict(headers), [value for name, value in headers if name == "set-cookie"]


async def baked(scope, receive, send):
    response = PlainTextResponse("hello")
    response.set_cookie("one", "1", httponly=True)
    response.set_cookie("two", "2", secure=True)
    await response(scope, receive, send)


def test_every_answer_has_the_headers():
    _, headers, _ = answer(security.SecurityHeaders(baked))
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_no_page_runs_an_inline_script_but_streamlits_own():
    policy = security.page_policy()
    directive = next(part for part in policy.split("; ") if part.startswith("script-src"))
    own = base64.b64encode(hashlib.sha256(b"\n      window.prerenderReady = false\n    ").digest()).decode()
    assert directive == f"script-src 'self' 'sha256-{own}'"


def test_only_a_component_evaluates_and_it_has_no_origin():
    _, headers, _ = answer(security.SecurityHeaders(baked), "/component/streamlit_folium.st_folium/index.html")
    policy = headers["content-security-policy"]
    assert policy.startswith("sandbox allow-scripts; default-src 'none';")
    assert "allow-same-origin" not in policy
    assert "connect-src" not in policy
    assert "img-src 'self' data:;" in policy


TILES = "https://tiles.example:8443/light/{z}/{x}/{y}.png?key=a"


def test_the_maps_frame_may_ask_one_host_for_pictures_where_the_deployment_names_it():
    pictures = Settings.read({"JSNA_TILES": TILES}).tiles.host
    app = security.SecurityHeaders(baked, pictures=pictures)
    _, frame, _ = answer(app, "/component/streamlit_folium.st_folium/index.html")
    _, page, _ = answer(app)
    assert "img-src 'self' data: https://tiles.example:8443;" in frame["content-security-policy"]
    assert "tiles.example" not in page["content-security-policy"]


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example; script-src */{z}/{x}/{y}",
        "https://*/{z}/{x}/{y}.png",
        "//tiles.example/{z}/{x}/{y}.png",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_by_name(address):
    with pytest.raises(SettingsError, match=r"JSNA_TILES is .* Accepted: an https address"):
        Settings.read({"JSNA_TILES": address})


@pytest.mark.parametrize(
    ("scheme", "cookies"),
    [
        ("http", ["one=1; HttpOnly; Path=/; SameSite=lax", "two=2; Path=/; SameSite=lax; Secure"]),
        ("https", ["one=1; HttpOnly; Path=/; SameSite=lax; Secure", "two=2; Path=/; SameSite=lax; Secure"]),
    ],
)
def test_cookies_are_secure_where_the_connection_is(scheme, cookies):
    assert answer(security.SecurityHeaders(baked), scheme=scheme)[2] == cookies


@pytest.mark.parametrize(
    ("allowed", "method", "status"),
    [(False, "PUT", 403), (False, "POST", 403), (False, "DELETE", 403), (True, "PUT", 200), (False, "OPTIONS", 200)],
)
def test_uploads_pass_only_where_they_are_allowed(allowed, method, status):
    gate = security.UploadGate(baked, allowed=allowed, may=lambda _: True)
    assert answer(gate, "/_stcore/upload_file/session/file", method)[0] == status


def test_the_gate_lets_everything_else_pass():
    assert answer(security.UploadGate(baked, allowed=False, may=lambda _: False), "/anything", "POST")[0] == 200


@pytest.mark.parametrize(("value", "uploads"), [(None, False), ("", False), ("no", False), ("yes", True)])
def test_uploads_are_refused_unless_the_deployment_says_yes(value, uploads):
    assert Settings.read({} if value is None else {"JSNA_UPLOADS": value}).uploads is uploads


def test_memory_is_collected_until_the_block_ends():
    collected = threading.Event()

    def hear(phase, details):
        if phase == "stop" and threading.current_thread().name == "collector":
            collected.set()

    gc.callbacks.append(hear)
    try:
        with collector.collecting(0.01):
            assert collected.wait(10)
    finally:
        gc.callbacks.remove(hear)
    assert "collector" not in {thread.name for thread in threading.enumerate()}


def test_arrow_uses_the_heap_of_all_others_where_the_app_is_imported(checkout):
    program = "import app, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    environment = {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
    run = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(run, cwd=checkout, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "system\n"


def test_streamlit_run_finds_the_app(checkout):
    found = discover_asgi_app(checkout / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


async def baked_for_long(scope, receive, send):
    response = PlainTextResponse("hello")
    response.set_cookie("_streamlit_user", "1", httponly=True, max_age=30 * 24 * 3600, expires=30 * 24 * 3600)
    response.set_cookie("short", "2", max_age=60)
    response.delete_cookie("gone")
    await response(scope, receive, send)


def test_no_cookie_lasts_longer_than_a_sign_in():
    user, short, gone = answer(security.SecurityHeaders(baked_for_long))[2]
    assert user == "_streamlit_user=1; HttpOnly; Max-Age=28800; Path=/; SameSite=lax"
    assert "Max-Age=60;" in short
    assert "Max-Age=0;" in gone


def test_cookies_are_secure_behind_a_proxy_that_keeps_https_to_itself():
    app = security.SecurityHeaders(baked, https=lambda: True)
    assert all("; Secure" in cookie for cookie in answer(app)[2])


@pytest.mark.parametrize(("may", "status"), [(True, 200), (False, 403)])
def test_uploads_are_for_those_who_may_add_figures(may, status):
    gate = security.UploadGate(baked, allowed=True, may=lambda _: may)
    assert answer(gate, "/_stcore/upload_file/session/file", "PUT")[0] == status
