"""A picture of every page at a desk and on a phone, for ``docs/images``: ``make pictures``.

Names of pages after ``FLAGS=`` take those alone. The register is the made-up one of ``jsna register sample``, so that
the pages of "Listen" have something to show.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser import chromium
from tests.browser.harness import CHROMIUM_FLAGS, PAGES, ROOT, Server, address_of, served, visit

FOLDER = ROOT / "docs" / "images"
SIZES = {"desk": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=390, height=844)}
#: The page itself scrolls within the window, so a picture of all of it needs a window as high; no higher than this.
TALLEST = 2600
#: Colours kept of a picture: enough for the classes of the map and the words.
COLOURS = 32
_HEIGHT = "document.querySelector('[data-testid=\"stMain\"]').scrollHeight"


def main(names: Sequence[str]) -> None:
    """Take the pictures of the pages with these names, of all of them if there are none."""
    path = chromium.find()
    if path is None:
        sys.exit(chromium.WHAT_TO_DO)
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        environment = {"JSNA_STATE": folder, "JSNA_LOCAL": "yes", "JSNA_UPLOADS": "yes"}
        sample = [sys.executable, "-c", "from jsna.cli import main; main()", "register", "sample"]
        subprocess.run(sample, check=True, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS, chromium_sandbox=False)
        with served(Path(folder) / "server.log", environment=environment) as server:
            _of_pages(browser, server, names)
        browser.close()


def _of_pages(browser: Browser, server: Server, names: Sequence[str]) -> None:
    for size, viewport in SIZES.items():
        with browser.new_context(viewport=viewport, reduced_motion="reduce") as context:
            page = context.new_page()
            for file in PAGES:
                if names and file.name not in names:
                    continue
                page.set_viewport_size(viewport)
                visit(page, address_of(server.address, file))
                height = min(int(page.evaluate(_HEIGHT)), TALLEST)
                page.set_viewport_size({"width": viewport["width"], "height": max(height, viewport["height"])})
                page.wait_for_timeout(500)
                _save(page.screenshot(), FOLDER / f"{file.name}-{size}.png")


def _save(picture: bytes, path: Path) -> None:
    Image.open(BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path.relative_to(ROOT), f"{path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
