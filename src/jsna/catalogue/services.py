"""Reads ``data/services``: each public list is a TOML and a table of points with the same name."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from jsna.areas.places import areas_within, level_of
from jsna.areas.postcodes import ward_column
from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, Findings
from jsna.files import checked
from jsna.model.area import Level
from jsna.model.services import Services

FOLDER = "services"


def list_files(data: Path) -> list[Path]:
    """Return the TOML of every list, by name."""
    return sorted((data / FOLDER).glob("*.toml"))


def described(path: Path) -> Services:
    """Return what the TOML of a list says.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    return documents.typed(Services, path, {**documents.content(path), "slug": path.stem})


@kept(1)
def services(catalogue: Catalogue) -> dict[str, Services]:
    """Return every list by slug that can be read; what is wrong with the others, ``jsna check`` says."""
    found = {}
    for path in list_files(catalogue.data):
        with suppress(Findings):
            found[path.stem] = described(path)
    return found


def table(data: Path, about: Services, within: tuple[str, Collection[str]] | None = None) -> pd.DataFrame:
    """Return the services of a list.

    Args:
        data: the data folder.
        about: the list.
        within: name of a column and the values wanted in it; all rows without it.

    Returns:
        Columns as ``about.columns``; texts that are missing are None, numbers NaN.

    Raises:
        CatalogueError: the table is missing, damaged, or has other columns.
    """
    path = data / FOLDER / f"{about.slug}.parquet"
    wanted = None if within is None else [(within[0], "in", list(within[1]))]
    try:
        content = checked.opened(path)
        found: pd.DataFrame = pq.read_table(content, columns=list(about.columns), filters=wanted).to_pandas()
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors descend from ValueError and OSError
        message = f"{path.name} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error
    return found


def in_place(catalogue: Catalogue, about: Services, place: str) -> pd.DataFrame:
    """Return the services of a list in the wards of a place, as :func:`table` and by name.

    Args:
        catalogue: the open data; its list of wards decides in which ward a service lies.
        about: the list.
        place: code of a ward, district, county or England.

    Raises:
        CatalogueError: as :func:`table`.
    """
    areas = catalogue.areas
    wards = [place] if level_of(areas, place) is Level.WARD else areas_within(areas, place, Level.WARD).index
    found = table(catalogue.data, about, (ward_column(catalogue.year), wards))
    return found.sort_values("name", key=lambda names: names.str.casefold(), ignore_index=True)
