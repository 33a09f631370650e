"""Sentences about unusual areas: how many lie further out than usual, how many each method flags, and the method."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd

from jsna.model.comparison import Comparison
from jsna.model.unusual import Funnel, FunnelLimits
from jsna.words.numbers import count, counted, figure, percent, signed, spoken, whose
from jsna.words.timeliness import is_stale, predicate

AT_95, AT_998 = "at 95%", "at 99.8%"

#: Which areas the table lists: code for the link → the column that selects them, and words.
LISTED = {
    "95": ("beyond_95", f"further out than usual (outside the funnel {AT_95})"),
    "998": ("beyond_998", f"much further out (outside the funnel {AT_998})"),
    "named": ("named", "named after Benjamini–Hochberg at 5%"),
    "chance": ("beyond_chance", "flagged by the usual 95% test"),
    "rare": ("is_rare", "among the 25 in 1,000 at either end"),
}

METHOD = """
Each area’s share p (n of N) is compared with the baseline’s share p₀.

**Chance alone.** If only chance were at work, p would vary with a standard error of s = √(p₀ × (1 − p₀) ÷ N). The inner
limits are p₀ ± z × s. An area lies outside them exactly when its Wilson interval does not hold p₀.

**The spread that areas have anyway.** Areas differ by more than chance. That spread is called τ (tau). We estimate it
from all K areas of England. Outliers must not widen the funnel, so z-scores beyond the 10th and 90th percentiles are
drawn in to these. φ (phi) is the mean of their squares. With w = 1 ÷ s²:

τ² = (K × φ − (K − 1)) ÷ (Σw − Σw² ÷ Σw), and 0 where that is below 0.

**The funnel.** The adjusted z-score of an area is (p − p₀) ÷ √(s² + τ²). The outer limits are p₀ ± z × √(s² + τ²), with
z = 1.960 (95%) and 3.090 (99.8%). Benjamini–Hochberg corrects the two-sided p-values of the adjusted z-scores within
one indicator, level and period.

Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance, *Statistics in Medicine* 24:1185–1202,
and *Qual Saf Health Care* 14:347–351. Jones HE, Ohlssen DI, Spiegelhalter DJ (2008), *J Clin Epidemiol* 61:232–240.
Benjamini Y, Hochberg Y (1995), *JRSS B* 57:289–300.
"""


def headline(shown: Funnel, comparison: Comparison) -> str:
    """Return the one line for the board: how many of the place's areas lie further out than usual.

    Where no funnel fits, how many are rare among England's.
    """
    rows, level = shown.of(comparison), comparison.level
    england = whose(shown.england.name, figure(shown.england.value, comparison.indicator))
    areas = f"{count(len(rows))} {level.value if len(rows) == 1 else level.together}"
    found = f"{subject(comparison)}: in {spoken(comparison.place)}"
    if not shown.fits:
        rare = rows["is_rare"]
        return f"{found}, {_some(rare)} of {areas} {_are(rare)} among the 25 in 1,000 lowest or highest."
    far, further = rows["beyond_95"], int(rows["beyond_998"].sum())
    much = f", {count(further)} of them much further" if further else ""
    usual = f"further from {england} than {level.together} usually are"
    return f"{found}, {_some(far)} of {areas} {_are(far)} {usual}{much}."


def subject(comparison: Comparison) -> str:
    """Return what is compared: the indicator's title, and the group unless the title says it: ``Disabled people``."""
    title, group = comparison.indicator.title, comparison.group.label
    return title if group.lower() in title.lower() else f"{title} ({group})"


def _some(flags: pd.Series[bool]) -> str:
    return count(int(flags.sum())) if flags.any() else "none"


def _are(flags: pd.Series[bool]) -> str:
    return "is" if int(flags.sum()) < 2 and (len(flags) == 1 or flags.any()) else "are"


def finding(shown: Funnel) -> str:
    """Return the title of the funnel: how many of England's areas lie outside it."""
    out, level = shown.limits.outside, shown.comparison.level.together
    lie = "lies" if out.funnel_95 == 1 else "lie"
    return (
        f"{count(out.funnel_95)} of {count(out.areas)} {level} {lie} outside the funnel {AT_95}, "
        f"{count(out.funnel_998)} {AT_998}"
    )


def flagged_areas(shown: Funnel) -> str:
    """Return how many areas of England each method flags: the usual test first, then the funnel."""
    out, level = shown.limits.outside, shown.comparison.level.together
    return (
        f"Of {count(out.areas)} {level} of England the usual 95% test flags {count(out.chance)} "
        f"({percent(out.chance / out.areas, 0)}); allowing for how widely {level} differ anyway, "
        f"{count(out.funnel_95)}, and {count(out.funnel_998)} {AT_998}; {count(out.named)} even after allowing for "
        f"testing {count(out.areas)} {level} at once (Benjamini–Hochberg)."
    )


def why_the_first_misleads(shown: Funnel) -> str:
    """Return why the naive count is misleading, with phi and tau."""
    level = shown.comparison.level.together
    if not shown.tau > 0:
        return (
            f"Here {level} differ from England by no more than counting alone would make them (φ = {shown.phi:.1f}), "
            "so both methods use the same limits."
        )
    return (
        f"The usual test misleads. It asks whether {level} are exactly like England. None is, because they are places, "
        f"not samples: in a complete count even a gap of {100 * _smallest_seen(shown):.1f} points is “larger than "
        f"chance”. Their z-scores vary {shown.phi:.1f} times as much as by chance alone (φ). The funnel asks which "
        f"{level} lie outside the spread that {level} have anyway. That spread is {100 * shown.tau:.2f} points "
        f"(τ, one standard deviation)."
    )


def where_it_does_not_fit(shown: Funnel) -> str:
    """Return why there is no funnel of these areas, and what is listed instead; empty if it fits."""
    if shown.fits:
        return ""
    level, indicator = shown.comparison.level.together, shown.comparison.indicator
    england = f"{spoken(shown.england.name)} has {figure(shown.england.value, indicator)}"
    return (
        f"We show no funnel, because it would not fit these figures. A funnel is as wide above England as below. But "
        f"half of {level} have under {figure(shown.middle, indicator).removeprefix('under ')}, and "
        f"{england}. So the list begins with the {level} that are rare among England's."
    )


def _smallest_seen(shown: Funnel) -> float:
    """Return the smallest gap that is larger than chance in an area of median size."""
    size = float(shown.points["denominator"].median())
    return 1.96 * math.sqrt(shown.england.value * (1 - shown.england.value) / size)


def of_another_baseline(edges: FunnelLimits, comparison: Comparison) -> str:
    """Return how many of the baseline's own areas lie outside the funnel around it."""
    out = edges.outside
    level = comparison.level.value if out.areas == 1 else comparison.level.together
    return (
        f"Compared with {whose(edges.name, figure(edges.value, comparison.indicator))} instead, the usual "
        f"95% test flags {count(out.chance)} of {count(out.areas)} {level}, and the adjusted funnel "
        f"{count(out.funnel_95)} {AT_95} and {count(out.funnel_998)} {AT_998}."
    )


def of_the_picked(shown: Funnel, code: str | None, today: date | None = None) -> str | None:
    """Return where the picked area lies; None if no area is picked or it does not have a figure.

    Args:
        shown: the funnel.
        code: the picked area's code.
        today: today's date; the sentence about a figure past its half-life is in the past tense. None: the present.
    """
    if code is None or code not in shown.points.index:
        return None
    own = shown.comparison.of(code)
    said = counted(own, shown.comparison.indicator)
    row = shown.points.loc[[code]].iloc[0]
    distance = signed(float(row["z"]), 1)
    return f"{own.name}: {said} {_predicate(shown, today)}; {position(row)} (adjusted z {distance})."


def _predicate(shown: Funnel, today: date | None) -> str:
    return predicate(shown.comparison.group, past=is_stale(shown.comparison.indicator, today))


def position(own: pd.Series[Any]) -> str:
    """Return where an area lies, in words.

    Args:
        own: its row of ``Funnel.points``.
    """
    if own["named"]:
        return "outside the adjusted funnel, and named after correcting for the number of areas"
    if own["beyond_998"]:
        return f"outside the adjusted funnel {AT_998}"
    if own["beyond_95"]:
        return f"outside the adjusted funnel {AT_95}"
    if own["beyond_chance"]:
        return "further out than chance alone, but inside the adjusted funnel"
    return "within what chance alone explains"


def how_far(own: pd.Series[Any]) -> str:
    """Return how far out an area lies, in a few words, for a table column.

    Args:
        own: its row of ``Funnel.points``.
    """
    if own["named"]:
        return f"{AT_998 if own['beyond_998'] else AT_95}, corrected"
    if own["beyond_998"]:
        return AT_998
    return AT_95 if own["beyond_95"] else "not outside"


def in_words(shown: Funnel, edges: FunnelLimits | None, picked: str | None, today: date | None = None) -> str:
    """Return the alternative text of the chart: what it shows and what it finds. ``today`` as in `of_the_picked`."""
    indicator, out = shown.comparison.indicator, shown.limits.outside
    said = (
        f"{finding(shown)}. Funnel plot of {count(out.areas)} {shown.comparison.level.together}: {indicator.unit} to "
        f"count from left to right, the share that {_predicate(shown, today)} upwards, around "
        f"{whose(shown.england.name, figure(shown.england.value, indicator))}."
    )
    if edges is not None:
        said += f" A second funnel stands around {whose(edges.name, figure(edges.value, indicator))}."
    own = of_the_picked(shown, picked, today)
    return f"{said} {own or ''} The flagged {shown.comparison.level.together} stand in the table.".replace("  ", " ")
