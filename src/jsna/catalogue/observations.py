"""Observations read from the file beside an indicator's TOML: Parquet as the pipeline wrote it, or an analyst's CSV."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pyarrow as pa

from jsna.errors import CatalogueError, Finding, Findings
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COLUMNS, COUNTS, KEY, RATES

ENDINGS = (".parquet", ".csv")
NUMBERS = (*COUNTS, *RATES)
#: More than eighteen groups of every area of England over several years; a larger file is not an indicator.
LARGEST_CSV = 60_000_000
LONGEST_FIELD = 1_000
#: Findings of one kind in one file; more are counted, not listed.
LISTED = 20

_WHOLE = re.compile(r"\d+(\.0+)?", re.ASCII)
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)


def required(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns an analyst's CSV must have; the others may be left out."""
    counted = indicator.measure in (Measure.PROPORTION, Measure.COUNT)
    return (*KEY, *(COUNTS if counted else ("value",)))


def values(rows: pd.DataFrame) -> pd.Series[float]:
    """Return the figure of each row: the share where there are counts, else the value; NaN where missing."""
    share = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    return share.where(rows["denominator"].notna(), rows["value"])


def from_parquet(path: Path) -> pd.DataFrame:
    """Return the observations of a Parquet file: text and float columns as ``model.observations.COLUMNS``.

    Raises:
        CatalogueError: the file is damaged or has other columns.
    """
    try:
        table = pd.read_parquet(path)
    except (OSError, ValueError, pa.ArrowException) as error:
        message = f"{path.name} cannot be read as Parquet. Accepted: the file that `jsna ingest official` writes."
        raise CatalogueError(message) from error
    if tuple(table.columns) != COLUMNS:
        message = f"{path.name}: columns are {', '.join(table.columns)}. Accepted: {', '.join(COLUMNS)}."
        raise CatalogueError(message)
    return table.astype(dict.fromkeys(NUMBERS, "float64"))


def from_csv(path: Path, indicator: Indicator) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the observations of a CSV file, and everything in its form that is wrong.

    Returns:
        The frame: columns as ``model.observations.COLUMNS``, index the line in the file (the header is line 1); a
        field that is not a number is NaN and has a finding. The findings: encoding, separator, header, ragged lines and
        numbers. What the figures *say* is judged by ``jsna.catalogue.checks.rules``.

    Raises:
        Findings: the file cannot be taken apart at all.
    """
    header, rows, ragged = fields_of(path)
    _refuse_header(path, header, indicator)
    fields = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="object")
    table = fields.reindex(columns=list(COLUMNS), fill_value="").map(str.strip)
    numbers = [found for column in NUMBERS for found in _numbers(path, table, column)]
    for column in NUMBERS:
        table[column] = pd.to_numeric(table[column].where(table[column].str.fullmatch(_NUMBER)), errors="coerce")
    table = table.astype(dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(KEY, "str"))
    table["note"] = table["note"].astype("str").where(table["note"] != "")
    return table, [*ragged, *numbers]


def fields_of(path: Path) -> tuple[list[str], dict[int, list[str]], list[Finding]]:
    """Return a CSV file's header, the fields of each line by its number, and a finding for each ragged line.

    Raises:
        Findings: the file cannot be taken apart at all.
    """
    text = _text(path)
    lines = text.splitlines()
    if not lines:
        raise Findings([Finding(path.name, "the file is empty", "a header line and a line for each row")])
    _refuse_separator(path, lines[0])
    return _rows(path, text)


def _text(path: Path) -> str:
    if path.stat().st_size > LARGEST_CSV:
        accepted = f"a file under {LARGEST_CSV // 1_000_000} MB: one indicator, areas of England"
        raise Findings([Finding(path.name, "the file is too large", accepted)])
    whole = path.read_bytes()
    if whole[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Findings([Finding(path.name, "the text is UTF-16", "a file saved as CSV UTF-8")])
    if whole[:4] == b"PK\x03\x04":
        raise Findings([Finding(path.name, "this is a workbook or a zip file, not a CSV", "a file saved as CSV UTF-8")])
    try:
        # Excel's "CSV UTF-8" puts a byte order mark in front; it is not part of the first heading.
        text = whole.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = whole[: error.start].count(b"\n") + 1
        value = whole[error.start : error.start + 1].hex()
        accepted = "a file saved as CSV UTF-8"
        raise Findings([Finding(path.name, "a byte that is not UTF-8", accepted, row=row, value=value)]) from error
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise Findings([Finding(path.name, "a NUL character: this is not a text file", "plain text", row=row)])
    return text


def _refuse_separator(path: Path, first: str) -> None:
    for separator, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if first.count(separator) > first.count(","):
            raise Findings(
                [Finding(path.name, f"the fields are separated by {name}", "commas", row=1, value=first[:80])]
            )


def _rows(path: Path, text: str) -> tuple[list[str], dict[int, list[str]], list[Finding]]:
    """The header, the fields by line number, and a finding for each line with too many or too few."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: dict[int, list[str]] = {}
    found: list[Finding] = []
    try:
        header = [name.strip() for name in next(reader)]
        accepted = f"{len(header)} fields, as in the header"
        for row in reader:
            if len(row) == len(header):
                rows[reader.line_num] = row
            elif any(field.strip() for field in row):
                problem = f"{len(row)} fields"
                found.append(Finding(path.name, problem, accepted, row=reader.line_num, value=",".join(row)[:80]))
    except csv.Error as error:
        accepted = 'fields separated by commas, quoted with "'
        raise Findings([Finding(path.name, f"not a CSV: {error}", accepted, row=reader.line_num)]) from error
    return header, rows, limited(found)


def _refuse_header(path: Path, header: list[str], indicator: Indicator) -> None:
    accepted = ", ".join(COLUMNS)
    found = [
        Finding(path.name, "a column is missing", f"a column {name}", row=1, column=name)
        for name in required(indicator)
        if name not in header
    ]
    found += [
        Finding(path.name, "unknown column", accepted, row=1, value=name[:80])
        for name in dict.fromkeys(header)
        if name not in COLUMNS
    ]
    found += [
        Finding(path.name, "the column stands twice", "each column once", row=1, column=name)
        for name in dict.fromkeys(header)
        if header.count(name) > 1
    ]
    if found:
        raise Findings(limited(found))


def _numbers(path: Path, table: pd.DataFrame, column: str) -> list[Finding]:
    """A finding for each field that is not the number its column asks for."""
    whole = column in COUNTS
    accepted = "a whole number such as 137, or nothing" if whole else "a number such as 34.6, or nothing"
    given = table[column]
    bad = given[(given != "") & ~given.str.fullmatch(_WHOLE if whole else _NUMBER)]
    return limited(
        [
            Finding(path.name, _trouble(text, whole), accepted, row=int(str(line)), column=column, value=text[:80])
            for line, text in bad.items()
        ]
    )


def _trouble(text: str, whole: bool) -> str:
    """What is written where a number should be, in an analyst's words."""
    if whole and text.startswith("-") and _NUMBER.fullmatch(text):
        return "a negative count"
    if whole and _NUMBER.fullmatch(text):
        return "a fraction in a count"
    if text.endswith("%"):
        return "a percent sign in a number"
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text):
        return "a separator of thousands in a number"
    if re.search(r"[A-Za-z]", text):
        return "a letter in a number"
    return "not a number"


def limited(found: list[Finding]) -> list[Finding]:
    """Return the first findings, and one that counts the rest."""
    if len(found) <= LISTED:
        return found
    rest = len(found) - LISTED
    last = found[LISTED]
    return [*found[:LISTED], Finding(last.file, f"{rest:,} more of the like", last.accepted, column=last.column)]
