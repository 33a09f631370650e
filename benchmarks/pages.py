"""The server's time for each page at all England: the first visit, and the ones after it.

Server time is the processor time of the process, so that other work on the machine does not count; the time on the
clock is printed beside it. First the process warms up as the server does when it starts. What is kept lasts from
one page to the next. A page is run as Streamlit runs it, without a browser, from the address to the last element.
The output is also read back as a test reads it, so the server's own share is a little less. Run with
``python -m benchmarks.pages``; with ``--after-a-start`` each view is the first that is looked at after the warm-up,
in a process of its own, and nothing but that visit and the next is measured.
"""

from __future__ import annotations

import argparse
import logging
import os
import pickle
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple

from streamlit.testing.v1 import AppTest

from jsna.model.area import ENGLAND
from jsna.ui.navigation import page_files
from jsna.ui.server import asgi

ROOT = Path(__file__).parents[1]
BAR_MILLISECONDS, BAR_FIRST_MILLISECONDS = 300.0, 1_500.0
SECONDS = 300
#: Visits after the first. Each looks its figures up again; caches shared by all readers are kept.
TIMES = 7
MABLETHORPE = "E05009888"
#: The most demanding view of a page.
HEAVIEST = {
    "map": {"clusters": "on", "ward": MABLETHORPE},
    "funnel": {"baseline": "county", "ward": MABLETHORPE},
    "area": {"ward": MABLETHORPE},
}
#: Groups shown one after the other: each visit compares all wards again, including the verdicts.
RELIGIONS = ("christian", "muslim", "hindu", "sikh", "jewish", "buddhist", "other", "no-religion")


class Taken(NamedTuple):
    """Milliseconds of one visit."""

    processor: float
    clock: float


class Visitor:
    """One session on one page."""

    def __init__(self, path: str, query: dict[str, str]) -> None:
        self.path = path
        self.app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=SECONDS)
        self.ask(query)
        self.app.run()
        self.app.switch_page(path)

    def ask(self, query: dict[str, str]) -> None:
        """Change the address."""
        for key, value in query.items():
            self.app.query_params[key] = value

    def visit(self) -> Taken:
        """Return how long one run of the page takes."""
        clock, processor = time.perf_counter(), time.process_time()
        self.app.run()
        taken = Taken(1_000 * (time.process_time() - processor), 1_000 * (time.perf_counter() - clock))
        problems = [problem.message for problem in self.app.exception]
        if problems:
            message = f"{self.path}: {problems}"
            raise SystemExit(message)
        return taken


def visits(path: str, query: dict[str, str]) -> list[Taken]:
    """Return the times of the first visit to a page and of each one after it."""
    visitor = Visitor(path, query)
    return [visitor.visit() for _ in range(1 + TIMES)]


def changes(path: str) -> list[Taken]:
    """Return the times of a first visit, and of each change to a group not looked at before."""
    visitor = Visitor(path, {"area": ENGLAND, "indicator": "religion", "group": RELIGIONS[0]})
    taken = [visitor.visit()]
    for group in RELIGIONS[1:]:
        visitor.ask({"group": group})
        taken.append(visitor.visit())
    return taken


def measured() -> dict[str, list[Taken]]:
    """Return the times of every view, the first visit first."""
    found: dict[str, list[Taken]] = {}
    for page in page_files(ROOT / "pages"):
        path = str(page.path.relative_to(ROOT))
        found[page.name] = visits(path, {"area": ENGLAND})
        if page.name in HEAVIEST:
            found[f"{page.name}, its heaviest view"] = visits(path, {"area": ENGLAND} | HEAVIEST[page.name])
            found[f"{page.name}, another group each time"] = changes(path)
    return found


def after_a_start() -> dict[str, list[Taken]]:
    """Return the times of the first two visits to every view, each the first of a process that has just warmed up."""
    found: dict[str, list[Taken]] = {}
    for page in page_files(ROOT / "pages"):
        path = str(page.path.relative_to(ROOT))
        found[page.name] = in_a_copy(path, {"area": ENGLAND})
        if page.name in HEAVIEST:
            found[f"{page.name}, its heaviest view"] = in_a_copy(path, {"area": ENGLAND} | HEAVIEST[page.name])
    return found


def in_a_copy(path: str, query: dict[str, str]) -> list[Taken]:
    """Return the times of the first two visits to a page, in a copy of this process that ends with them."""
    reading, writing = os.pipe()
    if not (copy := os.fork()):
        visitor = Visitor(path, query)
        os.write(writing, pickle.dumps([tuple(visitor.visit()) for _ in range(2)]))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        content = answer.read()
    os.waitpid(copy, 0)
    return [Taken(*each) for each in pickle.loads(content)]


def main() -> int:
    """Print the first visit and the median and range of those after it; return 1 if one misses the bar."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--after-a-start", action="store_true")
    asked = given.parse_args()
    logging.disable(logging.WARNING)  # Streamlit says at each run that there is no browser
    began, missed = time.process_time(), 0
    asgi.warm_up()
    print(f"warm-up: {time.process_time() - began:.1f} s of the processor")
    print(f"{'all England':34} {'first':>9} {'after it (fastest to slowest)':>32} {'on the clock':>16}")
    for name, (first, *after) in (after_a_start() if asked.after_a_start else measured()).items():
        processor = [each.processor for each in after]
        middle = statistics.median(processor)
        over = middle > BAR_MILLISECONDS or first.processor > BAR_FIRST_MILLISECONDS
        missed += over
        spread = f"({min(processor):.0f} to {max(processor):.0f})"
        clock = statistics.median(each.clock for each in after)
        mark = "  over the bar" if over else ""
        print(f"{name:34} {first.processor:6.0f} ms {middle:10.0f} ms {spread:>18} {clock:13.0f} ms{mark}")
    print(f"the bars are {BAR_FIRST_MILLISECONDS:.0f} ms for the first visit and {BAR_MILLISECONDS:.0f} ms after it")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
