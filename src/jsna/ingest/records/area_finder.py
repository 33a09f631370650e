"""Find where each text in a collection's area column lies, or the reason why it lies nowhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.areas.placing import HOLDER, NOT_GIVEN, PROBLEM, WARD, placed
from jsna.errors import Finding, Findings, at_cells
from jsna.files.text_table import repeated, require_columns, text_table
from jsna.ingest.records.expression import BETWEEN
from jsna.ingest.records.mapping import Mapping
from jsna.model.area import Level

#: Takes the texts of the area column; returns the columns of :func:`jsna.areas.placing.placed`.
AreaFinder = Callable[["pd.Series[str]"], pd.DataFrame]


def area_finder(mapping: Mapping, beside: Path, lookups: Lookups) -> AreaFinder:
    """Return the function that reads this collection's area column.

    Args:
        mapping: of the collection.
        beside: folder of the mapping file and its look-up.
        lookups: the areas of the data folder.

    Raises:
        Findings: the look-up is missing or invalid.
    """
    if mapping.area.lookup:
        wards = lookups.areas.index[lookups.areas["level"] == Level.WARD.value]
        ward_of = _lookup(beside / mapping.area.lookup, wards)
        return partial(_looked_up, ward_of=ward_of, district=lookups.areas["district"])
    if mapping.area.district:
        return partial(_beside, lookups=lookups, place=mapping.place)
    return partial(placed, lookups=lookups, place=mapping.place)


def _beside(written: pd.Series[str], lookups: Lookups, place: str) -> pd.DataFrame:
    """Areas with the district behind each."""
    parts = written.fillna("").astype("str").str.partition(BETWEEN)
    return placed(parts[0], lookups, place, parts[2])


def _looked_up(written: pd.Series[str], ward_of: pd.Series[str], district: pd.Series[str]) -> pd.DataFrame:
    codes = written.fillna("").astype("str").str.strip().str.upper()
    ward = codes.map(ward_of)
    problems = [
        "" if pd.notna(found) else "not in the look-up" if code else NOT_GIVEN
        for found, code in zip(ward, codes, strict=True)
    ]
    found = {WARD: ward, HOLDER: ward.map(district), PROBLEM: problems}
    return pd.DataFrame(found, index=written.index, dtype="object")


def _lookup(path: Path, wards: pd.Index[str]) -> pd.Series[str]:
    table = text_table(path, path.name)
    require_columns(table, ["lsoa", "ward"], path.name)
    problems: list[Finding] = at_cells(
        table["ward"][~among(table["ward"], wards)], path.name, "not the code of a ward known here", "a ward's code"
    )
    lsoa = repeated(table["lsoa"], path.name, problems)
    if problems:
        raise Findings(problems)
    return pd.Series(table.loc[lsoa.index, "ward"].array, index=pd.Index(lsoa.array))
