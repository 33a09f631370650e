"""Compare the wards of a place on several indicators: one table of differences, each column in its own unit."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.analysis.comparison import compare
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic
from jsna.model.compare import WardsCompared
from jsna.model.indicator import Indicator
from jsna.model.selection import Baseline, Subject

#: One column: slug of the indicator and code of the group.
Choice = tuple[str, str]


def compare_wards(catalogue: Catalogue, place: str, baseline: Baseline, choices: Iterable[Choice]) -> WardsCompared:
    """Return the differences of a place's wards from the baseline, one column for each choice.

    Args:
        catalogue: the open data.
        place: code of the place.
        baseline: what each ward is compared with.
        choices: indicators published for wards, with a group each; at least one.

    Raises:
        LinkError: a choice is not in the catalogue.
    """
    comparisons = tuple(compare(catalogue, Subject(place, slug, group, baseline)) for slug, group in choices)
    headings = [heading(item.indicator, item.selection.group) for item in comparisons]

    def gathered(column: str) -> pd.DataFrame:
        return pd.concat([comparison.areas[column] for comparison in comparisons], axis=1, keys=headings)

    return WardsCompared(comparisons, comparisons[0].areas["name"], gathered("difference"), gathered("verdict"))


def heading(indicator: Indicator, group: str) -> str:
    """Return a heading for one group of an indicator: its title, and the group where the title does not say it."""
    label = indicator.groups[group].label
    return indicator.title if label.casefold() in indicator.title.casefold() else f"{indicator.title}: {label}"


def default_choices(catalogue: Catalogue) -> tuple[Choice, ...]:
    """Return the first group of the main ward-level indicator of each characteristic, then of each wider topic."""
    wards = [item for item in catalogue.indicators.values() if item.lowest_level is Level.WARD and item.is_share]
    main = {slug for entry in catalogue.characteristics.values() for slug in entry.indicators[:1]}
    order = list(Characteristic)
    chosen: dict[str, Choice] = {}
    for item in sorted(wards, key=lambda item: (order.index(item.characteristic), item.slug not in main)):
        subject = item.topic if item.characteristic is Characteristic.EVERYONE else item.characteristic
        chosen.setdefault(subject, (item.slug, item.first_group))
    return tuple(chosen.values())
