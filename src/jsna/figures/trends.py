"""Figures over the years: a table, and lines with England's for comparison and events as marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from jsna.figures import theme
from jsna.model.event import Event
from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.trends import History
from jsna.words.numbers import count, difference, figure, is_percentage, listed, n_of_n
from jsna.words.plain import Link
from jsna.words.timeliness import span
from jsna.words.trends import subject, why_missing


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


def lines(history: History, others: pd.DataFrame) -> go.Figure:
    """Return an area's figures as a line with England's, the place's other areas in grey, and events as marks.

    A line breaks where a figure is missing.

    Filled marks are periods that do not share a year; intervals are drawn if the source gives them.

    Args:
        history: the area picked out.
        others: values of the other areas of the place. Index: their names; columns: the periods of the history.
    """
    years, scale = history.years, 100 if history.indicator.is_share else 1
    days = pd.to_datetime(years["day"])
    chart = go.Figure(layout=_layout(history))
    for number, (name, values) in enumerate(others.iterrows()):
        drawn = {"color": theme.GRID, "width": 1.5}
        label = "Other areas of the place"
        chart.add_scatter(
            x=days, y=values.reindex(years.index) * scale, mode="lines+markers", marker={"size": 4}, line=drawn,
            name=label, legendgroup="others", showlegend=number == 0,
            text=_written(values.reindex(years.index), history.indicator),
            hovertemplate=f"{name}: %{{text}}<extra></extra>",
        )  # fmt: skip
    england = {"color": theme.INK, "dash": "dash", "width": 2}
    # A year between two gaps does not have a line: only its mark shows it.
    chart.add_scatter(
        x=days,
        y=years["england"] * scale,
        mode="lines+markers",
        marker={"size": 6},
        line=england,
        name="England",
        text=_written(years["england"], history.indicator),
        hovertemplate="England: %{text}<extra></extra>",
    )
    chart.add_scatter(
        x=days, y=years["value"] * scale, mode="lines+markers", name=history.name,
        text=years.index + ": " + _written(years["value"], history.indicator),
        line={"color": theme.PRIMARY, "width": 3}, error_y=_interval(years, scale),
        marker={"size": 11, "symbol": ["circle" if alone else "circle-open" for alone in years["apart"]]},
        hovertemplate="%{text}<extra></extra>",
    )  # fmt: skip
    for number, event in enumerate(history.events):
        _mark(chart, event, number)
    return chart


def in_words(history: History) -> str:
    """Return the alternative text of the lines: what they show and what they find."""
    years = history.years
    gone = list(years.index[years["value"].isna()])
    breaks = f"The line breaks at {listed(gone)}, which has no figure. " if gone else ""
    return (
        f"Lines of {subject(history).lower()} over {count(len(years))} periods, {years.index[0]} to {years.index[-1]}: "
        f"{history.name} {history.verdict.direction}; England {history.england.direction}. {breaks}"
        f"{count(len(history.events))} events are marked. The table has every figure."
    )


def _written(values: pd.Series[float], indicator: Indicator) -> pd.Series[str]:
    """Return figures as they are written; empty where missing. Index as given."""
    return values.map(lambda value: "" if pd.isna(value) else figure(value, indicator)).astype(str)


def _year_figure(row: Any, indicator: Indicator) -> str:
    """Return the figure of a year, or the note code and reason if it is missing."""
    if pd.notna(row.value):
        return n_of_n(row.numerator, row.denominator, row.value, indicator)
    return f"[{row.note or Note.NOT_AVAILABLE.value}] {why_missing(row.note)}"


def _interval(years: pd.DataFrame, scale: float) -> dict[str, object] | None:
    if years["lower"].isna().all():
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": (years["upper"] - years["value"]) * scale,
        "arrayminus": (years["value"] - years["lower"]) * scale,
        "color": theme.INK,
        "thickness": 1.2,
        "width": 3,
    }


def _mark(chart: go.Figure, event: Event, number: int) -> None:
    """Mark an event: a line on its first day, a pale band to its last, its title above; titles alternate in height."""
    start = event.start.isoformat()
    if event.end is not None:
        chart.add_vrect(
            x0=start, x1=event.end.isoformat(), fillcolor=theme.GRID, opacity=0.35, line_width=0, layer="below"
        )
    chart.add_vline(x=start, line={"color": theme.QUIET, "dash": "dot", "width": 1.5})
    chart.add_annotation(
        x=start, y=1, yref="paper", yanchor="bottom", xanchor="left", yshift=18 * (number % 3), text=event.title,
        showarrow=False, font={"size": 12, "color": theme.INK},
    )  # fmt: skip


def _layout(history: History) -> dict[str, object]:
    unit = "%" if is_percentage(history.indicator) else history.indicator.unit
    return {
        "template": None,
        "height": 460,
        "margin": {"l": 60, "r": 10, "t": 70, "b": 80},
        "xaxis": {"gridcolor": theme.GRID, "fixedrange": True},
        "yaxis": {"title": {"text": unit}, "gridcolor": theme.GRID, "fixedrange": True},
        "font": {"color": theme.INK, "size": 14},
        "legend": {"orientation": "h", "yanchor": "top", "y": -0.12},
        "dragmode": False,
    }
