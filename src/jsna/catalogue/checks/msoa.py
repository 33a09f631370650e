"""Whether the tables by MSOA are whole: their TOML, their columns, their areas, and their sums."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from jsna.areas.lookups import FOLDER as LOOKUPS
from jsna.areas.lookups import SMALL_AREAS
from jsna.catalogue.msoa import FOLDER, described, read_counts, table_files
from jsna.errors import CatalogueError, Finding, Findings, at_cells
from jsna.files import checked
from jsna.model.msoa import BASE, CODE, MsoaTable


def _msoas(data: Path) -> frozenset[str]:
    content = checked.read_bytes(data / LOOKUPS / SMALL_AREAS)
    return frozenset(pd.read_parquet(io.BytesIO(content), columns=["msoa"])["msoa"])


def findings(data: Path) -> list[Finding]:
    """Return everything wrong with the tables by MSOA of a data folder."""
    found: list[Finding] = []
    files = table_files(data)
    known = _msoas(data) if files else frozenset()
    for path in files:
        try:
            about = described(path)
            rows = read_counts(data, about).reset_index().rename(lambda row: row + 1)
        except Findings as wrong:
            found += wrong.findings
        except CatalogueError as wrong:
            found.append(Finding(path.name, str(wrong), f"{path.stem}.parquet beside it"))
        else:
            found += faults(f"{about.slug}.parquet", rows, about, known)
    return found + list(_undescribed(data))


def faults(file: str, rows: pd.DataFrame, about: MsoaTable, known: Collection[str]) -> list[Finding]:
    """Return what is wrong with the rows of a table.

    Args:
        file: name of the file, for the messages.
        rows: whole numbers, columns as ``about.columns``.
        about: what they are.
        known: codes of England's MSOAs.
    """
    found = at_cells(rows.loc[~rows[CODE].isin(known), CODE], file, "not an MSOA of England", "a code of 2021")
    unequal = rows.loc[rows[list(about.groups)].sum(axis=1) != rows[BASE], CODE]
    found += at_cells(unequal, file, "the groups are not together all who were asked", "groups that add up to the base")
    expected = about.expect
    if (areas := len(rows)) != expected.areas or rows[CODE].duplicated().any():
        found.append(Finding(file, f"{areas:,} MSOAs", f"{expected.areas:,}, each once, as [expect] says"))
    if (people := int(rows[BASE].sum())) != expected.england:
        found.append(Finding(file, f"{people:,} {about.unit} in England", f"{expected.england:,}, as [expect] says"))
    return found


def _undescribed(data: Path) -> Iterator[Finding]:
    for path in sorted((data / FOLDER).glob("*.parquet")):
        if not path.with_suffix(".toml").exists():
            yield Finding(f"{FOLDER}/{path.name}", "a table that nothing describes", f"{path.stem}.toml beside it")
