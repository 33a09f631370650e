"""Names at the ends of lines, and events above them, none of which lies on another."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from jsna.figures import theme
from jsna.model.event import Event

#: Pixels: the height of the lines, a line of a name, a row of an event, the room between them and the highest number
#: of the axis, the room below.
LINES, A_NAME, A_ROW, ABOVE, BELOW = 380, 20, 20, 12, 36
#: Letters on one line of a name, and about how wide a letter is, in pixels.
LETTERS, A_LETTER = 18, 7
#: The name begins so far after the last day, as a share of the time shown.
AFTER = 0.025
#: An event in the first part of the time has its title on its right, and a later one on its left.
FIRST_PART = 0.55


class End(NamedTuple):
    """The end of a line: its name, the day and height of its last figure, and its colour."""

    name: str
    day: date
    height: float
    colour: str
    bold: bool = False

    @property
    def lines(self) -> list[str]:
        """The name on one line or more."""
        return _lines(self.name)


def frame(names: Sequence[str], events: Sequence[Event], days: pd.Series[Any], yaxis: dict[str, Any]) -> dict[str, Any]:
    """Return a layout with room for names on the right and for a row for each event above.

    Args:
        names: that may be written at the ends of the lines.
        events: that are marked.
        days: of the figures, oldest first.
        yaxis: the vertical axis, with its ``range``.
    """
    above = ABOVE + A_ROW * len(events)
    right = 14 + A_LETTER * max(len(line) for name in names for line in _lines(name))
    first, last = days.iloc[0], days.iloc[-1]
    span = last - first
    time = {"type": "date", "range": [first - 0.02 * span, last + AFTER * span], "nticks": 8}
    return theme.layout(LINES + above + BELOW, time, yaxis, margin={"l": 10, "r": right, "t": above, "b": BELOW})


def label_ends(chart: go.Figure, days: pd.Series[Any], ends: Sequence[End]) -> None:
    """Write each name beside the end of its line, moved up or down as far as the others need."""
    low, high = chart.layout.yaxis.range
    per_pixel = (high - low) / LINES
    margin = days.iloc[-1] + AFTER * (days.iloc[-1] - days.iloc[0])
    ordered = sorted(ends, key=lambda end: (end.height, end.name))
    sizes = [A_NAME * len(end.lines) * per_pixel for end in ordered]
    for end, height in zip(ordered, apart([end.height for end in ordered], sizes, low, high), strict=True):
        said = "<br>".join(html.escape(line) for line in end.lines)
        said = f"<b>{said}</b>" if end.bold else said
        chart.add_annotation(
            x=end.day, y=end.height, axref="x", ayref="y", ax=margin, ay=height, text=said,
            xanchor="left", yanchor="middle", align="left", showarrow=True, arrowhead=0, arrowwidth=1,
            arrowcolor=end.colour, standoff=6 if end.bold else 3,
            font={"color": end.colour, "size": theme.LETTERS if end.colour != theme.QUIET else theme.SMALL_LETTERS},
        )  # fmt: skip


def apart(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Return heights near those wanted at which things of some sizes do not touch, between two limits.

    Args:
        wanted: the middle of each, lowest first.
        sizes: how high each is.
        low: the lowest that anything reaches.
        high: the highest, unless there is no room for them all: then they go on above it.
    """
    placed: list[float] = []
    floor = low
    for middle, size in zip(wanted, sizes, strict=True):
        placed.append(max(middle, floor + size / 2))
        floor = placed[-1] + size / 2
    ceiling = max(high, low + sum(sizes))
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], ceiling - sizes[number] / 2)
        ceiling = placed[number] - sizes[number] / 2
    return placed


def mark_events(chart: go.Figure, events: Sequence[Event], days: pd.Series[Any]) -> None:
    """Mark each event: a line on its first day, a pale band to its last, and its title in a row of its own above."""
    first, last = days.iloc[0], days.iloc[-1]
    early = [event for event in events if _seen(event, first) - first <= FIRST_PART * (last - first)]
    # The first on top: its line passes no title of those after it, which stand on their right.
    ordered = [event for event in events if event not in early] + early[::-1]
    for row, event in enumerate(ordered):
        start = _seen(event, first)
        if event.end is not None:
            band = min(event.end, last + timedelta(days=1))
            chart.add_vrect(x0=start, x1=band, fillcolor=theme.GRID, opacity=0.35, line_width=0, layer="below")
        middle = ABOVE + A_ROW * (row + 0.5)
        chart.add_shape(
            type="line", x0=start, x1=start, yref="paper", y0=0, y1=1 + middle / LINES,
            line={"color": theme.QUIET, "dash": "dot", "width": 1.5},
        )  # fmt: skip
        right = event in early
        chart.add_annotation(
            x=start, y=1, yref="paper", yshift=middle, yanchor="middle", xanchor="left" if right else "right",
            xshift=4 if right else -4, text=html.escape(event.title), showarrow=False, bgcolor=theme.PAPER, borderpad=0,
            font={"size": theme.SMALL_LETTERS, "color": theme.INK},
        )  # fmt: skip


def _seen(event: Event, first: date) -> date:
    return max(event.start, first)


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, LETTERS) or [name]
