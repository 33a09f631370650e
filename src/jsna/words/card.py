"""The card next to the map: about the picked area, or about the whole place if no area is picked."""

from __future__ import annotations

from jsna.model.area import Level
from jsna.model.comparison import FIVE_WORDS, LIKE_IT, AreaFigure, Comparison, Verdict
from jsna.model.indicator import Indicator
from jsna.words.alike import counts_of_ten
from jsna.words.numbers import count, counted, difference, extra, figure, percent, spoken
from jsna.words.standing import RARE_WORDS, SIGNS, by_chance, standing


def of_area(own: AreaFigure, indicator: Indicator, level: Level) -> dict[str, str]:
    """Return the lines of an area's card: heading → words; unknown values are left out.

    Args:
        own: the area's figure.
        indicator: what the figure is.
        level: wards or districts.
    """
    conclusive = own.verdict.is_conclusive
    reason = "" if own.reason == own.verdict else f": {own.reason}"
    compared = f"{own.verdict}{_baseline(own, indicator) if conclusive else reason}"
    lines = {
        "Number and share": counted(own, indicator) if own.counted else "",
        f"Compared with {spoken(own.baseline_name)}": compared,
        LIKE_IT.capitalize(): counts_of_ten(own, indicator),
        "Difference": difference(own.difference, indicator, own.denominator),
        f"Extra {indicator.unit}": extra(own.extra, indicator),
        f"Among England's {level.together}": _standing(own, level),
        "Natural variation" if indicator.is_share else "Margin of error": _interval(own, indicator),
    }
    return {heading: words for heading, words in lines.items() if words not in ("", "–")}


def of_place(comparison: Comparison) -> list[tuple[Verdict, int]]:
    """Return how many areas of the place have each word or state, highest first; zero counts are left out."""
    words = comparison.words
    states = [word for word in Verdict if word not in FIVE_WORDS]
    return [(word, int(words[word.value])) for word in (*reversed(FIVE_WORDS), *states) if word.value in words.index]


def rare_areas(comparison: Comparison) -> str:
    """Return how many of the place's areas are rare, at each end; empty without rare areas."""
    found = comparison.areas["rare"].value_counts()
    ends = [(SIGNS[rare], words, int(found.get(rare.value, 0))) for rare, words in RARE_WORDS.items() if words]
    return "; ".join(f"{sign} {count(number)} {words}" for sign, words, number in ends if number)


def _baseline(own: AreaFigure, indicator: Indicator) -> str:
    # Wards like it have a line of their own, with their counts.
    if own.baseline != own.baseline or own.baseline_name == LIKE_IT:
        return ""
    return f" ({spoken(own.baseline_name)} {figure(own.baseline, indicator)})"


def _standing(own: AreaFigure, level: Level) -> str:
    """Return the standing, its range by chance, and the sign and words if it is rare."""
    rare = f"{SIGNS[own.rare]} {RARE_WORDS[own.rare]}".strip()
    return "; ".join(filter(None, (standing(own, level), by_chance(own, level), rare)))


def _interval(own: AreaFigure, indicator: Indicator) -> str:
    if own.lower95 != own.lower95:
        return ""
    if indicator.is_share:
        return f"{percent(own.lower95)} to {percent(own.upper95)}"
    return f"{figure(own.lower95, indicator)} to {figure(own.upper95, indicator)}"
