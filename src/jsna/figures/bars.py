"""Ranked bars: each area's figure with its interval, and the baseline as a line. Drawn as an HTML table."""

from __future__ import annotations

import html
import math
from collections.abc import Callable, Hashable, Mapping

import numpy as np
import pandas as pd

from jsna.disclosure.policy import rule_for
from jsna.figures.shade import colours, may_rank
from jsna.figures.tables import distinct_names
from jsna.model.comparison import Comparison
from jsna.model.indicator import Indicator
from jsna.model.kept_beside import kept_beside
from jsna.words.numbers import decimals_of, figure, is_of_replies, is_percentage, spoken
from jsna.words.plain import Link

#: How many areas are drawn from each end; the table has them all.
FROM_THE_TOP, FROM_THE_BOTTOM = 15, 5


def ranked(comparison: Comparison, address: Callable[[str], str] | None = None) -> str | None:
    """Return bars of the areas with the highest and lowest figures, and the picked one; None without any figure.

    The bars show the figure with its 95% interval (natural variation, for complete counts), so that readers see when
    the intervals do not support the order. They are a table: the name is a link, the number is next to its bar, and
    the picked area is labelled.

    Args:
        comparison: the protected record.
        address: takes an area's code; returns the link of its name.
    """
    areas = chosen_areas(comparison)
    if areas.empty:
        return None
    names, painted, scale = (
        distinct_names(comparison, areas.index),
        colours(comparison, areas.index),
        _Scale(areas, comparison),
    )
    # The number as it is, not as its bar is drawn: rounded to nothing, somebody would be nobody.
    exact = comparison.areas["value"].loc[areas.index].tolist()
    rows = []
    # Plain dictionaries: pandas takes a sixth of the whole time to make a Series of each row.
    drawn = areas[["value", "lower95", "upper95", "denominator"]].to_dict("records")
    for code, own, value in zip(reversed(areas.index), reversed(drawn), reversed(exact), strict=True):
        name = Link(str(names.at[code]), address(str(code))).html if address else html.escape(str(names.at[code]))
        written = figure(float(value), comparison.indicator, float(own["denominator"]))
        rows.append(_row(name, written, own, scale, painted[str(code)], picked=code == comparison.selection.ward))
    caption = f"<caption>{html.escape(in_words(comparison, areas))}</caption>"
    area, number = (f'<th scope="col">{html.escape(words)}</th>' for words in _headings(comparison))
    heads = f'{area}<th aria-hidden="true"></th>{number}'
    return f'<table class="jsna-bars">{caption}<thead><tr>{heads}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def chosen_areas(comparison: Comparison) -> pd.DataFrame:
    """Return the rows that are drawn, lowest first: both ends and the picked area."""
    known = _known(comparison)
    if len(known) > FROM_THE_TOP + FROM_THE_BOTTOM:
        ends = np.r_[:FROM_THE_BOTTOM, len(known) - FROM_THE_TOP : len(known)]
        picked = np.flatnonzero(known.index == comparison.selection.ward)
        known = known.iloc[np.union1d(ends, picked)]
    return _as_written(comparison.areas.loc[known.index], comparison.indicator)


@kept_beside()
def _known(comparison: Comparison) -> pd.Series[float]:
    """Return the figures that may be ranked, lowest first."""
    areas = comparison.areas
    return areas["value"].where(may_rank(areas, comparison.indicator)).dropna().sort_values()


class _Scale:
    """The scale of the bars' cells, in per cent: from zero, or the lowest value below it, to the largest value."""

    def __init__(self, areas: pd.DataFrame, comparison: Comparison) -> None:
        base = comparison.baseline
        self.baseline = math.nan if base is None else base.value
        ends = pd.concat([areas["value"], areas["lower95"], areas["upper95"], pd.Series([self.baseline, 0.0])])
        self.low, self.high = min(float(ends.min()), 0.0), max(float(ends.max()), 0.0)

    def position(self, value: float) -> float:
        """Return the position from the left, 0 to 100."""
        return 100 * (value - self.low) / ((self.high - self.low) or 1.0)


def _row(name: str, written: str, own: Mapping[Hashable, float], scale: _Scale, colour: str, *, picked: bool) -> str:
    named = f'<strong aria-current="true">▶ {name}</strong>' if picked else name
    drawn = f'<td aria-hidden="true">{_bar(own, scale, colour)}</td>'
    return f'<tr><th scope="row">{named}</th>{drawn}<td>{html.escape(written)}</td></tr>'


def _bar(own: Mapping[Hashable, float], scale: _Scale, colour: str) -> str:
    """Return the bar with its whisker and the baseline's line on top."""
    zero, end = scale.position(0.0), scale.position(float(own["value"]))
    pieces = [piece("jsna-bar", min(zero, end), abs(end - zero), f"background-color:{colour}")]
    if not math.isnan(own["lower95"]):
        low, high = scale.position(float(own["lower95"])), scale.position(float(own["upper95"]))
        pieces.append(piece("jsna-whisker", low, high - low))
    if not math.isnan(scale.baseline):
        pieces.append(piece("jsna-baseline", scale.position(scale.baseline), 0.0))
    return f'<span class="jsna-bar-ground">{"".join(pieces)}</span>'


def piece(kind: str, left: float, width: float, style: str = "") -> str:
    """Return one thing on the ground of a bar: a class of the style sheet, its start and length in per cent."""
    return f'<span class="{kind}" style="left:{left:.2f}%;width:{width:.2f}%;{style}"></span>'


def _headings(comparison: Comparison) -> tuple[str, str]:
    unit = "%" if is_percentage(comparison.indicator) else comparison.indicator.unit
    return comparison.level.value.capitalize(), f"{comparison.group.label} ({unit})"


def _as_written(areas: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the rows with figures and limits rounded as they are shown."""
    if not rule_for(indicator.disclosure).protects:
        return areas
    finer = 2 if indicator.is_share else 0
    decimals = [decimals_of(indicator, base) + finer for base in areas["denominator"]]
    numbers = {
        column: [round(number, most) for number, most in zip(areas[column], decimals, strict=True)]
        for column in ("value", "lower95", "upper95")
    }
    return areas.assign(**numbers)


def in_words(comparison: Comparison, areas: pd.DataFrame) -> str:
    """Return what the bars show and what their lines are.

    Args:
        comparison: the protected record.
        areas: the rows that are drawn, from :func:`chosen_areas`.
    """
    level = comparison.level.value if len(areas) == 1 else comparison.level.together
    drawn = f"{len(areas)} {level} of {spoken(comparison.place)}"
    some = len(areas) < len(_known(comparison))
    parted = f": the {FROM_THE_TOP} highest and {FROM_THE_BOTTOM} lowest" if some else ""
    base = comparison.baseline
    line = "" if base is None else f" Dashed line: {spoken(base.name)}, {figure(base.value, comparison.indicator)}."
    return f"{comparison.group.label} in {drawn}{parted}.{line}{_whiskers(areas, comparison.indicator)}"


def _whiskers(areas: pd.DataFrame, indicator: Indicator) -> str:
    """Return the explanation of the lines at the bars' ends; empty if no lines are drawn."""
    if areas["lower95"].isna().all():
        return ""
    if is_of_replies(indicator):
        return " Thin lines: 95% interval, if replies were random."
    return f" Thin lines: 95% interval{' (natural variation)' if indicator.is_share else ', as published'}."
