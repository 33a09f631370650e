"""Whether the public lists of services are whole: their TOML, their columns, and where each service lies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from jsna.areas.places import of_level, of_ward_year
from jsna.areas.postcodes import ward_column
from jsna.catalogue.services import FOLDER, described, list_files, table
from jsna.errors import CatalogueError, Finding, Findings, at_cells
from jsna.model.area import WARD_YEARS, Level
from jsna.model.services import Services

#: Degrees: England and a little sea.
_ENGLAND = {"latitude": (49.8, 55.9), "longitude": (-6.5, 1.9)}


def findings(data: Path, areas: pd.DataFrame) -> list[Finding]:
    """Return everything wrong with the lists of services.

    Args:
        data: the data folder.
        areas: every area, with the wards of every year; index ``code``.
    """
    found: list[Finding] = []
    for path in list_files(data):
        try:
            about = described(path)
            rows = table(data, about).rename(lambda row: row + 1)
        except Findings as wrong:
            found += wrong.findings
        except CatalogueError as wrong:
            found.append(Finding(path.name, str(wrong), f"{path.stem}.parquet beside it"))
        else:
            found += [*_named(about, rows), *_placed(about, rows, areas), *_facts(about, rows)]
    return found + list(_undescribed(data))


def _named(about: Services, rows: pd.DataFrame) -> Iterator[Finding]:
    file = f"{about.slug}.parquet"
    if rows.empty:
        yield Finding(file, "the list is empty", "at least one service")
    yield from at_cells(rows.loc[rows["name"].fillna("") == "", "name"], file, "the service has no name", "its name")


def _placed(about: Services, rows: pd.DataFrame, areas: pd.DataFrame) -> Iterator[Finding]:
    file = f"{about.slug}.parquet"
    for column, (least, most) in _ENGLAND.items():
        wrong = rows.loc[~rows[column].between(least, most), column]
        yield from at_cells(wrong, file, "the point is not in England", f"degrees from {least} to {most}")
    for year in WARD_YEARS:
        known = of_level(of_ward_year(areas, year), Level.WARD).index
        wrong = rows.loc[~rows[ward_column(year)].isin(known), ward_column(year)]
        yield from at_cells(wrong, file, f"not a ward of {year}", "a code of areas.parquet")
    newest = rows[ward_column(WARD_YEARS[-1])]
    elsewhere = rows.loc[rows["district"] != newest.map(areas["district"]), "district"]
    yield from at_cells(elsewhere, file, "not the district of its ward", "the ward's district in areas.parquet")


def _facts(about: Services, rows: pd.DataFrame) -> Iterator[Finding]:
    for name in about.facts:
        wrong = rows.loc[rows[name] < 0, name]
        yield from at_cells(wrong, f"{about.slug}.parquet", "less than nothing", "a number from 0, or empty")


def _undescribed(data: Path) -> Iterator[Finding]:
    for path in sorted((data / FOLDER).glob("*.parquet")):
        if not path.with_suffix(".toml").exists():
            yield Finding(f"{FOLDER}/{path.name}", "a list that nothing describes", f"{path.stem}.toml beside it")
