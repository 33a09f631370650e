"""A place in an order, with how far chance alone could move it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RankInterval:
    """Where an area stands among others, the highest first; there is no rank without its interval.

    Attributes:
        name: the area's name.
        lower: the best place that chance could give it; 1 is the highest share.
        upper: the worst.
        among: how many areas have a place: those with a figure.
        confidence: two-sided.
    """

    name: str
    lower: int
    upper: int
    among: int
    confidence: float
