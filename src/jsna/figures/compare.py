"""Wards compared as a table: each cell has the share and the counts, and the colour of its word."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from jsna.figures import theme
from jsna.figures.tables import distinct_names, linked
from jsna.model.compare import WardsCompared
from jsna.model.comparison import Comparison, Verdict
from jsna.model.indicator import Indicator
from jsna.stats.classes import CODES
from jsna.words.numbers import counted, share
from jsna.words.provenance import short_table, spoken_date
from jsna.words.timeliness import dated, is_stale

#: The two dark colours, on which text is light.
_MUCH = (Verdict.MUCH_LOWER, Verdict.MUCH_HIGHER)
#: The reader's own ward is told apart from the wards below it.
OWN_ROW = f"border-bottom:3px solid {theme.INK}"


def ordered(wards: WardsCompared, column: int | None, *, back: bool = False) -> list[str]:
    """Return the ward codes in the order of one column (by its number), largest difference first; None: by name.

    Wards without a difference follow, those that are not published last.

    Args:
        wards: the differences.
        column: number of the column.
        back: whether the smallest difference comes first, or the names go from Z to A.
    """
    if column is None:
        return wards.names.sort_values(ascending=not back).index.tolist()
    keys = {
        "difference": wards.differences.iloc[:, column],
        "unpublished": wards.verdicts.iloc[:, column] == Verdict.NOT_PUBLISHED,
    }
    return pd.DataFrame(keys).sort_values(list(keys), ascending=[back, True]).index.tolist()


def wards_table(
    wards: WardsCompared,
    codes: list[str],
    today: date,
    addresses: Mapping[str, str] | None = None,
    own: str | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return some wards' figures with their counts and the word that matches the cell's colour, and the colours.

    Args:
        wards: the figures.
        codes: codes of the wards to show, in order.
        today: columns past their half-life on this date say so in their heading.
        addresses: link of each ward's name, by code.
        own: code of the reader's ward, one of ``codes``, which is named as such and has a line below it.

    Returns:
        Words and styles, of the same shape: the ward's name, with its district if the name is repeated, then one column
        for each choice. Index: ward code.
    """
    names = distinct_names(wards.comparisons[0], pd.Index(codes))
    if own is not None:
        names[own] = f"{names[own]} (your ward)"
    pinned = [OWN_ROW if code == own else "" for code in codes]
    words: dict[str, list[Any]] = {"Ward": linked(names, addresses).tolist()}
    styles = {"Ward": pinned}
    for comparison, heading in zip(wards.comparisons, column_headings(wards, today), strict=True):
        figures = _figures(comparison, codes)
        words[heading] = [_cell(figure, comparison.indicator) for figure in figures]
        styles[heading] = [
            f"{_paint(each.verdict)};{line}".strip(";") for each, line in zip(figures, pinned, strict=True)
        ]
    return pd.DataFrame(words, index=codes), pd.DataFrame(styles, index=codes)


class _Figure(NamedTuple):
    """The part of a ward's figure that a cell shows."""

    numerator: float
    denominator: float
    value: float
    note: str
    verdict: str


def _figures(comparison: Comparison, codes: list[str]) -> list[_Figure]:
    """Return the wards' figures, in order. A frame's rows would be read one by one: its columns are."""
    at = comparison.areas.index.get_indexer(pd.Index(codes))
    columns = (comparison.areas[name].array[at].tolist() for name in _Figure._fields)
    return [_Figure(*row) for row in zip(*columns, strict=True)]


def column_headings(wards: WardsCompared, today: date) -> list[str]:
    """Return the columns' headings; one past its half-life gives its date and says that it is old."""
    return [
        f"{heading} ({spoken_date(item.indicator.reference_date)}, old)" if is_stale(item.indicator, today) else heading
        for item, heading in zip(wards.comparisons, wards.differences.columns, strict=True)
    ]


def columns_table(wards: WardsCompared, today: date) -> pd.DataFrame:
    """Return what each column is: who is counted, out of whom, the date, and the source."""
    return pd.DataFrame(
        {
            "Column": heading,
            "What it counts": f"{item.indicator.unit}, out of {item.indicator.base}",
            "Date": dated(item.indicator.reference_date, today),
            "Source": f"{item.indicator.source.publisher}, {short_table(item.indicator)}",
        }
        for item, heading in zip(wards.comparisons, column_headings(wards, today), strict=True)
    )


def _cell(own: _Figure, indicator: Indicator) -> str:
    """Return the share, the counts and the word, each on a line of its own; what is withheld has the word alone."""
    if math.isnan(own.value) and (math.isnan(own.numerator) or not own.denominator > 0):
        return own.verdict
    said = counted(own, indicator)
    if not indicator.is_share or math.isnan(own.numerator):
        return f"{said}\n{own.verdict}"
    percentage = share(own.numerator, own.denominator, indicator)
    return "\n".join(filter(None, [percentage, said.replace(f" ({percentage})", ""), own.verdict]))


def _paint(word: str) -> str:
    code = CODES[word]
    if code in theme.STATES:
        return ""
    colour, _ = theme.swatch("diverging", code)
    return f"background-color:{colour};color:{theme.PAPER if Verdict(word) in _MUCH else theme.INK}"
