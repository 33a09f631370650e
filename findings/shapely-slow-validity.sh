#!/bin/sh
# Shapely 2.2.0 (GEOS 3.14).
#
# Expected: whether a ring is valid is known in a time that grows about as fast as its corners do.
# Seen: for a ring of spikes, whose sides nearly all lie near each other, ten times the corners take much more than ten
# times as long. A GeoJSON of 9.5 MB with one ring of 400,000 corners, which is valid, took 143 seconds (November 2026).
# Shapes from outside are checked in a process with a limit on its time.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0
"$work/venv/bin/python" - <<'PYTHON'
import math
import sys
import time

import shapely


def seconds(corners):
    """Return how long the check of a ring of spikes takes."""
    turns = [2 * math.pi * corner / corners for corner in range(corners)]
    ring = [
        (round(-1 + 0.5 * math.cos(turn) * (1 + 0.1 * (corner % 2)), 7),
         round(52 + 0.5 * math.sin(turn) * (1 + 0.1 * (corner % 2)), 7))
        for corner, turn in enumerate(turns)
    ]
    polygon = shapely.Polygon(ring)
    start = time.process_time()
    print(corners, shapely.is_valid(polygon), end=" ")
    taken = time.process_time() - start
    print(f"{taken:.2f} s")
    return taken


sys.exit(seconds(100_000) < 30 * seconds(10_000))
PYTHON
