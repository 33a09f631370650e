"""Say why a code is not one of our areas."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jsna.model.area import VINTAGES, Level


def unknown_area(code: str, known: Iterable[str]) -> str:
    """Return why a code is not one of our areas: its form, its country, or its vintage as far as the code itself shows.

    Ward codes are issued in order, so one above the last of our vintage is younger, and any other unknown one is older.
    """
    if re.fullmatch(r"[WSN]\d{8}", code):
        return "an area outside England"
    if not re.fullmatch(r"E\d{8}", code):
        return "not the code of an area"
    vintage = VINTAGES[Level.WARD]
    if not Level.WARD.has(code):
        return "an area that is not loaded here: the areas of England at other levels or of another year"
    last = max((area for area in known if Level.WARD.has(area)), default="")
    if code > last:
        return f"a ward code issued after December {vintage}: out of vintage"
    return f"a ward code that was not in use in December {vintage}: out of vintage, or mistyped"
