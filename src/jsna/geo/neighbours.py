"""Which areas are neighbours, derived from their boundaries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from jsna.geo.boundaries import DISTRICTS, dissolved, read_boundaries, wards_of
from jsna.model.area import Level
from jsna.model.clusters import Neighbourhood

_LEVELS = (Level.WARD, Level.DISTRICT, Level.COUNTY)


def neighbourhood(folder: Path, level: Level, year: int, counties: pd.Series[str] | None = None) -> Neighbourhood:
    """Return which areas of England share an edge or a corner (queen contiguity), and a point within each.

    The boundaries keep shared edges shared, so a tolerance is not needed. Water separates areas: those on two sides of
    an estuary are not neighbours, and the neighbours of an area on an island are on that island.

    Args:
        folder: the folder of boundary files.
        level: wards, districts, or counties with the unitary authorities.
        year: of the wards.
        counties: the county of each district, itself for a unitary authority. Index: district code. Needed
            for the level of counties alone.

    Raises:
        CatalogueError: the boundary file is missing.
        ValueError: boundaries of that level do not exist.
    """
    if level not in _LEVELS or (level is Level.COUNTY and counties is None):
        message = f"There are boundaries of wards, districts and counties, not of a {level.value}."
        raise ValueError(message)
    shapes = read_boundaries(folder, wards_of(year) if level is Level.WARD else DISTRICTS).geometry.sort_index()
    if level is Level.COUNTY and counties is not None:
        shapes = dissolved(shapes, counties.loc[shapes.index])
    geometries, codes = shapes.to_numpy(), shapes.index.to_numpy(dtype=str)
    one, other = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    once = one < other
    pairs = tuple(sorted(zip(codes[one[once]].tolist(), codes[other[once]].tolist(), strict=True)))
    points = shapely.get_coordinates(shapely.point_on_surface(geometries))
    touching = np.union1d(one[once], other[once])
    return Neighbourhood(
        pairs=pairs,
        centres=pd.DataFrame(points, index=shapes.index, columns=["longitude", "latitude"]),
        alone=tuple(np.delete(codes, touching).tolist()),
    )
