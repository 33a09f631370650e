"""The funnel plot: every area against its size, the edges of chance and of the adjusted funnel, the flagged areas."""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from jsna.figures import tables, theme
from jsna.figures.plotly_text import Marked
from jsna.model.comparison import Comparison
from jsna.model.unusual import Funnel, FunnelLimits
from jsna.words.numbers import percent
from jsna.words.unusual import how_far

HEIGHT = 620
#: Blue is lower, orange is higher, as on the map; the shapes show the same.
HIGHER, LOWER = theme.DIVERGING[4], theme.DIVERGING[0]
INSIDE, OTHER = "#8a9296", "#5c2d91"

#: A trace and its line of the key. Plotly's own objects would validate seven thousand names one by one.
Trace = dict[str, Any]


class Marks(NamedTuple):
    """The marker of one kind of area."""

    symbol: str
    sign: str
    colour: str
    size: int
    words: str


_INSIDE = Marks("circle", "●", INSIDE, 4, "inside the adjusted funnel at 95%")
_ABOVE = Marks("triangle-up", "▲", HIGHER, 7, "above it")
_BELOW = Marks("triangle-down", "▼", LOWER, 7, "below it")
_PLACE = Marks("circle", "●", theme.INK, 6, "in {place}")
#: Keeps marks distinguishable where thousands overlap.
_OUTLINE = {"width": 1, "color": theme.PAPER}
_PICKED = Marks("diamond", "◆", theme.INK, 14, "{name}")


def chart(shown: Funnel, comparison: Comparison, edges: FunnelLimits | None, picked: str | None) -> Trace:
    """Return the funnel plot as a Plotly figure: sizes on a logarithmic axis, shares in per cent.

    Args:
        shown: the areas and the edges around England.
        comparison: the chosen place, whose areas are marked unless it is all of England.
        edges: the edges around another baseline, or None.
        picked: code of the area to name and mark, or None.
    """
    points = shown.points
    above = points["beyond_95"] & (points["z"] > 0)
    below = points["beyond_95"] & (points["z"] < 0)
    drawn = [
        _areas(points[~points["beyond_95"]], _INSIDE),
        _areas(points[above], _ABOVE),
        _areas(points[below], _BELOW),
        *_edges(shown.limits, theme.INK),
        *([] if edges is None else _edges(edges, OTHER)),
    ]
    local = shown.of(comparison)
    if len(local) < len(points):
        drawn.append(_areas(local, _PLACE) | {"hoverinfo": "skip", "hovertemplate": None, "customdata": None})
    own = points.loc[[picked]] if picked in points.index else points.iloc[:0]
    if len(own):
        drawn.append(_areas(own, _PICKED))
    return {"data": drawn, "layout": _layout(shown, own)}


def key_html(shown: Funnel, comparison: Comparison, edges: FunnelLimits | None, picked: str | None) -> str:
    """Return the key as an HTML list: a sign that screen readers skip, and its words."""
    marks = [_INSIDE, _ABOVE, _BELOW]
    if len(comparison.areas) < len(shown.comparison.areas):
        marks.append(_PLACE._replace(words=f"in {comparison.place}"))
    if picked in shown.points.index:
        marks.append(_PICKED._replace(words=str(shown.points.at[picked, "name"])))
    lines = [_mark(mark) for mark in marks] + _key_lines(shown.limits, theme.INK)
    lines += [] if edges is None else _key_lines(edges, OTHER)
    style = "display:flex;flex-wrap:wrap;gap:0.25rem 1.25rem;list-style:none;margin:0;padding:0"
    return f'<ul aria-label="Key to the funnel plot" style="{style}">{"".join(lines)}</ul>'


def flagged_table(rows: pd.DataFrame, shown: Funnel, addresses: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return some areas of the funnel as text.

    Args:
        rows: some rows of ``Funnel.points``, in the order wanted.
        shown: the funnel they come from.
        addresses: link of each area's name, by code.

    Returns:
        Columns: the area, number and share, how it compares, its standing, how far out it lies. Index: area code.
    """
    words = tables.comparison_table(rows, shown.comparison)
    words[words.columns[0]] = tables.linked(_full_names(rows), addresses)
    # One column for both: five columns do not fit on a phone.
    return words.assign(**{"Outside the funnel": [how_far(own) for _, own in rows.iterrows()]})


def _full_names(rows: pd.DataFrame) -> pd.Series[str]:
    return rows["name"].where(rows["parent"] == "", rows["name"] + " (" + rows["parent"] + ")")


def _areas(rows: pd.DataFrame, marks: Marks) -> Trace:
    """Return the points of some areas."""
    twice = rows["name"].duplicated(keep=False) | (marks is not _INSIDE)
    named = rows["name"].where(~twice, _full_names(rows))
    return {
        "type": "scatter",
        "mode": "markers",
        "name": marks.words,
        # Four bytes per number: differences of a hundredth of a point or one person are not visible.
        "x": rows["denominator"].to_numpy(dtype=np.float32),
        "y": (100 * rows["value"]).round(2).to_numpy(dtype=np.float32),
        "customdata": [f"{name}: {percent(value)}" for name, value in zip(named, rows["value"], strict=True)],
        "hovertemplate": Marked("%{customdata} of %{x:,.0f}<extra></extra>"),
        "marker": {"symbol": marks.symbol, "color": marks.colour, "size": marks.size, "line": _OUTLINE}
        | ({"opacity": 0.55, "line": {"width": 0}} if marks is _INSIDE else {}),
    }


def _edges(edges: FunnelLimits, colour: str) -> list[Trace]:
    middle = pd.DataFrame({"middle": edges.value}, index=edges.chance.index[[0, -1]])
    return [
        _line(edges.chance, ("lower998", "upper998"), colour, 1.2, "dot"),
        _line(edges.adjusted, ("lower95", "upper95"), colour, 1.6, "dash"),
        _line(edges.adjusted, ("lower998", "upper998"), colour, 2.2, "solid"),
        _line(edges.chance, ("lower95", "upper95"), colour, 0.8, "dot"),
        _line(middle, ("middle",), colour, 1.0, "solid"),
    ]


def _line(frame: pd.DataFrame, columns: Iterable[str], colour: str, width: float, dash: str) -> Trace:
    """Return the lower and upper edge as one line with a gap between them."""
    chosen = list(columns)
    sizes = np.append(frame.index.to_numpy(dtype=np.float32), np.float32(math.nan))
    shares = [np.append((100 * frame[column]).round(3).to_numpy(dtype=np.float32), math.nan) for column in chosen]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": np.tile(sizes, len(chosen)),
        "y": np.concatenate(shares).astype(np.float32),
        "line": {"color": colour, "width": width, "dash": dash},
        "hoverinfo": "skip",
    }


def _layout(shown: Funnel, own: pd.DataFrame) -> Trace:
    unit = shown.comparison.indicator.unit
    return theme.layout(
        HEIGHT,
        {
            "type": "log",
            "tickvals": [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000],
            "tickformat": ",",
            "title": {"text": f"{unit.capitalize()} to count (logarithmic scale)"},
        },
        {"range": _heights(shown), "title": {"text": f"{shown.comparison.group.label} (%)"}},
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        hovermode="closest",
        annotations=[_named(row) for _, row in own.iterrows()],
    )


def _heights(shown: Funnel) -> list[float]:
    """Return the lowest and highest per cent drawn: enough for every area, and no more of the edges."""
    low, high = 100 * shown.points["value"].min(), 100 * shown.points["value"].max()
    room = 0.04 * (high - low)
    return [float(max(low - room, -room)), float(min(high + room, 100 + room))]


def _named(own: pd.Series[Any]) -> Trace:
    return {
        "x": math.log10(own["denominator"]),
        "y": 100 * own["value"],
        "text": str(own["name"]),
        "ax": 30,
        "ay": -30,
        "arrowcolor": theme.INK,
        "bgcolor": theme.PAPER,
        "bordercolor": theme.INK,
        "borderpad": 3,
    }


def _mark(mark: Marks) -> str:
    return _key_line(
        f'<span aria-hidden="true" style="color:{mark.colour};margin-right:0.4em">{mark.sign}</span>', mark.words
    )


def _key_lines(edges: FunnelLimits, colour: str) -> list[str]:
    whose = f"around {edges.name}"
    return [
        _key_line(_stroke(colour, "2px solid"), f"adjusted funnel {whose}, 99.8%"),
        _key_line(_stroke(colour, "2px dashed"), f"adjusted funnel {whose}, 95%"),
        _key_line(_stroke(colour, "2px dotted"), f"chance alone {whose}, 95 and 99.8%"),
    ]


def _stroke(colour: str, border: str) -> str:
    style = f"display:inline-block;width:1.8em;border-top:{border} {colour};margin-right:0.4em;vertical-align:0.25em"
    return f'<span aria-hidden="true" style="{style}"></span>'


def _key_line(sign: str, words: str) -> str:
    return f'<li style="margin:0;padding:0">{sign}{html.escape(words)}</li>'
