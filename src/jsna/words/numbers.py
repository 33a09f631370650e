"""Numbers as words: one place decides how a count, a share or a difference is written."""

from __future__ import annotations

import math

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


def figure(value: float, indicator: Indicator) -> str:
    """Return a value with its unit: ``34.6 %``, ``79.5 years``, ``21.4``."""
    if indicator.measure is Measure.PROPORTION:
        return percent(value, indicator.decimals)
    written = f"{value:,.{indicator.decimals}f}".replace("-", MINUS)
    if indicator.measure is Measure.SCORE:
        return written
    return f"{written}{SPACE}{'%' if is_percentage(indicator) else indicator.unit}"


def n_of_n(numerator: float, denominator: float, value: float, indicator: Indicator) -> str:
    """Return ``2,837 of 8,210 (34.6 %)``, or the figure alone where the source gives no counts."""
    if math.isnan(value):
        return "–"
    if math.isnan(numerator) or not indicator.is_share:
        return figure(value, indicator)
    return f"{count(numerator)} of {count(denominator)} ({percent(value, indicator.decimals)})"


def difference(points: float, indicator: Indicator) -> str:
    """Return a difference with its unit: ``+17.3 points``, ``−1.2 years``."""
    if math.isnan(points):
        return "–"
    unit = "points" if is_percentage(indicator) else ("" if indicator.measure is Measure.SCORE else indicator.unit)
    return f"{signed(points, indicator.decimals)}{SPACE}{unit}".rstrip(SPACE)


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
