"""Names of places within a sentence or a cell."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas.places import areas_within, of_ward_year
from jsna.model.area import WARD_LISTS, WARD_YEARS, Level
from jsna.model.register.item import Place
from jsna.words.numbers import count, listed, spoken

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


def several_wards(number: int, one: str, many: str, year: int) -> tuple[str, str]:
    """Return the sentence that so many items are in wards that lie in several of a year's wards, and a word for them.

    Args:
        number: of items, at least one.
        one: what one item does: ``conversation was``.
        many: the same of several.
        year: of the list of wards that is shown.
    """
    (other,) = (said for known, said in WARD_LISTS.items() if known != year)
    several = f"in several wards of {WARD_LISTS[year]}."
    if number == 1:
        return f"1 {one} in a ward of {other} that lies {several}", "It"
    return f"{count(number)} {many} in wards of {other} that lie {several}", "They"


def _all_of(areas: pd.DataFrame, codes: list[str]) -> str:
    """Return the name of the place whose wards these are, all of them; empty if there is none."""
    known = areas.loc[[code for code in codes if code in areas.index]]
    for level in (Level.DISTRICT, Level.COUNTY):
        holders = known[level.value].unique()
        if len(holders) == 1 and holders[0] in areas.index:
            inside = areas_within(areas, str(holders[0]), Level.WARD)
            if any(set(of_ward_year(inside, year).index) == set(codes) for year in WARD_YEARS):
                return f"all {len(codes)} wards of {spoken(str(areas.at[holders[0], 'name']))}"
    return ""
