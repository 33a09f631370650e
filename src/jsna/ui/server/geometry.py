"""The geometry scripts that browsers fetch: made on first request, kept with the data for everybody."""

from __future__ import annotations

import re

from jsna.analysis.naming import names_of
from jsna.areas.places import areas_within
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.geo.assets import GeometryScript, geometry_script
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.ui import data, look

#: All England is 3 MB, a county about a tenth of one.
KEPT = 64

_NAME = re.compile(r"([EWKJ]\d{8})\.(wards|districts|counties)-(\d{4})\.[0-9a-f]{16}\.js")
_LEVELS = {level.plural: level for level in (Level.WARD, Level.DISTRICT, Level.COUNTY)}


def of(place: str, level: Level, year: int | None = None) -> GeometryScript:
    """Return the geometry of a place's wards, districts or counties.

    Args:
        place: code of the place.
        level: wards, districts or counties.
        year: of the wards; by default those that the reader looks at.

    Raises:
        LinkError: there is no such place.
        CatalogueError: an area has no boundary; the message names it.
    """
    # Shapes are the same for all readers, whatever is hidden from them.
    return _of(look.whole().of_wards(year or data.catalogue().year), place, level)


def named(name: str) -> GeometryScript:
    """Return the geometry script of that name.

    Raises:
        LinkError: it does not exist, or no longer: the boundaries have changed since.
    """
    parts = _NAME.fullmatch(name)
    if parts is None:
        message = f"{name[:60]!r} names no geometry."
        raise LinkError(message)
    if int(parts[3]) not in WARD_YEARS:
        message = f"There are no wards of {parts[3]} here."
        raise LinkError(message)
    script = of(parts[1], _LEVELS[parts[2]], int(parts[3]))
    if script.name != name:
        message = f"{name} is of other boundaries than those loaded here."
        raise LinkError(message)
    return script


@kept(KEPT)
def _of(everything: Catalogue, place: str, level: Level) -> GeometryScript:
    areas, boundaries = everything.areas, everything.data / "boundaries"
    names, wards = names_of(areas, everything.names, place, level), areas_within(areas, place, Level.WARD)
    return geometry_script(boundaries, everything.year, wards, names, place, level)


def prepare() -> None:
    """Make the scripts that a reader is most likely to need first: the default place's wards and all England's."""
    for place in (data.catalogue().place.area, ENGLAND):
        of(place, Level.WARD)
