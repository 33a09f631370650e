"""Which wards of 2022 and 2025 overlap, derived from their boundaries and written as a look-up."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

from jsna.areas.lookups import WARD_CHANGES
from jsna.areas.ward_years import YEARS
from jsna.errors import SourceError

SOURCES = {2022: ("wards_dec2022_EW_BGC.gpkg", "WD22CD"), 2025: ("wards_may2025_EW_BGC.gpkg", "WD25CD")}
#: An overlap below this share of both wards comes from generalised outlines (at most 2.9% of a ward that kept its
#: code), not from a real boundary change.
NOISE = 0.02

_BRITISH_GRID = 27700


def write_ward_changes(source: Path, target: Path) -> None:
    """Write which wards of 2022 and 2025 overlap: ``ward_2022, ward_2025, of_2022, of_2025`` (shares of area).

    A code in both years is treated as the same ward, because the Office for National Statistics changes the code of a
    ward when its boundary changes.

    Args:
        source: folder of the official boundaries.
        target: folder for ``wards-2022-2025.parquet``.

    Raises:
        SourceError: a boundary file is missing or unreadable, or a ward does not overlap any ward of the other year.
    """
    old, new = (_wards(source, year) for year in YEARS)
    kept = sorted(set(old.index) & set(new.index))
    changed = _overlaps(old.drop(kept), new.drop(kept))
    same = pd.DataFrame({"ward_2022": kept, "ward_2025": kept, "of_2022": 1.0, "of_2025": 1.0})
    relation = pd.concat([same, changed]).sort_values(["ward_2022", "ward_2025"], ignore_index=True)
    for year, every in zip(YEARS, (old, new), strict=True):
        if lost := sorted(set(every.index) - set(relation[f"ward_{year}"])):
            message = f"These wards of {year} lie on no ward of the other year: {', '.join(lost)}."
            raise SourceError(message)
    target.mkdir(parents=True, exist_ok=True)
    relation.to_parquet(target / WARD_CHANGES, index=False, compression="zstd", compression_level=19)


def _overlaps(old: gpd.GeoSeries, new: gpd.GeoSeries) -> pd.DataFrame:
    """Return the pairs that overlap by more than noise, and the share of each; the shares of one ward add up to 1."""
    before, after = old.to_numpy(), new.to_numpy()
    second, first = shapely.STRtree(before).query(after, predicate="intersects")
    areas = shapely.area(shapely.intersection(before[first], after[second]))
    pairs = pd.DataFrame({"ward_2022": old.index[first], "ward_2025": new.index[second], "area": areas})
    of_old = areas / shapely.area(before)[first]
    of_new = areas / shapely.area(after)[second]
    pairs = pairs[(of_old > NOISE) | (of_new > NOISE)]
    for year in YEARS:
        shares = pairs["area"] / pairs.groupby(f"ward_{year}")["area"].transform("sum")
        pairs[f"of_{year}"] = shares.round(4)
    return pd.DataFrame(pairs.drop(columns="area"))


def _wards(source: Path, year: int) -> gpd.GeoSeries:
    """Return England's wards of a year in metres, by code."""
    name, code = SOURCES[year]
    path = source / name
    if not path.is_file():
        message = f"{name} is not in {source.name}/."
        raise SourceError(message)
    try:
        everywhere = gpd.read_file(path, columns=[code])
    except RuntimeError as problem:  # the base class of pyogrio's errors
        message = f"{name} cannot be read as a GeoPackage. Fetch it again."
        raise SourceError(message) from problem
    if code not in everywhere:
        message = f"{name} has no column {code}."
        raise SourceError(message)
    english = everywhere[everywhere[code].str.startswith("E")].to_crs(_BRITISH_GRID)
    return english.set_index(code).geometry.sort_index()
