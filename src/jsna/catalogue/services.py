"""Reads ``data/services``: each public list is a TOML and a table of points with the same name."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from jsna.areas.postcodes import ward_column
from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError
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
    """Return every list by slug.

    Raises:
        Findings: everything wrong with the first TOML that cannot be read.
    """
    return {path.stem: described(path) for path in list_files(catalogue.data)}


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
        return pq.read_table(path, columns=list(about.columns), filters=wanted).to_pandas()
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors descend from ValueError and OSError
        message = f"{path.name} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error


def in_wards(catalogue: Catalogue, about: Services, wards: Collection[str]) -> pd.DataFrame:
    """Return the services of a list in some of the wards that the catalogue shows; as :func:`table`, by name."""
    found = table(catalogue.data, about, (ward_column(catalogue.year), wards))
    return found.sort_values("name", key=lambda names: names.str.casefold(), ignore_index=True)
