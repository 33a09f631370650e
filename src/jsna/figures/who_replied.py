"""Who replied compared with who lives here: a table and a chart of ratios."""

from __future__ import annotations

import math

import pandas as pd
import plotly.graph_objects as go

from jsna.figures import theme
from jsna.model.weighting import WeightedAnswers
from jsna.words.numbers import count, percent
from jsna.words.who_replied import Represented, ratio, weighted_range


def representation_table(groups: list[Represented]) -> pd.DataFrame:
    """Return each group in words: replies, expected replies, people, ratio with interval, and the conclusion."""
    return pd.DataFrame(
        {
            "Group": group.label,
            "Replies": "withheld" if group.respondents != group.respondents else count(group.respondents),
            "Expected": "–" if group.expected != group.expected else f"{group.expected:,.1f}",
            "People here": count(group.population),
            "Share of replies over share of people": ratio(group),
            "State": group.state,
        }
        for group in groups
    )


def weighted_table(found: WeightedAnswers) -> pd.DataFrame:
    """Return each answer in words: its share as given and weighted, and the range of the weighted share."""
    return pd.DataFrame(
        {
            "Answer": each.answer,
            "As given": percent(each.plain, 0),
            "Weighted": percent(each.weighted, 0),
            "Range if replies were random": weighted_range(each),
        }
        for each in found.answers
    )


def ratios(groups: list[Represented]) -> go.Figure | None:
    """Return the ratios with their intervals around 1, on a logarithmic scale; None without a known ratio above 0."""
    known = [group for group in groups if group.ratio > 0]
    if not known:
        return None
    points = go.Scatter(
        x=[round(group.ratio, 3) for group in known],
        y=[group.label for group in known],
        mode="markers",
        marker={"color": theme.PRIMARY, "size": 12},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": [round(group.upper - group.ratio, 3) for group in known],
            "arrayminus": [round(group.ratio - group.lower, 3) for group in known],
            "color": theme.INK,
        },
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    drawn = go.Figure(points, layout=_layout(known))
    drawn.add_vline(x=1, line={"color": theme.INK, "dash": "dash", "width": 2})
    return drawn


def in_words(groups: list[Represented]) -> str:
    """Return the alternative text of the ratios."""
    states = "; ".join(f"{group.label}: {group.state}" for group in groups)
    return f"Share of replies over share of people, by group, around 1. {states}. The table has the same figures."


def _layout(known: list[Represented]) -> dict[str, object]:
    # What the axis measures is said above the chart, where words wrap on a phone.
    return {
        "template": None,
        "height": 80 + 32 * len(known),
        "margin": {"l": 10, "r": 10, "t": 20, "b": 30},
        "xaxis": {
            "type": "log",
            "tickvals": [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100],
            "tickangle": 0,
            "range": _reach(known),
            "gridcolor": theme.GRID,
        },
        "yaxis": {"automargin": True, "autorange": "reversed", "fixedrange": True},
        "font": {"color": theme.INK, "size": 14},
        "showlegend": False,
        "dragmode": False,
    }


def _reach(known: list[Represented]) -> list[float]:
    """The ends of the axis, as powers of ten: wide enough for every ratio and interval, and at least from 0.2 to 5."""
    lowest = min(0.2, *(group.lower if group.lower > 0 else group.ratio for group in known))
    highest = max(5.0, *(group.upper for group in known))
    return [math.log10(lowest) - 0.1, math.log10(highest) + 0.1]
