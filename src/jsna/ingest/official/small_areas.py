"""Counts of small areas (LSOAs) by ward: whole where a ward is whole small areas, divided by residents elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.model.area import WARD_YEARS

_FIRST, _LAST = (f"ward_{year}" for year in WARD_YEARS)


@dataclass(frozen=True)
class ByWard:
    """Counts by ward.

    Attributes:
        counts: whole numbers. Index: ``code``. Added up over wards they are the small areas' own, column by column.
        exact: the wards that are whole small areas.
    """

    counts: pd.DataFrame
    exact: pd.Index[str]


def pairs(placed: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the residents that each small area shares with each ward of a year: ``lsoa``, ``ward``, ``residents``.

    Args:
        placed: as for :func:`to_wards`.
        year: one of ``model.area.WARD_YEARS``.
    """
    by_pair = placed.groupby(["lsoa", f"ward_{year}"])["residents"].sum()
    return by_pair.reset_index().set_axis(["lsoa", "ward", "residents"], axis=1)


def to_wards(counts: pd.DataFrame, placed: pd.DataFrame) -> ByWard:
    """Return counts by the wards of two lists.

    A small area in several wards is divided in proportion to the residents that it has in each. The parts are whole
    numbers: those with the largest remainders are rounded up, so that nobody is lost or counted twice. What the wards
    that ended have of a small area is divided among those that followed. So the wards of either list add up to the
    small areas' own counts, in each district too, and a ward that stands in both has one count.

    Args:
        counts: whole numbers (float). Index: code of the small area.
        placed: a row for each small area, its ward in the first list and its ward in the last, with residents in all
            three: columns ``lsoa``, ``ward_2022``, ``ward_2025``, ``residents``.
    """
    first, last = (pairs(placed, year) for year in WARD_YEARS)
    area, ward, parts = _divided(counts, first)
    over = placed[~placed[_FIRST].isin(placed[_LAST])]
    left = parts.set_axis(pd.Index(area + ward))
    _, later_ward, later = _divided(left, over.assign(lsoa=over["lsoa"] + over[_FIRST], ward=over[_LAST]))
    by_ward = pd.concat([_summed(parts, ward), _summed(later, later_ward)])
    whole = [table["ward"][table["lsoa"].duplicated(keep=False)] for table in (first, last)]
    return ByWard(by_ward, by_ward.index.difference(pd.Index(pd.concat(whole).unique())))


def _divided(counts: pd.DataFrame, shares: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.DataFrame]:
    """The small area and the ward of each pair, and its whole part of every count; in one order."""
    ordered = shares.sort_values(["lsoa", "ward"], ignore_index=True)
    area = ordered["lsoa"]
    weight = ordered["residents"] / ordered.groupby("lsoa")["residents"].transform("sum")
    spread = counts.reindex(area)
    parts = {name: _whole(area, spread[name].to_numpy(dtype=float) * weight.to_numpy(dtype=float)) for name in counts}
    return area, ordered["ward"], pd.DataFrame(parts, index=ordered.index)


def _summed(parts: pd.DataFrame, ward: pd.Series) -> pd.DataFrame:
    return parts.groupby(ward.rename("code")).sum().astype(float)


def _whole(area: pd.Series, parts: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return parts as whole numbers with the same sum in each area. Parts of an area stand together."""
    # Sums of floats such as 2.9999999: what is meant is 3.
    parts = parts.round(9)
    low = np.floor(parts)
    rests = pd.DataFrame({"area": area.to_numpy(), "rest": parts - low})
    missing = rests.groupby("area")["rest"].transform("sum").round().to_numpy()
    order = rests.groupby("area")["rest"].rank(method="first", ascending=False).to_numpy()
    return np.asarray(low + (order <= missing))
