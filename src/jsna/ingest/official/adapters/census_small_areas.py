"""Census counts that are published for small areas (LSOAs) only: exact for some wards, estimated for the others."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated
from jsna.ingest.official import counts, small_areas
from jsna.ingest.official.adapters.census_wards import published_wards
from jsna.ingest.official.inputs import Inputs, require
from jsna.ingest.official.small_areas import ByWard
from jsna.model.area import WARD_YEARS
from jsna.model.indicator import Indicator, Recipe
from jsna.model.observations import Note

CODE = "lsoa21cd"


def census_small_areas(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator; a ward whose count is estimated has the note ``e``.

    A ward stands as it was published, where ``recipe.published`` gives it; otherwise it is worked out. Higher levels
    are sums of wards.

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    found = _worked_out(inputs, recipe)
    by_ward, exact = found.counts, found.exact
    if recipe.published is not None:
        stated = published_wards(inputs, recipe.published)
        by_ward.loc[stated.index, stated.columns] = stated
        exact = exact.union(stated.index)
    estimated = by_ward.index.difference(exact)
    figures = counts.every_level(inputs, indicator, by_ward)
    return figures.assign(note=figures["area_code"].isin(estimated).map({True: Note.ESTIMATED.value, False: None}))


def _worked_out(inputs: Inputs, recipe: Recipe) -> ByWard:
    path = inputs.folder / "census2021_lsoa" / f"{recipe.table}.parquet"
    table = parquet_table(path, [CODE, *counts.wanted(recipe)])
    english = table[table[CODE].str.startswith("E")]
    problems: list[Finding] = []
    groups = counts.group(english, recipe, path.name, problems)
    first, last = (inputs.small_areas[year] for year in WARD_YEARS)
    once, known = repeated(english[CODE], path.name, problems), pd.Index(first["lsoa"].unique())
    accepted = "the code of an English LSOA of 2021"
    problems += at_cells(once[known.get_indexer(pd.Index(once)) < 0], path.name, "not the code of any area", accepted)
    if len(absent := known.difference(pd.Index(once))):
        problem = f"{len(absent):,} LSOAs are missing, the first {absent[0]}"
        problems.append(Finding(path.name, problem, "every English LSOA of 2021: fetch the file again"))
    require(problems)
    # Each group is divided by itself, and their sum is the total: in these tables nobody is in two of them.
    by_area = groups.drop(columns=counts.TOTAL).set_axis(pd.Index(english[CODE]))
    divided = small_areas.to_wards(by_area, first, last)
    return ByWard(divided.counts.assign(**{counts.TOTAL: divided.counts.sum(axis=1)}), divided.exact)
