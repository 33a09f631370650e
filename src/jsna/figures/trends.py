"""Figures over the years: a table, and lines with their names at their ends, beside England's, and events as marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from jsna.figures import theme
from jsna.figures.line_ends import Drawing, End, layout
from jsna.figures.plotly_text import Marked
from jsna.model.event import Event
from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.trends import History
from jsna.words.numbers import count, difference, figure, is_percentage, listed, n_of_n
from jsna.words.plain import Link
from jsna.words.timeliness import span
from jsna.words.trends import finding, subject, why_missing

ENGLAND = "England"
#: The grey of the other areas' lines.
OTHERS = "#8a9296"
#: So many grey lines have their names; of more only the highest and the lowest.
MOST_NAMES = 8


def years_table(history: History) -> pd.DataFrame:
    """Return one area's years as text, oldest first: figure, interval if given, England's, difference."""
    indicator = history.indicator
    years = history.years
    words = pd.DataFrame({"Period": years.index})
    words[history.name] = [_year_figure(row, indicator) for row in years.itertuples()]
    if history.has_intervals:
        words["95% interval"] = [
            "–" if pd.isna(low) else f"{figure(low, indicator)} to {figure(high, indicator)}"
            for low, high in zip(years["lower"], years["upper"], strict=True)
        ]
    words["England"] = ["[x]" if pd.isna(value) else figure(value, indicator) for value in years["england"]]
    words["Compared with England"] = [difference(gap, indicator) for gap in years["difference"]]
    if history.overlaps:
        words["Mark in the chart"] = ["full: stands apart" if alone else "open: overlaps" for alone in years["apart"]]
    return words


def areas_table(histories: Sequence[History], addresses: Mapping[str, str]) -> pd.DataFrame:
    """Return one row of text for each area: the change from its first figure to its last, and the rule's verdict.

    Args:
        histories: the rows.
        addresses: link of each area's name, by code.
    """
    return pd.DataFrame(
        {
            "Area": Link(history.name, addresses[history.code]),
            "First to last": history.verdict.direction,
            "Trend by the published rule": history.verdict.state,
        }
        for history in histories
    )


def change(history: History) -> float | None:
    """Return the last figure less the first; None where there are not two."""
    values = history.years["value"].dropna()
    return float(values.iloc[-1] - values.iloc[0]) if len(values) > 1 else None


def events_table(events: Sequence[Event]) -> pd.DataFrame:
    """Return the events marked in the chart as text, oldest first."""
    rows = [{"When": span(event), "Event": event.title, "About it": event.summary} for event in events]
    return pd.DataFrame(rows)


def lines(history: History, others: pd.DataFrame) -> Drawing:
    """Return an area's figures as a line with England's, the place's other areas in grey, and events as marks.

    Each line has its name at its end; of the grey ones the highest and the lowest have, unless there are few. A line
    breaks where a figure is missing. Filled marks are periods that do not share a year; intervals are drawn if the
    source gives them.

    Args:
        history: the area picked out.
        others: values of the other areas of the place. Index: their names; columns: the periods of the history.
    """
    years, scale = history.years, 100 if history.indicator.is_share else 1
    drawn = others.reindex(columns=years.index) * scale
    draw = _Lines(years, history.indicator)
    grey: Drawing = {"line": {"color": OTHERS, "width": 1.2}, "marker": {"size": 3}}
    written = _written(years["value"], history.indicator)
    own: Drawing = {
        "text": [f"{said} in {period}" for period, said in written.items()],
        "line": {"color": theme.PRIMARY, "width": 3},
        "marker": {"size": 10, "symbol": ["circle" if alone else "circle-open" for alone in years["apart"]]},
        "error_y": _interval(years, scale),
    }
    # England's marks are small and lie on top, so that both are seen where the figures are the same. A year between two
    # gaps does not have a line: only its mark shows it.
    england: Drawing = {"line": {"color": theme.INK, "dash": "dash", "width": 2}, "marker": {"size": 5}}
    return {
        "data": [
            *(draw.line(str(name), values, grey) for name, values in drawn.iterrows()),
            draw.line(history.name, years["value"] * scale, own),
            draw.line(ENGLAND, years["england"] * scale, england),
        ],
        "layout": layout(years["day"], _named(history, drawn, scale), history.events, _axis(history, drawn)),
    }


def in_words(history: History) -> str:
    """Return the alternative text of the lines: what they show and what they find."""
    years = history.years
    gone = list(years.index[years["value"].isna()])
    events = f"{count(len(history.events))} event{' is' if len(history.events) == 1 else 's are'} marked. "
    breaks = f"The line breaks at {listed(gone)}, which has no figure. " if gone else ""
    periods = f"{count(len(years))} periods, {years.index[0]} to {years.index[-1]}"
    return (
        f"{finding(history)}; lines of {subject(history)} over {periods}: {history.name} "
        f"{history.verdict.direction}; England {history.england.direction}. {breaks}"
        f"{events if history.events else ''}The table has every figure."
    )


def _written(values: pd.Series[float], indicator: Indicator) -> pd.Series[str]:
    """Return figures as they are written; empty where missing. Index as given."""
    return values.map(lambda value: "" if pd.isna(value) else figure(value, indicator)).astype(str)


def _year_figure(row: Any, indicator: Indicator) -> str:
    """Return the figure of a year, or the note code and reason if it is missing."""
    if pd.notna(row.value):
        return n_of_n(row.numerator, row.denominator, row.value, indicator)
    return f"[{row.note or Note.NOT_AVAILABLE.value}] {why_missing(row.note)}"


def _interval(years: pd.DataFrame, scale: float) -> Drawing | None:
    if years["lower"].isna().all():
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": ((years["upper"] - years["value"]) * scale).to_numpy(),
        "arrayminus": ((years["value"] - years["lower"]) * scale).to_numpy(),
        "color": theme.PRIMARY,
        "thickness": 1.2,
        "width": 3,
    }


class _Lines:
    """Lines over the same years."""

    def __init__(self, years: pd.DataFrame, indicator: Indicator) -> None:
        self.days = years["day"].astype(str).tolist()
        self.indicator = indicator

    def line(self, name: str, values: pd.Series[float], look: Drawing) -> Drawing:
        """Return one line; ``values`` are as drawn, shares in per cent. Index: the periods."""
        unscaled = values / (100 if self.indicator.is_share else 1)
        written = _written(unscaled, self.indicator)
        return {
            "type": "scatter",
            "mode": "lines+markers",
            "x": self.days,
            "y": values.to_numpy(dtype=np.float32),
            "name": name,
            "text": written.tolist(),
            "hovertemplate": Marked("%{fullData.name}: %{text}<extra></extra>"),
        } | look


def _named(history: History, others: pd.DataFrame, scale: float) -> list[End]:
    """Return the names at the ends of the lines: the area's, England's and those of some grey lines."""
    days = history.years["day"]
    known = others.dropna(how="all")
    last = known.ffill(axis=1).iloc[:, -1].sort_values() if len(known) else pd.Series(dtype=float)
    names = list(last.index) if len(last) <= MOST_NAMES else [last.index[0], last.index[-1]]
    ends = [(str(name), known.loc[name], theme.QUIET) for name in names]
    ends += [
        (ENGLAND, history.years["england"] * scale, theme.INK),
        (history.name, history.years["value"] * scale, theme.PRIMARY),
    ]
    found = []
    for name, values, colour in ends:
        known_years = values.dropna()
        if len(known_years):
            at = float(known_years.iloc[-1])
            found.append(End(name, days[known_years.index[-1]], at, colour, bold=name == history.name))
    return found


def _axis(history: History, others: pd.DataFrame) -> Drawing:
    """Return the vertical axis: it reaches a little further than every figure and interval."""
    scale = 100 if history.indicator.is_share else 1
    drawn = [others, history.years[["value", "lower", "upper", "england"]] * scale]
    every = np.concatenate([each.to_numpy(dtype=float).ravel() for each in drawn])
    every = every[~np.isnan(every)]
    low, high = (float(every.min()), float(every.max())) if len(every) else (0.0, 1.0)
    room = 0.05 * (high - low) or 1.0
    axis: Drawing = {"range": [max(low - room, 0.0) if low >= 0 else low - room, high + room]}
    if is_percentage(history.indicator):
        return axis | {"ticksuffix": "%"}
    return axis | {"title": {"text": history.indicator.unit, "standoff": 8}}
