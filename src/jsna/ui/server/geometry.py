"""The geometry scripts that browsers fetch: made on first request, cached for everybody."""

from __future__ import annotations

import re
from threading import Condition

from cachetools import LRUCache, cached

from jsna.analysis.naming import names_of
from jsna.areas.lookups import AREAS
from jsna.areas.places import areas_within
from jsna.catalogue.place_names import FILE as NAMES
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
    shown = data.catalogue() if year is None else data.catalogue().of_wards(year)
    return _of(shown, place, level)


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
    known = look.releases()
    known.today()
    for opened in known.in_memory():
        script = _of(opened.catalogue.of_wards(int(parts[3])), parts[1], _LEVELS[parts[2]])
        if script.name == name:
            return script
    message = f"{name} is of other boundaries than those loaded here."
    raise LinkError(message)


def _contents(shown: Catalogue, place: str, level: Level) -> tuple[object, ...]:
    """What a script is made from: releases in which that is the same share it."""
    made_from = ("boundaries/", AREAS, NAMES)
    found = (content for name, content in shown.stated.items() if name.startswith(made_from))
    return *sorted(found), shown.year, place, level


@cached(LRUCache(KEPT), key=_contents, condition=Condition())
def _of(shown: Catalogue, place: str, level: Level) -> GeometryScript:
    names = names_of(shown.areas, shown.names, place, level)
    return geometry_script(
        shown.data / "boundaries", shown.year, areas_within(shown.areas, place, Level.WARD), names, place, level
    )


def prepare() -> None:
    """Make the scripts that a reader is most likely to need first: the default place's wards and all England's."""
    for place in (data.catalogue().place.area, ENGLAND):
        of(place, Level.WARD)
