"""Write the boundaries of wards and districts: simplified together, so that shared edges stay shared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from jsna.areas.places import of_ward_year
from jsna.errors import Finding, Findings, SourceError, limited_of
from jsna.geo.boundaries import DISTRICTS, dissolved, wards_of
from jsna.model.area import VINTAGES, Level

#: The file of each year's wards, with the columns of their codes and names.
SOURCES = {
    2022: ("wards_dec2022_EW_BGC.gpkg", "WD22CD", "WD22NM"),
    2025: ("wards_may2025_EW_BGC.gpkg", "WD25CD", "WD25NM"),
}
#: Metres. Detail of about 50 m shows every street corner at the scale of a county; 300 m is a pixel of all England.
FINE, COARSE = 50.0, 300.0
#: Degrees. The grid that every vertex is snapped to: about 1.1 m north to south.
GRID = 1e-5

_BRITISH_GRID, _DEGREES = 27700, 4326

Shapes = npt.NDArray[Any]


def write_boundaries(source: Path, areas: pd.DataFrame, year: int, target: Path) -> None:
    """Write the boundary files of a year's wards into ``target``: fine and coarse; and with the first, the districts.

    Args:
        source: folder that holds the files of ``SOURCES`` (generalised to 20 m).
        areas: every area, with the wards of every year; columns as ``AREA_COLUMNS``.
        year: of the wards.
        target: folder for ``wards-YEAR.parquet``, ``wards-YEAR-coarse.parquet`` and ``districts-2023.parquet``.

    Raises:
        SourceError: a file is missing or unreadable, its shapes overlap, or a ward would become empty.
        Findings: the file does not have exactly the wards of its year.
    """
    target.mkdir(parents=True, exist_ok=True)
    own, wards = of_ward_year(areas, year), official_wards(source, year)
    _require_all(wards["code"], own, SOURCES[year][0])
    for coarse, tolerance in ((False, FINE), (True, COARSE)):
        shapes = simplify_together(wards.geometry.to_numpy(), tolerance, wards["code"])
        simplified = wards.set_geometry(shapes, crs=_DEGREES)
        name = wards_of(year, coarse=coarse)
        _write(simplified[["code", "name", "geometry"]], year, target / f"{name}.parquet")
    if year == VINTAGES[Level.WARD]:
        _write(_dissolve(simplified, own.set_index("code")), VINTAGES[Level.DISTRICT], target / f"{DISTRICTS}.parquet")


def _require_all(codes: pd.Series, areas: pd.DataFrame, name: str) -> None:
    """Raise Findings where the shapes are not those of the wards in the list."""
    listed = set(areas.loc[areas["level"] == Level.WARD.value, "code"])
    wrong = [("a ward without a shape", code) for code in sorted(listed - set(codes))]
    wrong += [("the shape of a ward that is not in the list", code) for code in sorted(set(codes) - listed)]
    if wrong:
        accepted = "a shape for each ward of the list"
        raise Findings(limited_of(wrong, lambda each: Finding(name, each[0], accepted, value=each[1])))


def simplify_together(shapes: Shapes, tolerance: float, codes: Iterable[str]) -> Shapes:
    """Return the shapes simplified by ``tolerance`` metres, on the grid, in degrees, without gaps or overlaps.

    Args:
        shapes: polygons in metres (EPSG:27700) that together form a coverage.
        tolerance: metres; the square root of the largest corner area that may be removed.
        codes: the areas' codes, for the error message.

    Raises:
        SourceError: an area vanished; the message names its code.
    """
    simplified = gpd.GeoSeries(shapely.coverage_simplify(shapes, tolerance), crs=_BRITISH_GRID)
    snapped = _snap_together(np.asarray(simplified.to_crs(_DEGREES)))
    lost = [code for code, shape in zip(codes, snapped, strict=True) if shape.is_empty]
    if lost:
        message = f"Simplified to {tolerance:g} m, these areas vanish: {', '.join(lost)}."
        raise SourceError(message)
    return snapped


def _snap_together(shapes: Shapes) -> Shapes:
    """Return the shapes rebuilt from their borders after snapping all borders to the grid together.

    Rounding each polygon on its own can make thin necks cross. Snapping the borders together and assigning each face to
    the area it lies in keeps each ring valid and each shared edge shared.
    """
    borders = shapely.union_all(shapely.boundary(shapes), grid_size=GRID)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(shapely.line_merge(borders))))
    tree = shapely.STRtree(shapes)
    face, area = tree.query(shapely.point_on_surface(faces), predicate="within")
    by_area = np.argsort(area, kind="stable")
    groups = np.split(faces[face[by_area]], np.searchsorted(area[by_area], np.arange(1, len(shapes))))
    return np.array([shapely.normalize(shapely.coverage_union_all(group)) for group in groups])


@lru_cache(maxsize=len(SOURCES))
def official_wards(source: Path, year: int) -> gpd.GeoDataFrame:
    """Return England's wards of a year in metres, by code: ``code, name, geometry``. Read once; nobody may change them.

    Raises:
        SourceError: the file is missing or unreadable, or its wards overlap or leave gaps.
    """
    file, code, name = SOURCES[year]
    path = source / file
    if not path.is_file():
        message = f"{path.name} is not in {path.parent.name}/."
        raise SourceError(message)
    try:
        everywhere = gpd.read_file(path, columns=[code, name])
    except RuntimeError as problem:  # the base class of pyogrio's errors
        message = f"{path.name} cannot be read as a GeoPackage. Fetch it again."
        raise SourceError(message) from problem
    if missing := [column for column in (code, name) if column not in everywhere]:
        message = f"{path.name} has no column {', '.join(missing)}."
        raise SourceError(message)
    wards = everywhere[everywhere[code].str.startswith("E")].sort_values(code, ignore_index=True)
    metres = wards.rename(columns={code: "code", name: "name"}).to_crs(_BRITISH_GRID)
    if not shapely.coverage_is_valid(metres.geometry.to_numpy()):
        message = f"The wards of {path.name} overlap or leave gaps, so their edges cannot be simplified together."
        raise SourceError(message)
    return metres


def _dissolve(wards: gpd.GeoDataFrame, areas: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return one shape for each district, sorted by code.

    Args:
        wards: columns ``code`` and the geometry.
        areas: the areas, index ``code``.
    """
    shapes = dissolved(wards.set_index("code").geometry, areas.loc[wards["code"], "district"])
    names = areas.loc[shapes.index, "name"]
    return gpd.GeoDataFrame({"code": names.index, "name": names.to_numpy()}, geometry=shapes.to_numpy(), crs=_DEGREES)


def _write(shapes: gpd.GeoDataFrame, vintage: int, path: Path) -> None:
    """Write the shapes as GeoParquet: the same shapes always give the same bytes."""
    shapes.insert(2, "vintage", vintage)
    shapes.to_parquet(path, index=False, compression="zstd", compression_level=19)
