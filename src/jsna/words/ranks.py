"""Sentences about a place in an order: always an interval, never a bare rank."""

from __future__ import annotations

from jsna.model.comparison import Comparison
from jsna.model.ranks import RankInterval
from jsna.words.numbers import count, percent, spoken


def place_among(own: RankInterval, comparison: Comparison) -> str:
    """Return where an area stands among the others of its place, highest first, with its interval."""
    return (
        f"Counted from the highest, the place of {own.name} among the {count(own.among)} {comparison.level.plural} of "
        f"{spoken(comparison.place)} lies between {count(own.lower)} and {count(own.upper)} "
        f"({percent(own.confidence, 0)} interval)."
    )


METHOD = (
    "Each share is drawn again from what its counts leave possible, Beta(n + ½, N − n + ½), and all are put in order "
    "each time; the interval holds 95% of the places. Goldstein H, Spiegelhalter DJ (1996), League tables and their "
    "limitations, JRSS A 159:385–443."
)
