"""The funnel of one indicator: every area against its size, and how many lie outside chance or the usual spread."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jsna.model.comparison import BaselineFigure, Comparison
from jsna.model.profile import Spread


@dataclass(frozen=True)
class Outside:
    """How many areas of a family lie outside the limits.

    Attributes:
        areas: how many have a figure.
        chance: beyond chance alone at 95%: the naive interval.
        funnel_95: beyond the adjusted funnel at 95%.
        funnel_998: beyond the adjusted funnel at 99.8%.
        named: flagged by Benjamini–Hochberg at 5% on the adjusted funnel.
    """

    areas: int
    chance: int
    funnel_95: int
    funnel_998: int
    named: int


@dataclass(frozen=True)
class FunnelLimits:
    """The edges of the funnel around one baseline.

    Attributes:
        name: the baseline's name.
        value: its share.
        chance: edges of chance alone. Index: size (the denominator). Columns ``lower95``, ``upper95``,
            ``lower998``, ``upper998``, as fractions.
        adjusted: the same, allowing for the spread between areas.
        outside: how many of the baseline's own areas lie outside.
    """

    name: str
    value: float
    chance: pd.DataFrame
    adjusted: pd.DataFrame
    outside: Outside


@dataclass(frozen=True)
class Funnel:
    """Every area of England that has a figure.

    Attributes:
        comparison: the protected record it is computed from: all of England against England.
        points: one row for each area with a figure. Columns of ``comparison.areas``, and ``z`` (adjusted for the
            family's spread), ``p_adjusted`` (Benjamini–Hochberg over the family), and four flags: ``beyond_chance`` (at
            95%, by chance alone), ``beyond_95`` and ``beyond_998`` (of the adjusted funnel), and ``named`` (by
            Benjamini–Hochberg at 5%).
        england: the figure they are compared with.
        phi: mean squared z of chance alone, winsorised; 1 if there is only chance.
        tau: spread between areas beyond chance, as a fraction.
        middle: the median of the areas' shares.
        fits: whether the funnel, which is symmetric around England, fits the spread of the areas.
        limits: the edges around England's figure.
    """

    comparison: Comparison
    points: pd.DataFrame
    england: BaselineFigure
    phi: float
    tau: float
    middle: float
    fits: bool
    limits: FunnelLimits

    def of(self, comparison: Comparison) -> pd.DataFrame:
        """Return the points of a place's areas."""
        if comparison.areas.index.equals(self.comparison.areas.index):
            return self.points
        return self.points.loc[comparison.areas.index.intersection(self.points.index)]

    @property
    def unplotted(self) -> int:
        """How many areas do not have a figure, and therefore no point."""
        return len(self.comparison.areas) - len(self.points)


@dataclass(frozen=True, eq=False)
class Lane:
    """The areas of one place that have a figure, and how they are spread.

    Attributes:
        place: the place's name.
        areas: their rows of ``Funnel.points``; at least one.
        lowest: the lowest share.
        spread: the ends of the middle half and of nine in ten; None if they are too few for that.
        highest: the highest share.
    """

    place: str
    areas: pd.DataFrame
    lowest: float
    spread: Spread | None
    highest: float
