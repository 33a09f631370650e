"""How long a reader waits after the command: to the first answer of the server, and to the first page in Chromium."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.harness import CHROMIUM_FLAGS, served

RUNS = 5
BAR_SECONDS = 6.0


def start_once(browser: Browser, log: Path) -> tuple[float, float]:
    """Return the seconds from the command to the health check's answer, and to the first page's heading."""
    began = time.perf_counter()
    with served(log) as server, browser.new_context() as context:
        answered = time.perf_counter() - began
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector("h1")
        return answered, time.perf_counter() - began


def main() -> int:
    """Print each start and the median; return 1 if the median misses the bar."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = chromium.find()
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, chromium_sandbox=False)
        starts = [start_once(browser, Path(folder) / "server.log") for _ in range(RUNS)]
        browser.close()
    for answered, shown in starts:
        print(f"server answers after {answered:.2f} s, first page shown after {shown:.2f} s")
    median = statistics.median(shown for _, shown in starts)
    print(f"median to the first page {median:.2f} s; the bar is {BAR_SECONDS:.0f} s")
    return int(median > BAR_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
