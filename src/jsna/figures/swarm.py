"""Every area as a dot: all of England's in one row, and below it those of the place and of the own district."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.figures import plotly_text, theme
from jsna.model.indicator import Indicator
from jsna.model.unusual import Funnel, Lane
from jsna.words.numbers import figure
from jsna.words.swarm import lane_title, line_names, spread_words

#: A trace or a layout. Plotly's own objects would validate seven thousand names one by one.
Drawing = dict[str, Any]

ALL, LOCAL = "#8a9296", theme.INK
#: Pixels: a line of text; the thick and the thin bar; the lines' names at the top and bottom.
TEXT, BARS, NAMES = 19, 20, 22
#: How many dots of a kind would fill the axis, side by side.
DOTS_ACROSS = 800
#: Pixels: the smallest dot; of a pile that is too high even then, the dots lie on one another.
SMALLEST = 3


class _Look(NamedTuple):
    """The height of a lane's dots in pixels, the size of one, and its colour."""

    height: int
    dot: int
    colour: str


#: By how many areas there are at least: the more, the smaller their dots.
_LOOKS = {1_000: (190, 3), 200: (110, 5), 40: (70, 6), 1: (46, 8)}


class _Placed(NamedTuple):
    """A lane and where it lies: the tops of its text and of its dots, in pixels from the foot."""

    lane: Lane
    look: _Look
    text: float
    dots: float

    @property
    def middle(self) -> float:
        """The height of the middle of its dots."""
        return self.dots - self.look.height / 2


def chart(shown: Funnel, lanes: Sequence[Lane], picked: str | None) -> Drawing:
    """Return the dots as a Plotly figure; a dot's place along the axis is the area's share, in per cent.

    Args:
        shown: every area with a figure.
        lanes: from ``jsna.analysis.unusual.lanes``: England's first.
        picked: code of the area to name and mark, or None.
    """
    placed, height = _placed(lanes)
    low, high = _reach(lanes[0])
    own = shown.points.loc[[picked]] if picked in shown.points.index else shown.points.iloc[:0]
    drawn = [trace for each in placed for trace in _dots(each, low, high, shown.comparison.indicator)]
    drawn += [_diamond(own, placed[-1].middle, shown.comparison.indicator)] if len(own) else []
    lines, names = _lines(shown, own, height, low, high)
    bars, said = _spread(placed[0], shown)
    titles = [_text(lane_title(each.lane, shown.comparison.level), each.text) for each in placed]
    layout = theme.layout(
        round(height) + 40,
        {"range": [low, high], "ticksuffix": "%", "nticks": 8},
        {"range": [0, height], "visible": False},
        margin={"l": 10, "r": 10, "t": 4, "b": 36},
        hovermode="closest",
        shapes=[*lines, *bars],
        annotations=[*titles, *said, *names],
    )
    return {"data": drawn, "layout": layout}


def stacked(values: npt.NDArray[np.float64], low: float, high: float, bins: int) -> npt.NDArray[np.float64]:
    """Return how far each dot lies above or below the middle of its row, so that near ones do not lie on one another.

    Args:
        values: along the axis.
        low: the axis's lower end.
        high: its upper end.
        bins: into how many stretches the axis is divided; dots in one stretch stand in one pile.

    Returns:
        Dots from the middle of the pile: of three in a pile -1, 0 and 1.
    """
    stretch = np.floor((values - low) / (high - low) * bins)
    order = np.lexsort((values, stretch))
    _, first, sizes = np.unique(stretch[order], return_index=True, return_counts=True)
    heights = np.empty(len(values))
    heights[order] = np.arange(len(values)) - np.repeat(first + (sizes - 1) / 2, sizes)
    return heights


def _placed(lanes: Sequence[Lane]) -> tuple[list[_Placed], float]:
    """Return where the lanes lie, from above, and the height of all."""
    looks = [
        _Look(
            *next(look for least, look in _LOOKS.items() if len(lane.areas) >= least),
            ALL if lane is lanes[0] else LOCAL,
        )
        for lane in lanes
    ]
    heights = [
        TEXT + look.height + (2 * TEXT + BARS if number == 0 and lane.spread is not None else 0)
        for number, (lane, look) in enumerate(zip(lanes, looks, strict=True))
    ]
    whole = NAMES + sum(heights) + 10 * len(lanes) + NAMES
    placed, top = [], float(whole - NAMES)
    for lane, look, high in zip(lanes, looks, heights, strict=True):
        placed.append(_Placed(lane, look, top, top - TEXT))
        top -= high + 10
    return placed, float(whole)


def _reach(everywhere: Lane) -> tuple[float, float]:
    low, high = 100 * everywhere.lowest, 100 * everywhere.highest
    room = 0.03 * (high - low) or 1.0
    return max(low - room, -room / 2), min(high + room, 100 + room / 2)


def _dots(placed: _Placed, low: float, high: float, indicator: Indicator) -> list[Drawing]:
    """Return a lane's dots; England's are named only if they are rare, because thousands of names are heavy."""
    rows, look = placed.lane.areas, placed.look
    x = 100 * rows["value"].to_numpy(dtype=float)
    dot, heights = look.dot, stacked(x, low, high, DOTS_ACROSS // look.dot)
    while dot > SMALLEST and _highest(heights) * dot > look.height / 2:
        dot -= 1
        heights = stacked(x, low, high, DOTS_ACROSS // dot)
    look = look._replace(dot=dot)
    y = placed.middle + min(dot, look.height / 2 / _highest(heights)) * heights
    named = rows["is_rare"].to_numpy(dtype=bool) if look.colour == ALL else np.ones(len(rows), dtype=bool)
    return [
        _trace(x[part], y[part], look) | (_hover(rows[part], indicator) if own else {})
        for part, own in ((~named, 0), (named, 1))
    ]


def _highest(heights: npt.NDArray[np.float64]) -> float:
    return max(float(np.abs(heights).max()), 0.5)


def _trace(x: npt.NDArray[Any], y: npt.NDArray[Any], look: _Look) -> Drawing:
    return {
        "type": "scatter",
        "mode": "markers",
        # Four bytes and two: a hundredth of a point and a pixel are the least that is seen.
        "x": x.round(2).astype(np.float32),
        "y": y.round().astype(np.int16),
        "marker": {"color": look.colour, "size": look.dot, "opacity": 0.75},
        "hoverinfo": "skip",
    }


def _hover(rows: pd.DataFrame, indicator: Indicator) -> Drawing:
    """Return the names that a pointer finds."""
    full = rows["name"].where(rows["parent"] == "", rows["name"] + " (" + rows["parent"] + ")")
    said = [f"{name}: {figure(value, indicator)}" for name, value in zip(full, rows["value"], strict=True)]
    pointed = plotly_text.Marked("%{customdata}<extra></extra>")
    return {"customdata": said, "hovertemplate": pointed, "hoverinfo": "text"}


def _diamond(own: pd.DataFrame, middle: float, indicator: Indicator) -> Drawing:
    look = {"symbol": "diamond", "color": theme.PRIMARY, "size": 16, "line": {"width": 2, "color": theme.PAPER}}
    marked = {"type": "scatter", "mode": "markers", "x": [100 * float(own["value"].iloc[0])], "y": [middle]}
    return marked | {"marker": look} | _hover(own, indicator)


def _lines(
    shown: Funnel, own: pd.DataFrame, height: float, low: float, high: float
) -> tuple[list[Drawing], list[Drawing]]:
    """Return England's line and the picked area's through all lanes, and their names: one above all, one below."""
    england, picked = line_names(shown, own)
    lines, names = [], []
    for value, said, colour, dash, at in (
        (shown.england.value, england, theme.INK, "dash", height),
        *((float(each), picked, theme.PRIMARY, "dot", 0.0) for each in own["value"]),
    ):
        x = 100 * value
        lines.append({"type": "line", "x0": x, "x1": x, "y0": 0, "y1": height, "line": {"color": colour, "dash": dash}})
        on_the_right = (x - low) / (high - low) < 0.5
        names.append(
            {
                "x": x, "y": at, "text": plotly_text.lines([said], bold=True), "showarrow": False,
                "font": {"color": colour},
                "xanchor": "left" if on_the_right else "right", "yanchor": "top" if at else "bottom",
                "bgcolor": theme.PAPER, "borderpad": 1,
            }
        )  # fmt: skip
    return lines, names


def _spread(placed: _Placed, shown: Funnel) -> tuple[list[Drawing], list[Drawing]]:
    """Return the two bars of where half of the areas lie and nine in ten, and what they say."""
    spread = placed.lane.spread
    if spread is None:
        return [], []
    top = placed.dots - placed.look.height
    ends = ((spread.lower, spread.upper, 6), (spread.low, spread.high, 2))
    at = top - 2 * TEXT - BARS / 2
    bars = [
        {
            "type": "line", "x0": 100 * start, "x1": 100 * end, "y0": at, "y1": at,
            "line": {"color": theme.INK, "width": width},
        }
        for start, end, width in ends
    ]  # fmt: skip
    words = spread_words(shown, spread)
    return bars, [_text(said, top - number * TEXT) for number, said in enumerate(words)]


def _text(said: str, top: float) -> Drawing:
    return {
        "x": 0, "xref": "paper", "xanchor": "left", "y": top, "yanchor": "top", "text": said,
        "showarrow": False, "bgcolor": theme.PAPER, "borderpad": 0,
    }  # fmt: skip


def table(shown: Funnel, lanes: Sequence[Lane]) -> pd.DataFrame:
    """Return the lanes as text: how many areas, and between which shares they lie."""
    comparison = shown.comparison
    kind, indicator = comparison.level.together.capitalize(), comparison.indicator

    def between(low: float, high: float) -> str:
        return f"{figure(low, indicator)} to {figure(high, indicator)}"

    return pd.DataFrame(
        {
            "Place": lane.place,
            kind: f"{len(lane.areas):,}",
            "Half of them": "–" if lane.spread is None else between(lane.spread.lower, lane.spread.upper),
            "9 in 10": "–" if lane.spread is None else between(lane.spread.low, lane.spread.high),
            "Lowest to highest": between(lane.lowest, lane.highest),
        }
        for lane in lanes
    )
