#!/bin/sh
# Leaflet 1.9.4 (as the package django-js-lib-leaflet 1.9.4.1 carries it) in a frame that the page shows only in part.
#
# Expected: a click picks the area that it began on.
# Seen: pressing the mouse focuses the map, and for that the browser scrolls the page by the part of the frame that was out
# of sight. The release, and with it the click, falls on another area than the press: the first click on a choropleth picks
# a neighbour, the second one the area that was meant. With a focus that does not scroll (preventScroll) both are right.
#
# Needs Chromium on the path, or named by CHROMIUM. Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check playwright==1.55.0 django-js-lib-leaflet==1.9.4.1 Django==5.2
cat > "$work/look.py" <<'PYTHON'
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

folder = Path(sys.argv[1])
leaflet = next((folder / "venv").glob("lib/*/site-packages/js_lib_leaflet/static/js_lib_leaflet"))
shutil.copytree(leaflet, folder / "leaflet")
FRAME = """<!doctype html><link rel="stylesheet" href="leaflet/leaflet.css"><script src="leaflet/leaflet.js"></script>
<style>html, body, #map { height: 100%%; margin: 0 }</style><div id="map"></div><script>
%s
const map = L.map("map", { preferCanvas: true, zoomControl: false, crs: L.CRS.Simple, zoomSnap: 0 });
map.fitBounds([[0, 0], [10, 10]], { animate: false });
window.picked = [];
for (let row = 0; row < 10; row += 1)
  L.rectangle([[row, 0], [row + 1, 10]]).on("click", () => window.picked.push(row)).addTo(map);
</script>"""
STILL = """const plain = HTMLElement.prototype.focus;
HTMLElement.prototype.focus = function () { plain.call(this, { preventScroll: true }); };"""
PAGE = '<!doctype html><body style="margin:0"><div style="height:300px"></div><iframe src="%s" width="700" height="700"></iframe>'


def picked(browser, name, script):
    (folder / f"{name}-frame.html").write_text(FRAME % script)
    (folder / f"{name}.html").write_text(PAGE % f"{name}-frame.html")
    page = browser.new_page(viewport={"width": 900, "height": 800})
    page.goto((folder / f"{name}.html").as_uri())
    frame = page.frames[1]
    frame.wait_for_function("window.picked")
    meant = frame.evaluate("Math.floor(map.containerPointToLatLng([350, 300]).lat)")
    for _ in range(2):
        x, y = frame.evaluate("() => [350, 300]")
        top = page.evaluate("document.querySelector('iframe').getBoundingClientRect().top")
        page.mouse.click(x, top + y)
        page.wait_for_timeout(300)
    seen = frame.evaluate("window.picked")
    page.close()
    return meant, seen


with sync_playwright() as playwright:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    flags = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]
    browser = playwright.chromium.launch(executable_path=path, args=flags, chromium_sandbox=False)
    plain, still = picked(browser, "plain", ""), picked(browser, "still", STILL)
    browser.close()
print("Leaflet 1.9.4: meant row", plain[0], "and picked, click after click,", plain[1])
print("with a focus that does not scroll: meant row", still[0], "and picked", still[1])
usual = plain[1][:1] != [plain[0]] and still[1] == [still[0]] * 2
sys.exit(0 if usual else "the behaviour is another than was seen")
PYTHON
"$work/venv/bin/python" "$work/look.py" "$work"
