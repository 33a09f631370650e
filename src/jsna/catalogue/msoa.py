"""Reads ``data/msoa``: each table by MSOA is a TOML and a Parquet file with the same name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, Findings
from jsna.files import checked
from jsna.model.msoa import CODE, MsoaTable

FOLDER = "msoa"


def table_files(data: Path) -> list[Path]:
    """Return the TOML of every table, by name."""
    return sorted((data / FOLDER).glob("*.toml"))


def described(path: Path) -> MsoaTable:
    """Return what the TOML of a table says.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    return documents.typed(MsoaTable, path, {**documents.content(path), "slug": path.stem})


@kept(1)
def tables(catalogue: Catalogue) -> dict[str, MsoaTable]:
    """Return every table by slug that can be read; what is wrong with the others, ``jsna check`` says."""
    found = {}
    for path in table_files(catalogue.data):
        with suppress(Findings):
            found[path.stem] = described(path)
    return found


@kept(8)
def counts(catalogue: Catalogue, slug: str) -> pd.DataFrame:
    """Return the counts of a table, read when they are first needed; see :func:`read_counts`."""
    return read_counts(catalogue.data, tables(catalogue)[slug])


def read_counts(data: Path, about: MsoaTable) -> pd.DataFrame:
    """Return the counts of a table.

    Returns:
        Whole numbers; columns as ``about.columns`` without the code. Index: code of the MSOA, sorted.

    Raises:
        CatalogueError: the table is missing, damaged, or has other columns.
    """
    path = data / FOLDER / f"{about.slug}.parquet"
    try:
        content = checked.opened(path)
        found: pd.DataFrame = pq.read_table(content, columns=list(about.columns)).to_pandas().set_index(CODE)
    except (OSError, ValueError, KeyError) as error:  # pyarrow's errors descend from ValueError and OSError
        message = f"{path.name} is missing or damaged: run `jsna ingest official --from FOLDER` to write it."
        raise CatalogueError(message) from error
    return found
