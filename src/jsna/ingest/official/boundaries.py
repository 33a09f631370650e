"""Write the boundaries of wards and districts: simplified together, so that shared edges stay shared."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from jsna.errors import SourceError
from jsna.geo.boundaries import COARSE_WARDS, DISTRICTS, WARDS
from jsna.model.area import LEVELS, VINTAGES, Level

SOURCE_FILE = "wards_dec2022_EW_BGC.gpkg"
#: Metres. Detail of about 50 m shows every street corner at the scale of a county; 300 m is a pixel of all England.
TOLERANCES = {WARDS: 50.0, COARSE_WARDS: 300.0}
#: Degrees. The grid that every vertex is snapped to: about 1.1 m north to south.
GRID = 1e-5

_BRITISH_GRID, _DEGREES = 27700, 4326
#: Under a county, the district of 2022 continues; elsewhere the upper tier is the district.
_DISTRICT_COUNCILS = LEVELS[Level.COUNTY].prefixes

Shapes = npt.NDArray[Any]


def write_boundaries(source: Path, target: Path) -> None:
    """Write the three boundary files into ``target`` from the folder of official boundaries ``source``.

    Args:
        source: folder that holds ``wards_dec2022_EW_BGC.gpkg`` (December 2022, generalised to 20 m).
        target: folder for ``wards-2022.parquet``, ``wards-2022-coarse.parquet`` and ``districts-2023.parquet``.

    Raises:
        SourceError: the file is missing or unreadable, its shapes overlap, or a ward would become empty.
    """
    wards = official_wards(source / SOURCE_FILE)
    target.mkdir(parents=True, exist_ok=True)
    for name, tolerance in TOLERANCES.items():
        simplified = wards.set_geometry(
            simplify_together(wards.geometry.to_numpy(), tolerance, wards["code"]), crs=_DEGREES
        )
        _write(simplified[["code", "name", "geometry"]], VINTAGES[Level.WARD], target / f"{name}.parquet")
    _write(_dissolve(simplified), VINTAGES[Level.DISTRICT], target / f"{DISTRICTS}.parquet")


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


def official_wards(path: Path) -> gpd.GeoDataFrame:
    """Return England's wards in metres, by code: ``code, name, district, district_name, geometry``."""
    columns = ["WD22CD", "WD22NM", "LAD22CD", "LAD22NM", "UTLA23CD", "UTLA23NM"]
    if not path.is_file():
        message = f"{path.name} is not in {path.parent.name}/."
        raise SourceError(message)
    try:
        everywhere = gpd.read_file(path, columns=columns)
    except RuntimeError as problem:  # the base class of pyogrio's errors
        message = f"{path.name} cannot be read as a GeoPackage. Fetch it again."
        raise SourceError(message) from problem
    if missing := [column for column in columns if column not in everywhere]:
        message = f"{path.name} has no column {', '.join(missing)}."
        raise SourceError(message)
    wards = everywhere[everywhere["WD22CD"].str.startswith("E")].sort_values("WD22CD", ignore_index=True)
    in_county = wards["UTLA23CD"].str.startswith(_DISTRICT_COUNCILS).fillna(value=True)
    wards["district"] = wards["LAD22CD"].where(in_county, wards["UTLA23CD"])
    wards["district_name"] = wards["LAD22NM"].where(in_county, wards["UTLA23NM"])
    metres = wards.rename(columns={"WD22CD": "code", "WD22NM": "name"}).to_crs(_BRITISH_GRID)
    if not shapely.coverage_is_valid(metres.geometry.to_numpy()):
        message = f"The wards of {path.name} overlap or leave gaps, so their edges cannot be simplified together."
        raise SourceError(message)
    return metres


def _dissolve(wards: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one shape for each district of 2023, sorted by code."""
    groups = wards.groupby("district", sort=True)
    shapes = [shapely.coverage_union_all(group.geometry.to_numpy()) for _, group in groups]
    names = groups["district_name"].first()
    return gpd.GeoDataFrame({"code": names.index, "name": names.to_numpy()}, geometry=shapes, crs=_DEGREES)


def _write(shapes: gpd.GeoDataFrame, vintage: int, path: Path) -> None:
    """Write the shapes as GeoParquet: the same shapes always give the same bytes."""
    shapes.insert(2, "vintage", vintage)
    shapes.to_parquet(path, index=False, compression="zstd", compression_level=19)
