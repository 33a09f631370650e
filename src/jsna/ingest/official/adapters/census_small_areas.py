"""Counts that are published for small areas (LSOAs) only: exact for some wards, estimated for the others."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, Findings
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
    stated, fine = None, recipe
    if recipe.published is not None:
        # Each heading by itself, so that an indicator of broader groups is the sum of one of narrower groups.
        fine, fine_published = _by_heading(indicator, recipe, recipe.published)
        stated = small_area_tables.with_rest(published_wards(inputs, fine_published))
    parts, placed = small_area_tables.counted(inputs, indicator, fine)
    divided = small_areas.to_wards(parts, placed, stated)
    # Each group is divided by itself, and their sum is the total: in these tables nobody is in two of them.
    whole = small_area_tables.with_total(divided.counts)
    by_ward = whole if fine is recipe else _joined(whole, recipe)
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


def _by_heading(indicator: Indicator, recipe: Recipe, published: Recipe) -> tuple[Recipe, Recipe]:
    """The two recipes with a group for each heading, under its name in the table of small areas."""
    pairs: dict[str, str] = {}
    for group, headings in recipe.groups.items():
        theirs = published.groups.get(group, ())
        if len(headings) != len(theirs):
            accepted = "as many headings as in [recipe.groups], in the same order"
            where = f"recipe.published.groups.{group}"
            raise Findings([Finding(f"{indicator.slug}.toml", "headings that do not match", accepted, column=where)])
        pairs |= dict(zip(headings, theirs, strict=True))
    fine = recipe.model_copy(update={"groups": {own: (own,) for own in pairs}})
    return fine, published.model_copy(update={"groups": {own: (theirs,) for own, theirs in pairs.items()}})


def _joined(whole: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """The groups of a recipe and their total, from its headings."""
    groups = {group: whole[list(headings)].sum(axis=1) for group, headings in recipe.groups.items()}
    return pd.DataFrame(groups | {counts.TOTAL: whole[counts.TOTAL]})
