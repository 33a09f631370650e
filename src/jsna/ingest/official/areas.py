"""Make the areas file from the look-ups: every area of England with its parents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.text_table import require_columns, text_table
from jsna.model.area import AREA_COLUMNS, ENGLAND, VINTAGES, Level

WARDS = "lookups/ward22_lad22_lad23_utla23_region.csv"
WARD_NAMES = "lookups/ons_list_wd22.csv"
#: Every ward since 2011 with its current parents: the only file that includes wards without output areas.
ALL_WARDS = "lookups/drkane_ward_all_codes.csv"

_LOOKUP_COLUMNS = ["ward22cd", "ward22nm", "lad23cd", "lad23nm", "utla23cd", "utla23nm", "rgn22cd", "rgn22nm", "ctry"]


def from_lookups(folder: Path) -> pd.DataFrame:
    """Return every area, columns as ``AREA_COLUMNS``, sorted by level (wards first) and code; empty parents are None.

    Raises:
        Findings: a look-up is missing or damaged, or a ward has no parents in any of them.
    """
    lookup = text_table(folder / WARDS, WARDS)
    require_columns(lookup, _LOOKUP_COLUMNS, WARDS)
    english = lookup[lookup["ctry"] == ENGLAND]
    levels = [_wards(folder, english), _districts(english), _counties(english), _regions(english), _england()]
    table = pd.concat(levels, ignore_index=True)
    table["vintage"] = table["level"].map({level.value: VINTAGES[level] for level in Level}).astype("int32")
    return table[list(AREA_COLUMNS)].astype(object).where(table.notna(), None).astype({"vintage": "int32"})


def _wards(folder: Path, english: pd.DataFrame) -> pd.DataFrame:
    """Wards with output areas come from the look-up, the tiny ones from the list of all wards."""
    named = text_table(folder / WARD_NAMES, WARD_NAMES)
    require_columns(named, ["areacd", "areanm"], WARD_NAMES)
    names = named[named["areacd"].str.startswith("E05")].set_index("areacd")["areanm"]
    parents = english.set_index("ward22cd")[["lad23cd", "utla23cd", "rgn22cd"]]
    tiny = _parents_of_tiny(folder, names.index.difference(parents.index))
    wards = pd.concat([parents, tiny]).reindex(names.index)
    return _level(Level.WARD, names, wards["lad23cd"], wards["utla23cd"], wards["rgn22cd"])


def _parents_of_tiny(folder: Path, codes: pd.Index) -> pd.DataFrame:
    listed = text_table(folder / ALL_WARDS, ALL_WARDS)
    require_columns(listed, ["WDCD", "LADCD_ACTIVE", "UTLACD", "RGNCD"], ALL_WARDS)
    found = listed.drop_duplicates("WDCD").set_index("WDCD").reindex(codes)
    unknown = found.index[found["LADCD_ACTIVE"].isna()]
    if len(unknown):
        problem, accepted = "a ward has no district in any look-up", "a row for it in one of the look-ups"
        raise Findings(Finding(ALL_WARDS, problem, accepted, column="WDCD", value=code) for code in unknown)
    kept = found[["LADCD_ACTIVE", "UTLACD", "RGNCD"]]
    return kept.set_axis(["lad23cd", "utla23cd", "rgn22cd"], axis=1)


def _districts(english: pd.DataFrame) -> pd.DataFrame:
    first = english.drop_duplicates("lad23cd").set_index("lad23cd")
    return _level(Level.DISTRICT, first["lad23nm"], first.index.to_series(), first["utla23cd"], first["rgn22cd"])


def _counties(english: pd.DataFrame) -> pd.DataFrame:
    upper = english[english["utla23cd"].str.startswith("E10")]
    first = upper.drop_duplicates("utla23cd").set_index("utla23cd")
    return _level(Level.COUNTY, first["utla23nm"], None, first.index.to_series(), first["rgn22cd"])


def _regions(english: pd.DataFrame) -> pd.DataFrame:
    first = english.drop_duplicates("rgn22cd").set_index("rgn22cd")
    return _level(Level.REGION, first["rgn22nm"], None, None, first.index.to_series())


def _england() -> pd.DataFrame:
    return _level(Level.ENGLAND, pd.Series({ENGLAND: "England"}), None, None, None)


def _level(
    level: Level, names: pd.Series, district: pd.Series | None, county: pd.Series | None, region: pd.Series | None
) -> pd.DataFrame:
    """One level's rows; parents are aligned by code."""
    frame = pd.DataFrame({"name": names}).rename_axis(index="code").sort_index()
    frame["level"] = level.value
    for column, parent in (("district", district), ("county", county), ("region", region)):
        frame[column] = None if parent is None else parent.reindex(frame.index).astype(object)
    return frame.reset_index()
