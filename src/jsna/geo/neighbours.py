"""Which areas are neighbours, derived from their boundaries."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from jsna.geo.boundaries import DISTRICTS, dissolved, read_boundaries, wards_of
from jsna.model.area import Level
from jsna.model.clusters import Neighbourhood

#: Any large odd number: points far apart get different keys.
_ODD = 0x9E3779B97F4A7C15 - (1 << 64)
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
    one, other = _touching(geometries)
    # Codes are in order, so their positions are.
    order = np.lexsort((other, one))
    pairs = tuple(zip(codes[one[order]].tolist(), codes[other[order]].tolist(), strict=True))
    points = shapely.get_coordinates(shapely.point_on_surface(geometries))
    touching = np.union1d(one, other)
    return Neighbourhood(
        pairs=pairs,
        centres=pd.DataFrame(points, index=shapes.index, columns=["longitude", "latitude"]),
        alone=tuple(np.delete(codes, touching).tolist()),
    )


def _touching(shapes: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the positions of shapes that touch, each pair once, the smaller position first.

    Nearly all that touch have a point in common, which sorting the points finds in a third of the time. Only those
    whose boxes overlap, and that have none, are laid over each other.
    """
    many = len(shapes)
    one, other = shapely.STRtree(shapes).query(shapes)
    near = (one * many + other)[one < other]
    points, of = shapely.get_coordinates(shapes, return_index=True)
    across, down = points.view(np.int64).T
    # One number for a point, so that one sort is enough. Where two points share it, shapes are laid over each other.
    key = across * _ODD + down
    place = np.argsort(key)
    key, common, step = key[place], np.empty(0, dtype=np.intp), 1
    while len(at := np.flatnonzero(key[step:] == key[:-step])):
        first, second = place[at], place[at + step]
        same = (points[first] == points[second]).all(axis=1) & (of[first] != of[second])
        ends = of[first[same]], of[second[same]]
        common, step = np.append(common, np.minimum(*ends) * many + np.maximum(*ends)), step + 1
    common = np.unique(common)
    left = np.divmod(near[~np.isin(near, common)], many)
    touch = shapely.intersects(shapes[left[0]], shapes[left[1]])
    one, other = np.divmod(common, many)
    return np.append(one, left[0][touch]), np.append(other, left[1][touch])
