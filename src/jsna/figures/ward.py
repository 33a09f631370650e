"""One ward's profile as a table and as a chart of dots."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from jsna.figures import theme
from jsna.figures.tables import compared, linked, standing_cell
from jsna.model.area import Level
from jsna.model.ward import ProfileRow
from jsna.words.numbers import counted, figure, spoken
from jsna.words.timeliness import is_stale

CLEAR = "rgba(0, 0, 0, 0)"

#: How many letters of a label fit on one line next to the dots.
LABEL_WIDTH = 22

_SHAPES = {
    Level.DISTRICT: ("District", "diamond-open"),
    Level.COUNTY: ("County", "square-open"),
    Level.REGION: ("Region", "triangle-up-open"),
    Level.ENGLAND: ("England", "line-ns-open"),
}


def ward_profile_table(rows: list[ProfileRow], addresses: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return rows as text: number and share, how they compare, their standing, and the figures of the larger areas.

    Args:
        rows: groups of one indicator.
        addresses: link of each group, by code.
    """
    words = pd.DataFrame([_words(row) for row in rows])
    labels = words["Group"].set_axis([row.group_code for row in rows])
    return words.assign(Group=linked(labels, addresses).to_numpy())


def dots(rows: list[ProfileRow], name: str, today: date) -> go.Figure | None:
    """Return each share of an area as a dot with those of the areas it lies in; None if no row is a percentage.

    Args:
        rows: rows of one characteristic.
        name: the name of the rows' area: the ward, or its district.
        today: figures past their half-life on this date have a crossed-out mark.
    """
    drawn = [row for row in rows if row.indicator.is_share and row.figure.known]
    if not drawn:
        return None
    heights = [row.group.label for row in drawn]
    traces = [
        (words, [row.parents.get(level, math.nan) for row in drawn], _marker(shape, theme.QUIET))
        for level, (words, shape) in _SHAPES.items()
    ]
    traces.append((name, [row.figure.value for row in drawn], _own_marker(drawn, today)))
    points = [
        {
            "type": "scatter",
            "x": [100 * share for share in shares],
            "y": heights,
            "mode": "markers",
            "name": words,
            "marker": marker,
            "hovertemplate": "%{y}: %{text}",
            "text": [figure(share, row.indicator) for share, row in zip(shares, drawn, strict=True)],
        }
        for words, shares, marker in traces
    ]
    # Created together: a trace added on its own is checked against all existing traces.
    return go.Figure(data=points, layout=_layout(heights))


def dots_in_words(rows: list[ProfileRow], name: str) -> str:
    """Return the alternative text of the dots."""
    different = [row for row in rows if row.figure.is_different]
    found = "; ".join(f"{row.group.label} is {row.figure.verdict}" for row in different[:4])
    what = found or "nothing differs from the baseline"
    return f"Dots of each share in {name} beside the areas it lies in and England: {what}. The table has them all."


def _words(row: ProfileRow) -> dict[str, str]:
    own, indicator = row.figure, row.indicator
    whose = "" if row.level is Level.WARD else f" (all of {own.name}: not published for wards)"
    return {
        "Group": f"{row.group.label}{whose}",
        "Number and share": counted(own, indicator),
        f"Compared with {spoken(own.baseline_name)}": compared(own, indicator),
        f"Among England's {row.level.together}": standing_cell(own, row.level),
        **{words: _parent(row, level) for level, (words, _) in _SHAPES.items()},
    }


def _parent(row: ProfileRow, level: Level) -> str:
    value = row.parents.get(level, math.nan)
    return "–" if math.isnan(value) else figure(value, row.indicator)


def _own_marker(drawn: list[ProfileRow], today: date) -> dict[str, object]:
    """Return the marker: a filled dot, or an open one with a cross for figures past their half-life."""
    shapes = ["circle-x-open" if is_stale(row.indicator, today) else "circle" for row in drawn]
    return {"symbol": shapes, "color": theme.PRIMARY, "size": 13, "line": {"color": theme.PRIMARY, "width": 2}}


def _marker(shape: str, colour: str) -> dict[str, object]:
    return {"symbol": shape, "color": colour, "size": 13, "line": {"color": colour, "width": 2}}


def _layout(labels: list[str]) -> dict[str, object]:
    """Return a layout with room for every full label and for the key below, which takes two lines on a phone."""
    wrapped = ["<br>".join(wrap(label, LABEL_WIDTH)) for label in labels]
    row = 16 + 18 * max(label.count("<br>") + 1 for label in wrapped)
    return {
        "template": None,
        "height": 170 + row * len(labels),
        "margin": {"l": 10, "r": 20, "t": 10, "b": 135},
        "xaxis": {"ticksuffix": "%", "rangemode": "tozero", "fixedrange": True, "gridcolor": theme.GRID},
        "yaxis": {
            "automargin": True,
            "autorange": "reversed",
            "fixedrange": True,
            "gridcolor": theme.GRID,
            "tickmode": "array",
            "tickvals": labels,
            "ticktext": wrapped,
        },
        "font": {"color": theme.INK, "size": 14},
        "legend": {"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0.0, "bgcolor": CLEAR},
        "dragmode": False,
    }
