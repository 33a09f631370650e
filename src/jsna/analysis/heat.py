"""Wards of a place × indicators: the differences in one table, each column in its own unit."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.analysis.comparison import compare
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.comparison import Comparison
from jsna.model.heat import Heat
from jsna.model.selection import Baseline, Selection

#: One column: slug of the indicator and code of the group.
Choice = tuple[str, str]


def heat(catalogue: Catalogue, place: str, baseline: Baseline, choices: Iterable[Choice]) -> Heat:
    """Return the differences of a place's wards from the baseline, one column for each choice.

    Args:
        catalogue: the open data.
        place: code of the place.
        baseline: what each ward is compared with.
        choices: indicators published for wards, with a group each; at least one.

    Raises:
        LinkError: a choice is not in the catalogue.
    """
    comparisons = tuple(
        compare(catalogue, Selection(area=place, indicator=slug, group=group, baseline=baseline))
        for slug, group in choices
    )
    headings = [heading(comparison) for comparison in comparisons]

    def gathered(column: str) -> pd.DataFrame:
        return pd.concat([comparison.areas[column] for comparison in comparisons], axis=1, keys=headings)

    return Heat(comparisons, comparisons[0].areas["name"], gathered("difference"), gathered("verdict"))


def heading(comparison: Comparison) -> str:
    """Return a short heading for one group of an indicator."""
    title, label = comparison.indicator.title, comparison.group.label
    return title if title.lower() == label.lower() else f"{title}: {label[:1].lower()}{label[1:]}"


def default_choices(catalogue: Catalogue) -> tuple[Choice, ...]:
    """Return the first group of the main ward-level indicator of each characteristic and topic."""
    chosen: dict[str, Choice] = {}
    for indicator in catalogue.indicators.values():
        if indicator.lowest_level is Level.WARD and indicator.is_share:
            chosen.setdefault(f"{indicator.topic}/{indicator.characteristic}", (indicator.slug, indicator.first_group))
    return tuple(chosen.values())
