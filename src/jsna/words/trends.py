"""A series in words: its direction, and what the trend rule is missing."""

from __future__ import annotations

import pandas as pd

from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.trends import History, TrendVerdict
from jsna.stats.trends import Trend
from jsna.words.numbers import count, difference, figure, listed, spoken
from jsna.words.plain import Markdown, escaped

RULE = (
    "We test the last five single years by the rule that Fingertips publishes. A trend must pass two checks. Chance "
    "alone would show as much fewer than 2 times in 1,000 (99.8% confidence). And it keeps its direction whichever "
    "year is left out."
)
FORMULA = (
    "For shares, with x of n people in each year t = 1 to 5, X the sum of x and N the sum of n: "
    "χ² = N (N Σxt − X Σnt)² ÷ (X (N − X) (N Σnt² − (Σnt)²)). For rates and means, χ² is the square of a line’s slope "
    "divided by its standard error, each year weighted by 1 ÷ v, where v = (width of the 95% interval ÷ 3.92)². There "
    "is a trend if χ² is above 9.55.\n\n"
    "Public Health England, Fingertips: recent trends, technical guidance; Armitage (1955), Biometrics 11: 375–386."
)


def unmet_conditions(
    *, independent: int, consecutive: bool, yearly: bool, overlapping: bool, measured: bool, partly: bool, needed: int
) -> str:
    """Return which conditions of the rule a series does not meet, as one clause; empty if it meets all.

    Args:
        independent: how many figures have periods that do not share a year.
        consecutive: whether the last of them follow each other without a gap.
        yearly: whether each of the last lasts one year.
        overlapping: whether some periods share years.
        measured: whether the last of them have counts or 95% limits.
        partly: whether any figure has.
        needed: how many figures the rule needs.
    """
    conditions = []
    if not measured:
        lacking = "does not give margins of error for each of the years" if partly else "gives no margins of error"
        conditions.append(f"the source {lacking}")
    if not yearly and not (overlapping and independent < needed):
        conditions.append("the test is for single years, and these are other periods")
    elif independent < needed:
        conditions.append(f"the test needs {needed} figures whose years do not overlap, and there are {independent}")
    elif not consecutive:
        conditions.append("a year among the last five is missing")
    return listed(conditions)


def direction(years: pd.DataFrame, indicator: Indicator) -> str:
    """Return the first and the last figure and the direction between them, without a verdict.

    Args:
        years: columns as ``jsna.model.trends.YEARS_COLUMNS``, oldest first.
        indicator: what the figures are.
    """
    known = years["value"].dropna()
    if len(known) < 2:
        return "fewer than two figures, so no direction"
    first, last = float(known.iloc[0]), float(known.iloc[-1])
    change = f"from {figure(first, indicator)} in {known.index[0]} to {figure(last, indicator)} in {known.index[-1]}"
    moved = difference((last - first) * (100 if indicator.is_share else 1), indicator)
    return f"{change} ({moved})"


def headline(history: History) -> str:
    """Return the line about one area over the years: its first and last figure, and what the rule says of the trend."""
    whole = f"{subject(history)} in {spoken(history.name)}"
    if history.years["value"].count() < 2:
        return f"{whole}: {history.verdict.direction}."
    return f"{whole} went {history.verdict.direction}; {trend(history.verdict)}."


def trend(verdict: TrendVerdict) -> str:
    """Return what the rule says, as a clause; where it cannot say anything, why not."""
    if verdict.state == Trend.NOT_CALCULABLE:
        return f"we cannot test the trend: {verdict.reason}"
    if verdict.state == Trend.NO_CHANGE:
        return "there is no clear trend"
    return f"the trend over the last five years is {verdict.state}"


def finding(history: History) -> str:
    """Return the title of the lines: how the area and England stood to each other at first and at last."""
    indicator, both = history.indicator, history.years["difference"].dropna()
    if len(both) < 2:
        return f"{subject(history)}: {spoken(history.name)} and England"
    first, last = (_beside_england(float(gap), indicator) for gap in (both.iloc[0], both.iloc[-1]))
    said = spoken(history.name)
    return f"{said[:1].upper()}{said[1:]}: {first} in {both.index[0]}, {last} in {both.index[-1]}"


def what_is_drawn(history: History, others: int, place: str) -> str:
    """Return what the grey lines, the thin bars and the marks of events are; empty if there are none of them.

    Args:
        history: the area picked out.
        others: how many grey lines there are.
        place: whose areas they are.
    """
    level = history.indicator.lowest_level
    kind = level.value if others == 1 else f"{count(others)} {level.together}"
    said = [f"Grey: the other {kind} of {spoken(place)}."] if others else []
    said += ["Thin bars: 95% interval."] if history.has_intervals else []
    said += ["Events: when they were, not what they did to the figures."] if history.events else []
    return " ".join(said)


def _beside_england(gap: float, indicator: Indicator) -> str:
    size = difference(abs(gap), indicator).removeprefix("+")
    if round(abs(gap), indicator.decimals) == 0:
        return "level with England"
    return f"{size} {'below' if gap < 0 else 'above'} England"


def subject(history: History) -> str:
    """Return the subject of the series: the indicator's title, and the group as it is written if there are several."""
    title = history.indicator.title
    return title if len(history.indicator.groups) == 1 else f"{title} ({history.group.label})"


def notes(history: History) -> Markdown:
    """Return what a reader of the series must know: the rule's reason, overlaps, gaps."""
    verdict, tested = history.verdict, history.verdict.state != Trend.NOT_CALCULABLE
    said = [f"The last five years: {verdict.state} ({verdict.reason})."] if tested else []
    if not history.has_intervals and tested:
        said.append("No margins of error are given with these figures, so one year’s change may be chance.")
    if history.overlaps:
        alone = history.years.index[history.years["apart"]]
        said.append(
            "The periods overlap: neighbours share years, so a step from one to the next is mostly the same events "
            f"counted again. Only {listed(list(alone))} share no year with one another; they are the full marks "
            "of the chart."
        )
    missing = history.years.loc[history.years["value"].isna(), "note"].replace("", Note.NOT_AVAILABLE.value)
    said += [
        f"[{note}] in {listed(list(missing.index[missing == note]))}: no figure for {history.name}: "
        f"{why_missing(note)}."
        for note in missing.unique()
    ]
    return escaped(" ".join(said))


def why_missing(note: str) -> str:
    """Return why a year does not have a figure: ``not in the extract``.

    Args:
        note: a code of ``jsna.model.observations.Note``, or empty.
    """
    found = Note(note or Note.NOT_AVAILABLE)
    return "not in the extract" if found is Note.NOT_AVAILABLE else found.words
