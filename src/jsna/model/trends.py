"""How a figure changed over the years in one area and in England, and what may be said about it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jsna.model.event import Event
from jsna.model.indicator import Group, Indicator

#: Columns of ``History.years``. Index: the period as its source names it, oldest first. ``day`` is the date of a
#: period; ``apart`` is True for periods that do not share a day, counted back from the latest; the rest are floats in
#: the indicator's unit (fractions for proportions), NaN where missing; ``note`` is text.
YEARS_COLUMNS = (
    "day", "apart", "numerator", "denominator", "value", "lower", "upper", "note", "england", "difference",
)  # fmt: skip


@dataclass(frozen=True)
class TrendVerdict:
    """What the published rule says about a series, and what can be said where the rule does not apply.

    Attributes:
        state: one of the words of ``jsna.stats.trends.Trend``.
        reason: why, or which part the rule is missing.
        direction: first and last figure, in plain words and without a verdict.
    """

    state: str
    reason: str
    direction: str


@dataclass(frozen=True)
class History:
    """One group of one indicator in one area over the years.

    Attributes:
        indicator: what the figures are.
        group: the group counted.
        code: code of the area.
        name: its name.
        years: one row for each period; columns as ``YEARS_COLUMNS``.
        verdict: what may be said about the area.
        england: what may be said about England.
        events: events that touch the area and the topic within the years, oldest first.
    """

    indicator: Indicator
    group: Group
    code: str
    name: str
    years: pd.DataFrame
    verdict: TrendVerdict
    england: TrendVerdict
    events: tuple[Event, ...]

    @property
    def overlaps(self) -> bool:
        """True if some periods share years with their neighbours."""
        return not bool(self.years["apart"].all())

    @property
    def has_intervals(self) -> bool:
        """True if at least one figure has an interval."""
        return bool(self.years["lower"].notna().any())
