"""Assign rows by postcode or point to wards, and count those that fall outside every ward."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.areas import postcodes
from jsna.areas.lookups import Lookups
from jsna.geo.boundaries import read_boundaries, wards_of
from jsna.ingest.council.carrying.carried import Carried, left_over, named, notes_of_sums, summed
from jsna.ingest.council.understood import Understood
from jsna.model.area import Level


def by_postcode(understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward of each postcode; several rows may have the same postcode.

    Raises:
        CatalogueError: the look-up of postcodes is missing or damaged.
    """
    placed = postcodes.place_postcodes(understood.table[understood.area], lookups.data)
    wards, said = placed[postcodes.ward_column(lookups.year)], postcodes.summary(placed)
    given = understood.table[understood.area]
    partial = given[(placed["problem"] == postcodes.MALFORMED) & (given != "")].drop_duplicates()
    if len(partial):
        said.append(f"Not whole postcodes: {named(map(repr, partial))}.")
    if understood.shapes and wards.isna().any():
        by_points = _at(understood, wards.index[wards.isna()], lookups)
        wards = wards.fillna(by_points)
        said.append(f"Of these, {int(by_points.notna().sum()):,} were placed by the coordinates beside them.")
    return _gathered(counts, marks, wards, "rows" if understood.shapes else "postcodes", said)


def by_point(understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, lookups: Lookups) -> Carried:
    """Return counts by the ward that each point lies in."""
    wards = _at(understood, counts.index, lookups)
    without = sum(row not in understood.shapes for row in counts.index)
    lost = int(wards.isna().sum()) - without
    said = [f"{lost:,} of {len(wards):,} points lie in no ward."] if lost else []
    said += [f"{without:,} rows have no place in England."] if without else []
    return _gathered(counts, marks, wards, "points", said)


def _at(understood: Understood, rows: pd.Index, lookups: Lookups) -> pd.Series:
    """The ward that each row's point lies in; missing where it has none, or lies in no ward."""
    there = [row for row in rows if row in understood.shapes and understood.shapes[row].geom_type == "Point"]
    points = np.array([understood.shapes[row] for row in there])
    outlines = read_boundaries(lookups.data / "boundaries", wards_of(lookups.year)).geometry
    return postcodes.wards_at(points, outlines).set_axis(there).reindex(rows)


def _gathered(counts: pd.DataFrame, marks: pd.DataFrame, wards: pd.Series, what: str, sentences: list[str]) -> Carried:
    """Sums by ward of the rows that are in a ward."""
    inside = wards.notna()
    codes = pd.Index(wards[inside])
    sums = summed(counts[inside], codes)
    notes = notes_of_sums(counts[inside], marks[inside], codes)
    said = f"{int(inside.sum()):,} {what} of {len(wards):,} were placed in {len(sums):,} wards."
    return Carried(sums, notes, Level.WARD, (said, *sentences, *left_over(counts[~inside].sum())))
