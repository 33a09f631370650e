"""What the benchmarks in Chromium share: the browser, the traffic of a page's socket, and the frames on its screen."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, WebSocket, sync_playwright

from tests.browser import chromium
from tests.browser.harness import CHROMIUM_FLAGS

ENGLAND = "E92000001"
PLACES = {"E10000019": "Lincolnshire, 157 wards", ENGLAND: "England, 6,903 wards"}
VIEWPORT = ViewportSize(width=1280, height=900)
PATIENCE_SECONDS = 120
#: The bars of both maps, alone and on the page: times faster than the tutorials' way, kilobytes, seconds.
TIMES_FASTER, KILOBYTES = 50.0, 60.0
FIRST_PAINT = {"E10000019": 2.5, ENGLAND: 4.0}


@contextmanager
def launched() -> Iterator[Browser]:
    """Start Chromium without a network, drawing in software as machines without a graphics card do."""
    flags = [flag for flag in CHROMIUM_FLAGS if flag != "--disable-gpu"] + ["--use-angle=swiftshader"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=flags, chromium_sandbox=False)
        yield browser
        browser.close()


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
    """What is on the screen and since when: Chromium sends every frame it draws, with its time."""

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
