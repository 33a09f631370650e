"""What a census said of an area ten years before: the same question, or another one beside it."""

from __future__ import annotations

import math

import pandas as pd

from jsna.analysis.latest import indicator_of, shares
from jsna.catalogue.read import Catalogue
from jsna.model.indicator import Indicator
from jsna.model.ten_years import Counted, TenYears


def ten_years(catalogue: Catalogue, slug: str, area: str) -> TenYears | None:
    """Return an area's figures at the last census and at the one before; None where there is none, or no count of it.

    Args:
        catalogue: the open data.
        slug: an indicator of the last census.
        area: code of the area.

    Raises:
        LinkError: there is no such indicator.
    """
    indicator = indicator_of(catalogue, slug)
    if indicator.asked_before is not None:
        return _asked_differently(catalogue, indicator, area)
    figures = catalogue.figures(slug)
    earlier = [period for period in figures.periods if indicator.recipe and str(period) in indicator.recipe.earlier]
    if not earlier:
        return None
    then, now = (
        tuple(_counted(catalogue, indicator, str(period), group, area) for group in indicator.groups)
        for period in (earlier[-1], figures.periods[-1])
    )
    return _unless_empty(TenYears(indicator, then, now))


def _asked_differently(catalogue: Catalogue, indicator: Indicator, area: str) -> TenYears | None:
    """The figures of another indicator beside those of this one."""
    before = indicator.asked_before
    if before is None or before.indicator not in catalogue.indicators:
        return None
    other = catalogue.indicators[before.indicator]
    then = tuple(_newest(catalogue, other, theirs, area) for theirs in before.groups.values())
    now = tuple(_newest(catalogue, indicator, own, area) for own in before.groups)
    return _unless_empty(TenYears(indicator, then, now, (before.question_then, before.question)))


def _newest(catalogue: Catalogue, indicator: Indicator, group: str, area: str) -> Counted:
    return _counted(catalogue, indicator, str(catalogue.figures(indicator.slug).periods[-1]), group, area)


def _counted(catalogue: Catalogue, indicator: Indicator, period: str, group: str, area: str) -> Counted:
    frame = catalogue.figures(indicator.slug).frames.get((period, group), pd.DataFrame())
    if area not in frame.index:
        return Counted(period, indicator.groups[group], math.nan, math.nan, math.nan, "")
    row = frame.loc[[area]]
    numerator, denominator = (float(row[column].iloc[0]) for column in ("numerator", "denominator"))
    note = row["note"].iloc[0]
    share = float(shares(row).iloc[0])
    return Counted(
        period, indicator.groups[group], numerator, denominator, share, note if isinstance(note, str) else ""
    )


def _unless_empty(found: TenYears) -> TenYears | None:
    known = [not math.isnan(each.numerator) for each in (*found.then, *found.now)]
    return found if any(known) else None
