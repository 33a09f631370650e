"""Read Nomis bulk files, zipped or not: ``date, geography, geography code``, then one column per heading."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.text_table import repeated_headings, text_table

CODE = "geography code"
LEADING = ("date", "geography", CODE)
ACCEPTED = "a Nomis bulk file: columns date, geography, geography code, then the table's headings"


def read_table(path: Path, *, level: str | None = None) -> pd.DataFrame:
    """Return a bulk table as text: date, geography, geography code, then the headings. Index: ``row``, from 2.

    Args:
        path: a CSV, or a ZIP of CSVs, one for each level (``census2021-ts021-ward.csv``).
        level: the member of a ZIP to read (``oa``, ``ward``); without it, output areas before wards.

    Raises:
        Findings: the file is missing, cut short, or not a Nomis bulk file.
    """
    name, content = _open(path, level)
    table = text_table(content, name)
    missing = [column for column in LEADING if column not in table.columns]
    if missing:
        raise Findings(Finding(name, "the column is missing", ACCEPTED, row=1, column=column) for column in missing)
    table.columns = pd.Index([heading.removesuffix("; measures: Value") for heading in table.columns])
    if twice := repeated_headings(list(table.columns), name):
        raise Findings(twice)
    return table


def _open(path: Path, level: str | None) -> tuple[str, bytes]:
    """Name and content of the CSV; a ZIP is recognised by its content, not its file extension."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Findings([Finding(path.name, "the file is not there", ACCEPTED)]) from error
    if not content.startswith(b"PK") and path.suffix.lower() != ".zip":
        return path.name, content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            member = _member(archive.namelist(), path.name, level)
            return f"{path.name}/{member}", archive.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        problem = "the file is cut short or is not a ZIP file"
        raise Findings([Finding(path.name, problem, "the whole file: fetch it again")]) from error


def _member(members: list[str], name: str, level: str | None) -> str:
    for wanted in (level,) if level else ("oa", "ward"):
        for member in sorted(members):
            if member.endswith(f"-{wanted}.csv"):
                return member
    accepted = f"a file ending in -{level}.csv" if level else "a file ending in -oa.csv or -ward.csv"
    raise Findings([Finding(name, f"the ZIP holds only {', '.join(sorted(members)) or 'nothing'}", accepted)])
