"""Points from two columns of a table: longitude and latitude, or easting and northing of the British National Grid."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from jsna.files.geojson import EAST, NORTH, SOUTH, WEST
from jsna.files.notes import Notes
from jsna.ingest.council.columns.heading_words import tokens
from jsna.ingest.council.understood import Kind

#: Words of the two headings; where the numbers lie, the first and the second; and the system of coordinates.
_PAIRS = (
    ({"longitude", "long", "lon", "lng", "x"}, {"latitude", "lat", "y"}, (WEST, EAST), (SOUTH, NORTH), "EPSG:4326"),
    ({"easting", "x"}, {"northing", "y"}, (80_000, 660_000), (5_000, 660_000), "EPSG:27700"),
)  # fmt: skip
#: At least this share of the rows must have a place in England.
_MOST = 0.5


def points(table: pd.DataFrame, notes: Notes, kind: Kind | None) -> dict[int, Any]:
    """Return a shapely point for each row with a place in England, by row; nothing where no columns give places.

    Args:
        table: every cell as text.
        notes: a sentence on the two columns is added here.
        kind: what else says where each row lies, if anything does.
    """
    for first, second, across, up, system in _PAIRS:
        for east in _called(table, first):
            for north in _called(table, second):
                x, y = (pd.to_numeric(table[heading], errors="coerce") for heading in (east, north))
                there = x.between(*across) & y.between(*up)
                if there.mean() >= _MOST:
                    which = "Each row" if kind is None else f"A row whose {kind} is not known"
                    placed = f"{int(there.sum()):,} of {len(there):,} rows have one"
                    notes.repairs.append(f"{which} is the point that {east!r} and {north!r} give; {placed}.")
                    return _shapes(x[there], y[there], system)
    return {}


def are_nearer(table: pd.DataFrame, area: str) -> bool:
    """Return whether coordinates say more than a column of small areas: rows of one area lie at different places.

    Args:
        table: every cell as text.
        area: heading of the column of small areas.
    """
    codes = table.loc[table[area] != "", area]
    shapes = points(table, Notes(""), None) if codes.duplicated().any() else {}
    if not shapes or not codes.index.isin(list(shapes)).all():
        return False
    places = codes.index.map({row: shape.wkb for row, shape in shapes.items()})
    return bool(pd.Series(places, codes.index).groupby(codes).nunique().gt(1).any())


def _called(table: pd.DataFrame, words: set[str]) -> list[str]:
    return [str(heading) for heading in table if words & set(tokens(str(heading)))]


def _shapes(x: pd.Series, y: pd.Series, system: str) -> dict[int, Any]:
    shapes: Any = shapely.points(np.column_stack([x.to_numpy(float), y.to_numpy(float)]))
    if system != "EPSG:4326":
        shapes = gpd.GeoSeries(shapes, crs=system).to_crs("EPSG:4326").to_numpy()
    return {int(str(row)): shape for row, shape in zip(x.index, shapes, strict=True)}
