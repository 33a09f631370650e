"""An area's figure and those of the larger areas that it lies in."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.area import Level


@dataclass(frozen=True)
class FigureAround:
    """The share of one area: the own one, or one that it lies in.

    Attributes:
        level: the area's level.
        name: its name.
        numerator: how many are counted.
        denominator: out of how many.
        value: the share, 0 to 1.
        lower: lower 95% limit of natural variation, 0 to 1; NaN for England, whose figure is fixed.
        upper: upper limit.
    """

    level: Level
    name: str
    numerator: float
    denominator: float
    value: float
    lower: float
    upper: float
