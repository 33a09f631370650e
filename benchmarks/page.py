"""The Map page as a reader sees it in Chromium: today's, the earlier one, and the tutorials' Folium map, in one run.

Today's checkout and the build of ``BEFORE``, with its own sources and data, are served side by side and take turns, so
that a busy minute meets both. The clock is the map's own frame: it stops in the first task after the frame in which the
map's new sentence and colours were drawn. That task goes before all others: a timer's would wait for whatever the page
does next, though the reader sees the map by then. A screencast, which times the tutorials' map, would compress a
picture for every frame on the processor that is being measured, and cannot tell one set of real figures from another.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page

from benchmarks import map as maps_alone
from benchmarks.maps.watching import (
    ENGLAND,
    FIRST_PAINT,
    KILOBYTES,
    PATIENCE_SECONDS,
    PLACES,
    TIMES_FASTER,
    VIEWPORT,
    Traffic,
    launched,
)
from tests.browser.harness import ROOT, Server, served, settle

#: The build before the map showed the differences.
BEFORE = "84f3566"
TODAY, EARLIER = "today", f"before ({BEFORE})"
BAR_CHANGE_SECONDS, BAR_OF_BEFORE = 0.35, 0.5
ROUNDS = 5
#: Changes in each round, each to a group that the visit has not shown.
CHANGES = 3
VIEW = "indicator=religion&group=christian"

_WATCH = """() => {
    if (window === top) return;
    let last = null;
    new MutationObserver(() => {
        const said = document.querySelector("canvas[aria-label]")?.getAttribute("aria-label");
        if (!said || said === last) return;
        last = said;
        const painted = () => jsnaPainted(performance.timeOrigin + performance.now());
        requestAnimationFrame(() => scheduler.postTask(painted, { priority: "user-blocking" }));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
}"""


@dataclass
class Taken:
    """What one build took.

    Attributes:
        first: by place, seconds of each first visit.
        map: seconds of each change until the map shows it.
        page: seconds of each change until nothing on the page changes any more.
        kilobytes: what the server sent for each change.
        server: the server's processor seconds for each change.
    """

    first: dict[str, list[float]] = field(default_factory=lambda: {place: [] for place in PLACES})
    map: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)


class Visit:
    """The Map page in a fresh profile, and when its map was painted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.traffic = Traffic(page)
        self.painted: list[float] = []
        page.expose_binding("jsnaPainted", lambda _, at: self.painted.append(at / 1000))
        page.add_init_script(f"({_WATCH})()")

    def seconds_until_painted(self, began: float) -> float:
        """Return the seconds from ``began`` until the map is next painted; infinite if it never is."""
        while time.time() - began < PATIENCE_SECONDS:
            if self.painted:
                return self.painted[0] - began
            self.page.wait_for_timeout(10)
        return float("inf")

    def open(self, address: str, place: str) -> float:
        """Return the seconds from the address to the painted map."""
        began = time.time()
        self.page.goto(f"{address}/map?area={place}&{VIEW}")
        return self.seconds_until_painted(began)

    def change(self, process: psutil.Process, taken: Taken) -> None:
        """Choose the next group by keyboard, which works in every build, and record what that took."""
        self.page.get_by_label("Group", exact=True).click()
        self.page.keyboard.press("ArrowDown")
        self.page.wait_for_timeout(500)
        self.painted.clear()
        self.traffic.bytes, worked = 0, sum(process.cpu_times()[:2])
        began = time.time()
        self.page.keyboard.press("Enter")
        taken.map.append(self.seconds_until_painted(began))
        settle(self.page)
        still = float(self.page.evaluate("(performance.timeOrigin + window.jsnaIdleSince) / 1000"))
        taken.page.append(max(still - began, taken.map[-1]))
        taken.kilobytes.append(self.traffic.bytes / 1000)
        taken.server.append(sum(process.cpu_times()[:2]) - worked)


@contextmanager
def visiting(browser: Browser) -> Iterator[Visit]:
    """Open a page in a fresh profile."""
    with browser.new_context(viewport=VIEWPORT) as context:
        yield Visit(context.new_page())


@contextmanager
def checked_out(commit: str, folder: Path) -> Iterator[Path]:
    """Check a commit out beside this one, until the block ends.

    Raises:
        SystemExit: git does not have it.
    """
    git = ["git", "-C", str(ROOT), "worktree"]
    added = subprocess.run([*git, "add", "--detach", str(folder), commit], capture_output=True, text=True, check=False)
    if added.returncode:
        message = f"{commit} cannot be checked out; a whole clone has it (git fetch --unshallow).\n{added.stderr}"
        raise SystemExit(message)
    try:
        yield folder
    finally:
        subprocess.run([*git, "remove", "--force", str(folder)], check=True)


@contextmanager
def both(folder: Path) -> Iterator[dict[str, Server]]:
    """Serve both builds, each with its own sources, until the block ends."""
    with ExitStack() as stack:
        builds = {EARLIER: stack.enter_context(checked_out(BEFORE, folder / "before")), TODAY: ROOT}
        yield {
            name: stack.enter_context(served(folder / f"{name}.log", build, {"PYTHONPATH": str(build / "src")}))
            for name, build in builds.items()
        }


def visit_once(browser: Browser, server: Server, taken: Taken) -> None:
    """Record one first visit to each place, and a few changes at all England."""
    process = psutil.Process(server.process.pid)
    for place in PLACES:
        with visiting(browser) as visit:
            taken.first[place].append(visit.open(server.address, place))
            settle(visit.page)
            if place == ENGLAND:
                for _ in range(CHANGES):
                    visit.change(process, taken)


def rounds(browser: Browser, servers: dict[str, Server]) -> dict[str, Taken]:
    """Return what each build took, measured alternately; each has drawn both places once before."""
    for server in servers.values():
        visit_once(browser, server, Taken())
    taken = {name: Taken() for name in servers}
    for number in range(ROUNDS):
        for name, server in servers.items():
            print(f"… round {number + 1} of {ROUNDS}, {name}", file=sys.stderr)
            visit_once(browser, server, taken[name])
    return taken


def tutorials(browser: Browser, folder: Path) -> maps_alone.Result:
    """Return what the tutorials' Folium map takes for all England, in the same run."""
    name = "folium_geojson"
    print(f"… {maps_alone.CONTESTANTS[name]}", file=sys.stderr)
    with served(folder / f"{name}.log", ROOT / "benchmarks/maps" / name, maps_alone.SETTINGS) as server:
        return maps_alone.measure(browser, server, ENGLAND)


def report(taken: dict[str, Taken], folium: maps_alone.Result) -> None:
    """Print the median of everything, with the fastest and the slowest of the times."""
    for place, title in PLACES.items():
        print(f"\nfirst visit of a fresh browser until the map is painted: {title}")
        for name, each in taken.items():
            print(f"{name:24}{spread(each.first[place])}")
    print(f"\nanother group at all England{'map painted':>34}{'whole page still':>28}{'sent':>14}{'server':>10}")
    for name, each in taken.items():
        sent, worked = statistics.median(each.kilobytes), statistics.median(each.server)
        print(f"{name:24}{spread(each.map):>38}{spread(each.page):>28}{sent:>11,.1f} kB{worked:>8.2f} s")
    alone = f"{folium.change:.2f} s, ×{folium.change / statistics.median(taken[TODAY].map):.0f}"
    print(f"{'the tutorials, alone':24}{alone:>38}{'':28}{folium.kilobytes:>11,.1f} kB{folium.server:>8.2f} s")


def spread(seconds: list[float]) -> str:
    """Return the median and the range in words."""
    return f"{statistics.median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f})"


def missed(taken: dict[str, Taken], folium: maps_alone.Result) -> list[str]:
    """Return the bars that today's page misses, in words."""
    today, earlier = taken[TODAY], taken[EARLIER]
    change = statistics.median(today.map)
    bars = {
        f"a change in {BAR_CHANGE_SECONDS} s": change < BAR_CHANGE_SECONDS,
        f"at most {KILOBYTES:.0f} kB": statistics.median(today.kilobytes) <= KILOBYTES,
        f"{TIMES_FASTER:.0f} times faster than the tutorials' way": folium.change >= TIMES_FASTER * change,
    }
    for place, title in PLACES.items():
        first, was = statistics.median(today.first[place]), statistics.median(earlier.first[place])
        bars[f"{title} first painted in {FIRST_PAINT[place]:.1f} s"] = first <= FIRST_PAINT[place]
        bars[f"{title} first painted in half of the time before"] = first <= BAR_OF_BEFORE * was
    return [bar for bar, met in bars.items() if not met]


def main() -> int:
    """Print every figure; return 1 if a bar is missed."""
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        with both(Path(folder)) as servers:
            taken = rounds(browser, servers)
        folium = tutorials(browser, Path(folder))
    report(taken, folium)
    bars = missed(taken, folium)
    print("\n" + ("every bar is met" if not bars else "missed: " + "; ".join(bars)))
    return int(bool(bars))


if __name__ == "__main__":
    sys.exit(main())
