"""Sentences about the funnel: how many areas each method flags, and why the first number is misleading."""

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
    "95": ("beyond_95", f"outside the adjusted funnel {AT_95}"),
    "998": ("beyond_998", f"outside the adjusted funnel {AT_998}"),
    "named": ("named", "named after Benjamini–Hochberg at 5%"),
    "chance": ("beyond_chance", "flagged by the usual 95% test"),
    "rare": ("is_rare", "among the 25 in 1,000 at either end"),
}

METHOD = r"""
Each area's share $p = n/N$ is set against the baseline $p_0$. By chance alone it would vary with standard error
$s = \sqrt{p_0(1-p_0)/N}$, which gives the inner limits $p_0 \pm z\,s$; an area lies outside them exactly when its
Wilson interval excludes $p_0$. Areas differ by more than that. The spread beyond chance, $\tau$, is estimated from all
areas of England, with $z$-scores drawn in at the 10th and 90th percentile so that outliers do not widen the funnel:

$$
\varphi = \overline{z^2}, \qquad \tau^2 = \max\!\left(0, \frac{K\varphi - (K-1)}{\sum w - \sum w^2/\sum w}\right),
\quad w = 1/s^2, \qquad z_{\mathrm{adj}} = \frac{p - p_0}{\sqrt{s^2 + \tau^2}}
$$

The outer limits are $p_0 \pm z\sqrt{s^2 + \tau^2}$, with $z$ = 1.960 (95%) and 3.090 (99.8%). Benjamini–Hochberg is
applied to the two-sided p-values of $z_{\mathrm{adj}}$ within one indicator, level and period.

Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance, *Statistics in Medicine* 24:1185–1202,
and *Qual Saf Health Care* 14:347–351. Jones HE, Ohlssen DI, Spiegelhalter DJ (2008), *J Clin Epidemiol* 61:232–240.
Benjamini Y, Hochberg Y (1995), *JRSS B* 57:289–300.
"""


def headline(shown: Funnel, comparison: Comparison) -> str:
    """Return the one line for the board: about the place, or about all of England if that is chosen."""
    return of_the_place(shown, comparison) or flagged_areas(shown)


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
        f"The usual test misleads. It asks whether {level} are exactly England, and none is: they are places, not "
        f"samples, and in a complete count even a gap of {100 * _smallest_seen(shown):.1f} points is “larger "
        f"than chance”. Their z-scores vary {shown.phi:.1f} times as much as chance alone would make them (φ). The "
        f"funnel asks the useful question instead: which {level} lie outside the spread that {level} have anyway? That "
        f"spread is {100 * shown.tau:.2f} points (τ, one standard deviation)."
    )


def where_it_does_not_fit(shown: Funnel) -> str:
    """Return a warning that the funnel does not fit the areas, and what is shown instead; empty if it fits."""
    if shown.fits:
        return ""
    level, indicator = shown.comparison.level.together, shown.comparison.indicator
    return (
        f"A funnel does not fit this figure. It is as wide above England as below, and the {level} are not spread like "
        f"that: half of them have under {figure(shown.middle, indicator).removeprefix('under ')}, England has "
        f"{figure(shown.england.value, indicator)}. So the {level} that are rare among England's are listed instead."
    )


def _smallest_seen(shown: Funnel) -> float:
    """Return the smallest gap that is larger than chance in an area of median size."""
    size = float(shown.points["denominator"].median())
    return 1.96 * math.sqrt(shown.england.value * (1 - shown.england.value) / size)


def of_the_place(shown: Funnel, comparison: Comparison) -> str | None:
    """Return how many of a place's areas lie outside England's funnel; None for all England."""
    rows = shown.of(comparison)
    if rows.empty or len(rows) == len(shown.points):
        return None
    naive, at_95, at_998 = (int(rows[column].sum()) for column in ("beyond_chance", "beyond_95", "beyond_998"))
    one = len(rows) == 1
    areas = f"{count(len(rows))} {comparison.level.value if one else comparison.level.together}"
    kind, england = comparison.level.together, whose("England", figure(shown.england.value, comparison.indicator))
    return (
        f"In {spoken(comparison.place)} {count(at_95)} of {areas} {'lies' if at_95 == 1 else 'lie'} further from "
        f"{england} than {kind} usually do, {count(at_998)} of them far further ({AT_998}); the usual 95% test "
        f"flags {count(naive)}."
    )


def of_another_baseline(edges: FunnelLimits, comparison: Comparison) -> str:
    """Return how many of the baseline's own areas lie outside the funnel around it."""
    out = edges.outside
    level = comparison.level.value if out.areas == 1 else comparison.level.together
    return (
        f"Set against {whose(edges.name, figure(edges.value, comparison.indicator))} instead, the usual "
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
        f"Funnel plot of {count(out.areas)} {shown.comparison.level.together}: {indicator.unit} to count from left to "
        f"right, the share that {_predicate(shown, today)} upwards, around "
        f"{whose(shown.england.name, figure(shown.england.value, indicator))}. "
        f"{count(out.funnel_95)} lie outside the adjusted funnel {AT_95} and "
        f"{count(out.funnel_998)} {AT_998}."
    )
    if edges is not None:
        said += f" A second funnel stands around {whose(edges.name, figure(edges.value, indicator))}."
    own = of_the_picked(shown, picked, today)
    return f"{said} {own or ''} The flagged {shown.comparison.level.together} stand in the table.".replace("  ", " ")
