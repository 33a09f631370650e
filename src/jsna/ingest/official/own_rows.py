"""Rows that the publisher states itself, put in the place of the sums of small areas."""

from __future__ import annotations

import pandas as pd

from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS

_KEY = ["area_code", "period", "group"]


def of_source(figures: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the figures whose level and group the indicator's publisher states itself.

    Args:
        figures: counts; columns area_code, period, group, numerator, denominator.
        indicator: its ``source.own_rows`` decides.
        areas: every area, columns ``code`` and ``level``.
    """
    levels = figures["area_code"].map(areas.set_index("code")["level"])
    stated = [
        indicator.source.states(Level(level), group) for level, group in zip(levels, figures["group"], strict=True)
    ]
    return figures.loc[stated, [*_KEY, *COUNTS]]


def put_in(figures: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """Return the figures with each of ``own`` instead of the figure of the same area, period and group."""
    kept = pd.MultiIndex.from_frame(figures[_KEY]).isin(pd.MultiIndex.from_frame(own[_KEY]))
    return pd.concat([figures[~kept], own], ignore_index=True)
