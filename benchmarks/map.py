"""A change of figures on the map, and its first paint, in Chromium: ours beside what a user would pick instead.

Every contestant draws the same wards, under the same settings, on the same machine, one after the other. The clock
stops when the colours are on the screen.
"""

from __future__ import annotations

import base64
import io
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, WebSocket, sync_playwright
from playwright.sync_api import TimeoutError as TooLong

from benchmarks.maps.figures import CHOICES
from tests.browser import chromium
from tests.browser.harness import CHROMIUM_FLAGS, ROOT, Server, served

CONTESTANTS = {
    "ours": "Folium, geometry cached, values only (ours)",
    "plotly_choropleth": "Plotly choropleth_map",
    "pydeck_geojson": "pydeck GeoJsonLayer",
    "folium_geojson": "the tutorials' Folium GeoJson + style_function",
}
PLACES = {"E10000019": "Lincolnshire, 157 wards", "E92000001": "England, 6,903 wards"}
VIEWPORT = ViewportSize(width=1280, height=900)
PATIENCE_SECONDS = 120
#: The same for all: telemetry off, no full collection after every run.
SETTINGS = {"PYTHONPATH": str(ROOT), "STREAMLIT_RUNNER_POST_SCRIPT_GC": "false", "STREAMLIT_SERVER_HEADLESS": "true"}

BAR_TIMES_FASTER, BAR_KILOBYTES = 20.0, 60.0
BAR_FIRST_PAINT = {"E10000019": 2.5, "E92000001": 4.0}


@dataclass(frozen=True)
class Result:
    """What one contestant took: seconds and kilobytes; medians."""

    first_paint: float
    change: float
    kilobytes: float
    server: float


class Traffic:
    """Counts what the server sends through the page's socket."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        def count(message: str | bytes) -> None:
            self.bytes += len(message)

        socket.on("framereceived", count)


class Screen:
    """What stands on the screen and since when: Chromium hands over every frame it draws, with its time."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[tuple[float, bytes]] = []
        self.session = page.context.new_cdp_session(page)
        self.session.on("Page.screencastFrame", self._keep)
        self.session.send("Page.startScreencast", {"format": "jpeg", "quality": 60, "maxWidth": 640, "maxHeight": 450})

    def _keep(self, frame: dict) -> None:
        self.frames.append((frame["metadata"]["timestamp"], base64.b64decode(frame["data"])))
        self.session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def seconds_until(self, colour: str, began: float) -> float:
        """Return the seconds from ``began`` to the first frame with a map mostly of that colour; infinite if none."""
        while time.time() - began < PATIENCE_SECONDS:
            frames, self.frames = self.frames, []
            for seen, frame in frames:
                if seen > began and is_mostly(frame, colour, self.page):
                    return seen - began
            self.page.wait_for_timeout(20)
        return float("inf")


def is_mostly(frame: bytes, colour: str, page: Page) -> bool:
    """Return whether the middle of the map has that colour in a frame."""
    box = page.locator(".st-key-map").bounding_box()
    if box is None or box["height"] < 300:
        return False
    image = Image.open(io.BytesIO(frame)).convert("RGB")
    scale = image.width / VIEWPORT["width"]
    left, top = box["x"] + box["width"] * 0.42, box["y"] + 200
    middle = image.crop(tuple(int(edge * scale) for edge in (left, top, left + 100, top + 120)))
    red, _, blue = np.moveaxis(np.asarray(middle).astype(int), 2, 0)
    return bool((red > blue + 15 if colour == "orange" else blue > red + 15).mean() > 0.3)


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
    """Print the table of one place, each time also as so many times ours."""
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
    england = results["E92000001"]
    ours = england["ours"]
    bars = {
        f"{BAR_TIMES_FASTER:.0f} times faster than the tutorials' way": (
            "folium_geojson" not in england or england["folium_geojson"].change >= BAR_TIMES_FASTER * ours.change
        ),
        "faster than each": all(each.change > ours.change for name, each in england.items() if name != "ours"),
        f"at most {BAR_KILOBYTES:.0f} kB": ours.kilobytes <= BAR_KILOBYTES,
    }
    for place, seconds in BAR_FIRST_PAINT.items():
        bars[f"{PLACES[place]} first painted in {seconds:.1f} s"] = results[place]["ours"].first_paint <= seconds
    return [bar for bar, met in bars.items() if not met]


def main() -> int:
    """Print both tables; return 1 where a bar is missed. Arguments name contestants; without any, all compete."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = chromium.find()
        flags = [flag for flag in CHROMIUM_FLAGS if flag != "--disable-gpu"] + ["--use-angle=swiftshader"]
        browser = playwright.chromium.launch(executable_path=path, args=flags, chromium_sandbox=False)
        results = contest(browser, Path(folder), sys.argv[1:] or list(CONTESTANTS))
        browser.close()
    for place in PLACES:
        report(place, results[place])
    bars = missed(results)
    print("\n" + ("every bar is met" if not bars else "missed: " + "; ".join(bars)))
    return int(bool(bars))


if __name__ == "__main__":
    sys.exit(main())
