"""Store a year's ward boundaries in the data folder, simplified together so that shared edges stay shared."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape

from jsna.catalogue import commit, release
from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.official.boundaries import FINE, simplify_together
from jsna.model.area import Level

_BRITISH_GRID, _DEGREES = 27700, 4326


def store_wards(features: list[dict[str, Any]], year: int, data: Path) -> str:
    """Write ``boundaries/wards-YEAR.parquet`` and return a sentence about it.

    Args:
        features: GeoJSON features in longitude and latitude, with properties ``WDyyCD`` and ``WDyyNM``.
        year: the year of the codes.
        data: the data folder.

    Raises:
        Findings: a column has changed, a code is repeated or is not a ward code, or a shape is invalid.
        SourceError: the shapes overlap or leave gaps, so they cannot be simplified together.
        NotSaved: the files cannot be written; nothing was changed.
    """
    english = _english(features, year)
    metres = english.to_crs(_BRITISH_GRID)
    if not shapely.coverage_is_valid(metres.geometry.to_numpy()):
        message = f"The wards of {year} overlap or leave gaps, so their edges cannot be simplified together."
        raise SourceError(message)
    shapes = simplify_together(metres.geometry.to_numpy(), FINE, english["code"])
    content = io.BytesIO()
    wards = gpd.GeoDataFrame(english[["code", "name"]].assign(vintage=year), geometry=shapes, crs=_DEGREES)
    wards.to_parquet(content, index=False, compression="zstd", compression_level=19)
    files = {f"boundaries/wards-{year}.parquet": content.getvalue()}
    with commit.locked(data, "storing a list of wards"):
        release.commit_release(data, files)
    return f"{len(wards):,} wards of {year} in boundaries/wards-{year}.parquet, {len(content.getvalue()) / 1e6:.1f} MB."


def _english(features: list[dict[str, Any]], year: int) -> gpd.GeoDataFrame:
    """England's wards by code: ``code, name, geometry``."""
    code, name, file = f"WD{year % 100}CD", f"WD{year % 100}NM", f"wards of {year}"
    if not features:
        raise Findings([Finding(file, "there are no features", "one feature for each ward")])
    given = features[0].get("properties") or {}
    missing = [column for column in (code, name) if column not in given]
    if missing:
        accepted = f"properties {code} and {name}; here are {', '.join(given)}"
        raise Findings(Finding(file, "the column is missing", accepted, column=column) for column in missing)
    english = [feature for feature in features if Level.WARD.has(str(feature["properties"].get(code, "")))]
    codes = [str(feature["properties"][code]) for feature in english]
    found = [Finding(file, "the ward is there twice", "each ward once", value=each) for each in sorted(_twice(codes))]
    shapes, broken = _shapes(english, codes, file)
    found += broken
    if not english:
        found.append(Finding(file, "there is no English ward", "codes that begin with E05"))
    if found:
        raise Findings(found)
    names = [str(feature["properties"][name]) for feature in english]
    table = gpd.GeoDataFrame({"code": codes, "name": names}, geometry=np.array(shapes), crs=_DEGREES)
    return table.sort_values("code", ignore_index=True)


def _shapes(features: list[dict[str, Any]], codes: list[str], file: str) -> tuple[list[Any], list[Finding]]:
    shapes: list[Any] = []
    broken: list[Finding] = []
    for feature, code in zip(features, codes, strict=True):
        try:
            polygon = shape(feature["geometry"])
        except (ValueError, TypeError, AttributeError, KeyError, shapely.errors.ShapelyError):
            polygon = shapely.Polygon()
        if polygon.is_empty or not shapely.is_valid(polygon):
            broken.append(Finding(file, "the shape is empty or crosses itself", "a valid polygon", value=code))
        shapes.append(polygon)
    return shapes, broken


def _twice(codes: list[str]) -> set[str]:
    seen: set[str] = set()
    return {code for code in codes if code in seen or seen.add(code)}  # type: ignore[func-returns-value]
