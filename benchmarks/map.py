"""A change of figures on the map, and its first paint, in Chromium: ours beside what a user would pick instead.

Every contestant draws the same wards, under the same settings, on the same machine, one after the other. The clock
stops when the colours are on the screen.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TooLong

from benchmarks.maps.figures import CHOICES
from benchmarks.maps.watching import (
    ENGLAND,
    FIRST_PAINT,
    KILOBYTES,
    PLACES,
    TIMES_FASTER,
    VIEWPORT,
    Screen,
    Traffic,
    launched,
)
from tests.browser.harness import ROOT, Server, served

CONTESTANTS = {
    "ours": "Folium, geometry cached, values only (ours)",
    "plotly_choropleth": "Plotly choropleth_map",
    "pydeck_geojson": "pydeck GeoJsonLayer",
    "folium_geojson": "the tutorials' Folium GeoJson + style_function",
}
#: The same for all: these sources, telemetry off, no full collection after every run.
SETTINGS = {
    "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false",
    "STREAMLIT_SERVER_HEADLESS": "true",
}


@dataclass(frozen=True)
class Result:
    """What one contestant took: seconds and kilobytes; medians."""

    first_paint: float
    change: float
    kilobytes: float
    server: float


def changes(page: Page, screen: Screen, server: Server, traffic: Traffic) -> list[tuple[float, float, float]]:
    """Return seconds, kilobytes and the server's seconds of each change to figures that were never sent before."""
    process = psutil.Process(server.process.pid)
    taken = []
    for choice in CHOICES[1:]:
        page.wait_for_timeout(1000)
        screen.frames.clear()
        traffic.bytes, worked = 0, sum(process.cpu_times()[:2])
        began = time.time()
        page.get_by_text(choice, exact=True).click()
        seconds = screen.seconds_until(choice.split()[0], began)
        page.wait_for_timeout(1000)
        taken.append((seconds, traffic.bytes / 1000, sum(process.cpu_times()[:2]) - worked))
    return taken


def first_paint(browser: Browser, address: str) -> float:
    """Return the seconds from the address to the colours, in a fresh profile."""
    with browser.new_context(viewport=VIEWPORT) as context:
        page = context.new_page()
        screen = Screen(page)
        began = time.time()
        page.goto(address)
        return screen.seconds_until("blue", began)


def measure(browser: Browser, server: Server, place: str) -> Result:
    """Return what one contestant takes for one place; its server has drawn the place once before."""
    address = f"{server.address}/?area={place}"
    first_paint(browser, address)
    first = first_paint(browser, address)
    with browser.new_context(viewport=VIEWPORT) as context:
        page = context.new_page()
        traffic, screen = Traffic(page), Screen(page)
        page.goto(address)
        screen.seconds_until("blue", time.time())
        taken = changes(page, screen, server, traffic)
    change, kilobytes, worked = (statistics.median(column) for column in zip(*taken, strict=True))
    return Result(first, change, kilobytes, worked)


def contest(browser: Browser, folder: Path, names: list[str]) -> dict[str, dict[str, Result]]:
    """Return every named contestant's result for every place."""
    results: dict[str, dict[str, Result]] = {place: {} for place in PLACES}
    for name in names:
        words = CONTESTANTS[name]
        with served(folder / f"{name}.log", ROOT / "benchmarks/maps" / name, SETTINGS) as server:
            for place, title in PLACES.items():
                print(f"… {words}, {title}", file=sys.stderr)
                try:
                    results[place][name] = measure(browser, server, place)
                except TooLong:
                    results[place][name] = Result(*(4 * [float("inf")]))
    return results


def report(place: str, results: dict[str, Result]) -> None:
    """Print the table of one place, each value also as a multiple of ours."""
    ours = results["ours"]
    print(f"\n{PLACES[place]}\n{'':50}{'change':>16}{'sent':>18}{'server':>16}{'first paint':>16}")
    for name, each in results.items():
        cells = (
            f"{each.change:.2f} s ×{each.change / ours.change:.1f}",
            f"{each.kilobytes:,.0f} kB ×{each.kilobytes / ours.kilobytes:.0f}",
            f"{each.server:.2f} s ×{each.server / ours.server:.1f}",
            f"{each.first_paint:.2f} s ×{each.first_paint / ours.first_paint:.1f}",
        )
        print(f"{CONTESTANTS[name]:50}{cells[0]:>16}{cells[1]:>18}{cells[2]:>16}{cells[3]:>16}")


def missed(results: dict[str, dict[str, Result]]) -> list[str]:
    """Return the bars that ours misses, in words."""
    england = results[ENGLAND]
    ours = england["ours"]
    bars = {
        f"{TIMES_FASTER:.0f} times faster than the tutorials' way": (
            "folium_geojson" not in england or england["folium_geojson"].change >= TIMES_FASTER * ours.change
        ),
        "faster than each": all(each.change > ours.change for name, each in england.items() if name != "ours"),
        f"at most {KILOBYTES:.0f} kB": ours.kilobytes <= KILOBYTES,
    }
    for place, seconds in FIRST_PAINT.items():
        bars[f"{PLACES[place]} first painted in {seconds:.1f} s"] = results[place]["ours"].first_paint <= seconds
    return [bar for bar, met in bars.items() if not met]


def main() -> int:
    """Print both tables; return 1 if a bar is missed. Arguments name contestants; without arguments, all compete."""
    with launched() as browser, tempfile.TemporaryDirectory() as folder:
        results = contest(browser, Path(folder), sys.argv[1:] or list(CONTESTANTS))
    for place in PLACES:
        report(place, results[place])
    bars = missed(results)
    print("\n" + ("every bar is met" if not bars else "missed: " + "; ".join(bars)))
    return int(bool(bars))


if __name__ == "__main__":
    sys.exit(main())
