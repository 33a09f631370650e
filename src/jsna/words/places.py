"""Names of places within a sentence or a cell."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas.places import areas_within
from jsna.model.area import Level
from jsna.model.register.item import Place
from jsna.words.numbers import listed, spoken

#: Places that are named one by one.
NAMED = 3


def where(areas: pd.DataFrame, places: Sequence[Place]) -> str:
    """Return the names of places: ``Mablethorpe and Sutton on Sea``, ``all 157 wards of Lincolnshire``.

    Args:
        areas: the areas table.
        places: at least one; the code stands for the name of an area that is not in the table.
    """
    codes = [place.code for place in places]
    if len(codes) > NAMED and (whole := _all_of(areas, codes)):
        return whole
    names = [spoken(str(areas.at[code, "name"])) if code in areas.index else code for code in codes[:NAMED]]
    return f"{', '.join(names)} and {len(codes) - NAMED} more" if len(codes) > NAMED else listed(names)


def _all_of(areas: pd.DataFrame, codes: list[str]) -> str:
    """Return the name of the place whose wards these are, all of them; empty if there is none."""
    known = areas.loc[[code for code in codes if code in areas.index]]
    for level in (Level.DISTRICT, Level.COUNTY):
        holders = known[level.value].unique()
        if len(holders) == 1 and holders[0] in areas.index:
            inside = set(areas_within(areas, str(holders[0]), Level.WARD).index)
            if inside == set(codes):
                return f"all {len(codes)} wards of {spoken(str(areas.at[holders[0], 'name']))}"
    return ""
