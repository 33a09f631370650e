"""Read input files strictly: as text first, then as numbers if every cell is one; report all problems at once.

Frames are indexed by the row an editor shows (``row``; the header of a CSV is row 1, the first row of a Parquet file
is row 1), so that every finding can say which cell to fix.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.errors import Finding, Findings

#: List at most this many findings of one kind per column; count the rest.
LISTED = 20

WHOLE = r"[0-9]+(\.0+)?"
DECIMAL = r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?"
WHOLE_ACCEPTED = "a whole number, 0 or more, in digits only"
DECIMAL_ACCEPTED = "a number in digits, with a point before decimals"


def text_table(source: Path | IO[bytes], name: str) -> pd.DataFrame:
    """Return a CSV file as text, one column per heading. Index: ``row``, from 2. Empty cells are empty text.

    Raises:
        Findings: the file is missing, is not text, has no header, a repeated heading, or rows of different lengths.
    """
    try:
        frame = pd.read_csv(
            source, dtype=str, keep_default_na=False, encoding="utf-8-sig", header=None, quoting=csv.QUOTE_MINIMAL
        )
    except FileNotFoundError as error:
        raise Findings([Finding(name, "the file is not there", "the file as SOURCES names it")]) from error
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Findings([_not_a_table(name, error)]) from error
    frame.columns = pd.Index([tidy(heading) for heading in frame.iloc[0]])
    frame = frame.iloc[1:].rename_axis(index="row")
    frame.index = frame.index + 1
    require_unique_headings(frame, name)
    return frame


def parquet_table(path: Path, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a Parquet file, or the named columns of it. Index: ``row``, from 1.

    Raises:
        Findings: the file is missing, cut short or not a Parquet file, or a column is missing.
    """
    try:
        file = pq.ParquetFile(path)
        missing = [column for column in columns or () if column not in file.schema_arrow.names]
        if missing:
            raise Findings(missing_columns(path.name, missing, file.schema_arrow.names))
        frame: pd.DataFrame = file.read(columns=list(columns) if columns is not None else None).to_pandas()
    except FileNotFoundError as error:
        raise Findings([Finding(path.name, "the file is not there", "the file as SOURCES names it")]) from error
    except (pa.ArrowInvalid, OSError) as error:
        problem = "the file is cut short or is not a Parquet file"
        raise Findings([Finding(path.name, problem, "a whole Parquet file: fetch it again")]) from error
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="row")
    return frame


def require_columns(frame: pd.DataFrame, columns: Iterable[str], name: str) -> None:
    """Raise Findings with every missing column, each with the most similar heading."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise Findings(missing_columns(name, missing, list(frame.columns)))


def missing_columns(name: str, missing: Sequence[str], present: Sequence[str]) -> list[Finding]:
    """Return one finding for each missing column."""
    findings = []
    for column in missing:
        near = difflib.get_close_matches(column, present, n=1, cutoff=0.5)
        accepted = f"a column of that name; the nearest here is {near[0]!r}" if near else "a column of that name"
        findings.append(Finding(name, "the column is missing", accepted, column=column))
    return findings


def require_unique_headings(frame: pd.DataFrame, name: str) -> None:
    """Raise Findings if two columns have the same heading."""
    twice = sorted(set(frame.columns[frame.columns.duplicated()]))
    if twice:
        raise Findings(
            Finding(name, "the heading stands twice", "each heading once", row=1, column=heading) for heading in twice
        )


def numbers(column: pd.Series, name: str, problems: list[Finding], *, whole: bool = True) -> pd.Series:
    """Return the column as floats; a cell that is not a number becomes NaN and a finding.

    Args:
        column: text or numbers. Index: ``row``. Name: the heading.
        name: file that contains the column.
        problems: findings are added here.
        whole: counts (whole, 0 or more); otherwise any decimal.
    """
    good = _is_number(column, whole=whole)
    accepted = WHOLE_ACCEPTED if whole else DECIMAL_ACCEPTED
    problems.extend(cells(column[~good], name, "not a whole number" if whole else "not a number", accepted))
    return pd.to_numeric(column.where(good), errors="coerce").astype(float)


def above_total(groups: pd.DataFrame, total: pd.Series, name: str) -> list[Finding]:
    """Return a finding for each cell that is above its row's total.

    Args:
        groups: counts, one column per group. Index: ``row``.
        total: count of each row. Index: ``row``.
        name: the file.
    """
    found: list[Finding] = []
    accepted = "at most as many as the total of the row"
    for heading in groups:
        above = groups[heading] > total
        says = [f"{n:.0f} of {all_of:.0f}" for n, all_of in zip(groups[heading][above], total[above], strict=True)]
        shown = pd.Series(says, index=total.index[above], name=str(heading), dtype=str)
        found += cells(shown, name, "a numerator is above its denominator", accepted)
    return found


def cells(wrong: pd.Series, name: str, problem: str, accepted: str) -> list[Finding]:
    """Return one finding per cell, the first ``LISTED`` of them and a count of the others."""
    heading = None if wrong.name is None else str(wrong.name)
    findings = [
        Finding(name, problem, accepted, row=int(str(row)), column=heading, value=str(value))
        for row, value in wrong.head(LISTED).items()
    ]
    if len(wrong) > LISTED:
        findings.append(Finding(name, f"{problem}, in {len(wrong) - LISTED:,} more rows", accepted, column=heading))
    return findings


def repeated(codes: pd.Series, name: str, problems: list[Finding]) -> pd.Series:
    """Return the column with only the first occurrence of each code; every later one becomes a finding."""
    again = codes.duplicated()
    problems.extend(cells(codes[again], name, "the code stands a second time", "each code once"))
    return codes[~again]


def tidy(heading: str) -> str:
    """Return a heading with single spaces, and without leading or trailing ones."""
    return " ".join(str(heading).split())


def _is_number(column: pd.Series, *, whole: bool) -> pd.Series:
    """True where a cell is a valid number; numbers from a Parquet file need no check of their text."""
    if pd.api.types.is_numeric_dtype(column):
        finite = pd.Series(np.isfinite(column.to_numpy(float)), index=column.index)
        return finite & (column >= 0) & (column % 1 == 0) if whole else finite
    return column.astype(str).str.strip().str.fullmatch(WHOLE if whole else DECIMAL).astype(bool)


def _not_a_table(name: str, error: Exception) -> Finding:
    if isinstance(error, UnicodeDecodeError):
        return Finding(name, "the file is not text", "comma-separated text in UTF-8")
    if isinstance(error, pd.errors.EmptyDataError):
        return Finding(name, "the file is empty", "a header and at least one row")
    return Finding(name, f"the rows are of unlike length ({error})", "as many cells in each row as in the header")
