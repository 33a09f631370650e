"""What the browser tests share: the real server, and what a page is heard to do."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Error, Page, Request, WebSocket

from jsna.ui.navigation import PageFile, page_files

ROOT = Path(__file__).resolve().parents[2]
#: Every page in the order of the menu; the first is the home page.
PAGES = page_files(ROOT / "pages")
SECONDS_TO_START = 60
MILLISECONDS_TO_SETTLE = 30_000
#: So long must a page have been idle to count as settled: longer than Streamlit holds a click back (debouncing).
MILLISECONDS_OF_QUIET = 300
#: So often is the page asked: at every frame, as Playwright does of itself, a page that does nothing keeps a core busy.
MILLISECONDS_BETWEEN_LOOKS = 50

#: Nothing but 127.0.0.1 can be reached: a page that needs another host fails in every test.
CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The map's frame in the page's own process: in another, a click just after the page has scrolled is handed to where
    # the frame was.
    "--disable-features=IsolateSandboxedIframes",
    # What is run once or twice is not worth the compilers that make it faster.
    "--js-flags=--no-turbofan --no-maglev",
    "--no-proxy-server",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

_IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const idle = app !== null
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid="stSkeleton"]') === null
        && document.querySelector('[data-stale="true"]') === null;
    if (!idle) { window.jsnaIdleSince = undefined; return false; }
    window.jsnaIdleSince ??= performance.now();
    return performance.now() - window.jsnaIdleSince > %d;
}"""


#: Streamlit looks for its own server below every deep link first, and writes each miss to the console.
STREAMLITS_OWN_ERRORS = re.compile(r"status of 404 .*/[^/]+/_stcore/(health|host-config)\)$")


@dataclass
class Heard:
    """What the pages of one test did that a reader does not see.

    Attributes:
        errors: errors of scripts, and what was written to the console as one.
        elsewhere: addresses asked for on any other host.
        refused: what the content security policy stopped.
        asked: every address asked for, on this host too.
    """

    address: str
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @contextmanager
    def listening(self, page: Page) -> Iterator[None]:
        """Record everything that ``page`` and its frames do until the block ends."""
        listeners: dict[Any, Any] = {
            "console": self._console, "pageerror": self._error, "request": self._request, "websocket": self._request
        }  # fmt: skip
        for event, listener in listeners.items():
            page.on(event, listener)
        try:
            yield
        finally:
            for event, listener in listeners.items():
                page.remove_listener(event, listener)

    def _error(self, error: Error) -> None:
        self.errors.append(str(error))

    def _console(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)
            return
        said = f"{message.text} ({message.location.get('url', '')})"
        if message.type == "error" and not STREAMLITS_OWN_ERRORS.search(said):
            self.errors.append(said)

    def _request(self, request: Request | WebSocket) -> None:
        self.asked.append(request.url)
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != urlsplit(self.address).netloc:
            self.elsewhere.append(request.url)


def settle(page: Page) -> None:
    """Wait until the page has nothing left to do: connected, its script ended, and idle for a moment."""
    page.evaluate("window.jsnaIdleSince = undefined")
    page.wait_for_function(
        _IDLE % MILLISECONDS_OF_QUIET, polling=MILLISECONDS_BETWEEN_LOOKS, timeout=MILLISECONDS_TO_SETTLE
    )


def address_of(address: str, file: PageFile) -> str:
    """Return the address of a page on the server at ``address``."""
    return f"{address}/" if file == PAGES[0] else f"{address}/{file.name}"


def visit(page: Page, address: str) -> None:
    """Open an address and wait until the page has settled."""
    page.goto(address)
    page.wait_for_selector('[data-testid="stApp"]')
    settle(page)


@dataclass(frozen=True)
class Visited:
    """A page of the app, opened and settled, for tests that only look.

    Attributes:
        page: the page in the browser.
        file: the page's file.
        heard: what it did while it opened.
    """

    page: Page
    file: PageFile
    heard: Heard


@dataclass(frozen=True)
class Server:
    """The app as it is really served.

    Attributes:
        address: ``http://127.0.0.1:port``, without a slash at the end.
        log: everything the server has printed.
        process: the process, to be measured or broken by a test.
    """

    address: str
    log: Path
    process: subprocess.Popen[bytes]


@contextmanager
def served(
    log: Path, folder: Path = ROOT, environment: dict[str, str] | None = None, port: int | None = None
) -> Iterator[Server]:
    """Serve ``app.py`` of ``folder`` on a port, by default any free one, as a user would, until the block ends.

    Raises:
        RuntimeError: the server ended, or did not answer within a minute; the message holds its log.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", log, process)
    try:
        _wait_for_health(server)
        yield server
    finally:
        _end(process)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_health(server: Server) -> None:
    limit = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < limit:
        if _is_healthy(server.address):
            return
        try:
            server.process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError("the server did not start:\n" + server.log.read_text(errors="replace"))


def _is_healthy(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:  # noqa: S310 our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started."""
    _signal(process, "SIGTERM")
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        _signal(process, "SIGKILL")
        process.wait()


def _signal(process: subprocess.Popen[bytes], name: str) -> None:
    if not hasattr(os, "killpg"):  # Windows has no process groups
        process.kill()
    elif process.poll() is None:
        os.killpg(process.pid, getattr(signal, name))
