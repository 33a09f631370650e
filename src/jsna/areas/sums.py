"""Exact sums from wards to districts, counties, regions and England, so that the levels always agree."""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.areas.places import of_level
from jsna.model.area import ENGLAND, Level, levels_from


def every_level(
    counts: pd.DataFrame, areas: pd.DataFrame, required: pd.Index, level: Level = Level.WARD
) -> pd.DataFrame:
    """Return counts for every area at or above a level.

    Args:
        counts: whole numbers (float). Index: code of an area of ``level``.
        areas: every area, columns as ``AREA_COLUMNS``.
        required: codes without which a sum is incomplete: if one is missing, so are all sums above it.
        level: the level of ``counts``.

    Returns:
        The same columns; index: ``code``, in the order of ``areas``. Missing is NaN, never 0.
    """
    lowest = of_level(areas.set_index("code"), level)
    filled = counts.reindex(lowest.index)
    gap = filled.isna().any(axis=1) & among(filled.index, required)
    above = [_above(filled, gap, _inside(lowest[parent], areas)) for parent in _parents(level)]
    order = areas.loc[areas["level"].isin(levels_from(level)) | among(areas["code"], lowest.index), "code"]
    return pd.concat([filled, *above, _england(filled, gap)]).reindex(order).rename_axis(index="code")


def _parents(level: Level) -> list[str]:
    return [above.value for above in levels_from(level)[1:] if above is not Level.ENGLAND]


def _inside(parent: pd.Series, areas: pd.DataFrame) -> pd.Series:
    """The parents that are areas of the parent's level: a unitary is listed as its own county, but is not a county."""
    return parent[among(parent, areas.loc[areas["level"] == parent.name, "code"])]


def _above(filled: pd.DataFrame, gap: pd.Series, parent: pd.Series) -> pd.DataFrame:
    """Sums by one parent column."""
    sums = filled.loc[parent.index].groupby(parent).sum(min_count=1)
    broken = gap[parent.index].groupby(parent).any()
    return sums.mask(broken, axis=0)


def _england(filled: pd.DataFrame, gap: pd.Series) -> pd.DataFrame:
    total = filled.sum(min_count=1).to_frame(ENGLAND).T
    return total * float("nan") if gap.any() else total
