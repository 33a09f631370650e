"""Wards compared as a table: each cell is a difference in its column's unit, coloured by its word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

import pandas as pd

from jsna.figures import theme
from jsna.figures.tables import distinct_names, linked
from jsna.model.compare import WardsCompared
from jsna.model.comparison import Verdict
from jsna.model.indicator import Indicator
from jsna.stats.classes import CODES
from jsna.words.numbers import difference
from jsna.words.provenance import short_table, spoken_date
from jsna.words.timeliness import dated, is_stale

#: The two dark colours, on which text is light.
_MUCH = (Verdict.MUCH_LOWER, Verdict.MUCH_HIGHER)


def ordered(wards: WardsCompared, column: int | None) -> list[str]:
    """Return the ward codes in the order of one column (by its number), largest difference first; None: by name.

    Wards without a difference follow, those that are not published last.
    """
    if column is None:
        return wards.names.sort_values().index.tolist()
    keys = {
        "difference": wards.differences.iloc[:, column],
        "unpublished": wards.verdicts.iloc[:, column] == Verdict.NOT_PUBLISHED,
    }
    return pd.DataFrame(keys).sort_values(list(keys), ascending=[False, True]).index.tolist()


def wards_table(
    wards: WardsCompared, codes: list[str], today: date, addresses: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return some wards' differences, each with its unit and the word that matches its colour, and the colours.

    Args:
        wards: the differences.
        codes: codes of the wards to show, in order.
        today: columns past their half-life on this date say so in their heading.
        addresses: link of each ward's name, by code.

    Returns:
        Words and styles, of the same shape: the ward's name, with its district if the name is repeated, then one column
        for each choice. Index: ward code.
    """
    words = pd.DataFrame({"Ward": linked(distinct_names(wards.comparisons[0], pd.Index(codes)), addresses)})
    styles = pd.DataFrame({"Ward": ""}, index=words.index)
    for number, (comparison, heading) in enumerate(zip(wards.comparisons, column_headings(wards, today), strict=True)):
        verdicts = wards.verdicts.loc[codes].iloc[:, number].to_numpy()
        differences = wards.differences.loc[codes].iloc[:, number]
        words[heading] = [
            _cell(points, word, comparison.indicator) for points, word in zip(differences, verdicts, strict=True)
        ]
        styles[heading] = [_paint(word) for word in verdicts]
    return words, styles


def column_headings(wards: WardsCompared, today: date) -> list[str]:
    """Return the columns' headings; one past its half-life gives its date and says that it is old."""
    return [
        f"{heading} (as of {spoken_date(item.indicator.reference_date)}, old)"
        if is_stale(item.indicator, today)
        else heading
        for item, heading in zip(wards.comparisons, wards.differences.columns, strict=True)
    ]


def columns_table(wards: WardsCompared, today: date) -> pd.DataFrame:
    """Return what each column is: who is counted, out of whom, the date, and the source."""
    return pd.DataFrame(
        {
            "Column": heading,
            "What it counts": f"{item.indicator.unit}, out of {item.indicator.base}",
            "As of": dated(item.indicator.reference_date, today),
            "Source": f"{item.indicator.source.publisher}, {short_table(item.indicator)}",
        }
        for item, heading in zip(wards.comparisons, column_headings(wards, today), strict=True)
    )


def _cell(points: float, word: str, indicator: Indicator) -> str:
    return word if math.isnan(points) else f"{difference(points, indicator)}: {word}"


def _paint(word: str) -> str:
    code = CODES[word]
    if code in theme.STATES:
        return ""
    colour, _ = theme.swatch("diverging", code)
    return f"background-color: {colour}; color: {theme.PAPER if Verdict(word) in _MUCH else theme.INK}"
