"""A few figures of a file as sentences, to be read before anything is stored."""

from __future__ import annotations

import pandas as pd

from jsna.ingest.store import Entry
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COUNTS

_MOST = 3


def examples(entry: Entry, areas: pd.DataFrame) -> list[str]:
    """Return the first figures that are shown: "Abbey, Eligible: 210 of 1,240, 16.9%".

    Args:
        entry: the indicator and its figures, protected already.
        areas: every area, index ``code``.
    """
    rows = entry.observations
    shown = rows[rows[["numerator", "value"]].notna().any(axis=1)]
    last = shown[shown["period"] == shown["period"].iloc[-1]] if len(shown) else shown
    return [_sentence(row, entry.indicator, areas) for _, row in last.head(_MOST).iterrows()]


def _sentence(row: pd.Series, indicator: Indicator, areas: pd.DataFrame) -> str:
    name = areas["name"].get(row["area_code"], row["area_code"])
    group = indicator.groups[str(row["group"])].label
    return f"{name}, {group}: {_figure(row, indicator)} ({row['period']})."


def _figure(row: pd.Series, indicator: Indicator) -> str:
    numerator, denominator = (row[column] for column in COUNTS)
    if pd.notna(denominator):
        share = f", {100 * numerator / denominator:.1f}%" if denominator else ""
        return f"{numerator:,.0f} of {denominator:,.0f}{share}"
    if pd.notna(numerator):
        return f"{numerator:,.0f}"
    value = f"{100 * row['value']:.1f}%" if indicator.measure is Measure.PROPORTION else f"{row['value']:,.10g}"
    limits = f", from {row['lower']:,.10g} to {row['upper']:,.10g}" if pd.notna(row["lower"]) else ""
    return value + ("" if indicator.measure is Measure.PROPORTION else limits)
