"""Where an area lies: its outline inside that of a larger one, small enough to stand beside a name."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from jsna.geo import boundaries
from jsna.geo.assets import moved, path_of, projected

#: The longer side, in the outline's own units, and the zoom that gives about as many.
SIDE = 300
_ZOOM = 9
#: How many units a line may lie from where it is.
_TOLERANCE = 0.8


@dataclass(frozen=True, eq=False)
class Ground:
    """A larger area, on which others are drawn.

    Attributes:
        width: of its outline.
        height: of its outline.
        path: its outline as an SVG path, from the corner at the top left.
        wards: the shapes of its wards, in the same units. Index: code.
    """

    width: int
    height: int
    path: str
    wards: gpd.GeoSeries

    def paths(self) -> dict[str, str]:
        """Return the SVG path of each ward, by code; shared edges stay shared."""
        simple = self.wards.simplify_coverage(_TOLERANCE)
        return {str(code): path_of(shapely.get_rings(shapely.get_parts(shape)), 0, 0) for code, shape in simple.items()}


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


def ground(folder: Path, year: int, wards: Collection[str]) -> Ground:
    """Return the larger area that some wards make up.

    Args:
        folder: the folder of boundary files.
        year: of the wards.
        wards: codes of its wards.

    Raises:
        CatalogueError: a ward has no boundary; the message names it.
    """
    every = boundaries.read_boundaries(folder, boundaries.wards_of(year, coarse=True))
    shapes = projected(boundaries.shapes_of(sorted(wards), every).geometry, _ZOOM)
    left, top, right, bottom = shapes.total_bounds
    size = SIDE / max(right - left, bottom - top)
    drawn = moved(shapes, (size, size), (-left * size, -top * size))
    return Ground(round((right - left) * size), round((bottom - top) * size), _path(drawn), drawn)


def within(larger: Ground, own: Collection[str]) -> Outline:
    """Return the outline of an area on a larger one.

    Args:
        larger: the larger area.
        own: codes of the area's wards, each of them one of the larger area's.
    """
    shapes = larger.wards.loc[sorted(own)]
    middles = tuple((round(point.x), round(point.y)) for point in shapes.representative_point())
    return Outline(larger.width, larger.height, larger.path, _path(shapes), middles)


def _path(shapes: gpd.GeoSeries) -> str:
    """The outline of shapes whose shared edges are shared."""
    whole = shapely.coverage_union_all(shapes.to_numpy())
    return path_of(shapely.get_rings(shapely.get_parts(shapely.simplify(whole, _TOLERANCE))), 0, 0)
