"""Check a file of records before any engine opens it: that it exists, its format and its columns."""

from __future__ import annotations

from pathlib import Path

from jsna.errors import Finding, Findings
from jsna.files.limits import RECORDS
from jsna.files.parquet import parquet_header
from jsna.files.text_table import csv_header, repeated_headings

CSV, PARQUET = ".csv", ".parquet"
#: Engines read these characters in a file name as a pattern that matches other files.
PATTERNS = "*?[]{}"


def checked(source: str) -> Path:
    """Return the full path of a file that an engine may open.

    Raises:
        Findings: the file is missing, is neither CSV nor Parquet, or its path could be read as a pattern.
    """
    path = Path(source).resolve()
    if any(sign in str(path) for sign in PATTERNS):
        accepted = f"a path without any of {PATTERNS}"
        raise Findings([Finding(path.name, "the path could be taken for a pattern of many files", accepted)])
    if path.suffix.lower() not in (CSV, PARQUET):
        raise Findings([Finding(path.name, "neither CSV nor Parquet", "a file that ends in .csv or .parquet")])
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
