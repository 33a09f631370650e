"""The geometry of a place as a script for the browser: fetched once, kept for ever, named by its content."""

from __future__ import annotations

import gzip
import hashlib
import json
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
from jsna.geo.names import Names
from jsna.geo.tiles import read_tiles
from jsna.model.area import ENGLAND, Level

#: Steps a degree: about a metre for a county, about ten for all England, where a pixel is hundreds.
FINE, COARSE = 100_000, 10_000
#: Decimals of a degree for a name: a few metres.
_PLACES = 4
#: What a script must not hold within a string, whichever page or parser it passes through.
_ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})

Rings = list[list[int]]


@dataclass(frozen=True)
class GeometryScript:
    """The geometry of one place at one level.

    Attributes:
        name: name of the file: place, level and hash of the content.
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


def geometry_script(folder: Path, rows: pd.DataFrame, names: Names, place: str, level: Level) -> GeometryScript:
    """Return the geometry of a place's areas, their names, and the larger areas they lie in.

    Args:
        folder: the folder of boundary files.
        rows: the place's wards, whichever level is wanted: index ward code; columns ``district``, ``county``.
        names: what the map writes.
        place: code of the place; all England comes in less detail.
        level: wards or districts.

    Raises:
        CatalogueError: an area has no boundary; the message names it.
    """
    detail = boundaries.COARSE_WARDS if place == ENGLAND else boundaries.WARDS
    wards = boundaries.shapes_of(sorted(rows.index), boundaries.read_boundaries(folder, detail)).geometry
    parents = rows.loc[wards.index]
    districts, counties = parents["district"], parents["county"].fillna(parents["district"])
    shapes = wards if level is Level.WARD else _dissolve(wards, districts)
    larger = _dissolve(wards, districts if level is Level.WARD else counties)
    of = districts if level is Level.WARD else counties.groupby(districts).first()
    order = of.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable").index
    scale = COARSE if place == ENGLAND else FINE
    content = {
        "title": names.place,
        "scale": scale,
        "codes": list(shapes.index),
        "names": [str(name) for name in names.areas.loc[shapes.index]],
        "shapes": [_polygons(shape, scale) for shape in shapes],
        "borders": _lines(larger, scale),
        "parents": order.get_indexer(of.loc[shapes.index]).tolist(),
        **(_regions(names, wards, parents, order) if place == ENGLAND else {}),
        "larger": _written(names.larger.loc[order], larger.loc[order]),
        "towns": _towns(names.towns, larger),
        "tiles": read_tiles(folder, place, list(shapes.index)) if level is Level.WARD else None,
    }
    west, south, east, north = (float(edge) for edge in shapes.total_bounds)
    return _pack(f"{place}.{level.plural}", tuple(shapes.index), (south, west, north, east), content)


def _regions(
    names: Names, wards: gpd.GeoSeries, parents: pd.DataFrame, order: pd.Index[str]
) -> dict[str, list[tuple[str, float, float]] | list[int]]:
    """Return the regions' names, and which of them each larger area lies in."""
    shapes = _dissolve(wards, parents["region"])
    of = parents.groupby("district")["region"].first()
    return {
        "regions": _written(names.larger.loc[shapes.index], shapes),
        "regionOf": shapes.index.get_indexer(of.loc[order]).tolist(),
    }


def _written(names: pd.Series[str], shapes: gpd.GeoSeries) -> list[tuple[str, float, float]]:
    """Return each name with a point within its shape, latitude first."""
    points = shapely.get_coordinates(shapely.point_on_surface(shapes.to_numpy())).round(_PLACES).tolist()
    return [(str(name), latitude, longitude) for name, (longitude, latitude) in zip(names, points, strict=True)]


def _towns(towns: pd.DataFrame, shapes: gpd.GeoSeries) -> list[tuple[str, float, float]]:
    """Return the towns that lie in the shapes, in their order."""
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


def _dissolve(wards: gpd.GeoSeries, into: pd.Series[str]) -> gpd.GeoSeries:
    """Return one shape for each value of ``into``, in their order. Index: the value."""
    groups = wards.groupby(into.to_numpy(), sort=True)
    shapes = {code: shapely.coverage_union_all(group.to_numpy()) for code, group in groups}
    return gpd.GeoSeries(shapes, crs=wards.crs)


def _polygons(shape: shapely.Geometry, scale: int) -> list[Rings]:
    """Return the rings of each polygon of a shape: the outer ring, then the holes."""
    return [
        [_steps(ring, scale) for ring in (polygon.exterior, *polygon.interiors)] for polygon in shapely.get_parts(shape)
    ]


def _lines(shapes: gpd.GeoSeries, scale: int) -> Rings:
    """Return the borders of the shapes, each border once."""
    borders = shapely.line_merge(shapely.union_all(shapely.boundary(shapes.to_numpy())))
    return [_steps(line, scale) for line in shapely.get_parts(borders)]


def _steps(line: shapely.Geometry, scale: int) -> list[int]:
    """Return the line's vertices as whole steps: the first from zero, each later one from the one before it.

    A vertex that falls on the one before it is left out; the first and last always stay.
    """
    vertices: npt.NDArray[np.int64] = np.rint(shapely.get_coordinates(line) * scale).astype(np.int64)
    moved = np.diff(vertices, axis=0, prepend=0)
    kept = np.flatnonzero(moved.any(axis=1) | (np.arange(len(moved)) == 0))
    return [int(step) for step in moved[kept].ravel()]
