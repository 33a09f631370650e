"""The files of a data folder that say where a row lies: the areas table, and look-ups for codes of other kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from jsna.areas.postcodes import Postcodes, look_up
from jsna.errors import CatalogueError
from jsna.model.area import AREA_COLUMNS

AREAS = "areas.parquet"
FOLDER = "lookups"
LSOAS = "lsoas-2021-wards-2022.parquet"
DISTRICTS = "districts-2022-2023.parquet"
WARD_CHANGES = "wards-2022-2025.parquet"


@dataclass(frozen=True, eq=False)
class Lookups:
    """The areas of a data folder and its look-ups, each read once, when it is first needed.

    Attributes:
        data: the data folder.
        areas: every area; index ``code``, columns as ``model.area.AREA_COLUMNS`` without it; empty parents are missing.
    """

    data: Path
    areas: pd.DataFrame

    @classmethod
    def of(cls, data: Path) -> Lookups:
        """Return the look-ups of a data folder.

        Raises:
            CatalogueError: the areas are missing or damaged. A look-up that is missing raises it when it is needed.
        """
        return cls(data, read_areas(data))

    @cached_property
    def lsoas(self) -> pd.DataFrame:
        """Pairs of LSOA (2021) and ward (2022), and the residents they share: ``lsoa, ward, residents``."""
        return _read(self.data / FOLDER / LSOAS)

    @cached_property
    def merged_districts(self) -> pd.Series[str]:
        """District of 2023 that each merged district of 2022 became part of. Index: code of 2022."""
        return _read(self.data / FOLDER / DISTRICTS).set_index("district_2022")["district_2023"]

    @cached_property
    def ward_changes(self) -> pd.DataFrame:
        """Wards of 2022 and 2025 that overlap: ``ward_2022, ward_2025, of_2022, of_2025`` (shares of area)."""
        return read_ward_changes(self.data)

    @property
    def postcodes(self) -> Postcodes:
        """Every English postcode, kept in memory for the whole process."""
        return look_up(self.data)


def read_areas(data: Path) -> pd.DataFrame:
    """Return every area, index ``code``, wards first; parents that do not exist are missing.

    Raises:
        CatalogueError: the file is missing or damaged.
    """
    path = data / AREAS
    table = _read(path)
    if tuple(table.columns) != AREA_COLUMNS:
        message = f"{path.name}: columns are {', '.join(table.columns)}. Accepted: {', '.join(AREA_COLUMNS)}."
        raise CatalogueError(message)
    return table.set_index("code")


def read_ward_changes(data: Path) -> pd.DataFrame:
    """Return :attr:`Lookups.ward_changes`, for those who need nothing else.

    Raises:
        CatalogueError: the file is missing or damaged.
    """
    return _read(data / FOLDER / WARD_CHANGES)


def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(path)
    except (OSError, ValueError) as error:
        message = f"{path} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error
