"""Counts that are published for small areas (LSOAs) only: exact for some wards, estimated for the others."""

from __future__ import annotations

import pandas as pd

from jsna.ingest.official import counts, small_area_tables, small_areas
from jsna.ingest.official.adapters.census_wards import published_wards
from jsna.ingest.official.inputs import Inputs
from jsna.model.indicator import Indicator, Recipe
from jsna.model.observations import Note


def census_small_areas(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator; a ward whose count is estimated has the note ``e``.

    The table is named with its folder: ``census2011/ks201_ethnic_5group_lsoa11``. A ward stands as it was published,
    where ``recipe.published`` gives it; otherwise it is worked out. Higher levels are sums of wards.

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    parts, placed = small_area_tables.counted(inputs, indicator, recipe)
    stated = None
    if recipe.published is not None:
        stated = small_area_tables.with_rest(published_wards(inputs, recipe.published))
    divided = small_areas.to_wards(parts, placed, stated)
    # Each group is divided by itself, and their sum is the total: in these tables nobody is in two of them.
    by_ward = small_area_tables.with_total(divided.counts)
    figures = counts.every_level(inputs, indicator, by_ward)
    estimated = by_ward.index.difference(divided.exact)
    return figures.assign(note=figures["area_code"].isin(estimated).map({True: Note.ESTIMATED.value, False: None}))


def population_totals(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return how many people live in each area, as ``value``; wards as :func:`census_small_areas` makes them.

    Raises:
        Findings: as :func:`census_small_areas`.
    """
    figures = census_small_areas(inputs, indicator, recipe)
    return figures.assign(value=figures["numerator"]).drop(columns=["numerator", "denominator"])
