"""Lay out wards as tiles of equal size: one hexagon per ward of a place, with neighbours kept close.

Wards have similar populations but very different areas, so an ordinary map mostly shows the large rural ones. The
tiles fill the place's shape with as many hexagons as there are wards. Wards are assigned to tiles so that they move
least, with a pull towards their neighbours' tiles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from scipy.optimize import linear_sum_assignment
from tqdm import tqdm

from jsna.geo.boundaries import tiles_of
from jsna.model.area import ENGLAND, Level

_BRITISH_GRID = 27700
_FLAT = np.sqrt(3) / 2
#: Weights of the pull towards neighbours, against the ward's own location: each is tried, the best result is kept.
PULLS = (0.7, 0.9)
ROUNDS = 8
#: More wards than this are first split by location: the assignment takes cubic time.
MOST_TOGETHER = 900
#: Extra rows and columns of the grid around the place's shape.
_MARGIN = 3

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class _Wards:
    """The wards of a place: centres in tile widths, neighbours as pairs of positions (both ways)."""

    centres: Floats
    neighbours: Ints


@dataclass(frozen=True)
class _Grid:
    """One hexagon per ward: column, row (southwards, odd rows half a tile to the right), and centre in tile widths."""

    tiles: Ints
    middles: Floats


def lay_tiles(boundaries: gpd.GeoSeries, areas: pd.DataFrame, year: int, target: Path) -> None:
    """Write the tiles of every district, county and of England: ``place, code, column, row``.

    Args:
        boundaries: shapes of the wards in degrees, edges shared. Index: ward code.
        areas: the areas table with the wards of that year. Index: area code.
        year: of the wards.
        target: folder for ``tiles-YEAR.parquet``.
    """
    wards = areas[areas["level"] == Level.WARD.value]
    shapes = boundaries.to_crs(_BRITISH_GRID).loc[sorted(wards.index)]
    pairs = _pairs(boundaries.loc[shapes.index])
    places = list(_places(wards.loc[shapes.index]))
    parts = [
        _of(place, at, shapes, pairs)
        for place, at in tqdm(places, desc=f"Laying tiles of {year}", leave=False, disable=None)
    ]
    table = pd.concat(parts, ignore_index=True).astype({"column": "int16", "row": "int16"})
    table.to_parquet(target / f"{tiles_of(year)}.parquet", index=False, compression="zstd", compression_level=19)


def steps_between(tiles: Ints, pairs: Ints) -> Ints:
    """Return how many tiles apart the two wards of each pair are: 1 if they touch.

    Args:
        tiles: column and row of each ward.
        pairs: two ward positions per row.
    """
    across = tiles[:, 0] - (tiles[:, 1] - tiles[:, 1] % 2) // 2
    right, down = (np.diff(axis[pairs], axis=1)[:, 0] for axis in (across, tiles[:, 1]))
    return np.asarray(np.maximum.reduce([np.abs(right), np.abs(down), np.abs(right + down)]))


def _places(wards: pd.DataFrame) -> Iterator[tuple[str, Ints]]:
    """Each place that users can choose, with the positions of its wards."""
    yield ENGLAND, np.arange(len(wards))
    positions = pd.Series(np.arange(len(wards)), index=wards.index)
    for level in ("district", "county"):
        for place, own in positions.groupby(wards[level]):
            if level == "district" or not (wards["district"] == place).any():
                yield str(place), own.to_numpy()


def _pairs(shapes: gpd.GeoSeries) -> Ints:
    geometries = shapes.to_numpy()
    one, other = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    return np.asarray(np.column_stack([one, other])[one != other])


def _of(place: str, at: Ints, shapes: gpd.GeoSeries, pairs: Ints) -> pd.DataFrame:
    """Return the tiles of the wards at the positions ``at``."""
    own = shapes.iloc[at]
    grid, scale = _grid(shapely.union_all(own.to_numpy()), len(at))
    inside = np.full(len(shapes), -1)
    inside[at] = np.arange(len(at))
    within = inside[pairs[(inside[pairs] >= 0).all(axis=1)]]
    wards = _Wards(shapely.get_coordinates(shapely.centroid(own.to_numpy())) / scale, within)
    tiles = grid.tiles[_assign(wards, grid)]
    tiles = tiles - [tiles[:, 0].min(), tiles[:, 1].min() // 2 * 2]
    return pd.DataFrame({"place": place, "code": own.index, "column": tiles[:, 0], "row": tiles[:, 1]})


def _grid(shape: Any, count: int) -> tuple[_Grid, float]:
    """Return the ``count`` hexagons deepest inside a shape with the area of that many hexagons, and their width."""
    width = float(np.sqrt(shape.area / count / _FLAT))
    west, south, east, north = shape.bounds
    across = int((east - west) / width) + 2 * _MARGIN
    down = int((north - south) / width / _FLAT) + 2 * _MARGIN
    rows, columns = (axis.ravel() for axis in np.mgrid[-_MARGIN:down, -_MARGIN:across])
    middles = np.column_stack([west + (columns + rows % 2 / 2) * width, north - rows * width * _FLAT])
    outline = shapely.simplify(shape, width / 10)
    points = shapely.points(middles)
    depth = shapely.distance(outline, points) - shapely.distance(shapely.boundary(outline), points) * shapely.contains(
        outline, points
    )
    kept = np.lexsort((columns, rows, depth.round(3)))[:count]
    return _Grid(np.column_stack([columns, rows])[kept], middles[kept] / width), width


def _assign(wards: _Wards, grid: _Grid) -> Ints:
    """Return each ward's grid position, from the round that keeps most neighbours close."""
    found = _nearest(wards.centres, grid.middles, wards.centres, 0.0)
    best, most = found, _kept_near(wards, grid, found)
    for pull in PULLS:
        current = found
        for _ in range(ROUNDS if len(wards.centres) <= MOST_TOGETHER else 1):
            current = _nearest(wards.centres, grid.middles, _among_neighbours(wards, grid.middles[current]), pull)
            if (near := _kept_near(wards, grid, current)) > most:
                best, most = current, near
    return best


def _kept_near(wards: _Wards, grid: _Grid, found: Ints) -> tuple[float, float]:
    """Return the shares of neighbours within two tiles, and side by side."""
    if not len(wards.neighbours):
        return 1.0, 1.0
    steps = steps_between(grid.tiles[found], wards.neighbours)
    return float((steps <= 2).mean()), float((steps <= 1).mean())


def _among_neighbours(wards: _Wards, now: Floats) -> Floats:
    """Return the mean position of the tiles of each ward's neighbours, or the ward's own if it has no neighbours."""
    one, other = wards.neighbours.T
    counts = np.bincount(one, minlength=len(now))[:, None]
    sums = np.column_stack([np.bincount(one, now[other, axis], len(now)) for axis in (0, 1)])
    return np.where(counts > 0, sums / np.maximum(counts, 1), wards.centres)


def _nearest(own: Floats, middles: Floats, drawn: Floats, pull: float) -> Ints:
    """Return the assignment of wards to tile centres with the least squared distances, split if there are many."""
    if len(own) > MOST_TOGETHER:
        return _parted(own, middles, drawn, pull)
    cost = (1 - pull) * _squares(own, middles) + pull * _squares(drawn, middles)
    return np.asarray(linear_sum_assignment(cost)[1])


def _parted(own: Floats, middles: Floats, drawn: Floats, pull: float) -> Ints:
    """Assign each half separately: wards and tiles are split across the longer side into equal numbers of each."""
    axis = int(np.argmax(np.ptp(middles, axis=0)))
    aims = (1 - pull) * own + pull * drawn
    wards, tiles = (np.lexsort((points[:, 1 - axis], points[:, axis])) for points in (aims, middles))
    found = np.empty(len(own), dtype=np.int64)
    half = len(own) // 2
    for part in (slice(None, half), slice(half, None)):
        of, among = wards[part], tiles[part]
        found[of] = among[_nearest(own[of], middles[among], drawn[of], pull)]
    return found


def _squares(points: Floats, middles: Floats) -> Floats:
    return np.asarray(((points[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2))
