"""Find the area of each text in a collection's area column, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.areas.postcodes import place_postcodes, ward_column
from jsna.areas.unknown import unknown_areas
from jsna.areas.ward_years import whole_wards
from jsna.errors import Finding, Findings, at_cells
from jsna.files.text_table import repeated, require_columns, text_table
from jsna.ingest.records.mapping import Mapping
from jsna.model.area import Level

#: Takes the texts of the area column; returns ``area`` (missing if there is no match) and ``problem`` (the reason).
AreaFinder = Callable[["pd.Series[str]"], pd.DataFrame]

NOT_GIVEN = "no area given"
CUT = "a ward of {other} that lies in several wards of {year}"
#: The reason for an area that is known and not one of the place.
ELSEWHERE = "outside the place"
_BY_DISTRICT = '; to count by district: kind = "district", in the form “District codes”'


def area_finder(mapping: Mapping, beside: Path, lookups: Lookups) -> AreaFinder:
    """Return the function that reads this collection's area column.

    Args:
        mapping: of the collection.
        beside: folder of the mapping file and its look-up.
        lookups: the areas of the data folder.

    Raises:
        Findings: the look-up is missing or invalid.
    """
    if mapping.area.kind == "postcode":
        return partial(_as_postcodes, lookups=lookups)
    if mapping.area.kind == "lsoa":
        wards = _of_level(lookups, Level.WARD)
        return partial(_looked_up, ward_of=_lookup(beside / mapping.area.lookup, wards))
    return partial(_as_codes, level=mapping.area.level, lookups=lookups)


def _as_postcodes(written: pd.Series[str], lookups: Lookups) -> pd.DataFrame:
    placed = place_postcodes(written, lookups.data)
    return placed[[ward_column(lookups.year), "problem"]].set_axis(["area", "problem"], axis=1)


def _as_codes(written: pd.Series[str], level: Level, lookups: Lookups) -> pd.DataFrame:
    """Codes of areas of one level; those of another year where they lie whole in one of them."""
    codes, known = _plain(written), _of_level(lookups, level)
    area = codes.where(among(codes, known))
    others = area.isna() & codes.map(level.has)
    changed, cut = _of_another_year(level, lookups) if others.any() else (pd.Series(dtype="str"), frozenset())
    area = area.fillna(codes[others].map(changed))
    nowhere = area.isna()
    unknown = unknown_areas(codes[nowhere], lookups.codes if nowhere.any() else ())
    problem = _of_another_level(codes[nowhere], level, lookups).fillna(unknown)
    problem = problem.mask(codes[nowhere].isin(cut), CUT.format(other=lookups.other_year, year=lookups.year)).mask(
        codes[nowhere] == "", NOT_GIVEN
    )
    return pd.DataFrame({"area": area, "problem": problem.reindex(codes.index, fill_value="")}, index=written.index)


def _of_another_year(level: Level, lookups: Lookups) -> tuple[pd.Series[str], frozenset[str]]:
    """The area of our year that holds each area of another year (the index), and those that lie in several of ours."""
    if level is Level.DISTRICT:
        return lookups.merged_districts, frozenset()
    whole = whole_wards(lookups.ward_changes, lookups.other_year, lookups.year)
    return whole, frozenset(lookups.ward_changes[f"ward_{lookups.other_year}"]) - frozenset(whole.index)


def _of_another_level(codes: pd.Series[str], level: Level, lookups: Lookups) -> pd.Series[str]:
    """What is wrong with codes of areas of another level; missing for all others."""
    others = codes.map(lookups.areas["level"])
    by_district = others.eq(Level.DISTRICT.value).map({True: _BY_DISTRICT, False: ""})
    return "the code of a " + others + f", not of a {level}" + by_district


def _of_level(lookups: Lookups, level: Level) -> pd.Index[str]:
    return lookups.areas.index[lookups.areas["level"] == level.value]


def _looked_up(written: pd.Series[str], ward_of: pd.Series[str]) -> pd.DataFrame:
    codes = _plain(written)
    ward = codes.map(ward_of)
    problems = [
        "" if pd.notna(found) else "not in the look-up" if code else NOT_GIVEN
        for found, code in zip(ward, codes, strict=True)
    ]
    return pd.DataFrame({"area": ward, "problem": problems}, index=written.index)


def _plain(written: pd.Series[str]) -> pd.Series[str]:
    """Codes in their official spelling, without added spaces or lower-case letters."""
    return written.fillna("").astype("str").str.strip().str.upper()


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
