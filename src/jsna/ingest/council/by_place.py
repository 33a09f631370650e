"""Assign rows by LSOA, postcode or point to wards, and count those that fall outside every ward."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.areas import postcodes
from jsna.areas.lookups import Lookups
from jsna.geo.boundaries import read_boundaries, wards_of
from jsna.ingest.council.carried import Carried, left_over, named, summed, why_missing
from jsna.ingest.council.understood import Understood
from jsna.model.area import Level
from jsna.model.observations import Note
from jsna.words.numbers import percent

#: A ward gets no figure if less than this share of its residents live in LSOAs wholly inside it.
LOWEST_FIT = 0.85


def by_lsoa(counts: pd.DataFrame, withheld: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by ward, each LSOA in the ward of most of its residents; no figure where the fit is poor.

    Args:
        counts: one row per LSOA. Index: code of an LSOA of 2021 in England.
        withheld: whether a count is withheld; index and columns as ``counts``.
        lookups: where a row may lie.
    """
    pairs = lookups.lsoas
    best = pairs.sort_values("residents", kind="stable").drop_duplicates("lsoa", keep="last").set_index("lsoa")["ward"]
    mine = pairs["lsoa"].isin(counts.index)
    touched = sorted(pairs.loc[mine, "ward"].unique())
    wards = pd.Index(best[counts.index])
    sums = summed(counts, wards).reindex(touched)
    fit = fit_of_wards(pairs).reindex(touched)
    lacking = pd.Index(touched).isin(pairs.loc[~mine, "ward"])
    poor = (fit < LOWEST_FIT) | lacking
    notes = why_missing(counts, withheld, wards).reindex(touched, fill_value="")
    notes = notes.mask((notes == "").mul(fit < 1, axis=0), Note.ESTIMATED.value)
    notes = notes.mask(poor, Note.NOT_AVAILABLE.value, axis=0)
    shown = sums.mask(poor, np.nan)
    given, estimated = int((~poor).sum()), int((~poor & (fit < 1)).sum())
    report = [f"{len(counts):,} LSOAs were put in the ward of most of their residents (best fit)."]
    report.append(
        f"{given:,} wards have a figure, because at least {percent(LOWEST_FIT, 0)} of their residents live in LSOAs "
        f"that lie wholly in them; {estimated:,} of them are marked as estimated."
    )
    if poor.any():
        report.append(f"{int(poor.sum()):,} wards fit too badly or lack an LSOA: {named(shown.index[poor])}.")
    return Carried(shown, notes, Level.WARD, (*report, *left_over(counts.sum() - shown.sum())))


def fit_of_wards(pairs: pd.DataFrame) -> pd.Series:
    """Return the share of each ward's residents who live in LSOAs wholly inside it. Index: ward.

    Args:
        pairs: ``lsoa, ward, residents``.
    """
    whole = ~pairs["lsoa"].duplicated(keep=False)
    residents = pairs.groupby("ward")["residents"].sum()
    inside = pairs[whole].groupby("ward")["residents"].sum()
    return inside.reindex(residents.index, fill_value=0) / residents


def by_postcode(understood: Understood, counts: pd.DataFrame, withheld: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward of each postcode; several rows may have the same postcode.

    Raises:
        CatalogueError: the look-up of postcodes is missing or damaged.
    """
    placed = postcodes.place_postcodes(understood.table[understood.area], lookups.data)
    wards = placed[postcodes.ward_column(lookups.year)]
    return _gathered(counts, withheld, wards, "postcodes", postcodes.summary(placed))


def by_point(understood: Understood, counts: pd.DataFrame, withheld: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward that each point lies in."""
    points = np.array([understood.shapes[int(str(row))] for row in counts.index])
    wards = postcodes.wards_at(points, read_boundaries(lookups.data / "boundaries", wards_of(lookups.year)).geometry)
    lost = int(wards.isna().sum())
    said = [f"{lost:,} of {len(wards):,} points lie in no ward."] if lost else []
    return _gathered(counts, withheld, wards.set_axis(counts.index), "points", said)


def _gathered(
    counts: pd.DataFrame, withheld: pd.DataFrame, wards: pd.Series, what: str, sentences: list[str]
) -> Carried:
    """Sums by ward of the rows that are in a ward."""
    inside = wards.notna()
    codes = pd.Index(wards[inside])
    sums = summed(counts[inside], codes)
    notes = why_missing(counts[inside], withheld[inside], codes)
    said = f"{int(inside.sum()):,} {what} of {len(wards):,} were placed in {len(sums):,} wards."
    return Carried(sums, notes, Level.WARD, (said, *sentences, *left_over(counts[~inside].sum())))
