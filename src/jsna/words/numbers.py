"""Numbers as words: the one module that decides how counts, shares and differences are written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Protocol

from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.protected import ShownFigure, is_wide
from jsna.disclosure.represent import decimals, may_show_percentage
from jsna.model.comparison import LIKE_IT
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import Note
from jsna.stats.proportions import wilson_interval

#: No-break space: a number and its unit stay on one line.
SPACE = "\N{NO-BREAK SPACE}"
#: What follows the number in a percentage.
PERCENT = "%"
MINUS = "\N{MINUS SIGN}"

_TIMES = {
    0.25: "a quarter of", 1 / 3: "a third of", 0.5: "half", 2: "twice", 3: "three times", 4: "four times",
    5: "five times",
}  # fmt: skip

#: Up to the first distance from the exact ratio its word is used alone, up to the second with "nearly" or "more than".
_EXACT, _NEAR = 0.025, 0.1

#: Names that need an article: exactly these, and those with these beginnings.
_WITH_ARTICLE = frozenset({
    "North East", "North West", "South East", "South West", "East Midlands", "West Midlands", "East of England",
    "East Riding of Yorkshire", "New Forest",
})  # fmt: skip
_BEGIN_WITH_ARTICLE = ("City of ", "Isle of ", "Isles of ", "Vale of ", "Forest of ")


def count(number: float) -> str:
    """Return a count with thousands separators: ``1,416``."""
    return f"{number:,.0f}".replace("-", MINUS)


def many(number: int, one: str) -> str:
    """Return a count with its word: ``1 file``, ``2 files``."""
    return f"{count(number)} {one}" if number == 1 else f"{count(number)} {one}s"


def of_hundred(number: float, decimals: int) -> str:
    """Return how many of 100 without a sign, so that 0 says nobody and 100 everybody: ``34.6``, ``under 0.1``.

    Every percentage is written here. What would round to 0 or to 100 without being it is "under" the smallest number
    that can be written, or "over" the largest below 100.

    Args:
        number: 0 to 100; NaN, and numbers outside, are written as they are.
        decimals: how many are shown.
    """
    smallest = 10.0**-decimals
    written = f"{number:,.{decimals}f}".replace("-", MINUS)
    if number > 0 and float(f"{number:.{decimals}f}") == 0:
        return f"under {smallest:.{decimals}f}"
    if number < 100 and written == f"{100:.{decimals}f}":
        return f"over {100 - smallest:.{decimals}f}"
    return written


def percent(share: float, decimals: int = 1) -> str:
    """Return a share (0 to 1) as a percentage: ``34.6%``, ``under 0.1%``; see :func:`of_hundred`."""
    return f"{of_hundred(100 * share, decimals)}{PERCENT}"


def percent_range(lower: float, upper: float, decimals: int) -> str:
    """Return two shares (0 to 1) as the ends of a range: ``40 to 60%``."""
    return f"{of_hundred(100 * lower, decimals)} to {percent(upper, decimals)}"


def decimals_for(shares: Iterable[float], fewest: int) -> int:
    """Return with how many decimals shares (0 to 1) are written differently, and none rounded to nobody or everybody.

    Args:
        shares: where classes begin.
        fewest: decimals that are always shown; at most four more are added.
    """
    different = set(shares)
    for digits in range(fewest, fewest + 4):
        written = {of_hundred(100 * share, digits) for share in different}
        if len(written) == len(different) and not any(text.startswith(("under", "over")) for text in written):
            return digits
    return fewest + 4


def percent_as_given(share: float) -> str:
    """Return a share (0 to 1) that somebody else wrote as a percentage, as they wrote it: ``99.95%``."""
    return f"{100 * share:.10g}{PERCENT}"


def signed(number: float, decimals: int = 1) -> str:
    """Return a number with its sign written out: ``+17.3`` or ``−2.0``."""
    written = f"{abs(number):,.{decimals}f}"
    if float(written.replace(",", "")) == 0:
        return written
    return f"{'+' if number > 0 else MINUS}{written}"


def percent_change(share: float) -> str:
    """Return a change (a fraction) as a percentage with its sign: ``−2.3%``; a smaller one is ``under 0.1%``."""
    size = percent(abs(share))
    return size if size.startswith("under") else f"{signed(100 * share)}{PERCENT}"


def figure(value: float, indicator: Indicator, base: float = math.nan) -> str:
    """Return a value with its unit: ``34.6%``, ``79.5 years``, ``21.4``. ``base`` as in :func:`decimals_of`."""
    if indicator.measure is Measure.PROPORTION:
        return percent(value, decimals_of(indicator, base))
    if is_percentage(indicator):
        return f"{of_hundred(value, indicator.decimals)}{PERCENT}"
    written = f"{value:,.{indicator.decimals}f}".replace("-", MINUS)
    return written if indicator.measure is Measure.SCORE else f"{written}{SPACE}{indicator.unit}"


def n_of_n(numerator: float, denominator: float, value: float, indicator: Indicator) -> str:
    """Return ``2,837 of 8,210 (34.6%)``, or the figure alone if the source does not give counts.

    For replies: ``45 of 90 replies (50%; 40 to 60% if replies were random)``, and without a percentage if they are too
    few for one.
    """
    protects = rule_for(indicator.disclosure).protects
    if math.isnan(value) and (not protects or not denominator > 0):
        return "–"
    if math.isnan(numerator) or not indicator.is_share:
        return figure(value, indicator)
    unit = " replies" if is_of_replies(indicator) else ""
    said = share(numerator, denominator, indicator)
    counts = f"{count(numerator)} of {count(denominator)}{unit}"
    return f"{counts} ({said})" if said else counts


class Figure(Protocol):
    """What is written of an area: its counts, its value, and the note on them; as in ``AreaFigure``."""

    @property
    def numerator(self) -> float:
        """How many; NaN where that is missing."""

    @property
    def denominator(self) -> float:
        """Out of how many; NaN where that is missing."""

    @property
    def value(self) -> float:
        """The share or the figure; NaN where that is missing."""

    @property
    def note(self) -> str:
        """As ``model.observations.Note``; empty where there is none."""


def counted(own: Figure, indicator: Indicator) -> str:
    """Return an area's figure as :func:`n_of_n` does, and whether it was estimated."""
    said = n_of_n(own.numerator, own.denominator, own.value, indicator)
    return f"{said}, {Note.ESTIMATED.words}" if own.note == Note.ESTIMATED else said


def share(numerator: float, denominator: float, indicator: Indicator) -> str:
    """Return what may be shown next to the counts n of N: the percentage, and for replies also its range.

    Args:
        numerator: as shown.
        denominator: as shown; above 0.
        indicator: its rule decides.
    """
    rule = rule_for(indicator.disclosure)
    if not rule.protects:
        return percent(numerator / denominator, indicator.decimals)
    return _protected_share(ShownFigure(int(numerator), int(denominator)), rule, indicator)


def _protected_share(shown: ShownFigure, rule: Rule, indicator: Indicator) -> str:
    base, written = shown.denominator or 0, decimals(shown, rule)
    said = percent(shown.numerator / base, written) if may_show_percentage(shown, rule) else ""
    if not is_of_replies(indicator):
        return said
    lower, upper = (float(limit) for limit in wilson_interval(shown.numerator, base))
    if not said:
        return f"{per_hundred(lower)} to {per_hundred(upper)} in every 100 if replies were random"
    wide = "a wide range, " if is_wide(shown, rule) else ""
    return f"{said}; {wide}{percent_range(lower, upper, written)} if replies were random"


def per_hundred(share: float) -> str:
    """Return a share (0 to 1) as how many in every 100, for replies too few for a percentage: ``under 1``."""
    return of_hundred(100 * share, 0)


def is_of_replies(indicator: Indicator) -> bool:
    """Return whether the figures count replies to a survey or consultation."""
    return indicator.disclosure.rule == "survey"


def decimals_of(indicator: Indicator, base: float = math.nan) -> int:
    """Return how many decimals a figure is shown with.

    Args:
        indicator: its own number of decimals applies, unless its rule decides by the base.
        base: out of how many, if known; NaN gives the fewest decimals.
    """
    rule = rule_for(indicator.disclosure)
    if not rule.protects or not indicator.is_share:
        return indicator.decimals
    return 0 if math.isnan(base) else decimals(ShownFigure(0, int(base)), rule)


def difference(points: float, indicator: Indicator, base: float = math.nan) -> str:
    """Return a difference with its unit: ``+17.3 points``, ``−1.2 years``. ``base`` as in :func:`decimals_of`."""
    if math.isnan(points):
        return "–"
    return f"{signed(points, decimals_of(indicator, base))}{SPACE}{unit_of_difference(indicator)}".rstrip(SPACE)


def extra(people: float, indicator: Indicator) -> str:
    """Return how many more or fewer than at the baseline's rate: ``1,416 more``."""
    if math.isnan(people):
        return "–"
    if round(people) == 0:
        return f"as many {indicator.unit} as expected"
    return f"{count(abs(people))} {'more' if people > 0 else 'fewer'}"


def times(ratio: float) -> str:
    """Return a ratio in words: ``twice``, ``nearly three times``, ``half``, ``1.4 times``.

    Args:
        ratio: value over baseline; above 0.

    Returns:
        Empty for a ratio below 1 without a plain word: the difference is clearer than ``0.6 times``.
    """
    for exact, word in _TIMES.items():
        away = ratio / exact - 1
        if abs(away) <= _EXACT:
            return word
        if abs(away) <= _NEAR:
            return f"{'nearly' if away < 0 else 'more than'} {word}"
    if ratio < 1:
        return ""
    return f"{ratio:.1f} times" if ratio < 10 else f"{ratio:.0f} times"


def apart(points: float, indicator: Indicator, base: float = math.nan) -> str:
    """Return a difference and its direction: ``4.7 points lower``, ``1.2 years higher``.

    Args:
        points: percentage points, or the indicator's unit.
        indicator: whose unit it is.
        base: as in :func:`decimals_of`.
    """
    size = difference(abs(points), indicator, base).removeprefix("+")
    return f"{size} {'lower' if points < 0 else 'higher'}"


def quantity(number: float, unit: str) -> str:
    """Return a number and its unit, in the singular for 1: ``2 points``, ``1 year``."""
    return f"{number:g} {unit.removesuffix('s') if number == 1 else unit}".strip()


def unit_of_difference(indicator: Indicator) -> str:
    """Return the word that follows a difference: ``points``, or the unit."""
    rated = indicator.measure is Measure.SCORE or indicator.unit.startswith("out of")
    return "points" if is_percentage(indicator) or rated else indicator.unit


def is_percentage(indicator: Indicator) -> bool:
    """Return whether the figures are percentages, so that their differences are in points."""
    return indicator.is_share or indicator.unit.startswith("%")


def spoken(name: str) -> str:
    """Return an area's name for use within a sentence: ``the South East``, ``the City of London``, ``Bristol``."""
    plain = name.removesuffix(", City of").removesuffix(", County of")
    return f"the {plain}" if plain in _WITH_ARTICLE or plain.startswith(_BEGIN_WITH_ARTICLE) else plain


def possessive(name: str) -> str:
    """Return the possessive of a name: ``England's``, ``St Leonards'``, ``the South East's``."""
    said = spoken(name)
    return f"{said}'" if said.endswith("s") else f"{said}'s"


def whose(name: str, written: str) -> str:
    """Return whose figure it is: ``England's 17.3%``, or ``the figure of England (under 0.1%)``."""
    if written.startswith(("under", "over")) or name == LIKE_IT:
        return f"the figure of {spoken(name)} ({written})"
    return f"{possessive(name)} {written}"


def rate_of(name: str) -> str:
    """Return whose rate: ``England's rate``, ``the rate of ten wards like it``."""
    return f"the rate of {name}" if name == LIKE_IT else f"{possessive(name)} rate"


def of_several(name: str) -> str:
    """Return what several areas are compared with: ``their county``, ``ten wards like them``, ``England``."""
    return "ten wards like them" if name == LIKE_IT else spoken(name.replace("its ", "their "))


def listed(names: list[str]) -> str:
    """Return names as a list within a sentence: ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def of_100(share: float) -> int:
    """Return a share as how many of 100; 0 or 100 only if it is exactly that, because 99.7 of 100 are not all."""
    if share in (0.0, 1.0):
        return round(100 * share)
    return min(max(round(100 * share), 1), 99)
