"""How much of an area's difference its age profile explains."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class AgeAllowance:
    """One area's crude figure, and its difference from England in two parts.

    Attributes:
        name: the area.
        indicator: what the figure is.
        group: the group counted.
        observed: the count.
        total: out of how many.
        england: England's crude fraction.
        expected: how many there would be if each age had England's rate.
        explained: percentage points that the age profile explains.
        remaining: percentage points that remain; with ``explained`` they add up to the crude difference.
        ratio: observed over expected.
        lower: lower 95% limit of the ratio.
        upper: its upper limit.
    """

    name: str
    indicator: Indicator
    group: Group
    observed: float
    total: float
    england: float
    expected: float
    explained: float
    remaining: float
    ratio: float
    lower: float
    upper: float
