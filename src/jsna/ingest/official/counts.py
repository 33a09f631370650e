"""Turn cells of any layout into figures: sum the recipe's headings, then wards, then every level above."""

from __future__ import annotations

import pandas as pd

from jsna.areas import sums
from jsna.errors import Finding
from jsna.files import reading
from jsna.ingest.official import observations
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import Level
from jsna.model.indicator import Indicator, Recipe

TOTAL = "total"


def wanted(recipe: Recipe) -> list[str]:
    """Return the headings that a recipe adds up, the total first, each once."""
    return list(dict.fromkeys([recipe.denominator, *(h for headings in recipe.groups.values() for h in headings)]))


def group(cells: pd.DataFrame, recipe: Recipe, name: str, problems: list[Finding]) -> pd.DataFrame:
    """Return one column per group and ``TOTAL``, as floats; a group is the sum of its headings. Index: ``row``, kept.

    Args:
        cells: text or numbers, one column per heading. Index: ``row``.
        recipe: which headings.
        name: the file, for the findings.
        problems: a finding is added for every cell that is not a whole number or exceeds its row's total.
    """
    whole = pd.DataFrame({heading: reading.numbers(cells[heading], name, problems) for heading in wanted(recipe)})
    total = whole[recipe.denominator]
    problems += reading.above_total(whole.drop(columns=recipe.denominator), total, name)
    summed = {code: whole[list(headings)].sum(axis=1) for code, headings in recipe.groups.items()}
    return pd.DataFrame(summed | {TOTAL: total})


def wards(inputs: Inputs, codes: pd.Series, groups: pd.DataFrame, name: str, problems: list[Finding]) -> pd.DataFrame:
    """Return the groups by ward. Index: ``code``.

    Args:
        inputs: for the areas.
        codes: ward of each row. Index: ``row``.
        groups: counts. Index: ``row``.
        name: the file, for the findings.
        problems: a finding is added for every code that is repeated or is not an English ward of December 2022.
    """
    once = reading.repeated(codes, name, problems)
    problems += inputs.unknown_wards(once, name)
    return groups.set_axis(pd.Index(codes, name="code"))


def every_level(
    inputs: Inputs,
    indicator: Indicator,
    groups: pd.DataFrame,
    *,
    required: pd.Index | None = None,
) -> pd.DataFrame:
    """Return the figures of one indicator for its lowest level and all levels above, by exact sums.

    Args:
        inputs: for the areas.
        indicator: its lowest level is that of ``groups``.
        groups: counts and ``TOTAL``. Index: ``code``.
        required: areas without which a sum is incomplete; by default every area that has residents.
    """
    if required is None:
        required = (
            inputs.peopled_wards if indicator.lowest_level is Level.WARD else inputs.codes(indicator.lowest_level)
        )
    whole = sums.every_level(groups, inputs.areas, required, indicator.lowest_level)
    return observations.from_counts(whole, TOTAL, str(indicator.reference_date.year))
