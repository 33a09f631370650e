"""Check a file of records before any engine opens it: that it exists, its format and its columns."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jsna.errors import Finding, Findings
from jsna.files.limits import RECORDS
from jsna.files.parquet import parquet_header
from jsna.files.text_table import csv_header, repeated_headings
from jsna.ingest.records.mended_file import LIMITS, WORKBOOKS, Mended, read_mended

CSV, PARQUET = ".csv", ".parquet"
#: Files that are read by way of :mod:`jsna.ingest.records.mended_file`.
SMALL = (".txt", ".tsv", *WORKBOOKS)
#: Engines read these characters in a file name as a pattern that matches other files.
PATTERNS = "*?[]{}"


def checked(source: str) -> Path:
    """Return the full path of a file that an engine may open.

    Raises:
        Findings: the file is missing, is of no kind that is read, or its path could be read as a pattern.
    """
    path = Path(source).resolve()
    if any(sign in str(path) for sign in PATTERNS):
        accepted = f"a path without any of {PATTERNS}"
        raise Findings([Finding(path.name, "the path could be taken for a pattern of many files", accepted)])
    if path.suffix.lower() not in (CSV, PARQUET, *SMALL):
        accepted = f"a file that ends in {', '.join((CSV, PARQUET, *SMALL))}"
        raise Findings([Finding(path.name, "neither CSV nor Parquet nor a workbook", accepted)])
    if not path.is_file():
        raise Findings([Finding(path.name, "the file is not there", "the path of a file of records")])
    return path


def header(path: Path) -> list[str]:
    """Return the headings of a file, in order.

    Raises:
        Findings: there is no header, it is not UTF-8, or a heading is repeated.
    """
    headings = parquet_header(path) if path.suffix.lower() == PARQUET else csv_header(path)
    if len(headings) > RECORDS.columns:
        accepted = f"at most {RECORDS.columns:,} columns"
        raise Findings([Finding(path.name, f"{len(headings):,} columns", accepted, row=1)])
    if twice := repeated_headings(headings, path.name):
        raise Findings(twice)
    return headings


def mended_if_needed(path: Path, columns: Iterable[str] = ()) -> Mended | None:
    """Return a small file as text where no engine reads it as it is; None where an engine does.

    Args:
        path: of the file.
        columns: headings that are wanted; where its first row has them not, it may be a title.

    Raises:
        Findings: it is neither; as :func:`jsna.ingest.records.mended_file.read_mended`.
    """
    ending, is_small = path.suffix.lower(), path.stat().st_size <= LIMITS.size
    if ending in SMALL:
        return read_mended(path)
    try:
        names = header(path)
    except Findings:
        if ending == PARQUET or not is_small:
            raise
        return read_mended(path)
    titled = len(names) < 2 or not all(names) or not all(heading_of(name, names) for name in columns)
    if ending == PARQUET or not is_small or not titled:
        return None
    mended = read_mended(path)
    return mended if list(mended.table.columns) != names else None


def heading_of(name: str, headings: Iterable[str]) -> str:
    """Return the heading that is meant: letter for letter, else but for small letters and spaces; or an empty text."""
    every = list(headings)
    alike = {heading.casefold().strip(): heading for heading in every}
    return name if name in every else alike.get(name.casefold().strip(), "")


def headings(path: Path) -> list[str]:
    """Return the headings of a file, mended where it has to be.

    Raises:
        Findings: as :func:`mended_if_needed`.
    """
    found = mended_if_needed(path)
    return header(path) if found is None else [str(name) for name in found.table.columns]
