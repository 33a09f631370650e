"""The geometry scripts that browsers fetch: made on first request, cached for everybody."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from jsna.analysis.naming import names_of
from jsna.areas.places import areas_within
from jsna.catalogue.place_names import FILE as NAMES
from jsna.errors import LinkError
from jsna.geo.assets import GeometryScript, geometry_script
from jsna.model.area import ENGLAND, Level
from jsna.ui import data

#: All England is 3 MB, a county about a tenth of one.
KEPT = 64

_NAME = re.compile(r"([EWKJ]\d{8})\.(wards|districts|counties)\.[0-9a-f]{16}\.js")
_LEVELS = {level.plural: level for level in (Level.WARD, Level.DISTRICT, Level.COUNTY)}


def of(place: str, level: Level) -> GeometryScript:
    """Return the geometry of a place's wards, districts or counties.

    Raises:
        LinkError: there is no such place.
        CatalogueError: an area has no boundary; the message names it.
    """
    catalogue = data.catalogue()
    files = [*(catalogue.data / "boundaries").iterdir(), *catalogue.data.glob(NAMES)]
    stamp = max(path.stat().st_mtime_ns for path in files)
    return _of(catalogue.data, stamp, place, level)


def named(name: str) -> GeometryScript:
    """Return the geometry script of that name.

    Raises:
        LinkError: it does not exist, or no longer: the boundaries have changed since.
    """
    parts = _NAME.fullmatch(name)
    if parts is None:
        message = f"{name[:60]!r} names no geometry."
        raise LinkError(message)
    script = of(parts[1], _LEVELS[parts[2]])
    if script.name != name:
        message = f"{name} is of other boundaries than those loaded here."
        raise LinkError(message)
    return script


@lru_cache(maxsize=KEPT)
def _of(folder: Path, stamp: int, place: str, level: Level) -> GeometryScript:  # noqa: ARG001 - the stamp is a key
    areas = data.catalogue().areas
    names = names_of(areas, data.catalogue().names, place, level)
    return geometry_script(folder / "boundaries", areas_within(areas, place, Level.WARD), names, place, level)


def prepare() -> None:
    """Make the scripts that a reader is most likely to need first: the default place's wards and all England's."""
    for place in (data.catalogue().place.area, ENGLAND):
        of(place, Level.WARD)
