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
from jsna.model.area import ENGLAND, Level

#: Steps a degree: about a metre for a county, about ten for all England, where a pixel is hundreds.
FINE, COARSE = 100_000, 10_000
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


def geometry_script(
    folder: Path, rows: pd.DataFrame, names: pd.Series[str], place: str, level: Level
) -> GeometryScript:
    """Return the geometry of a place's areas, their names, and the borders of the larger areas they lie in.

    Args:
        folder: the folder of boundary files.
        rows: the place's wards, whichever level is wanted: index ward code; columns ``district``, ``county``.
        names: full name of each area of ``level``. Index: area code.
        place: code of the place; all England comes in less detail.
        level: wards or districts.

    Raises:
        CatalogueError: an area has no boundary; the message names it.
    """
    detail = boundaries.COARSE_WARDS if place == ENGLAND else boundaries.WARDS
    wards = boundaries.shapes_of(sorted(rows.index), boundaries.read_boundaries(folder, detail)).geometry
    parents = rows.loc[wards.index]
    districts = parents["district"]
    shapes = wards if level is Level.WARD else _dissolve(wards, districts)
    larger = _dissolve(wards, districts if level is Level.WARD else parents["county"].fillna(districts))
    scale = COARSE if place == ENGLAND else FINE
    content = [
        scale,
        list(shapes.index),
        [str(name) for name in names.loc[shapes.index]],
        [_polygons(shape, scale) for shape in shapes],
        _lines(larger, scale),
    ]
    west, south, east, north = (float(edge) for edge in shapes.total_bounds)
    return _pack(f"{place}.{level.plural}", tuple(shapes.index), (south, west, north, east), content)


def _pack(
    stem: str, codes: tuple[str, ...], bounds: tuple[float, float, float, float], content: list[Any]
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
