"""The files of a data folder that say where a row lies: the areas table, and look-ups for codes of other kinds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from jsna.areas.places import of_ward_year
from jsna.areas.postcodes import Postcodes, look_up
from jsna.errors import CatalogueError
from jsna.files import checked
from jsna.model.area import AREA_COLUMNS, WARD_YEARS

AREAS = "areas.parquet"
FOLDER = "lookups"
SMALL_AREAS = "small-areas-2021.parquet"
SMALL_AREAS_2011 = "small-areas-2011.parquet"
DISTRICTS = "districts-2022-2023.parquet"
WARD_CHANGES = "wards-2022-2025.parquet"
EVERY_WARD = "wards-since-2016.parquet"


@dataclass(frozen=True, eq=False)
class Lookups:
    """The areas of a data folder and its look-ups, each read once, when it is first needed.

    Attributes:
        data: the data folder.
        areas: every area, with the wards of ``year`` only; index ``code``, columns as ``model.area.AREA_COLUMNS``
            without it; empty parents are missing.
        year: the list of wards in which rows are to lie, one of ``model.area.WARD_YEARS``.
    """

    data: Path
    areas: pd.DataFrame
    year: int = WARD_YEARS[0]

    @classmethod
    def of(cls, data: Path, year: int = WARD_YEARS[0]) -> Lookups:
        """Return the look-ups of a data folder.

        Raises:
            CatalogueError: the areas are missing or damaged. A look-up that is missing raises it when it is needed.
        """
        return cls(data, of_ward_year(read_areas(data), year), year)

    @property
    def other_year(self) -> int:
        """The list of wards that is loaded besides ``year``."""
        return next(year for year in WARD_YEARS if year != self.year)

    @cached_property
    def codes(self) -> pd.Index[str]:
        """Codes of every area, with the wards of both lists."""
        return self.areas.index.union(pd.Index(self.ward_changes[f"ward_{self.other_year}"]))

    @cached_property
    def small_areas(self) -> pd.DataFrame:
        """What each small area covers: ``code, lsoa, ward, residents``.

        ``code`` is an LSOA of 2021, an MSOA of 2021, or an LSOA of 2011 that is none of 2021. ``lsoa`` (of 2021) and
        ``ward`` (of ``year``) are its parts, with the residents of each in 2021. Where LSOAs of 2011 became one, each
        of them covers all of it.
        """
        table = _read(self.data / FOLDER / SMALL_AREAS)
        ward = f"ward_{self.year}"
        parts = table.groupby(["lsoa", "msoa", ward], observed=True)["residents"].sum().reset_index()
        parts = parts.rename(columns={ward: "ward"})
        old = self.changed_lsoas.rename(columns={"lsoa_2011": "code"}).merge(parts, on="lsoa")
        every = [parts.assign(code=parts["lsoa"]), parts.assign(code=parts["msoa"]), old]
        return pd.concat(every, ignore_index=True)[["code", "lsoa", "ward", "residents"]]

    @cached_property
    def msoas(self) -> pd.DataFrame:
        """Pairs of MSOA (2021) and ward of ``year``, and the residents they share: ``msoa, ward, residents``."""
        table = _read(self.data / FOLDER / SMALL_AREAS).rename(columns={f"ward_{self.year}": "ward"})
        return table.groupby(["msoa", "ward"], observed=True)["residents"].sum().reset_index()

    @cached_property
    def changed_lsoas(self) -> pd.DataFrame:
        """The LSOAs of 2011 that are none of 2021, each with those it became: ``lsoa_2011, lsoa``."""
        return _read(self.data / FOLDER / SMALL_AREAS_2011)

    @cached_property
    def every_ward(self) -> pd.DataFrame:
        """Every ward since 2016: ``district`` (today's), ``district_then``, ``since`` (first known). Index: code."""
        return _read(self.data / FOLDER / EVERY_WARD).set_index("ward")

    @cached_property
    def merged_districts(self) -> pd.Series[str]:
        """District of 2023 that each merged district of 2022 became part of. Index: code of 2022."""
        return _read(self.data / FOLDER / DISTRICTS).set_index("district_2022")["district_2023"]

    @cached_property
    def ward_changes(self) -> pd.DataFrame:
        """As :func:`read_ward_changes` returns it."""
        return read_ward_changes(self.data)

    @property
    def postcodes(self) -> Postcodes:
        """Every English postcode, kept in memory for the whole process."""
        return look_up(self.data)


def read_areas(data: Path) -> pd.DataFrame:
    """Return every area, index ``code``, wards first (of every year); parents that do not exist are missing.

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
    """Return the pairs of wards of 2022 and 2025 that share residents: ``ward_2022, ward_2025, of_2022, of_2025``.

    The last two are shares of the residents of each, from 0 to 1. A ward that keeps its code is the same ward.

    Raises:
        CatalogueError: the file is missing or damaged.
    """
    pairs = _read(data / FOLDER / WARD_CHANGES)
    shares = {}
    for year in WARD_YEARS:
        whole = pairs.groupby(f"ward_{year}")["residents"].transform("sum")
        # Wards without residents of their own lie whole in themselves.
        shares[f"of_{year}"] = (pairs["residents"] / whole).where(whole > 0, 1.0)
    return pairs[[f"ward_{year}" for year in WARD_YEARS]].assign(**shares)


def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_parquet(checked.opened(path))
    except (OSError, ValueError) as error:
        message = f"{path} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error
