"""Sentences about every area as a dot: where England's lie, and where the place's and the picked one are among them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.area import Level
from jsna.model.comparison import Comparison
from jsna.model.profile import Spread
from jsna.model.unusual import Funnel, Lane
from jsna.words.numbers import count, figure, possessive, spoken, whose
from jsna.words.standing import by_chance, standing


def finding(shown: Funnel, comparison: Comparison, lanes: Sequence[Lane], picked: str | None) -> str:
    """Return the title of the dots: the picked area's standing, or the place's, or where England's areas lie.

    Args:
        shown: every area with a figure.
        comparison: the chosen place.
        lanes: from ``jsna.analysis.unusual.lanes``.
        picked: code of the picked area, or None.
    """
    level = comparison.level
    if picked in shown.points.index:
        own = shown.comparison.of(str(picked))
        if said := standing(own, level):
            return f"{own.name} ({figure(own.value, comparison.indicator)}) is {said}"
    rows = shown.of(comparison)
    if 0 < len(rows) < len(shown.points):
        england = whose(shown.england.name, figure(shown.england.value, comparison.indicator))
        return f"{_above(rows['value'] > shown.england.value, comparison)} {england}"
    spread = lanes[0].spread
    if spread is None:
        return f"All {level.together} of {shown.england.name}"
    return f"Half of {possessive(shown.england.name)} {level.together} lie between {_ends(shown, spread, ' and ')[0]}"


def _above(above: pd.Series[bool], comparison: Comparison) -> str:
    """Return how many of a place's areas are above a figure: ``104 of 157 wards of Lincolnshire are above``."""
    number, level, place = len(above), comparison.level, spoken(comparison.place)
    if number == 1:
        return f"The one {level.value} of {place} is {'above' if above.all() else 'not above'}"
    if above.all() or not above.any():
        return f"All {count(number)} {level.together} of {place} are {'above' if above.all() else 'at or below'}"
    some = int(above.sum())
    return f"{count(some)} of {count(number)} {level.together} of {place} {'is' if some == 1 else 'are'} above"


def in_words(shown: Funnel, comparison: Comparison, lanes: Sequence[Lane], picked: str | None) -> str:
    """Return the alternative text of the dots: what they find, and what they show."""
    level = comparison.level.together
    spread = lanes[0].spread
    said = f"{finding(shown, comparison, lanes, picked)}. Every one of {count(len(shown.points))} {level} as a dot."
    if spread is not None:
        half, most = _ends(shown, spread, " and ")
        said += f" Half lie between {half}, 9 in 10 between {most}."
    for lane in lanes[1:]:
        low, high = (figure(end, comparison.indicator) for end in (lane.lowest, lane.highest))
        said += f" {lane_title(lane, comparison.level)}: {low} to {high}."
    return f"{said} The tables have the figures."


def lane_title(lane: Lane, level: Level) -> str:
    """Return what a lane shows: ``All 6,887 wards of England``, ``157 wards of Lincolnshire``."""
    number, name = len(lane.areas), spoken(lane.place)
    return f"{count(number)} {level.value if number == 1 else level.together} of {name}"


def spread_words(shown: Funnel, spread: Spread) -> tuple[str, str]:
    """Return what the thick and the thin bar mean."""
    half, most = _ends(shown, spread, " to ")
    level = shown.comparison.level.together
    return f"Thick bar: half of {level}, {half}", f"Thin bar: 9 in 10 {level}, {most}"


def line_names(shown: Funnel, own: pd.DataFrame) -> tuple[str, str]:
    """Return the names of England's line and of the picked area's; the second is empty if none is picked.

    Args:
        shown: every area with a figure.
        own: the picked area's row of ``Funnel.points``, or none.
    """
    indicator = shown.comparison.indicator
    picked = [f"{name} {figure(value, indicator)}" for name, value in zip(own["name"], own["value"], strict=True)]
    return f"{shown.england.name} {figure(shown.england.value, indicator)}", "".join(picked)


def range_by_chance(shown: Funnel, picked: str | None) -> str:
    """Return how far chance leaves the picked area's standing open; empty if none is picked or nothing is known."""
    if picked not in shown.points.index:
        return ""
    own = shown.comparison.of(str(picked))
    said = by_chance(own, shown.comparison.level)
    return f"{own.name}: {said}." if said else ""


def _ends(shown: Funnel, spread: Spread, joined: str) -> tuple[str, str]:
    """Return the ends of the middle half, and of nine in ten."""
    indicator = shown.comparison.indicator
    half, most = (
        joined.join(figure(end, indicator) for end in ends)
        for ends in ((spread.lower, spread.upper), (spread.low, spread.high))
    )
    return half, most
