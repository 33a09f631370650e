"""Names for a map: of a place, its areas, the larger areas around them, and towns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


def no_towns() -> pd.DataFrame:
    """Return an empty table of towns."""
    return pd.DataFrame({"name": [], "latitude": [], "longitude": [], "weight": []}).astype({"name": "str"})


@dataclass(frozen=True)
class Names:
    """The names on a map.

    Attributes:
        place: name of the place.
        areas: full name of each area. Index: area code.
        larger: name of each larger area that areas lie in. Index: area code.
        towns: ``name, latitude, longitude, weight``; the map leaves out those outside the place.
    """

    place: str
    areas: pd.Series[str]
    larger: pd.Series[str]
    towns: pd.DataFrame = field(default_factory=no_towns)
