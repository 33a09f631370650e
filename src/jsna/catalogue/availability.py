"""What is known of each characteristic, at which level, and why not below it. Availability is data, never code."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from jsna.areas.places import above, lies_in
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.indicator import Indicator

#: Columns of ``coverage``: which cell, what it holds, and where it is empty, the reason.
COVERAGE_COLUMNS = (
    "characteristic", "level", "indicator", "title", "areas", "of", "reference_date", "quality", "reason",
)  # fmt: skip


def indicators_of(catalogue: Catalogue, characteristic: Characteristic) -> tuple[Indicator, ...]:
    """Return the indicators of a characteristic: in the order of its entry, then any others by title.

    An analyst's new indicator names its characteristic itself, so nothing else is edited to list it here.
    """
    every = [item for item in catalogue.indicators.values() if item.characteristic is characteristic]
    entry = catalogue.characteristics.get(characteristic)
    order = {slug: place for place, slug in enumerate(entry.indicators if entry else ())}
    return tuple(sorted(every, key=lambda item: (order.get(item.slug, len(order)), item.title)))


def of_today(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return the indicators without those that stand only beside another one, as what was asked before it."""
    before = {item.asked_before.indicator for item in catalogue.indicators.values() if item.asked_before is not None}
    return tuple(item for slug, item in catalogue.indicators.items() if slug not in before)


def gap(catalogue: Catalogue, characteristic: Characteristic, level: Level) -> str | None:
    """Return why a characteristic has no figure at a level, in one sentence, or None where it has one.

    An indicator added since at that level closes the gap.
    """
    order = list(Level)
    found = indicators_of(catalogue, characteristic)
    if any(order.index(item.lowest_level) <= order.index(level) for item in found):
        return None
    entry = catalogue.characteristics.get(characteristic)
    reasons = {known.level: known.reason for known in entry.gaps} if entry else {}
    return reasons.get(level, f"No indicator for {level.plural} is loaded here.")


def coverage(catalogue: Catalogue, place: str = ENGLAND) -> pd.DataFrame:
    """Return the coverage matrix of a place, one row for each characteristic, level and indicator.

    Args:
        catalogue: the open data.
        place: code of a district, county, region or England.

    Returns:
        Columns as ``COVERAGE_COLUMNS``, in the order of the Act, of the levels (smallest first) and of the indicators.
        ``areas`` of ``of`` areas have a figure in the latest period; above the place, the one area it lies in counts.
        Where none has, ``reason`` says why, and where there is no indicator at all, ``indicator`` is empty.
    """
    around = _around(catalogue.areas, place)
    cells = [cell for characteristic in NINE for cell in _cells(catalogue, characteristic, around)]
    return pd.DataFrame(cells, columns=list(COVERAGE_COLUMNS))


def _around(areas: pd.DataFrame, place: str) -> pd.Series:
    """The level of every area inside the place and of those it lies in. Index: code."""
    return areas["level"][lies_in(areas, place) | areas.index.isin(list(above(areas, place).values()))]


def _cells(catalogue: Catalogue, characteristic: Characteristic, around: pd.Series) -> Iterator[dict[str, object]]:
    found = indicators_of(catalogue, characteristic)
    reached = {item.slug: catalogue.figures(item.slug).with_figure(around.index) for item in found}
    for level in Level:
        of_level = (around == level.value).to_numpy()
        codes = around.index[of_level]
        cell = {"characteristic": characteristic.value, "level": level.value, "of": len(codes)}
        if not found:
            reason = gap(catalogue, characteristic, level)
            yield cell | {"indicator": "", "title": "", "areas": 0, "reason": reason}
        for item in found:
            have = int(reached[item.slug][of_level].sum())
            reason = "" if have or not len(codes) else _reason(catalogue, item, level)
            yield cell | _described(item, level) | {"areas": have, "reason": reason}


def _described(item: Indicator, level: Level) -> dict[str, object]:
    return {
        "indicator": item.slug,
        "title": item.title,
        "reference_date": item.reference_date,
        "quality": item.source.of(level, item.first_group).quality.value,
    }


def _reason(catalogue: Catalogue, item: Indicator, level: Level) -> str:
    order = list(Level)
    if order.index(level) < order.index(item.lowest_level):
        below = gap(catalogue, item.characteristic, level)
        return below or f"{item.title} stands for {item.lowest_level.together} and larger areas only."
    year = item.expect.only_year
    if level is Level.WARD and year not in {None, catalogue.year}:
        return f"{item.title}: for {level.of(year)} only."
    return f"The source of {item.title.lower()} has no figure here at this level."
