"""Where a ward lies: the place that a link shows it in."""

from __future__ import annotations

import pandas as pd

from jsna.model.area import ENGLAND, Level

#: Prefix of the codes of counties that have districts; any other county is itself a district.
UPPER_TIER = "E10"


def wards(areas: pd.DataFrame) -> pd.Index[str]:
    """Return the codes of all wards."""
    return areas.index[areas["level"] == Level.WARD.value]


def place_of(areas: pd.DataFrame, ward: str) -> str:
    """Return a ward's county if that has districts, otherwise its district."""
    county, district = areas.at[ward, "county"], areas.at[ward, "district"]
    return str(county if str(county).startswith(UPPER_TIER) else district)


def is_within(areas: pd.DataFrame, code: str, place: str) -> bool:
    """Return whether a code is a ward and lies in a place."""
    if code not in areas.index or areas.at[code, "level"] != Level.WARD.value:
        return False
    return place == ENGLAND or place in {str(areas.at[code, level]) for level in ("district", "county", "region")}
