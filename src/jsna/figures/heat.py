"""The heat table: wards × indicators, each cell a difference in its own unit, coloured only by its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pandas as pd
from pandas.io.formats.style import Styler

from jsna.figures import theme
from jsna.figures.tables import linked, told_apart
from jsna.model.comparison import Verdict
from jsna.model.heat import Heat
from jsna.words.currency import dated, is_stale
from jsna.words.numbers import difference
from jsna.words.plain import cell, escaped
from jsna.words.provenance import short_table, spoken_date

_SHAPES = {Verdict.HIGHER.value: "▲", Verdict.LOWER.value: "▼"}


def ordered(heat: Heat, column: int | None) -> list[str]:
    """Return the ward codes in the order of one column (by its number), largest difference first; None: by name."""
    if column is None:
        return heat.names.sort_values().index.tolist()
    return heat.differences.iloc[:, column].sort_values(ascending=False, na_position="last").index.tolist()


def heat_table(heat: Heat, codes: list[str], today: date, addresses: Mapping[str, str] | None = None) -> Styler:
    """Return some wards' differences, each with its unit and a shape that says what the colour says.

    Args:
        heat: the differences.
        codes: the wards to show, in order.
        today: columns past their half-life on this day say so in their heading.
        addresses: where each ward's name leads, by its code.

    Returns:
        Index: the ward's name, with its district where the name is repeated; one column a choice. Ready for Markdown.
    """
    names = linked(told_apart(heat.comparisons[0]).loc[codes], addresses)
    wards = pd.Index(names.map(cell), name="Ward")
    headings = [escaped(heading) for heading in column_headings(heat, today)]
    words, paints = {}, {}
    for number, (comparison, heading) in enumerate(zip(heat.comparisons, headings, strict=True)):
        verdicts = heat.verdicts.loc[codes].iloc[:, number].to_numpy()
        words[heading] = [
            f"{difference(gap, comparison.indicator)} {_SHAPES.get(verdict, '')}".strip()
            for gap, verdict in zip(heat.differences.loc[codes].iloc[:, number], verdicts, strict=True)
        ]
        paints[heading] = [_paint(verdict) for verdict in verdicts]
    painted = pd.DataFrame(paints, index=wards)
    return pd.DataFrame(words, index=wards).style.apply(lambda _: painted, axis=None)


def column_headings(heat: Heat, today: date) -> list[str]:
    """Return the columns' headings; one past its half-life says of when it is, and that it is old."""
    return [
        f"{heading} (as of {spoken_date(item.indicator.reference_date)}, old)"
        if is_stale(item.indicator, today)
        else heading
        for item, heading in zip(heat.comparisons, heat.differences.columns, strict=True)
    ]


def columns_table(heat: Heat, today: date) -> pd.DataFrame:
    """Return what each column is: whom it counts, out of whom, as of when, and who says it."""
    return pd.DataFrame(
        {
            "Column": heading,
            "What it counts": f"{item.indicator.unit}, out of {item.indicator.base}",
            "As of": dated(item.indicator.reference_date, today),
            "Source": f"{item.indicator.source.publisher}, {short_table(item.indicator)}",
        }
        for item, heading in zip(heat.comparisons, column_headings(heat, today), strict=True)
    )


def _paint(verdict: str) -> str:
    match verdict:
        case Verdict.HIGHER.value:
            return f"background-color: {theme.HIGHER_TINT}; color: {theme.INK}"
        case Verdict.LOWER.value:
            return f"background-color: {theme.LOWER_TINT}; color: {theme.INK}"
        case _:
            return ""
