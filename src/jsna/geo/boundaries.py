"""Boundaries: the shapes of England's wards and districts, simplified together so that shared edges stay shared.

The columns of every file are ``code, name, vintage, geometry`` (EPSG:4326, five decimals, about a metre), sorted by
code.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from jsna.errors import CatalogueError
from jsna.files import checked

DISTRICTS = "districts-2023"


def wards_of(year: int, *, coarse: bool = False) -> str:
    """Return the name of the boundary file of a year's wards; the coarse one is for all of England."""
    return f"wards-{year}-coarse" if coarse else f"wards-{year}"


def tiles_of(year: int) -> str:
    """Return the name of the file with the position of each ward's tile in each place: ``place, code, column, row``."""
    return f"tiles-{year}"


def read_boundaries(folder: Path, name: str) -> gpd.GeoDataFrame:
    """Return one boundary file: index ``code``, columns ``name, vintage, geometry``.

    Raises:
        CatalogueError: the file is missing from ``folder``, or an area in it has no shape; the message names the areas.
    """
    path = folder / f"{name}.parquet"
    if not path.is_file():
        message = f"{path.name} is missing from {folder.name}/. Run `jsna ingest official` to make it."
        raise CatalogueError(message)
    boundaries = gpd.read_parquet(checked.opened(path)).set_index("code")
    without = boundaries.index[boundaries.geometry.isna() | boundaries.geometry.is_empty]
    if len(without):
        message = f"{path.name} has no shape of {', '.join(without)}. Run `jsna ingest official` to make it again."
        raise CatalogueError(message)
    return boundaries


def shapes_of(codes: Iterable[str], boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the boundaries of ``codes``, in the same order.

    Args:
        codes: area codes of the boundaries' vintage.
        boundaries: from ``read_boundaries``.

    Raises:
        CatalogueError: some codes do not have a boundary; the message lists them.
    """
    wanted = list(codes)
    lost = [code for code in wanted if code not in boundaries.index]
    if lost:
        vintage = ", ".join(str(year) for year in sorted(boundaries["vintage"].unique()))
        message = f"There is no boundary of {vintage} for {', '.join(lost)}."
        raise CatalogueError(message)
    return boundaries.loc[wanted]


def dissolved(shapes: gpd.GeoSeries, into: pd.Series[str]) -> gpd.GeoSeries:
    """Return one shape for each value of ``into``, sorted by value. Index: the value.

    Args:
        shapes: shapes whose shared edges are shared.
        into: the larger area of each; same order.
    """
    groups = shapes.groupby(into.to_numpy(), sort=True)
    found = {code: shapely.coverage_union_all(group.to_numpy()) for code, group in groups}
    return gpd.GeoSeries(found, crs=shapes.crs)


def read_tiles(folder: Path, year: int, place: str, codes: list[str]) -> list[tuple[int, int]] | None:
    """Return the column and row of each ward's tile in a place, or None if the place does not have tiles.

    Args:
        folder: the folder of boundary files.
        year: of the wards.
        place: code of the place.
        codes: the place's wards.

    Raises:
        CatalogueError: the place has tiles, but not for these wards.
    """
    path = folder / f"{tiles_of(year)}.parquet"
    if not path.is_file():
        return None
    own = pd.read_parquet(checked.opened(path), filters=[("place", "==", place)]).set_index("code")
    if own.empty:
        return None
    if lost := [code for code in codes if code not in own.index]:
        message = f"{path.name} has no tile in {place} for {', '.join(lost)}. Run `jsna ingest official` to make it."
        raise CatalogueError(message)
    return [(int(column), int(row)) for column, row in own.loc[codes, ["column", "row"]].to_numpy()]
