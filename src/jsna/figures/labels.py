"""The line of text about each area of a map."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.disclosure.policy import rule_for
from jsna.figures.packing import written_alike
from jsna.model.comparison import AreaFigure, Comparison, area_figures
from jsna.model.indicator import Indicator, Measure
from jsna.words.numbers import PERCENT, counted, difference, figure, of_hundred, unit_of_difference

#: With more areas than this, the text leaves out the counts and the unit of the difference, which would double the data
#: sent with every change.
MOST_WITH_COUNTS = 3000


def labels(comparison: Comparison) -> pd.Series[str]:
    """Return a line of text about each area: figure, how it compares, difference. Index: area code."""
    areas, indicator = comparison.areas, comparison.indicator
    if rule_for(indicator.disclosure).protects:
        return pd.Series([_label(own, indicator) for own in area_figures(areas)], index=areas.index, dtype="str")
    scale = 100 if indicator.is_share else 1
    few = len(areas) <= MOST_WITH_COUNTS
    counted = "{:,.0f} of {:,.0f} ({})".format
    gap = f", {{:+,.{indicator.decimals}f}}{f' {unit_of_difference(indicator)}' if few else ''}".format

    def line(count: float, of: float, number: float, apart: float, word: str) -> str:
        if math.isnan(number):
            return word
        written = (
            f"{of_hundred(number, indicator.decimals)}{PERCENT}" if indicator.is_share else figure(number, indicator)
        )
        if indicator.is_share and few and not math.isnan(count):
            written = counted(count, of, written)
        return f"{written}{'' if math.isnan(apart) else gap(apart)}, {word}"

    numbers = areas[["numerator", "denominator"]].assign(value=areas["value"] * scale, apart=areas["difference"])
    first, indices = _alike(numbers, areas["verdict"], indicator.decimals, counted=few)
    # Lists: joining thousands of lines as columns of text takes twice as long.
    columns = [numbers[column].to_numpy()[first].tolist() for column in numbers]
    lines = pd.array(list(map(line, *columns, areas["verdict"].iloc[first].tolist())), dtype="str")
    return pd.Series(lines.take(indices), index=areas.index)


def _alike(
    numbers: pd.DataFrame, verdict: pd.Series[str], decimals: int, *, counted: bool
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Return one area for each distinct line of text, and which of those lines each area has.

    Seven thousand wards share about fifteen hundred lines, and only those have to be written.

    Args:
        numbers: columns ``value`` and ``apart``, as shown.
        verdict: values of :class:`Verdict`, the same index.
        decimals: how many are shown.
        counted: whether the lines contain the counts, so that hardly any two lines are equal.
    """
    if counted:
        every = np.arange(len(numbers))
        return every, every
    combined, _ = pd.factorize(verdict)
    # 0 and 100 per cent are written otherwise than what is rounded to them.
    ends = np.sign(numbers["value"]) + np.sign(numbers["value"] - 100)
    for column in (ends, numbers["value"], numbers["apart"]):
        codes, different = pd.factorize(written_alike(column.to_numpy(dtype=float), decimals))
        combined = combined * len(different) + codes
    _, first, indices = np.unique(combined, return_index=True, return_inverse=True)
    return first, indices


def _label(own: AreaFigure, indicator: Indicator) -> str:
    if not own.counted:
        return own.reason
    gap = "" if pd.isna(own.difference) else f", {difference(own.difference, indicator, own.denominator)}"
    return f"{counted(own, indicator)}{gap}, {own.verdict}"


def ending_of(indicator: Indicator) -> str:
    """Return what follows a figure other than a share: a space and the unit; nothing for a score."""
    return "" if indicator.measure is Measure.SCORE else f" {indicator.unit}"
