"""Which areas a place holds, what lies above an area, and which area each is compared with."""

from __future__ import annotations

import pandas as pd

from jsna.errors import LinkError
from jsna.model.area import ENGLAND, HOLDERS, Level
from jsna.model.selection import Baseline


def of_ward_year(areas: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the areas with the wards of one year only: no place is there twice.

    Args:
        areas: the areas table, with the wards of every year.
        year: one of ``model.area.WARD_YEARS``.
    """
    return areas[(areas["level"] != Level.WARD.value) | ((areas["vintage"] <= year) & (areas["until"] >= year))]


def areas_within(areas: pd.DataFrame, place: str, level: Level) -> pd.DataFrame:
    """Return the areas of one level that lie in a place; unitary authorities are of the level of counties too.

    Args:
        areas: the areas table, index ``code``.
        place: code of a district, county, region or England.
        level: the level wanted; a district holds itself.

    Returns:
        The rows of ``areas`` in its order.

    Raises:
        LinkError: the place is not in the table, or is a ward.
    """
    found = of_level(areas, level)
    if place == ENGLAND:
        return found
    holder = level_of(areas, place)
    if holder is Level.WARD:
        msg = f"{place} is a ward; a place is a district, a county, a region or England."
        raise LinkError(msg)
    return found[found[holder.value] == place]


def of_level(areas: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Return the rows of one level. Of counties: the county councils and the unitary authorities, which cover England.

    Args:
        areas: the areas table, index ``code``.
        level: the level wanted. A unitary authority is a district, and its own county.
    """
    if level is Level.COUNTY:
        return areas[areas[level.value] == areas.index]
    return areas[areas["level"] == level.value]


def lies_in(areas: pd.DataFrame, place: str) -> pd.Series[bool]:
    """Return for each area of any level whether it lies in a place; a place lies in itself. Index: area code.

    Args:
        areas: the areas table, index ``code``.
        place: any code; where it is not in the table, nothing lies in it.
    """
    return (areas[list(HOLDERS)] == place).any(axis=1) | (areas.index == place) | (place == ENGLAND)


def codes_within(areas: pd.DataFrame, place: str) -> list[str] | None:
    """Return the codes of a place and of every area that lies in it; None for England, which holds all."""
    return None if place == ENGLAND else [str(code) for code in areas.index[lies_in(areas, place)]]


def above(areas: pd.DataFrame, code: str) -> dict[Level, str]:
    """Return the codes of the areas that an area lies in, smallest first; a larger area's own code is the first.

    Args:
        areas: the areas table, index ``code``.
        code: a ward or any larger area. A unitary authority is its own county.

    Raises:
        LinkError: the code is not in the table.
    """
    level_of(areas, code)
    # Cell by cell: pandas makes a row of a table with columns of several types in twenty times the time.
    own = {level: areas.at[code, level.value] for level in HOLDERS}
    return {level: holder for level, holder in own.items() if isinstance(holder, str)} | {Level.ENGLAND: ENGLAND}


def place_of(areas: pd.DataFrame, ward: str) -> str:
    """Return the place that a ward is shown in: its county where that holds districts, else its district."""
    holders = above(areas, ward)
    county = holders[Level.COUNTY]
    holds_districts = county in areas.index and level_of(areas, county) is Level.COUNTY
    return county if holds_districts else holders[Level.DISTRICT]


def is_ward_in(areas: pd.DataFrame, code: str, place: str) -> bool:
    """Return whether a code is a ward and lies in a place."""
    known = code in areas.index and level_of(areas, code) is Level.WARD
    return known and place in above(areas, code).values()


def level_of(areas: pd.DataFrame, code: str) -> Level:
    """Return the level of a code; a unitary authority answers ``district``.

    Raises:
        LinkError: the code is not in the table.
    """
    if code not in areas.index:
        msg = f"There is no area with the code {code!r} in the areas loaded here."
        raise LinkError(msg)
    return Level(str(areas.at[code, "level"]))


def name_of(areas: pd.DataFrame, code: str) -> str:
    """Return an area's name.

    Raises:
        LinkError: the code is not in the table.
    """
    level_of(areas, code)
    return str(areas.at[code, "name"])


def baseline_codes(rows: pd.DataFrame, baseline: Baseline) -> pd.Series[str]:
    """Return the code that each area is compared with. Index: area code.

    Args:
        rows: some rows of the areas table.
        baseline: England, or each area's own region, county or district; not the wards like it, which have no code.
    """
    if baseline is Baseline.ENGLAND:
        return pd.Series(ENGLAND, index=rows.index)
    return rows[baseline.value]


def full_names(areas: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[str]:
    """Return each area's name with the district's (of a ward) or county's (of a district) in brackets.

    Names repeat over England (there are many wards called Abbey); these do not within a district.
    """
    parent = parents(areas, rows)
    return rows["name"].where(parent == "", rows["name"] + " (" + parent + ")")


def parents(areas: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[str]:
    """Return the name of the district (of a ward) or county (of a district) of each row; empty for itself."""
    column = rows["district"].where(rows["level"] == Level.WARD.value, rows["county"])
    names = column.map(areas["name"])
    return names.where(column != rows.index, "").fillna("")
