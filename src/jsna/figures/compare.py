"""The heat table: wards × indicators; each cell is a difference in its own unit, coloured by its word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd

from jsna.figures import theme
from jsna.figures.tables import linked, told_apart
from jsna.model.compare import Heat
from jsna.model.comparison import Verdict
from jsna.model.indicator import Indicator
from jsna.stats.classes import CODES
from jsna.words.numbers import difference
from jsna.words.provenance import short_table, spoken_date
from jsna.words.timeliness import dated, is_stale

#: The two dark colours, on which text is light.
_MUCH = (Verdict.MUCH_LOWER, Verdict.MUCH_HIGHER)


def ordered(heat: Heat, column: int | None) -> list[str]:
    """Return the ward codes in the order of one column (by its number), largest difference first; None: by name."""
    if column is None:
        return heat.names.sort_values().index.tolist()
    return heat.differences.iloc[:, column].sort_values(ascending=False, na_position="last").index.tolist()


def heat_table(
    heat: Heat, codes: list[str], today: date, addresses: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return some wards' differences, each with its unit and the word that matches its colour, and the colours.

    Args:
        heat: the differences.
        codes: the wards to show, in order.
        today: columns past their half-life on this date say so in their heading.
        addresses: link of each ward's name, by code.

    Returns:
        Words and styles, of the same shape: the ward's name, with its district if the name is repeated, then one column
        for each choice. Index: ward code.
    """
    words = pd.DataFrame({"Ward": linked(told_apart(heat.comparisons[0], pd.Index(codes)), addresses)})
    styles = pd.DataFrame({"Ward": ""}, index=words.index)
    for number, (comparison, heading) in enumerate(zip(heat.comparisons, column_headings(heat, today), strict=True)):
        verdicts = heat.verdicts.loc[codes].iloc[:, number].to_numpy()
        gaps = heat.differences.loc[codes].iloc[:, number]
        words[heading] = [_told(gap, word, comparison.indicator) for gap, word in zip(gaps, verdicts, strict=True)]
        styles[heading] = [_paint(word) for word in verdicts]
    return words, styles


def column_headings(heat: Heat, today: date) -> list[str]:
    """Return the columns' headings; one past its half-life gives its date and says that it is old."""
    return [
        f"{heading} (as of {spoken_date(item.indicator.reference_date)}, old)"
        if is_stale(item.indicator, today)
        else heading
        for item, heading in zip(heat.comparisons, heat.differences.columns, strict=True)
    ]


def columns_table(heat: Heat, today: date) -> pd.DataFrame:
    """Return what each column is: who is counted, out of whom, the date, and the source."""
    return pd.DataFrame(
        {
            "Column": heading,
            "What it counts": f"{item.indicator.unit}, out of {item.indicator.base}",
            "As of": dated(item.indicator.reference_date, today),
            "Source": f"{item.indicator.source.publisher}, {short_table(item.indicator)}",
        }
        for item, heading in zip(heat.comparisons, column_headings(heat, today), strict=True)
    )


def _told(gap: float, word: str, indicator: Indicator) -> str:
    return word if math.isnan(gap) else f"{difference(gap, indicator)}: {word}"


def _paint(word: str) -> str:
    code = CODES[word]
    if code in theme.STATES:
        return ""
    colour, _ = theme.swatch("diverging", code)
    return f"background-color: {colour}; color: {theme.PAPER if Verdict(word) in _MUCH else theme.INK}"
