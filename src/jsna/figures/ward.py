"""One ward's lines as a table and as a chart of dots."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

from jsna.figures import theme
from jsna.figures.tables import compared, linked, stands
from jsna.model.area import Level
from jsna.model.ward import Line
from jsna.words.numbers import figure, n_of_n, spoken
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


def profile_table(lines: list[Line], addresses: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return lines as text: number and share, how they compare, their standing, and the figures of the larger areas.

    Args:
        lines: groups of one indicator.
        addresses: link of each group, by code.
    """
    words = pd.DataFrame([_words(line) for line in lines])
    labels = words["Group"].set_axis([line.group_code for line in lines])
    return words.assign(Group=linked(labels, addresses).to_numpy())


def dots(lines: list[Line], name: str, today: date) -> go.Figure | None:
    """Return each share of a ward as a dot with those of the areas it lies in; None if no line is a percentage.

    Args:
        lines: lines of one characteristic.
        name: the ward's name.
        today: figures past their half-life on this date have a crossed-out mark.
    """
    drawn = [line for line in lines if line.indicator.is_share and line.figure.known]
    if not drawn:
        return None
    heights = [line.group.label for line in drawn]
    rows = [
        (words, [100 * line.parents[level] for line in drawn], _marker(shape, theme.QUIET))
        for level, (words, shape) in _SHAPES.items()
    ]
    rows.append((name, [100 * line.figure.value for line in drawn], _own_marker(drawn, today)))
    points = [
        {"type": "scatter", "x": shares, "y": heights, "mode": "markers", "name": words, "marker": marker}
        for words, shares, marker in rows
    ]
    # Created together: a trace added on its own is checked against all existing traces.
    return go.Figure(data=points, layout=_layout(heights))


def dots_in_words(lines: list[Line], name: str) -> str:
    """Return the alternative text of the dots."""
    different = [line for line in lines if line.figure.is_different]
    found = "; ".join(f"{line.group.label} is {line.figure.verdict}" for line in different[:4])
    told = found or "nothing differs from the baseline"
    return (
        f"Dots of each share in {name} beside its district, county, region and England: {told}. The table has them all."
    )


def _words(line: Line) -> dict[str, str]:
    own, indicator = line.figure, line.indicator
    place = "" if line.level is Level.WARD else f" (all of {own.name}: not published for wards)"
    return {
        "Group": f"{line.group.label}{place}",
        "Number and share": n_of_n(own.numerator, own.denominator, own.value, indicator),
        f"Compared with {spoken(own.baseline_name)}": compared(own, indicator),
        f"Among England's {line.level.plural}": stands(own, line.level),
        **{words: _parent(line, level) for level, (words, _) in _SHAPES.items()},
    }


def _parent(line: Line, level: Level) -> str:
    value = line.parents[level]
    return "–" if math.isnan(value) else figure(value, line.indicator)


def _own_marker(drawn: list[Line], today: date) -> dict[str, object]:
    """Return the marker: a filled dot, or an open one with a cross for figures past their half-life."""
    shapes = ["circle-x-open" if is_stale(line.indicator, today) else "circle" for line in drawn]
    return {"symbol": shapes, "color": theme.PRIMARY, "size": 13, "line": {"color": theme.PRIMARY, "width": 2}}


def _marker(shape: str, colour: str) -> dict[str, object]:
    return {"symbol": shape, "color": colour, "size": 13, "line": {"color": colour, "width": 2}}


def _layout(labels: list[str]) -> dict[str, object]:
    """Return a layout with room for every full label and for the key below, which takes two lines on a phone."""
    told = ["<br>".join(wrap(label, LABEL_WIDTH)) for label in labels]
    row = 16 + 18 * max(label.count("<br>") + 1 for label in told)
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
            "ticktext": told,
        },
        "font": {"color": theme.INK, "size": 14},
        "legend": {"orientation": "h", "yref": "container", "yanchor": "bottom", "y": 0.0, "bgcolor": CLEAR},
        "dragmode": False,
    }
