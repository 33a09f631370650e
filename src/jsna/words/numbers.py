"""Numbers as words: one place decides how a count, a share or a difference is written."""

from __future__ import annotations

import math

from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.protected import Shown, is_wide
from jsna.disclosure.represent import decimals, limits, percentage
from jsna.model.indicator import Indicator, Measure

#: No-break space: a number and its unit stay on one line.
SPACE = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"

_TIMES = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}


def count(number: float) -> str:
    """Return a count with thousands separators: ``1,416``."""
    return f"{number:,.0f}".replace("-", MINUS)


def percent(share: float, decimals: int = 1) -> str:
    """Return a share (0 to 1) as a percentage: ``34.6 %``."""
    return f"{100 * share:.{decimals}f}{SPACE}%"


def signed(number: float, decimals: int = 1) -> str:
    """Return a number with its sign written out: ``+17.3`` or ``−2.0``."""
    written = f"{abs(number):,.{decimals}f}"
    if float(written.replace(",", "")) == 0:
        return written
    return f"{'+' if number > 0 else MINUS}{written}"


def figure(value: float, indicator: Indicator, base: float = math.nan) -> str:
    """Return a value with its unit: ``34.6 %``, ``79.5 years``, ``21.4``. ``base`` as in :func:`places`."""
    if indicator.measure is Measure.PROPORTION:
        return percent(value, places(indicator, base))
    written = f"{value:,.{indicator.decimals}f}".replace("-", MINUS)
    if indicator.measure is Measure.SCORE:
        return written
    return f"{written}{SPACE}{'%' if is_percentage(indicator) else indicator.unit}"


def n_of_n(numerator: float, denominator: float, value: float, indicator: Indicator) -> str:
    """Return ``2,837 of 8,210 (34.6 %)``, or the figure alone where the source gives no counts.

    Of replies: ``45 of 90 replies (50 %; 40 to 60 % if replies were random)``, and without a percentage where they are
    too few for one.
    """
    protects = rule_for(indicator.disclosure).protects
    if math.isnan(value) and (not protects or not denominator > 0):
        return "–"
    if math.isnan(numerator) or not indicator.is_share:
        return figure(value, indicator)
    unit = " replies" if is_of_replies(indicator) else ""
    return f"{count(numerator)} of {count(denominator)}{unit} ({share(numerator, denominator, indicator)})"


def share(numerator: float, denominator: float, indicator: Indicator) -> str:
    """Return what may be said of n of N beside the counts: the percentage, and of replies the range they leave open.

    Args:
        numerator: as it is shown.
        denominator: as it is shown; above 0.
        indicator: whose rule decides.
    """
    rule = rule_for(indicator.disclosure)
    if not rule.protects:
        return percent(numerator / denominator, indicator.decimals)
    return _protected_share(Shown(int(numerator), int(denominator)), rule, indicator)


def _protected_share(shown: Shown, rule: Rule, indicator: Indicator) -> str:
    whole, written = percentage(shown, rule), decimals(shown, rule)
    said = "" if whole is None else f"{whole:.{written}f}{SPACE}%"
    if not is_of_replies(indicator):
        return said
    lower, upper = limits(shown, rule) or (0.0, 100.0)
    if whole is None:
        return f"{lower:.0f} to {upper:.0f} in every 100 if replies were random"
    wide = "a wide range, " if is_wide(shown, rule) else ""
    return f"{said}; {wide}{lower:.{written}f} to {upper:.{written}f}{SPACE}% if replies were random"


def is_of_replies(indicator: Indicator) -> bool:
    """Return whether the figures count replies to a survey or consultation."""
    return indicator.disclosure.rule == "survey"


def places(indicator: Indicator, base: float = math.nan) -> int:
    """Return with how many decimals a figure is written.

    Args:
        indicator: its own number of decimals holds, unless its rule decides by the base.
        base: out of how many, where that is known; NaN allows the fewest.
    """
    rule = rule_for(indicator.disclosure)
    if not rule.protects or not indicator.is_share:
        return indicator.decimals
    return 0 if math.isnan(base) else decimals(Shown(0, int(base)), rule)


def difference(points: float, indicator: Indicator, base: float = math.nan) -> str:
    """Return a difference with its unit: ``+17.3 points``, ``−1.2 years``. ``base`` as in :func:`places`."""
    if math.isnan(points):
        return "–"
    unit = "points" if is_percentage(indicator) else ("" if indicator.measure is Measure.SCORE else indicator.unit)
    return f"{signed(points, places(indicator, base))}{SPACE}{unit}".rstrip(SPACE)


def extra(people: float, indicator: Indicator) -> str:
    """Return how many more or fewer than the baseline's rate would give: ``1,416 more``."""
    if math.isnan(people):
        return "–"
    if round(people) == 0:
        return f"as many {indicator.unit} as expected"
    return f"{count(abs(people))} {'more' if people > 0 else 'fewer'}"


def times(ratio: float) -> str:
    """Return a ratio as it is spoken: ``twice``, ``half``, ``1.4 times``.

    Args:
        ratio: value over baseline; above 0.
    """
    for whole, word in _TIMES.items():
        if abs(ratio - whole) < 0.05 * whole:
            return word
    if abs(ratio - 0.5) < 0.025:
        return "half"
    return f"{ratio:.1f} times" if ratio < 10 else f"{ratio:.0f} times"


def is_percentage(indicator: Indicator) -> bool:
    """Return whether the figures are percentages, whose differences are points."""
    return indicator.is_share or indicator.unit.startswith("%")


def possessive(name: str) -> str:
    """Return whose it is: ``England's``, ``St Leonards'``."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(names: list[str]) -> str:
    """Return names as a sentence lists them: ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
