"""What a file holds in which no column says where each row lies: other areas than wards, or areas along the top."""

from __future__ import annotations

import re

from jsna.areas.name_index import NameIndex
from jsna.errors import Finding
from jsna.ingest.council.columns.heading_words import tokens
from jsna.ingest.council.understood import Understood

#: Areas that cannot be put into wards, by a word of their heading; their names may be those of wards.
_BY_HEADING = {
    "parish": "parishes",
    "division": "electoral divisions",
    "constituency": "constituencies",
    "settlement": "settlements",
    "polling": "polling districts",
    "pcn": "primary care networks",
    "icb": "integrated care boards",
    "ccg": "clinical commissioning groups",
}
#: Parts of postcodes, which cross the boundaries of wards.
_BY_CELLS = {
    "sectors of postcodes": re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d", re.IGNORECASE),
    "districts of postcodes": re.compile(r"[A-Z]{1,2}\d[A-Z\d]?", re.IGNORECASE),
}
#: So many areas as headings show that a table is turned round.
_FEWEST = 3
_ACCEPTED = "codes or names of wards, postcodes, LSOAs, or longitudes and latitudes"


def holds_others(heading: str) -> str:
    """Return which areas a heading names that cannot be put into wards, or an empty text."""
    said = set(tokens(heading))
    return next((many for word, many in _BY_HEADING.items() if word in said and "ward" not in said), "")


def finding(understood: Understood, index: NameIndex, place: str) -> Finding | None:
    """Return what a file holds in place of areas that are read; None where nothing can be said of it.

    Args:
        understood: a file without a column of areas.
        index: the names of every area.
        place: code of the place that the file is about.
    """
    headings = [str(heading) for heading in understood.table]
    inside = index.inside(place)
    along = [heading for heading in headings if index.wards_of(heading, inside) or heading in index.areas.index]
    if len(along) >= _FEWEST:
        problem = f"the areas stand along the top, as headings: {', '.join(along[:_FEWEST])} and more"
        accepted = "a row for each area: in Excel, copy the table, then Paste Special, Transpose"
        return Finding(understood.name, problem, accepted, row=1)
    for heading in headings:
        if many := _others(understood, heading):
            problem = f"{heading!r} holds {many}, which cannot be put into wards"
            return Finding(understood.name, problem, _ACCEPTED, column=heading)
    return None


def _others(understood: Understood, heading: str) -> str:
    cells = understood.table[heading]
    given = cells[cells != ""]
    by_cells = (many for many, form in _BY_CELLS.items() if len(given) and given.str.fullmatch(form).mean() > 0.5)
    return holds_others(heading) or next(by_cells, "")
