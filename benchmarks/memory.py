"""The server's memory for each further reader who looks at all England: real browsers, all sessions still open."""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.harness import CHROMIUM_FLAGS, Server, served, visit

FURTHER_SESSIONS = 10
BAR_MEGABYTES = 40.0
#: Three indicators of all England: the other readers share what the first one has loaded.
INDICATORS = ("disabled-people", "religion", "tenure")


def resident(server: Server) -> float:
    """Return the resident memory of the server and what it started, in megabytes."""
    process = psutil.Process(server.process.pid)
    return sum(each.memory_info().rss for each in (process, *process.children(recursive=True))) / 1e6


def look_at_england(browser: Browser, server: Server, stack: ExitStack) -> None:
    """Open a session that looks at all England three times, and leave it open."""
    page = stack.enter_context(browser.new_context()).new_page()
    for indicator in INDICATORS:
        visit(page, f"{server.address}/map?area=E92000001&indicator={indicator}")


def measure(browser: Browser, log: Path) -> list[float]:
    """Return the server's memory after the first session and after each further one, in megabytes."""
    with served(log) as server, ExitStack() as stack:
        readings = []
        for _ in range(1 + FURTHER_SESSIONS):
            look_at_england(browser, server, stack)
            readings.append(resident(server))
        return readings


def main() -> int:
    """Print the memory after each session and the mean for a further one; return 1 if it misses the bar."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = chromium.find()
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, chromium_sandbox=False)
        readings = measure(browser, Path(folder) / "server.log")
        browser.close()
    for number, megabytes in enumerate(readings, start=1):
        print(f"{number:2} sessions: {megabytes:.0f} MB")
    each = (readings[-1] - readings[0]) / FURTHER_SESSIONS
    print(f"each further session {each:.1f} MB; the bar is {BAR_MEGABYTES:.0f} MB")
    return int(each > BAR_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
