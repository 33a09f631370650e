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


def to_wards(counts: pd.DataFrame, placed: pd.DataFrame, published: pd.DataFrame | None = None) -> ByWard:
    """Return counts by the wards of two lists.

    A small area in several wards is divided in proportion to the residents that it has in each. The parts are whole
    numbers: those with the largest remainders are rounded up, so that nobody is lost or counted twice. What a ward
    that ended has is divided among those that followed. So the wards of either list have the same sum in each
    district, and a ward that stands in both has one count.

    Args:
        counts: whole numbers (float). Index: code of the small area.
        placed: a row for each small area, its ward in the first list and its ward in the last, with residents in all
            three: columns ``lsoa``, ``ward_2022``, ``ward_2025``, ``residents``.
        published: counts of wards of the first list that stand as they are, columns as ``counts``. Index: ``code``.
    """
    first, last = (pairs(placed, year) for year in WARD_YEARS)
    area, ward, parts = _divided(counts, first)
    worked_out = _summed(parts, ward)
    stated = worked_out.iloc[:0] if published is None else published[list(counts)]
    before = pd.concat([worked_out.drop(index=stated.index, errors="ignore"), stated]).sort_index()
    between = _overlaps(area, ward, parts, placed)
    cut = pd.Index(pd.concat([table["ward"][table["lsoa"].duplicated(keep=False)] for table in (first, last)]))
    exact = before.index.difference(cut).union(stated.index)
    ended, later = _pairs_of(between)
    of_small_areas = pd.Index(later).difference(cut).difference(pd.Index(later[ended.isin(stated.index)]))
    sure = exact.union(of_small_areas).union(of_whole_wards(between, exact))
    by_ward = pd.concat([before, followed(before, between)])
    return ByWard(by_ward.rename_axis(index="code"), sure)


def overlaps(counts: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """Return the counts that each ward that ended shares with each that followed, worked out from small areas.

    Args:
        counts: as for :func:`to_wards`.
        placed: as for :func:`to_wards`.

    Returns:
        Whole numbers (float), columns as ``counts``. Index: ward of the first list, ward of the last; sorted.
    """
    return _overlaps(*_divided(counts, pairs(placed, WARD_YEARS[0])), placed)


def _overlaps(area: pd.Series, ward: pd.Series, parts: pd.DataFrame, placed: pd.DataFrame) -> pd.DataFrame:
    """The same, from what each small area has in each ward of the first list."""
    over = placed[~placed[_FIRST].isin(placed[_LAST])]
    over = over.assign(lsoa=over["lsoa"] + over[_FIRST], ward=over[_LAST])
    both, later, shared = _divided(parts.set_axis(pd.Index(area + ward)), over)
    ended = both.map(over.drop_duplicates("lsoa").set_index("lsoa")[_FIRST])
    return shared.groupby([ended, later]).sum().astype(float)


def followed(before: pd.DataFrame, between: pd.DataFrame) -> pd.DataFrame:
    """Return counts of the wards that followed: what each ward that ended has, divided as its small areas are.

    Each column is divided by itself, into whole numbers with the same sum. Where the small areas have nobody in a
    column, it is divided as all their people are.

    Args:
        before: whole numbers (float), columns as ``between``. Index: code of a ward of the first list; a ward that is
            not there leaves those that followed it without counts.
        between: as :func:`overlaps` returns it.

    Returns:
        Columns as ``between``. Index: ``code`` of a ward that is only in the last list.
    """
    without = between.index[~between.index.isin(before.index, level=0)].get_level_values(1)
    between = between[~between.index.isin(without, level=1)]
    ended, later = _pairs_of(between)
    everybody = between.sum(axis=1)
    parts = {}
    for name in between:
        known = between[name].groupby(level=0).transform("sum") > 0
        weight = between[name].where(known, everybody)
        share = weight / weight.groupby(level=0).transform("sum")
        parts[name] = _whole(ended, before[name].reindex(ended).to_numpy(dtype=float) * share.to_numpy(dtype=float))
    return _summed(pd.DataFrame(parts), later)


def of_whole_wards(between: pd.DataFrame, exact: pd.Index[str]) -> pd.Index[str]:
    """Return the wards that followed and consist of whole wards that ended.

    Args:
        between: as :func:`overlaps` returns it.
        exact: the wards of the first list that are known to be exact: others make no ward exact.
    """
    ended, later = _pairs_of(between)
    parted = later[ended.duplicated(keep=False) | ~ended.isin(exact)]
    found: pd.Index[str] = pd.Index(later).difference(pd.Index(parted))
    return found


def _pairs_of(between: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """The wards that ended and those that followed, a row for each overlap."""
    ended, later = (pd.Series(between.index.get_level_values(level)) for level in (0, 1))
    return ended, later


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
