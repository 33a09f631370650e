"""Make the areas file from the look-ups: every area of England with its parents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official import output_areas
from jsna.model.area import AREA_COLUMNS, ENGLAND, VINTAGES, WARD_YEARS, Level

WARDS = "lookups/ward22_lad22_lad23_utla23_region.csv"
WARD_NAMES = {2022: "lookups/ons_list_wd22.csv", 2025: "lookups/ons_list_wd25.csv"}
#: Every ward since 2011 with its current parents: the only file that includes wards without output areas.
ALL_WARDS = "lookups/drkane_ward_all_codes.csv"

FIRST, LAST = WARD_YEARS
_PARENTS = ["lad23cd", "utla23cd", "rgn22cd"]
_LOOKUP_COLUMNS = ["ward22cd", "ward22nm", "lad23cd", "lad23nm", "utla23cd", "utla23nm", "rgn22cd", "rgn22nm", "ctry"]


def from_lookups(folder: Path) -> pd.DataFrame:
    """Return every area, columns as ``AREA_COLUMNS``, sorted by level (wards first) and code; empty parents are None.

    Wards of every year are there; ``places.of_ward_year`` leaves those of one.

    Raises:
        Findings: a look-up is missing or damaged, or a ward has no parents in any of them.
    """
    lookup = text_table(folder / WARDS, WARDS)
    require_columns(lookup, _LOOKUP_COLUMNS, WARDS)
    english = lookup[lookup["ctry"] == ENGLAND]
    above = pd.concat([_districts(english), _counties(english), _regions(english), _england()], ignore_index=True)
    above = above.assign(vintage=above["level"].map({level.value: VINTAGES[level] for level in Level}), until=LAST)
    table = pd.concat([_wards(folder, english), above], ignore_index=True).astype(
        {"vintage": "int32", "until": "int32"}
    )
    text = table[list(AREA_COLUMNS)].astype(object)
    return text.where(table.notna(), None).astype({"vintage": "int32", "until": "int32"})


def ward_names(folder: Path, year: int) -> pd.Series[str]:
    """Return the names of the wards in the list of a year. Index: code, sorted.

    Raises:
        Findings: the list is missing or damaged.
    """
    named = text_table(folder / WARD_NAMES[year], WARD_NAMES[year])
    require_columns(named, ["areacd", "areanm"], WARD_NAMES[year])
    return named[named["areacd"].str.startswith("E05")].set_index("areacd")["areanm"].sort_index()


def kept_wards(folder: Path) -> frozenset[str]:
    """Return the codes of the wards that stand in the lists of both years: the same wards."""
    return frozenset(ward_names(folder, FIRST).index) & frozenset(ward_names(folder, LAST).index)


def _wards(folder: Path, english: pd.DataFrame) -> pd.DataFrame:
    """Wards of 2022 with output areas come from the look-up, the tiny ones from the list of all; then those of 2025."""
    names, later = ward_names(folder, FIRST), ward_names(folder, LAST)
    parents = english.set_index("ward22cd")[_PARENTS]
    tiny = _parents_of_tiny(folder, names.index.difference(parents.index))
    newer = _newer(folder, later.index.difference(names.index), english)
    wards = pd.concat([parents, tiny, newer]).reindex(names.index.union(later.index))
    listed = _level(Level.WARD, names.combine_first(later), wards["lad23cd"], wards["utla23cd"], wards["rgn22cd"])
    return listed.assign(
        vintage=listed["code"].isin(names.index).map({True: FIRST, False: LAST}),
        until=listed["code"].isin(later.index).map({True: LAST, False: FIRST}),
    )


def _newer(folder: Path, codes: pd.Index, english: pd.DataFrame) -> pd.DataFrame:
    """Parents of the wards that are only in the list of 2025: those of the district that holds their output areas."""
    placed = output_areas.read(folder, kept_wards(folder)).drop_duplicates("ward_2025").set_index("ward_2025")
    districts = placed["district"].reindex(codes)
    if lost := list(districts.index[districts.isna()]):
        accepted = "at least one output area in every ward that is new in 2025"
        problem = "a ward has no output area"
        raise Findings(Finding(output_areas.NEWER, problem, accepted, column="ward25cd", value=code) for code in lost)
    of_district = english.drop_duplicates("lad23cd").set_index("lad23cd", drop=False)[_PARENTS]
    return of_district.loc[districts].set_axis(codes)


def _parents_of_tiny(folder: Path, codes: pd.Index) -> pd.DataFrame:
    listed = text_table(folder / ALL_WARDS, ALL_WARDS)
    require_columns(listed, ["WDCD", "LADCD_ACTIVE", "UTLACD", "RGNCD"], ALL_WARDS)
    found = listed.drop_duplicates("WDCD").set_index("WDCD").reindex(codes)
    unknown = found.index[found["LADCD_ACTIVE"].isna()]
    if len(unknown):
        problem, accepted = "a ward has no district in any look-up", "a row for it in one of the look-ups"
        raise Findings(Finding(ALL_WARDS, problem, accepted, column="WDCD", value=code) for code in unknown)
    return found[["LADCD_ACTIVE", "UTLACD", "RGNCD"]].set_axis(_PARENTS, axis=1)


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
