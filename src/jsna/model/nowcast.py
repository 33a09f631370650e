"""A figure carried forward to newer totals: modelled, not counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class Estimate:
    """A share of people on a date, with its 95% interval. Fractions; ``numerator`` and ``denominator`` are people."""

    day: date
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Nowcast:
    """One group's share in a ward, as counted and fitted to newer totals.

    Attributes:
        name: the ward's name.
        indicator: the indicator counted.
        group: the group counted.
        counted: what was counted, with natural variation.
        fitted: the same structure at the newer totals, with an interval widened to today.
        margins: the newer indicators whose totals it was fitted to.
        by_age: True if the rates of each age were kept and the ages are the newer ones.
        to_group_total: True if it was also fitted to the place's newer total of the group.
        zeros_filled: how many zero cells were replaced by a half.
    """

    name: str
    indicator: Indicator
    group: Group
    counted: Estimate
    fitted: Estimate
    margins: tuple[Indicator, ...]
    by_age: bool
    to_group_total: bool
    zeros_filled: int
