"""A series in words: its direction, and what the trend rule is missing."""

from __future__ import annotations

import pandas as pd

from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.trends import History
from jsna.words.numbers import difference, figure, listed
from jsna.words.plain import escaped

RULE = (
    "The trend is that of the published Fingertips rule: over the last five single years, it is called increasing or "
    "decreasing only where χ² for trend is above 9.55 (99.8% confidence) and leaving out any one year does not turn "
    "it round."
)
FORMULA = (
    "For shares, $\\chi^2 = N(N\\sum x_i t_i - X\\sum n_i t_i)^2 / \\left(X(N-X)(N\\sum n_i t_i^2-(\\sum n_i t_i)^2)"
    "\\right)$ with $x_i$ of $n_i$ in year $t_i = 1 \\ldots 5$, $X=\\sum x_i$, $N=\\sum n_i$; for rates and means, "
    "$\\chi^2 = (b/se_b)^2$ of a line weighted by $1/v_i$, $v_i = ((u_i - l_i)/3.92)^2$. Public Health England, "
    "Fingertips: recent trends, technical guidance; Armitage (1955), Biometrics 11: 375–386."
)


def unmet_conditions(
    *, independent: int, consecutive: bool, yearly: bool, overlapping: bool, measured: bool, needed: int
) -> str:
    """Return which conditions of the rule a series does not meet, as one clause; empty if it meets all.

    Args:
        independent: how many figures have periods that do not share a year.
        consecutive: whether the last of them follow each other without a gap.
        yearly: whether each of the last lasts one year.
        overlapping: whether some periods share years.
        measured: whether they have counts or 95% limits.
        needed: how many figures the rule needs.
    """
    conditions = []
    if not measured:
        conditions.append("neither counts nor 95% intervals are given for each of the years")
    if not yearly and not (overlapping and independent < needed):
        conditions.append("it is for single years, and these are other periods")
    elif independent < needed:
        conditions.append(f"it takes {needed} figures whose years do not overlap, and there are {independent}")
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
    """Return the line about one area over the years: first and last figure, England's, and the trend's state."""
    return (
        f"{subject(history)} in {history.name}: {history.verdict.direction}; in England {history.england.direction}. "
        f"Trend: {history.verdict.state}."
    )


def subject(history: History) -> str:
    """Return the subject of the series: the indicator's title, and the group if there are several."""
    title = history.indicator.title
    return title if len(history.indicator.groups) == 1 else f"{title}, {history.group.label.lower()}"


def state(history: History) -> str:
    """Return the verdict of the rule with its reason, as a sentence."""
    verdict = history.verdict
    return f"Trend by the published rule: {verdict.state} – {verdict.reason}."


def notes(history: History) -> str:
    """Return, as Markdown, what a reader of the series must know: the rule's reason, overlaps, gaps."""
    said = [state(history)]
    if not history.has_intervals:
        said.append("No intervals are given with these figures, so we cannot say how much of a change is chance.")
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
