"""The geometry of a place as a browser script: fetched once, cached permanently, named by a content hash."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from jsna.geo import boundaries
from jsna.geo.map_names import Names
from jsna.model.area import ENGLAND, Level

#: Zooms whose pixels are the map's units: about 1.4 m for a county, 11 m for all of England (screen pixels: hundreds).
FINE, COARSE = 16, 13
#: The size of a Web Mercator tile: pixels at zoom 0, and metres across the projection.
_TILE, _AROUND = 256, 2 * math.pi * 6_378_137
#: Decimals of a degree for the position of a name: a few metres.
_PLACES = 4
_WEB_MERCATOR = 3857
#: Characters that a script must not contain within a string, for any page or parser.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})

#: The larger areas that are drawn around those of a level.
_LARGER = {Level.WARD: Level.DISTRICT, Level.DISTRICT: Level.COUNTY, Level.COUNTY: Level.REGION}

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class GeometryScript:
    """The geometry of one place at one level.

    Attributes:
        name: name of the file: place, level, year of the wards and hash of the content.
        codes: the areas' codes, in the script's order.
        bounds: south, west, north, east, in degrees.
        plain: the script, UTF-8.
        gzipped: the same, compressed with gzip.
        brotlied: the same, compressed with brotli.
    """

    name: str
    codes: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    plain: bytes
    gzipped: bytes
    brotlied: bytes


def geometry_script(
    folder: Path, year: int, rows: pd.DataFrame, names: Names, place: str, level: Level
) -> GeometryScript:
    """Return the geometry of a place's areas, their names, and the larger areas they lie in.

    Args:
        folder: the folder of boundary files.
        year: of the wards.
        rows: the place's wards, for every level. Index: ward code; columns ``district``, ``county``, ``region``.
        names: the names on the map.
        place: code of the place; all of England has less detail.
        level: wards, districts, or counties with the unitary authorities.

    Raises:
        CatalogueError: an area does not have a boundary; the message names it.
    """
    detail = boundaries.wards_of(year, coarse=place == ENGLAND)
    wards = boundaries.shapes_of(sorted(rows.index), boundaries.read_boundaries(folder, detail)).geometry
    parents = rows.loc[wards.index]
    outside = parents[_LARGER[level].value]
    inside = pd.Series(wards.index, index=wards.index) if level is Level.WARD else parents[level.value]
    shapes = wards if level is Level.WARD else boundaries.dissolved(wards, inside)
    larger = boundaries.dissolved(wards, outside)
    of = outside.groupby(inside).first()
    order = of.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index
    written = place == ENGLAND and _LARGER[level] is not Level.REGION
    content = {
        "title": names.place,
        "codes": list(shapes.index),
        "names": [str(name) for name in names.areas.loc[shapes.index]],
        **_ground(shapes, larger, COARSE if place == ENGLAND else FINE),
        "parents": order.get_indexer(of.loc[shapes.index]).tolist(),
        **(_regions(names, wards, parents["region"], outside, order) if written else {}),
        "larger": _written(names.larger.loc[order], larger.loc[order]),
        "towns": _towns(names.towns, larger),
        "tiles": boundaries.read_tiles(folder, year, place, list(shapes.index)) if level is Level.WARD else None,
    }
    west, south, east, north = (float(edge) for edge in shapes.total_bounds)
    return _pack(f"{place}.{level.plural}-{year}", tuple(shapes.index), (south, west, north, east), content)


def _ground(shapes: gpd.GeoSeries, larger: gpd.GeoSeries, zoom: int) -> dict[str, Any]:
    """Return the areas in pixels of ``zoom`` from the place's corner, ready for the browser to draw.

    Returns:
        ``zoom``, ``corner`` (of the place, in the world's pixels) and ``size``; ``shapes``, a path for each area;
        ``marks``, six numbers for each: a point within it, and how far it extends left, up, right and down from there;
        ``borders``, one path.
    """
    areas = projected(shapes, zoom)
    left, top, right, bottom = np.rint(areas.total_bounds).astype(int).tolist()
    return {
        "zoom": zoom,
        "corner": [left, top],
        "size": [right - left, bottom - top],
        "shapes": [path_of(shapely.get_rings(shapely.get_parts(shape)), left, top) for shape in areas],
        "marks": _marks(areas, left, top).ravel().tolist(),
        "borders": path_of(_lines(projected(larger, zoom)), left, top),
    }


def projected(shapes: gpd.GeoSeries, zoom: int) -> gpd.GeoSeries:
    """Return shapes in pixels of Web Mercator, right and down from the world's top-left corner."""
    pixels = _TILE * 2**zoom / _AROUND
    return moved(shapes.to_crs(_WEB_MERCATOR), (pixels, -pixels), (_AROUND / 2 * pixels, _AROUND / 2 * pixels))


def moved(shapes: gpd.GeoSeries, by: tuple[float, float], to: tuple[float, float]) -> gpd.GeoSeries:
    """Return shapes whose coordinates are multiplied and then moved.

    All coordinates at once: geopandas' own transformation takes one shape at a time, and ten times as long for England.

    Args:
        shapes: any.
        by: factors across and down.
        to: what is added after that, across and down.
    """
    found = shapely.transform(shapes.to_numpy(), lambda coordinates: coordinates * by + to)
    return gpd.GeoSeries(found, shapes.index, crs=shapes.crs, name=shapes.name)


def _marks(areas: gpd.GeoSeries, left: int, top: int) -> Ints:
    """Return a row of six whole pixels for each area. See ``_ground``."""
    points = shapely.get_coordinates(shapely.point_on_surface(areas.to_numpy()))
    bounds = areas.bounds.to_numpy()
    reach = np.concatenate([points - bounds[:, :2], bounds[:, 2:] - points], axis=1)
    return np.asarray(np.rint(np.concatenate([points - (left, top), reach], axis=1)), dtype=np.int64)


def _regions(
    names: Names, wards: gpd.GeoSeries, region: pd.Series[str], larger: pd.Series[str], order: pd.Index[str]
) -> dict[str, list[tuple[str, float, float]] | list[int]]:
    """Return the regions' names, and the region that each larger area lies in."""
    shapes = boundaries.dissolved(wards, region)
    of = region.groupby(larger).first()
    return {
        "regions": _written(names.larger.loc[shapes.index], shapes),
        "regionOf": shapes.index.get_indexer(of.loc[order]).tolist(),
    }


def _written(names: pd.Series[str], shapes: gpd.GeoSeries) -> list[tuple[str, float, float]]:
    """Return each name with a point (latitude, longitude) within its shape."""
    points = shapely.get_coordinates(shapely.point_on_surface(shapes.to_numpy())).round(_PLACES).tolist()
    return [(str(name), latitude, longitude) for name, (longitude, latitude) in zip(names, points, strict=True)]


def _towns(towns: pd.DataFrame, shapes: gpd.GeoSeries) -> list[tuple[str, float, float]]:
    """Return the towns that lie in the shapes, in the same order."""
    points = shapely.points(towns["longitude"], towns["latitude"])
    within = np.unique(shapely.STRtree(points).query(shapes.to_numpy(), predicate="contains")[1])
    kept = towns.iloc[within]
    where = kept[["latitude", "longitude"]].round(_PLACES).itertuples(index=False, name=None)
    return [(str(name), *point) for name, point in zip(kept["name"], where, strict=True)]


def _pack(
    stem: str, codes: tuple[str, ...], bounds: tuple[float, float, float, float], content: dict[str, Any]
) -> GeometryScript:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    plain = f"jsnaAreas.geometry({text});\n".encode()
    digest = hashlib.sha256(plain).hexdigest()[:16]
    return GeometryScript(
        name=f"{stem}.{digest}.js",
        codes=codes,
        bounds=bounds,
        plain=plain,
        gzipped=gzip.compress(plain, compresslevel=6, mtime=0),
        brotlied=brotli.compress(plain, mode=brotli.MODE_TEXT, quality=9),
    )


def _lines(shapes: gpd.GeoSeries) -> npt.NDArray[np.object_]:
    """Return the borders of the shapes, without duplicates."""
    return np.asarray(shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.boundary(shapes.to_numpy())))))


def path_of(lines: npt.NDArray[np.object_], left: int, top: int) -> str:
    """Return lines and rings as an SVG path in whole pixels from a corner.

    A vertex equal to the one before it is dropped; the first and last are always kept.
    """
    return "".join(_drawn(shapely.get_coordinates(line) - (left, top)) for line in lines)


def _drawn(vertices: Floats) -> str:
    """Return the path of one line: its start, then relative steps; a minus sign replaces the space before a number."""
    whole = np.rint(vertices).astype(np.int64)
    closed = bool((whole[0] == whole[-1]).all())
    steps = np.diff(whole, axis=0)[: -1 if closed else None]
    kept = steps[steps.any(axis=1)]
    written = " ".join(map(str, kept.ravel().tolist())).replace(" -", "-")
    return f"M{whole[0, 0]} {whole[0, 1]}l{written}{'z' if closed else ''}" if len(kept) else ""
