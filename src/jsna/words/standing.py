"""An area's standing among all of England's areas, in words: never a bare rank, always with its range by chance."""

from __future__ import annotations

import math

from jsna.model.area import Level
from jsna.model.comparison import AreaFigure, Rare
from jsna.words.numbers import of_100

#: Signs of the 25 in 1,000 at either end; always shown with the words.
SIGNS = {Rare.NO: "", Rare.LOW: "▼", Rare.HIGH: "▲"}
RARE_WORDS = {
    Rare.NO: "",
    Rare.LOW: "among the 25 in 1,000 lowest",
    Rare.HIGH: "among the 25 in 1,000 highest",
}
#: From this share of areas with exactly the same figure, they are reported as a tie.
A_TIE = 0.015

METHOD = (
    "An area's standing is the share of England's areas that have a lower figure. Half of those with the same figure "
    "count too. Chance gives it a range: from the areas below the lower end of its 95% interval to those below the "
    "upper end. An area is rare if its whole range is in the lowest or the highest 25 of 1,000."
)


def standing(own: AreaFigure, level: Level) -> str:
    """Return an area's standing: ``higher than 93 of 100 wards``; empty if it does not have one.

    If many areas have exactly the same figure: ``the same as 41 of 100 wards, higher than 59``.
    """
    if math.isnan(own.standing):
        return ""
    if own.level_with > A_TIE:
        return _tie(own, level)
    if own.standing >= 0.5:
        return f"higher than {of_100(own.standing)} of 100 {level.together}"
    return f"lower than {of_100(1 - own.standing)} of 100 {level.together}"


def by_chance(own: AreaFigure, level: Level) -> str:
    """Return the standing's range by chance: ``between 88 and 96 of 100``; empty if unknown."""
    if math.isnan(own.standing_low) or not standing(own, level):
        return ""
    low, high = own.standing_low, own.standing_high
    if own.standing < 0.5:
        low, high = 1 - high, 1 - low
    ends = of_100(low), of_100(high)
    return "" if ends[0] == ends[1] else f"between {ends[0]} and {ends[1]} of 100, allowing for chance"


def _tie(own: AreaFigure, level: Level) -> str:
    below = own.standing - own.level_with / 2
    above = 1 - own.standing - own.level_with / 2
    said = f"the same as {of_100(own.level_with)} of 100 {level.together}"
    rest = [f"higher than {of_100(below)}"] if below > 0 else []
    rest += [f"lower than {of_100(above)}"] if above > 0 else []
    return ", ".join([said, *rest])
