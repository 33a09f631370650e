"""Names at the ends of lines, and events above them, none of which lies on another."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from jsna.figures import plotly_text, theme
from jsna.model.event import Event

#: A part of a chart. Plotly's own objects would validate each piece again and again.
Drawing = dict[str, Any]

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


def layout(days: pd.Series[Any], ends: Sequence[End], events: Sequence[Event], yaxis: Drawing) -> Drawing:
    """Return the layout of lines, with their names on the right and a row for each event above.

    Args:
        days: of the figures, oldest first.
        ends: of the lines that have a name.
        events: that are marked.
        yaxis: the vertical axis, with its ``range``.
    """
    above = ABOVE + A_ROW * len(events)
    right = 14 + A_LETTER * max((len(line) for end in ends for line in end.lines), default=0)
    first, last = days.iloc[0], days.iloc[-1]
    span = last - first
    time = {"type": "date", "range": [str(first - 0.02 * span), str(last + AFTER * span)], "nticks": 8}
    shapes, titles = _marks(events, first, last)
    return theme.layout(
        LINES + above + BELOW,
        time,
        yaxis,
        margin={"l": 10, "r": right, "t": above, "b": BELOW},
        shapes=shapes,
        annotations=[*titles, *_names(ends, str(last + AFTER * span), *yaxis["range"])],
    )


def _names(ends: Sequence[End], margin: str, low: float, high: float) -> list[Drawing]:
    """Return each name beside the end of its line, moved up or down as far as the others need."""
    per_pixel = (high - low) / LINES
    ordered = sorted(ends, key=lambda end: (end.height, end.name))
    sizes = [A_NAME * len(end.lines) * per_pixel for end in ordered]
    heights = apart([end.height for end in ordered], sizes, low, high)
    return [_name(end, height, margin) for end, height in zip(ordered, heights, strict=True)]


def _name(end: End, height: float, margin: str) -> Drawing:
    small = {"size": theme.SMALL_LETTERS} if end.colour == theme.QUIET else {}
    return {
        "x": str(end.day), "y": end.height, "axref": "x", "ayref": "y", "ax": margin, "ay": height,
        "text": plotly_text.lines(end.lines, bold=end.bold), "xanchor": "left", "align": "left", "arrowhead": 0,
        "arrowwidth": 1, "arrowcolor": end.colour, "standoff": 6 if end.bold else 3,
        "font": {"color": end.colour} | small,
    }  # fmt: skip


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


def _marks(events: Sequence[Event], first: date, last: date) -> tuple[list[Drawing], list[Drawing]]:
    """Return the marks of the events and their titles.

    A line on an event's first day, a pale band to its last, and its title in a row of its own above.
    """
    early = [event for event in events if _seen(event, first) - first <= FIRST_PART * (last - first)]
    # The first on top: its line passes no title of those after it, which stand on their right.
    ordered = [event for event in events if event not in early] + early[::-1]
    shapes: list[Drawing] = []
    titles: list[Drawing] = []
    for row, event in enumerate(ordered):
        start, middle = str(_seen(event, first)), ABOVE + A_ROW * (row + 0.5)
        stem = {"type": "line", "x0": start, "x1": start, "yref": "paper", "y0": 0, "y1": 1 + middle / LINES}
        shapes.append(stem | {"line": {"color": theme.QUIET, "dash": "dot", "width": 1.5}})
        if event.end is not None:
            band = {"x0": start, "x1": str(min(event.end, last)), "yref": "paper", "y0": 0, "y1": 1}
            look = {"fillcolor": theme.GRID, "opacity": 0.35, "line": {"width": 0}, "layer": "below"}
            shapes.append({"type": "rect"} | band | look)
        side = {"xanchor": "left", "xshift": 4} if event in early else {"xanchor": "right", "xshift": -4}
        titles.append(
            {
                "x": start, "y": 1, "yref": "paper", "yshift": middle, "text": event.title,
                "showarrow": False, "bgcolor": theme.PAPER, "borderpad": 0, "font": {"size": theme.SMALL_LETTERS},
            }
            | side
        )  # fmt: skip
    return shapes, titles


def _seen(event: Event, first: date) -> date:
    return max(event.start, first)


def _lines(name: str) -> list[str]:
    return textwrap.wrap(name, LETTERS) or [name]
