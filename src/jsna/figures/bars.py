"""Ranked bars: each area's figure with its interval, the baseline as a line."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from jsna.disclosure.policy import rule_for
from jsna.figures import theme
from jsna.figures.shade import may_rank, shade
from jsna.model.comparison import Comparison
from jsna.model.indicator import Indicator
from jsna.words.numbers import figure, is_of_replies, is_percentage, places, spoken

#: So many from each end are drawn; the table holds them all.
FROM_THE_TOP, FROM_THE_BOTTOM = 15, 5


def ranked(comparison: Comparison) -> go.Figure | None:
    """Return bars of the areas with the highest and lowest figures, and the picked one; None where there is no figure.

    The bars show the figure with its 95% interval (natural variation, for complete counts), so that an order which
    the intervals do not support is seen not to be one.

    Args:
        comparison: the protected record.
    """
    areas = chosen_areas(comparison)
    if areas.empty:
        return None
    areas = _as_written(areas, comparison.indicator)
    colours = theme.colours(shade(comparison))
    bars = go.Bar(
        x=areas["value"],
        y=_axis_names(areas),
        orientation="h",
        marker={
            "color": [colours[code] for code in areas.index],
            "line": {"color": theme.INK, "width": 0.5},
        },
        error_x=_interval(areas),
        hovertemplate="%{y}: %{x}<extra></extra>",
    )
    drawn = go.Figure(bars, layout=_layout(comparison, len(areas)))
    if comparison.baseline is not None:
        _draw_baseline(drawn, comparison)
    return drawn


def chosen_areas(comparison: Comparison) -> pd.DataFrame:
    """Return the rows that are drawn, lowest first: both ends and the picked area."""
    ranked = comparison.areas[may_rank(comparison.areas, comparison.indicator)]
    known = ranked.dropna(subset=["value"]).sort_values("value")
    picked = known[known.index == comparison.selection.ward]
    if len(known) > FROM_THE_TOP + FROM_THE_BOTTOM:
        known = pd.concat([known.head(FROM_THE_BOTTOM), picked, known.tail(FROM_THE_TOP)])
    return known[~known.index.duplicated()].sort_values("value")


def _axis_names(areas: pd.DataFrame) -> pd.Series[str]:
    twice = areas["name"].duplicated(keep=False)
    return areas["name"].where(~twice, areas["name"] + " (" + areas["parent"] + ")")


def _as_written(areas: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the rows with figures and limits as they are drawn: shares as per cent, no finer than they are told."""
    scale, protects = (100 if indicator.is_share else 1), rule_for(indicator.disclosure).protects
    decimals = [places(indicator, base) if protects else 2 for base in areas["denominator"]]
    numbers = {
        column: [round(number * scale, most) for number, most in zip(areas[column], decimals, strict=True)]
        for column in ("value", "lower95", "upper95")
    }
    return areas.assign(**numbers)


def _interval(areas: pd.DataFrame) -> dict[str, object] | None:
    if areas["lower95"].isna().all():
        return None
    return {
        "type": "data",
        "symmetric": False,
        "array": (areas["upper95"] - areas["value"]).round(2),
        "arrayminus": (areas["value"] - areas["lower95"]).round(2),
        "color": theme.INK,
        "thickness": 1.2,
        "width": 3,
    }


def _layout(comparison: Comparison, rows: int) -> dict[str, object]:
    unit = "%" if is_percentage(comparison.indicator) else comparison.indicator.unit
    return {
        "template": None,
        "height": 90 + 24 * rows,
        "margin": {"l": 10, "r": 10, "t": 30, "b": 40},
        "xaxis": {"title": {"text": f"{comparison.group.label} ({unit})"}, "rangemode": "tozero", "zeroline": True},
        "yaxis": {"automargin": True, "fixedrange": True},
        "font": {"color": theme.INK, "size": 14},
        "showlegend": False,
        "dragmode": False,
    }


def _draw_baseline(drawn: go.Figure, comparison: Comparison) -> None:
    base = comparison.baseline
    if base is None:
        return
    drawn.add_vline(
        x=base.value * (100 if comparison.indicator.is_share else 1),
        line={"color": theme.INK, "dash": "dash", "width": 2},
        annotation={"text": f"{base.name} {figure(base.value, comparison.indicator)}", "yanchor": "bottom"},
        annotation_position="top",
    )


def in_words(comparison: Comparison) -> str:
    """Return the alternative text of the bars: what they show and what they find."""
    areas = chosen_areas(comparison)
    if areas.empty:
        return "There is no figure to draw."
    low, high = (
        f"{own['name']} ({figure(own['value'], comparison.indicator, own['denominator'])})"
        for own in (areas.iloc[0], areas.iloc[-1])
    )
    file = ", the file their intervals" if whiskers(comparison) else ""
    drawn = f"{len(areas)} {comparison.level.plural} of {spoken(comparison.place)}"
    return (
        f"Bars of {comparison.group.label.lower()} for {drawn}, from {low} to {high}. The table has the figures{file}."
    )


def whiskers(comparison: Comparison) -> str:
    """Return what the lines at the bars' ends are; empty where none is drawn."""
    if chosen_areas(comparison)["lower95"].isna().all():
        return ""
    indicator = comparison.indicator
    if is_of_replies(indicator):
        return "Whiskers: 95% interval, if replies were random."
    return f"Whiskers: 95% interval{' (natural variation)' if indicator.is_share else ', as published'}."
