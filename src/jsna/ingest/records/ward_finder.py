"""Find the ward code for each text in a collection's area column, or the reason why it has no ward."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from jsna.areas.postcodes import place_postcodes
from jsna.areas.unknown import unknown_areas
from jsna.errors import Finding, Findings, at_cells
from jsna.files.text_table import repeated, require_columns, text_table
from jsna.ingest.records.mapping import Mapping
from jsna.model.area import Level

#: Takes the texts of the area column; returns ``ward`` (missing if there is no match) and ``problem`` (the reason).
WardFinder = Callable[["pd.Series[str]"], pd.DataFrame]

NOT_GIVEN = "no area given"


def ward_finder(mapping: Mapping, beside: Path, data: Path, areas: pd.DataFrame) -> WardFinder:
    """Return the function that reads this collection's area column.

    Args:
        mapping: of the collection.
        beside: folder of the mapping file and its look-up.
        data: the data folder, for the ward boundaries.
        areas: every area, index ``code``.

    Raises:
        Findings: the look-up is missing or invalid.
    """
    if mapping.area.kind == "postcode":
        return partial(place_postcodes, data=data)
    wards = areas[areas["level"] == Level.WARD.value].index
    if mapping.area.kind == "ward":
        return partial(_as_wards, wards=wards)
    ward_of = _lookup(beside / mapping.area.lookup, wards)
    return partial(_looked_up, ward_of=ward_of)


def _as_wards(written: pd.Series[str], wards: pd.Index[str]) -> pd.DataFrame:
    codes = _plain(written)
    known, given = codes.isin(wards), codes != ""
    problems = unknown_areas(codes[given & ~known], wards).reindex(codes.index, fill_value="")
    return pd.DataFrame({"ward": codes.where(known), "problem": problems.where(given, NOT_GIVEN)}, index=written.index)


def _looked_up(written: pd.Series[str], ward_of: pd.Series[str]) -> pd.DataFrame:
    codes = _plain(written)
    ward = codes.map(ward_of)
    problems = [
        "" if pd.notna(found) else "not in the look-up" if code else NOT_GIVEN
        for found, code in zip(ward, codes, strict=True)
    ]
    return pd.DataFrame({"ward": ward, "problem": problems}, index=written.index)


def _plain(written: pd.Series[str]) -> pd.Series[str]:
    """Codes in their official spelling, without added spaces or lower-case letters."""
    return written.fillna("").astype("str").str.strip().str.upper()


def _lookup(path: Path, wards: pd.Index[str]) -> pd.Series[str]:
    table = text_table(path, path.name)
    require_columns(table, ["lsoa", "ward"], path.name)
    problems: list[Finding] = at_cells(
        table["ward"][~table["ward"].isin(wards)], path.name, "not the code of a ward known here", "a ward's code"
    )
    lsoa = repeated(table["lsoa"], path.name, problems)
    if problems:
        raise Findings(problems)
    return pd.Series(table.loc[lsoa.index, "ward"].array, index=pd.Index(lsoa.array))
