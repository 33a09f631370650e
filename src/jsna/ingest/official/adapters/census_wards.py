"""Census counts by ward from a CSV: age bands, ethnic groups, economic activity."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official import counts, small_area_tables, small_areas
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe
from jsna.model.observations import Note

LEVEL, CODE = "geography", "area_code"


def census_ward(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator; higher levels are sums of the wards, so that all levels agree.

    If a region's wards are missing, the sums that need them are missing too. The table is about wards of 2022. With
    ``recipe.newer``, what the wards that ended have is divided among those that followed; these have the note ``e``,
    if they are not whole wards of 2022.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    by_ward = published_wards(inputs, recipe)
    absent = inputs.peopled_wards.difference(by_ward.index)
    if len(absent):
        name = f"{recipe.table}.csv"
        inputs.remarks.append(f"{indicator.title}: {name} has no row for {len(absent):,} wards; they are [x].")
    if recipe.newer is None:
        return counts.every_level(inputs, indicator, by_ward)
    between = small_areas.overlaps(*small_area_tables.counted(inputs, indicator, recipe.newer))
    newer = small_area_tables.with_total(small_areas.followed(small_area_tables.with_rest(by_ward), between))
    figures = counts.every_level(inputs, indicator, pd.concat([by_ward, newer]))
    estimated = newer.index.difference(small_areas.of_whole_wards(between, by_ward.index))
    return figures.assign(note=figures["area_code"].isin(estimated).map({True: Note.ESTIMATED.value, False: None}))


def published_wards(inputs: Inputs, recipe: Recipe) -> pd.DataFrame:
    """Return a recipe's groups and their total for the wards that a table lists. Index: ``code``.

    Raises:
        Findings: as :func:`census_ward`.
    """
    path = inputs.folder / "census2021_ward" / f"{recipe.table}.csv"
    table = text_table(path, path.name)
    require_columns(table, [LEVEL, CODE, *counts.wanted(recipe)], path.name)
    rows = table[(table[LEVEL] == "ward22") & ~table[CODE].str.startswith("W")]
    problems: list[Finding] = []
    groups = counts.group(rows, recipe, path.name, problems)
    by_ward = counts.wards(inputs, rows[CODE], groups, path.name, problems)
    require(problems)
    return by_ward
