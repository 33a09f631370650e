"""What the server loads and keeps, without a browser: today's build and the one before, in turns in one run.

The server's own warm-up runs, then every indicator is compared over all England once. What is free goes back to the
system before each reading, as the running server does every half minute.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.page import BEFORE, EARLIER, TODAY, checked_out
from tests.browser.harness import ROOT

ROUNDS = 3
#: Parts of what the build before took.
BARS = {"imports": 0.6, "after warm-up": 0.6, "after all indicators": 0.5}
UNITS = {"imports": "s", "after warm-up": "MB", "after all indicators": "MB"}

_PROBE = """
import ctypes, gc, importlib, json, logging, pkgutil, time
from dataclasses import replace
logging.disable(logging.CRITICAL)
import psutil

def resident():
    gc.collect()
    if not ours:
        import pyarrow
        pyarrow.default_memory_pool().release_unused()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return psutil.Process().memory_info().rss / 1e6

began = time.process_time()
from jsna import ui
for module in pkgutil.walk_packages(ui.__path__, "jsna.ui."):
    importlib.import_module(module.name)
try:
    from jsna.ui.server import asgi as server
except ImportError:
    from jsna.ui import server
taken = {"imports": time.process_time() - began}
ours = hasattr(server.collector, "share_one_heap")
server.warm_up()
taken["after warm-up"] = resident()
from jsna.ui import data
from jsna.ui.link import default_selection
catalogue = data.catalogue()
for slug, indicator in catalogue.indicators.items():
    group = next(iter(indicator.groups))
    data.compare(replace(default_selection(catalogue), area="E92000001", indicator=slug, group=group))
taken["after all indicators"] = resident()
print(json.dumps(taken))
"""


def probe(build: Path) -> dict[str, float]:
    """Return what one build took, in a process of its own: keys of ``BARS``, seconds and megabytes."""
    environment = {**os.environ, "PYTHONPATH": str(build / "src")}
    # Set where the interface is imported, as the browser's tests do here; it would help the build before too.
    environment.pop("ARROW_DEFAULT_MEMORY_POOL", None)
    command = [sys.executable, "-W", "ignore", "-c", _PROBE]
    run = subprocess.run(command, cwd=build, env=environment, capture_output=True, text=True, check=True)
    return json.loads(run.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def main() -> int:
    """Print the medians of both builds and the ratio of each; return 1 where one misses its bar."""
    with tempfile.TemporaryDirectory() as folder, checked_out(BEFORE, Path(folder) / "before") as before:
        taken: dict[str, list[dict[str, float]]] = {EARLIER: [], TODAY: []}
        for _ in range(ROUNDS):
            for name, build in ((EARLIER, before), (TODAY, ROOT)):
                taken[name].append(probe(build))
    missed = []
    for reading, bar in BARS.items():
        then, now = (statistics.median(each[reading] for each in taken[name]) for name in (EARLIER, TODAY))
        print(f"{reading:22}{then:9.2f} → {now:9.2f} {UNITS[reading]:3} {now / then:5.2f} of before; the bar is {bar}")
        missed += [reading] if now > bar * then else []
    print(f"missed: {', '.join(missed)}" if missed else "every bar is met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
