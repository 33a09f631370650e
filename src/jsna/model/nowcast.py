"""A figure carried forward to newer totals: modelled, and never to be mistaken for a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class Estimate:
    """A share of people on a day, with its 95% interval. Fractions; ``numerator`` and ``denominator`` are people."""

    day: date
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Nowcast:
    """One group's share in a ward: as counted, and fitted to newer totals.

    Attributes:
        name: the ward's name.
        indicator: the indicator counted.
        group: the group counted.
        counted: what was counted, with natural variation.
        fitted: the same structure at the newer totals, with the wider interval of the day it is read on.
        margins: the newer indicators whose totals it was fitted to.
        by_age: True where the rates of each age were kept and the ages are the newer ones.
        to_group_total: True where the place's newer total of the group was fitted to.
        zeros_filled: how many cells of nobody had a half put in their place.
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
