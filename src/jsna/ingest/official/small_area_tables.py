"""Tables of counts by small area (LSOA): where each lies, and its counts by group."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated
from jsna.ingest.official import counts
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

#: Column of those who are in no group.
REST = "rest"


@dataclass(frozen=True)
class _Folder:
    """Where tables of one kind of small area lie.

    Attributes:
        name: of the folder.
        code: heading of the areas' codes.
        year: of the small areas.
    """

    name: str
    code: str
    year: int


#: By the beginning of a table's name, as it is in a recipe.
_FOLDERS = {
    "census2021_lsoa": _Folder("census2021_lsoa", "lsoa21cd", 2021),
    "census2011": _Folder("census2011", "lsoa11cd", 2011),
    "population": _Folder("population", "lsoa21cd", 2021),
}


def counted(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the small areas' counts of a recipe, and where their residents live.

    Returns:
        Counts by group and of the rest, who are in no group, as floats. Index: code of the small area. And the places,
        as :func:`jsna.ingest.official.small_areas.to_wards` needs them.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    folder, table_name = _located(indicator, recipe)
    path = inputs.folder / folder.name / f"{table_name}.parquet"
    table = parquet_table(path, [folder.code, *counts.wanted(recipe)])
    english = table[table[folder.code].str.startswith("E")]
    problems: list[Finding] = []
    groups = counts.group(english, recipe, path.name, problems)
    placed = inputs.small_areas if folder.year == 2021 else inputs.small_areas_2011
    once, known = repeated(english[folder.code], path.name, problems), pd.Index(placed["lsoa"].unique())
    accepted = f"the code of an English LSOA of {folder.year}"
    problems += at_cells(once[known.get_indexer(pd.Index(once)) < 0], path.name, "not the code of any area", accepted)
    if len(absent := known.difference(pd.Index(once))):
        problem = f"{len(absent):,} LSOAs are missing, the first {absent[0]}"
        problems.append(Finding(path.name, problem, f"every English LSOA of {folder.year}: fetch the file again"))
    require(problems)
    parts = with_rest(groups.set_axis(pd.Index(english[folder.code])))
    _refuse_overlaps(parts[REST], path.name)
    return parts, placed


def with_rest(groups: pd.DataFrame) -> pd.DataFrame:
    """Return the groups, and in the place of their total those who are in none: ``REST``, below 0 if groups overlap."""
    parts = groups.drop(columns=counts.TOTAL)
    return parts.assign(**{REST: groups[counts.TOTAL] - parts.sum(axis=1)})


def with_total(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the groups with their total, from the groups and ``REST``."""
    return parts.assign(**{counts.TOTAL: parts.sum(axis=1)}).drop(columns=REST)


def _located(indicator: Indicator, recipe: Recipe) -> tuple[_Folder, str]:
    folder, _, table = recipe.table.partition("/")
    if folder not in _FOLDERS or not table:
        name, accepted = f"{indicator.slug}.toml", f"FOLDER/TABLE; folders: {', '.join(_FOLDERS)}"
        raise Findings([Finding(name, "no such table", accepted, column="recipe.table", value=recipe.table)])
    return _FOLDERS[folder], table


def _refuse_overlaps(rest: pd.Series, name: str) -> None:
    if len(over := rest.index[rest < 0]):
        problem = f"the groups of {len(over):,} LSOAs are more than their total"
        accepted = "groups of which nobody is in two"
        raise Findings([Finding(name, problem, accepted, value=str(over[0]))])
