"""The headline above a map: one line on a desktop. The card and the map's alternative text give the rest."""

from __future__ import annotations

import math
from datetime import date

from jsna.model.comparison import ABOVE, BELOW, FIVE_WORDS, AreaFigure, BaselineFigure, Comparison
from jsna.words.numbers import count, figure, of_several, possessive
from jsna.words.sentences import compared, furthest, in_full, stated
from jsna.words.timeliness import is_stale

#: How many characters fit on one line of the headline in a window of 1,280 pixels.
ONE_LINE = 122


def headline(comparison: Comparison, today: date | None = None) -> str:
    """Return the line about the picked ward, or about the whole place if no ward is picked.

    Args:
        comparison: the protected record.
        today: today's date; the line about a figure past its half-life uses the past tense. None: the present tense.
    """
    past, picked = is_stale(comparison.indicator, today), comparison.selection.ward
    if picked is not None and picked in comparison.areas.index:
        own = comparison.of(picked)
        compares = own.counted and own.known and not math.isnan(own.baseline)
        return _of_area(comparison, own, past=past) if compares else in_full(comparison, today)
    whole = comparison.place_figure
    if whole is None or not comparison.words.index.isin(FIVE_WORDS).any():
        return in_full(comparison, today)
    return _of_place(comparison, whole, past=past)


def _of_area(comparison: Comparison, own: AreaFigure, *, past: bool) -> str:
    """Return n of N, the share and how it compares; also the extra people if they fit on the line."""
    indicator = comparison.indicator
    said = stated(own.name, own, indicator, comparison.group, past=past)
    people = _people(own, indicator.unit)
    longer, shorter = (f"{said}{compared(own, indicator, words)}." for words in (people, ""))
    return longer if len(longer) <= ONE_LINE else shorter


def _people(own: AreaFigure, unit: str) -> str:
    if math.isnan(own.extra) or round(own.extra) == 0:
        return ""
    return f"about {count(abs(own.extra))} {'more' if own.extra > 0 else 'fewer'} {unit}"


def _of_place(comparison: Comparison, whole: BaselineFigure, *, past: bool) -> str:
    """Return n of N, the share and the baseline's; also the furthest area if it fits on the line.

    Where each ward is compared with wards like it, how many are higher or lower than these.
    """
    if comparison.is_with_wards_like_it:
        return _beside_wards_like_them(comparison, past=past)
    said = f"{stated(comparison.place, whole, comparison.indicator, comparison.group, past=past)}."
    base = comparison.baseline
    if base is not None and base.name != comparison.place:
        said = f"{said} {base.name}: {figure(base.value, comparison.indicator)}."
    longer = f"{said} {_furthest(comparison)}".strip()
    return longer if len(longer) <= ONE_LINE else said


def _beside_wards_like_them(comparison: Comparison, *, past: bool) -> str:
    higher, lower = (int(comparison.areas["verdict"].isin(side).sum()) for side in (ABOVE, BELOW))
    wards = f"{count(len(comparison.areas))} {comparison.level.together}"
    verb = ("was" if past else "is") if higher == 1 else ("were" if past else "are")
    found = f"{count(higher)} of {possessive(comparison.place)} {wards} {verb} higher than"
    return f"{comparison.group.label}: {found} {of_several(comparison.against)}, {count(lower)} lower."


def _furthest(comparison: Comparison) -> str:
    found = furthest(comparison)
    if found is None:
        return ""
    word, own = found
    return f"{word.capitalize()}: {own.name}, {figure(own.value, comparison.indicator, own.denominator)}."
