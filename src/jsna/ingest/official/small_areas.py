"""Counts of small areas (LSOAs) by ward: whole where a ward is whole small areas, divided by residents elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True)
class ByWard:
    """Counts by ward.

    Attributes:
        counts: whole numbers. Index: ``code``. Added up over wards they are the small areas' own, column by column.
        exact: the wards that are whole small areas.
    """

    counts: pd.DataFrame
    exact: pd.Index[str]


def to_wards(counts: pd.DataFrame, shares: pd.DataFrame) -> ByWard:
    """Return counts by ward.

    A small area in several wards is divided in proportion to the residents that it has in each. The parts are whole
    numbers: those with the largest remainders are rounded up, so that nobody is lost or counted twice.

    Args:
        counts: whole numbers (float). Index: code of the small area.
        shares: a row for each small area and ward with residents in both: columns ``lsoa``, ``ward``, ``residents``.
    """
    pairs = shares.sort_values(["lsoa", "ward"], ignore_index=True)
    area = pairs["lsoa"]
    weight = pairs["residents"] / pairs.groupby("lsoa")["residents"].transform("sum")
    spread = counts.reindex(area)
    parts = {name: _whole(area, spread[name].to_numpy(dtype=float) * weight.to_numpy(dtype=float)) for name in counts}
    divided = pairs["ward"][area.duplicated(keep=False)].unique()
    by_ward = pd.DataFrame(parts).groupby(pairs["ward"].rename("code")).sum().astype(float)
    return ByWard(by_ward, by_ward.index.difference(pd.Index(divided)))


def _whole(area: pd.Series, parts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return parts as whole numbers with the same sum in each area. Parts of an area stand together."""
    # Sums of floats such as 2.9999999: what is meant is 3.
    parts = parts.round(9)
    low = np.floor(parts)
    rests = pd.DataFrame({"area": area.to_numpy(), "rest": parts - low})
    missing = rests.groupby("area")["rest"].transform("sum").round().to_numpy()
    order = rests.groupby("area")["rest"].rank(method="first", ascending=False).to_numpy()
    return np.asarray(low + (order <= missing))
