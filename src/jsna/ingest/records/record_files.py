"""Check a file of records before any engine opens it: that it exists, its format and its columns."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jsna.errors import Finding, Findings

CSV, PARQUET = ".csv", ".parquet"
#: A longer or wider header cannot be that of a survey.
LONGEST_HEADER, MOST_COLUMNS = 1_000_000, 2_000
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
    headings = _parquet_header(path) if path.suffix.lower() == PARQUET else _csv_header(path)
    if len(headings) > MOST_COLUMNS:
        raise Findings([Finding(path.name, f"{len(headings):,} columns", f"at most {MOST_COLUMNS:,} columns", row=1)])
    twice = [name for name in dict.fromkeys(headings) if headings.count(name) > 1]
    if twice:
        raise Findings(
            Finding(path.name, "the heading stands twice", "each once", row=1, column=name) for name in twice
        )
    return headings


def _parquet_header(path: Path) -> list[str]:
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowInvalid, OSError) as error:
        problem = "the file is cut short or is not a Parquet file"
        raise Findings([Finding(path.name, problem, "a whole Parquet file")]) from error


def _csv_header(path: Path) -> list[str]:
    with path.open("rb") as file:
        start = file.read(LONGEST_HEADER)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start:
        raise Findings([Finding(path.name, "the text is not UTF-8", "a file saved as CSV UTF-8")])
    # The last character may be cut in two; the engine finds errors further down.
    lines = start.decode("utf-8-sig", errors="ignore").splitlines(keepends=True)
    try:
        headings = next(csv.reader(lines, strict=True), [])
    except csv.Error as error:
        raise Findings([Finding(path.name, "the header is not CSV", "headings separated by commas", row=1)]) from error
    if not any(headings):
        raise Findings([Finding(path.name, "the file has no header", "a line of headings, then one row a response")])
    if len(headings) == 1 and any(sign in headings[0] for sign in ";\t|"):
        raise Findings([Finding(path.name, "the fields are not separated by commas", "commas", row=1)])
    return headings
