"""Names for a map: of a place, of its areas and of the larger areas around them, and of towns."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from jsna.errors import CatalogueError

TOWNS = "names.csv"
_COLUMNS = ["name", "latitude", "longitude", "weight"]


def no_towns() -> pd.DataFrame:
    """Return a table of towns without a row."""
    return pd.DataFrame({"name": [], "latitude": [], "longitude": [], "weight": []}).astype({"name": "str"})


@dataclass(frozen=True)
class Names:
    """What a map writes.

    Attributes:
        place: name of the place.
        areas: full name of each area. Index: area code.
        larger: name of each larger area that areas lie in. Index: area code.
        towns: ``name, latitude, longitude, weight``; those outside the place are left out by the map.
    """

    place: str
    areas: pd.Series[str]
    larger: pd.Series[str]
    towns: pd.DataFrame = field(default_factory=no_towns)


def read_towns(data: Path) -> pd.DataFrame:
    """Return the names that people use, the weightiest first; none where the data folder has no list of them.

    Raises:
        CatalogueError: the list lacks a column; the message names it.
    """
    path = data / TOWNS
    if not path.is_file():
        return no_towns()
    listed = pd.read_csv(path, dtype={"name": "str"})
    if missing := [column for column in _COLUMNS if column not in listed]:
        message = f"{TOWNS} has no column {', '.join(missing)}."
        raise CatalogueError(message)
    return listed[_COLUMNS].sort_values(["weight", "name"], ascending=[False, True], ignore_index=True)
