"""Where an area lies: its outline inside that of a larger one, small enough to stand beside a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from jsna.geo import boundaries
from jsna.geo.assets import path_of, projected

#: The longer side, in the outline's own units, and the zoom that gives about as many.
SIDE = 300
_ZOOM = 9
#: How many units a line may lie from where it is.
_TOLERANCE = 0.8


@dataclass(frozen=True)
class Outline:
    """Two shapes as SVG paths in the same units, from the corner at the top left.

    Attributes:
        width: of the larger shape.
        height: of the larger shape.
        larger: path of the larger area.
        own: path of the area in it.
        middles: a point of each of the area's wards, right and down from the corner.
    """

    width: int
    height: int
    larger: str
    own: str
    middles: tuple[tuple[int, int], ...]


def outline(folder: Path, year: int, wards: Collection[str], own: Collection[str]) -> Outline:
    """Return the outline of some wards, and that of those among them that make up an area.

    Args:
        folder: the folder of boundary files.
        year: of the wards.
        wards: codes of the larger area's wards.
        own: codes of the area's own wards.

    Raises:
        CatalogueError: a ward has no boundary; the message names it.
    """
    every = boundaries.read_boundaries(folder, boundaries.wards_of(year, coarse=True))
    shapes = boundaries.shapes_of(sorted(wards), every)
    inside = pd.Series(["own" if code in own else "rest" for code in shapes.index], index=shapes.index)
    both = projected(boundaries.dissolved(shapes.geometry, inside), _ZOOM)
    whole = gpd.GeoSeries([shapely.union_all(both.to_numpy()), both["own"]], crs=both.crs)
    left, top, right, bottom = whole.total_bounds
    size = SIDE / max(right - left, bottom - top)
    moved = [size, 0, 0, size, -left * size, -top * size]
    drawn = whole.affine_transform(moved).simplify(_TOLERANCE)
    larger, mine = (path_of(shapely.get_rings(shapely.get_parts(shape)), 0, 0) for shape in drawn)
    mine_alone = projected(shapes.geometry[shapes.index.isin(list(own))].representative_point(), _ZOOM)
    middles = tuple((round(point.x), round(point.y)) for point in mine_alone.affine_transform(moved))
    return Outline(round((right - left) * size), round((bottom - top) * size), larger, mine, middles)
