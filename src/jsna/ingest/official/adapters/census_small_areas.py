"""Counts that are published for small areas (LSOAs) only: exact for some wards, estimated for the others."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated
from jsna.ingest.official import counts, small_areas
from jsna.ingest.official.adapters.census_wards import published_wards
from jsna.ingest.official.inputs import Inputs, require
from jsna.ingest.official.small_areas import ByWard
from jsna.model.indicator import Indicator, Recipe
from jsna.model.observations import Note

_REST = "rest"


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


#: By the beginning of a table's name, as it stands in a recipe.
_FOLDERS = {
    "census2021_lsoa": _Folder("census2021_lsoa", "lsoa21cd", 2021),
    "census2011": _Folder("census2011", "lsoa11cd", 2011),
    "population": _Folder("population", "lsoa21cd", 2021),
}


def census_small_areas(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator; a ward whose count is estimated has the note ``e``.

    The table is named with its folder: ``census2011/ks201_ethnic_5group_lsoa11``. A ward stands as it was published,
    where ``recipe.published`` gives it; otherwise it is worked out. Higher levels are sums of wards.

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    found = _worked_out(inputs, indicator, recipe)
    by_ward, exact = found.counts, found.exact
    if recipe.published is not None:
        stated = published_wards(inputs, recipe.published)
        by_ward.loc[stated.index, stated.columns] = stated
        exact = exact.union(stated.index)
    estimated = by_ward.index.difference(exact)
    figures = counts.every_level(inputs, indicator, by_ward)
    return figures.assign(note=figures["area_code"].isin(estimated).map({True: Note.ESTIMATED.value, False: None}))


def population_totals(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return how many people live in each area, as ``value``; wards as :func:`census_small_areas` makes them.

    Raises:
        Findings: as :func:`census_small_areas`.
    """
    figures = census_small_areas(inputs, indicator, recipe)
    return figures.assign(value=figures["numerator"]).drop(columns=["numerator", "denominator"])


def _worked_out(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> ByWard:
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
    # Each group is divided by itself, and their sum is the total: in these tables nobody is in two of them.
    parts = groups.drop(columns=counts.TOTAL).set_axis(pd.Index(english[folder.code]))
    parts[_REST] = groups[counts.TOTAL].to_numpy() - parts.sum(axis=1)
    _refuse_overlaps(parts[_REST], path.name)
    divided = small_areas.to_wards(parts, placed)
    whole = divided.counts.assign(**{counts.TOTAL: divided.counts.sum(axis=1)})
    return ByWard(whole.drop(columns=_REST), divided.exact)


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
