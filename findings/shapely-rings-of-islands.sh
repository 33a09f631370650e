#!/bin/sh
# Shapely 2.2.0.
#
# Expected: get_rings returns the rings of every part of a ward with an island, or refuses what it cannot take.
# Seen: of a MultiPolygon it returns no ring at all, and says nothing. get_coordinates, get_num_coordinates and bounds do
# look into the parts. A script that writes boundaries ring by ring draws every ward without an island, and leaves the
# wards of the coast blank; get_rings(get_parts(shape)) gives what was meant.
#
# Fails when the behaviour is another.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check shapely==2.2.0
"$work/venv/bin/python" - <<'PYTHON'
import sys

import shapely

mainland, island = shapely.box(0, 0, 4, 4), shapely.box(5, 0, 6, 1)
ward = shapely.MultiPolygon([mainland, island])
seen = {
    "rings of the mainland": len(shapely.get_rings(mainland)),
    "rings of mainland and island": len(shapely.get_rings(ward)),
    "rings of its parts": len(shapely.get_rings(shapely.get_parts(ward))),
    "coordinates of mainland and island": int(shapely.get_num_coordinates(ward)),
}
print(seen)
sys.exit(list(seen.values()) != [1, 0, 2, 10])
PYTHON
