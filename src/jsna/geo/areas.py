"""The areas of England: wards, districts, counties, regions and England itself, with their parents."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import CatalogueError
from jsna.model.area import AREA_COLUMNS

FILE = "areas.parquet"


def read(data: Path) -> pd.DataFrame:
    """Return every area, one row each, columns as ``model.area.AREA_COLUMNS``, sorted by level (wards first), then code.

    A parent column is empty (None) where the area has no such parent: counties exist only in two-tier areas.

    Raises:
        CatalogueError: the file is missing, damaged or of another shape.
    """
    path = data / FILE
    try:
        areas = pd.read_parquet(path)
    except (OSError, ValueError) as error:
        message = f"{path} is missing or cannot be read: run `jsna ingest official --from DIR` to write it."
        raise CatalogueError(message) from error
    if tuple(areas.columns) != AREA_COLUMNS:
        message = f"{path}: columns are {', '.join(areas.columns)}. Accepted: {', '.join(AREA_COLUMNS)}."
        raise CatalogueError(message)
    return areas
