"""Names for a map: of a place, of its areas and of the larger areas around them, and of towns."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd


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
