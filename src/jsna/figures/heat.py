"""The heat table: wards × indicators, each cell a difference in its own unit, coloured only by its verdict."""

from __future__ import annotations

import pandas as pd
from pandas.io.formats.style import Styler

from jsna.figures import theme
from jsna.model.comparison import Verdict
from jsna.model.heat import Heat
from jsna.words.numbers import difference

_SHAPES = {Verdict.HIGHER.value: "▲", Verdict.LOWER.value: "▼"}


def ordered(heat: Heat, column: int | None) -> list[str]:
    """Return the ward codes in the order of one column (by its number), largest difference first; None: by name."""
    if column is None:
        return heat.names.sort_values().index.tolist()
    return heat.differences.iloc[:, column].sort_values(ascending=False, na_position="last").index.tolist()


def heat_table(heat: Heat, codes: list[str]) -> Styler:
    """Return some wards' differences, each with its unit and a shape that says what the colour says.

    Args:
        heat: the differences.
        codes: the wards to show, in order.
    """
    words = pd.DataFrame({"Ward": heat.names.loc[codes]})
    for comparison, column in zip(heat.comparisons, heat.differences.columns, strict=True):
        gaps, verdicts = heat.differences.loc[codes, column], heat.verdicts.loc[codes, column]
        words[column] = [
            f"{difference(gap, comparison.indicator)} {_SHAPES.get(verdict, '')}".strip()
            for gap, verdict in zip(gaps, verdicts, strict=True)
        ]
    paints = heat.verdicts.loc[codes].map(_paint).assign(Ward="")[words.columns]
    return words.style.apply(lambda _: paints, axis=None)


def _paint(verdict: str) -> str:
    match verdict:
        case Verdict.HIGHER.value:
            return f"background-color: {theme.HIGHER_TINT}; color: {theme.INK}"
        case Verdict.LOWER.value:
            return f"background-color: {theme.LOWER_TINT}; color: {theme.INK}"
        case _:
            return ""
