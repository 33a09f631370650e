"""Split text into rows of cells, with the line numbers that an editor shows."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from typing import NamedTuple

from jsna.files.limits import Limits
from jsna.files.notes import Notes

#: Lines that are looked at to find the separator.
_LOOKED_AT = 200
#: What can stand in a cell: no space, no separator and no quotation mark.
_SAID = re.compile(r'[^\s,;|"\u200b\ufeff]')
_QUOTED = re.compile(r'"[^"]*"')
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}


class Line(NamedTuple):
    """One row of a file: its first line number and its cells. A tuple, because there may be millions."""

    row: int
    cells: list[str]

    @property
    def filled(self) -> int:
        """How many cells are not empty."""
        return sum(bool(cell.strip()) for cell in self.cells)


def split(
    text: str, notes: Notes, limits: Limits, *, any_separator: bool = False, most: int | None = None
) -> list[Line]:
    """Return the rows of a CSV without empty lines.

    Args:
        text: the whole text.
        notes: of the file; repairs and findings are added.
        limits: the largest table that is read.
        any_separator: whether semicolons, tabs and bars are read and reported as a repair; otherwise only commas are.
        most: how many rows to read, if not all.

    Raises:
        Findings: a line or a field is too long, there are too many of them, another separator is used where only commas
            are read, or a quotation mark is never closed.
    """
    _refuse_long_lines(text, notes, limits)
    text, skipped = _without_hint(text, notes) if any_separator else (text, 0)
    if not _SAID.search(text):
        problem = "every cell of the file is empty" if text.strip() else "the file is empty"
        raise notes.refuse(problem, "a row of headings and a row for each area")
    separator = _separator(text, notes, limits) if any_separator else _commas(text, notes)
    lines = _rows(text, separator, skipped, notes, limits, most)
    return lines if most else _bounded(lines, notes, limits)


def _commas(text: str, notes: Notes) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    for mark, words in SEPARATORS.items():
        if mark != "," and first.count(mark) > first.count(","):
            problem = f"the fields are separated by {words}"
            raise notes.refuse(problem, "commas", row=1, value=first)
    return ","


def _refuse_long_lines(text: str, notes: Notes, limits: Limits) -> None:
    start, row = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        # Files from old Macs have no line feeds.
        longest = max(map(len, text[start:end].split("\r"))) if end - start > limits.line else 0
        if longest > limits.line:
            problem = f"a line of {longest:,} characters"
            raise notes.refuse(problem, f"lines of at most {limits.line:,}", row=row)
        start, row = end + 1, row + 1


def _without_hint(text: str, notes: Notes) -> tuple[str, int]:
    """The text without Excel's ``sep=;`` line, and how many lines were removed."""
    first, newline, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        notes.repairs.append("The line “sep=” at the top, a hint for Excel, was left out.")
        return rest, 1 if newline else 0
    return text, 0


def _separator(text: str, notes: Notes, limits: Limits) -> str:
    """The separator that parts most lines into the same number of fields; a title above a table has none or others."""
    lines = [_QUOTED.sub("", line) for line in itertools.islice(filter(str.strip, io.StringIO(text)), _LOOKED_AT)]
    usual = {mark: Counter(filter(None, (line.count(mark) for line in lines))).most_common(1) for mark in SEPARATORS}
    fields = {mark: found[0] for mark, found in usual.items() if found}
    if not fields:
        raise notes.refuse("there is only one column", "fields separated by commas", row=1, value=lines[0].strip())
    likely = max(fields, key=lambda mark: (fields[mark][1], fields[mark][0]))
    if fields[likely][0] + 1 > limits.columns:
        problem = f"{fields[likely][0] + 1:,} columns"
        raise notes.refuse(problem, f"at most {limits.columns}", row=1)
    if likely != ",":
        notes.repairs.append(f"The fields are separated by {SEPARATORS[likely]}; they were read as such.")
    return likely


def _rows(text: str, separator: str, skipped: int, notes: Notes, limits: Limits, most: int | None) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Line] = []
    start, cells = 0, 0
    try:
        for fields in reader:
            if "".join(fields).strip():
                lines.append(Line(start + 1 + skipped, fields))
                cells += len(fields)
            start = reader.line_num
            if len(lines) > limits.rows + 1 or cells > limits.cells or len(lines) == most:
                break
    except csv.Error as error:
        raise _broken(error, start + 1 + skipped, notes) from error
    return lines


def _broken(error: csv.Error, row: int, notes: Notes) -> Exception:
    said = str(error)
    if "unexpected end" in said or "field larger" in said:
        problem = "a quotation mark opens here and is not closed"
        return notes.refuse(problem, 'a closing " in the same cell; a " inside a cell is written ""', row=row)
    return notes.refuse(f"not a CSV: {said}", 'cells that hold a separator stand between "', row=row)


def _bounded(lines: list[Line], notes: Notes, limits: Limits) -> list[Line]:
    widest = max(lines, key=lambda line: len(line.cells))
    if len(widest.cells) > limits.columns:
        problem = f"{len(widest.cells):,} columns"
        raise notes.refuse(problem, f"at most {limits.columns}", row=widest.row)
    if len(lines) > limits.rows + 1 or sum(len(line.cells) for line in lines) > limits.cells:
        accepted = f"at most {limits.rows:,} rows and {limits.cells:,} cells"
        raise notes.refuse("the table is too large", accepted)
    for line in lines:
        if max(map(len, line.cells)) > limits.field:
            value = max(line.cells, key=len)
            accepted = f"at most {limits.field:,} characters"
            problem = f"a cell of {len(value):,} characters"
            raise notes.refuse(problem, accepted, row=line.row, value=value)
    return lines
