"""Turn cells of any layout into figures: sum the recipe's headings, then wards, then every level above."""

from __future__ import annotations

import pandas as pd

from jsna.areas import sums
from jsna.areas.among import among
from jsna.errors import Finding, at_cells
from jsna.files.text_table import repeated
from jsna.files.to_numbers import to_numbers
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
    whole = pd.DataFrame({heading: to_numbers(cells[heading], name, problems) for heading in wanted(recipe)})
    total = whole[recipe.denominator]
    problems += above_total(whole.drop(columns=recipe.denominator), total, name)
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
    once = repeated(codes, name, problems)
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

    The sums are those of the wards of 2022. Wards that are only in a later list stand beside them.

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
    whole = with_newer(inputs, sums.every_level(groups, inputs.base, required, indicator.lowest_level), groups)
    return observations.from_counts(whole, TOTAL, str(indicator.reference_date.year))


def with_newer(inputs: Inputs, whole: pd.DataFrame, groups: pd.DataFrame) -> pd.DataFrame:
    """Return sums with the rows of wards that are only in the last list after them; those without a count are left out.

    Args:
        inputs: for the areas.
        whole: sums of every level, without those wards. Index: ``code``.
        groups: counts, columns as ``whole``. Index: ``code``.
    """
    return pd.concat([whole, groups[among(groups.index, inputs.newer_wards)]]).rename_axis(index="code")


def above_total(groups: pd.DataFrame, total: pd.Series, name: str) -> list[Finding]:
    """Return a finding for each cell that is above its row's total; all have the index ``row``."""
    found: list[Finding] = []
    accepted = "at most as many as the total of the row"
    for heading in groups:
        above = groups[heading] > total
        says = [f"{n:.0f} of {all_of:.0f}" for n, all_of in zip(groups[heading][above], total[above], strict=True)]
        shown = pd.Series(says, index=total.index[above], name=str(heading), dtype=str)
        found += at_cells(shown, name, "the numerator is above the denominator", accepted)
    return found
