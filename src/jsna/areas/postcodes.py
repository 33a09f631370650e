"""Postcodes to wards, offline: one small look-up in the data folder holds every English postcode.

The look-up is made by ``jsna ingest official`` from Code-Point Open (contains OS data © Crown copyright and database
right; contains Royal Mail data © Royal Mail copyright and database right; Open Government Licence v3.0), November 2025.
It holds only postcodes in use in England. It is read on first use and cached.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Condition
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import shapely
from cachetools import LRUCache, cached

from jsna.errors import CatalogueError
from jsna.files import checked

FILE = "lookups/postcodes-2025.parquet"
#: Columns of the look-up after ``postcode``: the ward of December 2022, the ward and the district as published.
PLACES = ("ward_2022", "ward_2025", "district")


def ward_column(year: int) -> str:
    """Return the name of the column with the wards of a year."""
    return f"ward_{year}"


MISSING, MALFORMED, UNKNOWN, ABROAD = "no postcode", "not a postcode", "not in the look-up", "outside England"

#: Patterns of a whole postcode and its first half, in capitals and without spaces.
FORM = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
#: Postcode areas in Scotland, Wales, Northern Ireland and the islands. Areas partly in England (such as SY) are left
#: out: the country of their unknown postcodes cannot be inferred.
_ABROAD = re.compile("(AB|BT|CF|DD|DG|EH|FK|G|GY|HS|IM|IV|JE|KA|KW|KY|LL|ML|PA|PH|SA|ZE)[0-9].*")
_WIDTH = 7
#: Degrees, about a kilometre: how far a point on a quay or an estuary may lie from its simplified ward.
_NEAR = 0.01


@dataclass(frozen=True, eq=False)
class Postcodes:
    """The look-up in memory: about 20 MB.

    Attributes:
        codes: postcodes without space, sorted, each padded with spaces to seven bytes.
        places: by column of ``PLACES``: each row's index into the names, and the names; the last is None (missing).
    """

    codes: npt.NDArray[np.bytes_]
    places: Mapping[str, tuple[npt.NDArray[np.int16], npt.NDArray[np.object_]]]

    def rows_of(self, postcodes: npt.NDArray[np.bytes_]) -> npt.NDArray[np.int64]:
        """Return the row of each postcode (as ``padded`` makes them), -1 where it is not in the look-up."""
        rows = np.minimum(np.searchsorted(self.codes, postcodes), len(self.codes) - 1)
        return np.where(self.codes[rows] == postcodes, rows, -1)

    def names(self, column: str, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.object_]:
        """Return the names in a column of ``PLACES``; None if the row is -1 or does not have one."""
        numbers, names = self.places[column]
        found: npt.NDArray[np.object_] = names[np.where(rows < 0, len(names) - 1, numbers[rows])]
        return found

    def place(self, postcode: str) -> dict[str, str] | None:
        """Return the places of one postcode, spelt as in the look-up; None if it is not there."""
        rows = self.rows_of(padded([postcode]))
        if rows[0] < 0:
            return None
        found = {column: self.names(column, rows)[0] for column in PLACES}
        return {column: name for column, name in found.items() if name is not None}

    def wards_of_outward(self, outward: str, year: int) -> list[str]:
        """Return a year's wards of all postcodes that begin with a first half such as ``PE25``, sorted by code."""
        edges = np.array([outward, outward + "~"], dtype=self.codes.dtype)
        first, last = np.searchsorted(self.codes, edges)
        rows = np.arange(first, last)
        # PE2 0AA is next to PE20 0AA: only the length distinguishes them.
        whole = np.char.str_len(np.char.rstrip(self.codes[first:last])) == len(outward) + 3
        return sorted(set(self.names(ward_column(year), rows[whole])) - {None})


def place_postcodes(postcodes: pd.Series, data: Path) -> pd.DataFrame:
    """Return the ward of each postcode, or why it does not have one; every row is kept.

    Args:
        postcodes: text with any capitals and spaces; missing if not given.
        data: the data folder, for the look-up.

    Returns:
        Same index as ``postcodes``. Columns: ``postcode`` in its usual form (``LN12 1AA``; empty if it is not a
        postcode), ``district`` (code of 2025), ``ward_2022`` and ``ward_2025``, missing if unknown, and ``problem``,
        empty if there is a ward.

    Raises:
        CatalogueError: the look-up is missing or damaged.
    """
    plain = postcodes.fillna("").astype("str").str.upper().str.replace(r"[^A-Z0-9]", "", regex=True)
    formed = plain.str.fullmatch(FORM)
    known = look_up(data)
    rows = np.full(len(plain), -1)
    rows[formed.to_numpy(bool)] = known.rows_of(padded(plain[formed]))
    found = {column: pd.Series(known.names(column, rows), index=plain.index, dtype="str") for column in PLACES}
    return pd.DataFrame(
        {
            "postcode": (plain.str[:-3] + " " + plain.str[-3:]).where(formed, ""),
            "district": found["district"],
            "ward_2022": found["ward_2022"],
            "ward_2025": found["ward_2025"],
            "problem": _problems(plain, rows < 0),
        }
    )


def problem_of(postcode: str) -> str:
    """Return why a well-formed postcode (without spaces) is not in the look-up."""
    return ABROAD if _ABROAD.fullmatch(postcode) else UNKNOWN


def padded(postcodes: Any) -> npt.NDArray[np.bytes_]:
    """Return postcodes without spaces as the look-up holds them: padded to seven bytes."""
    return np.array([str(postcode).ljust(_WIDTH) for postcode in postcodes], dtype=f"S{_WIDTH}")


def look_up(data: Path) -> Postcodes:
    """Return the look-up of a data folder; read once, and again when the file changes.

    Raises:
        CatalogueError: it is missing or damaged.
    """
    path = data / FILE
    try:
        return _read(path, checked.name_of_content(path))
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors descend from ValueError and OSError
        message = f"{path} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error


def as_table(places: pd.DataFrame) -> pa.Table:
    """Return the look-up as it is stored, sorted by postcode.

    Args:
        places: columns ``postcode`` (without space) and ``PLACES``; a missing place is None.
    """
    ordered = places.sort_values("postcode", ignore_index=True)
    columns = {"postcode": pa.array(ordered["postcode"], pa.string())}
    columns |= {name: pa.array(ordered[name], pa.string()).dictionary_encode() for name in PLACES}
    return pa.table(columns)


def write(places: pd.DataFrame, path: Path) -> None:
    """Write the look-up; the same places give the same bytes. See ``as_table``."""
    pq.write_table(
        as_table(places),
        path,
        compression="zstd",
        compression_level=19,
        use_dictionary=list(PLACES),
        column_encoding={"postcode": "DELTA_BYTE_ARRAY"},
        row_group_size=len(places),
        write_statistics=False,
    )


def summary(placed: pd.DataFrame) -> list[str]:
    """Return a sentence for each problem: how many postcodes have it, with the first ones listed.

    Args:
        placed: as ``place_postcodes`` returns it.
    """
    sentences = []
    for problem, rows in placed[placed["problem"] != ""].groupby("problem", sort=True):
        names = [name for name in dict.fromkeys(rows["postcode"]) if name]
        named = f": {', '.join(names[:5])}" + (" …" if len(names) > 5 else "") if names else ""
        sentences.append(f"{len(rows):,} of {len(placed):,} {problem}{named}.")
    return sentences


def wards_at(points: npt.NDArray[Any], outlines: gpd.GeoSeries, near: float = _NEAR) -> pd.Series:
    """Return the ward that contains each point, or the nearest within about a kilometre; missing if neither exists.

    Args:
        points: shapely points in the coordinates of the outlines.
        outlines: shapes of the wards. Index: ward code.
        near: how far outside a ward a point may lie; degrees, unless the outlines are in metres.
    """
    wards = pd.Series(pd.NA, index=range(len(points)), dtype="str")
    tree = shapely.STRtree(outlines.to_numpy())
    codes = outlines.index.to_numpy()
    # Containment is far cheaper to test than distance; only points off the simplified coast need the second test.
    inside, holder = tree.query(points, predicate="intersects")
    wards[inside] = codes[holder]
    outside = wards.index[wards.isna()]
    which, nearest = tree.query_nearest(points[outside], max_distance=near, all_matches=False)
    wards[outside[which]] = codes[nearest]
    return wards


@cached(LRUCache(2), key=lambda _, content: content, condition=Condition())
def _read(path: Path, content: str) -> Postcodes:  # noqa: ARG001 - releases with the same look-up share it
    table = pq.read_table(checked.opened(path), read_dictionary=list(PLACES))
    filled = pc.utf8_rpad(table["postcode"].combine_chunks(), _WIDTH)
    codes = np.frombuffer(filled.buffers()[2], dtype=f"S{_WIDTH}", count=len(filled)).copy()
    places = {column: _numbered(table[column].combine_chunks()) for column in PLACES}
    del table, filled
    # Free a hundred megabytes that only reading needed.
    pa.default_memory_pool().release_unused()
    return Postcodes(codes, places)


def _numbered(column: pa.DictionaryArray) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.object_]]:
    """Return the index of each row's name and the names, with None appended for rows without a name."""
    names = np.array([*column.dictionary.to_pylist(), None], dtype=object)
    numbers = column.indices.fill_null(len(names) - 1).to_numpy(zero_copy_only=False).astype(np.int16)
    return numbers, names


def _problems(plain: pd.Series, lost: npt.NDArray[np.bool_]) -> pd.Series:
    """Return why each postcode does not have a ward; empty if it has one."""
    why = {text: _why(text) for text in plain[lost].unique()}
    return plain.map(why).where(lost, "").astype("str")


def _why(plain: str) -> str:
    if not plain:
        return MISSING
    return problem_of(plain) if FORM.fullmatch(plain) else MALFORMED
