"""Quantile groups: tenths and fifths of the areas by rank."""

from __future__ import annotations

import numpy as np
import pandas as pd


def quantile_groups(values: pd.Series[float], groups: int = 10, *, highest_first: bool = True) -> pd.Series[float]:
    """Return the group of each area, 1 to ``groups``, by the method of public health bodies.

    Args:
        values: one for each area; NaN where missing, which stays NaN and does not count.
        groups: 10 for tenths, 5 for fifths.
        highest_first: group 1 holds the highest values, as in deprivation.

    Returns:
        Group numbers as floats; all NaN if there are fewer areas than groups. Equal values share the group of the
        first of them.

    References:
        Office for Health Improvement and Disparities, Public health technical guidance: assigning deprivation
        categories.
    """
    known = int(values.notna().sum())
    if known < groups:
        return pd.Series(np.nan, index=values.index)
    rank = values.rank(method="min", ascending=not highest_first)
    above = np.ceil(((known + 1) - rank.to_numpy(dtype=float)) / (known / groups))
    place = np.floor((groups + 1) - above)
    return pd.Series(np.where(place == 0, 1.0, place), index=values.index)
