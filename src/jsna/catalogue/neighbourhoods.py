"""Reads ``data/neighbourhoods.parquet``: how far the main figures range among the neighbourhoods of each ward."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError
from jsna.files import checked
from jsna.model.neighbourhoods import COLUMNS, Among

FILE = "neighbourhoods.parquet"


def read_ranges(data: Path) -> pd.DataFrame:
    """Return the table, with ``COLUMNS``; without rows if the file is not there.

    Raises:
        CatalogueError: the file is damaged or has other columns.
    """
    path = data / FILE
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS))
    try:
        found: pd.DataFrame = pq.read_table(checked.opened(path), columns=list(COLUMNS)).to_pandas()
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors descend from ValueError and OSError
        message = f"{FILE} is damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error
    return found


@kept(1)
def _ranges(catalogue: Catalogue) -> pd.DataFrame:
    try:
        ranges = read_ranges(catalogue.data)
    except CatalogueError:  # ``jsna check`` says so; the ward's own figures stand without it
        ranges = pd.DataFrame(columns=list(COLUMNS))
    return ranges.set_index("area_code").sort_index(kind="stable")


@kept(32)
def among(catalogue: Catalogue, ward: str) -> dict[tuple[str, str], Among]:
    """Return how far figures range among a ward's neighbourhoods, by slug and group; only those that are known.

    Kept; not to be changed.

    Args:
        catalogue: the open data.
        ward: code of the ward.
    """
    ranges = _ranges(catalogue)
    own = ranges.loc[[ward]] if ward in ranges.index else ranges.iloc[:0]
    return {
        (str(row["indicator"]), str(row["group"])): Among(
            int(row["neighbourhoods"]),
            (int(row["lowest"]), int(row["lowest_of"])),
            (int(row["highest"]), int(row["highest_of"])),
        )
        for row in own.to_dict("records")
    }
