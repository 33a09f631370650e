"""Assign rows by postcode or point to wards, and count those that fall outside every ward."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.areas import postcodes
from jsna.areas.lookups import Lookups
from jsna.geo.boundaries import read_boundaries, wards_of
from jsna.ingest.council.carried import Carried, left_over, notes_of_sums, summed
from jsna.ingest.council.understood import Understood
from jsna.model.area import Level


def by_postcode(understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward of each postcode; several rows may have the same postcode.

    Raises:
        CatalogueError: the look-up of postcodes is missing or damaged.
    """
    placed = postcodes.place_postcodes(understood.table[understood.area], lookups.data)
    wards = placed[postcodes.ward_column(lookups.year)]
    return _gathered(counts, marks, wards, "postcodes", postcodes.summary(placed))


def by_point(understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward that each point lies in."""
    points = np.array([understood.shapes[int(str(row))] for row in counts.index])
    wards = postcodes.wards_at(points, read_boundaries(lookups.data / "boundaries", wards_of(lookups.year)).geometry)
    lost = int(wards.isna().sum())
    said = [f"{lost:,} of {len(wards):,} points lie in no ward."] if lost else []
    return _gathered(counts, marks, wards.set_axis(counts.index), "points", said)


def _gathered(counts: pd.DataFrame, marks: pd.DataFrame, wards: pd.Series, what: str, sentences: list[str]) -> Carried:
    """Sums by ward of the rows that are in a ward."""
    inside = wards.notna()
    codes = pd.Index(wards[inside])
    sums = summed(counts[inside], codes)
    notes = notes_of_sums(counts[inside], marks[inside], codes)
    said = f"{int(inside.sum()):,} {what} of {len(wards):,} were placed in {len(sums):,} wards."
    return Carried(sums, notes, Level.WARD, (said, *sentences, *left_over(counts[~inside].sum())))
