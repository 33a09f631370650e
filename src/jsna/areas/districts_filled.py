"""Which districts are filled by a list of wards: whether the wards of a file are all that a district has.

The wards of 2022 and 2025 are known by the residents they share. Of wards of other years only the district is known,
and the first list that has them. So a district with such wards counts as filled if every ward is given that is known
to have stood beside the newest of them; of a district that was merged, in each of the districts it was made of.
"""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.model.area import WARD_YEARS


def without_wards(wards: pd.Index[str], lookups: Lookups) -> pd.Series[str]:
    """Return the wards of ``lookups.year`` whose residents do not all live in the given wards.

    Args:
        wards: codes of wards of either list; others are passed over.
        lookups: the areas and look-ups.

    Returns:
        The district of each. Index: ward code.
    """
    relation = lookups.ward_changes
    there = [among(relation[f"ward_{year}"], wards) for year in WARD_YEARS]
    lacking = relation.loc[~(there[0] | there[1]), f"ward_{lookups.year}"].unique()
    return lookups.areas["district"].reindex(lacking)


def unfilled(wards: pd.Index[str], lookups: Lookups) -> frozenset[str]:
    """Return the districts that the given wards do not fill, as far as is known.

    Args:
        wards: codes of wards of any year since 2016.
        lookups: the areas and look-ups.
    """
    lacking = without_wards(wards, lookups).value_counts()
    every = lookups.every_ward.assign(listed=among(lookups.every_ward.index, lookups.codes))
    given = every[among(every.index, wards)]
    others = given[~given["listed"]]
    filled = [
        district
        for district, theirs in others.groupby("district")
        if _all_beside(theirs, every[every["district"] == district], wards)
        or _in_place_of(theirs, given[given["district"] == district], int(lacking.get(district, 0)))
    ]
    return frozenset(map(str, lacking.index.difference(pd.Index(filled))))


def _all_beside(others: pd.DataFrame, every: pd.DataFrame, wards: pd.Index[str]) -> bool:
    """Whether every ward of a district is given that is known to have stood when the newest of the others began."""
    newest = others["since"].max()
    known = every[every["since"] <= newest]
    latest = known["since"] == known.groupby("district_then")["since"].transform("max")
    lasted = known["listed"] & (newest < WARD_YEARS[0])
    return bool(among(known.index[latest | lasted], wards).all())


def _in_place_of(others: pd.DataFrame, given: pd.DataFrame, lacking: int) -> bool:
    """Whether single wards of another year may stand in place of as many that are lacking: the file mixes years."""
    mixed = (given["since"] > others["since"].max()).any()
    return bool(mixed) and lacking <= len(others)
