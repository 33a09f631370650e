"""A CSV as a table of text, read strictly: commas, UTF-8, one row of headings. Index: the line in the file."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings, at_cells, limited_of
from jsna.files.decoding import decode
from jsna.files.limits import OFFICIAL, RECORDS, Limits
from jsna.files.lines import Line, split
from jsna.files.notes import Notes

_THERE = "the file as SOURCES names it"


@dataclass(frozen=True, eq=False)
class TextTable:
    """A CSV as text.

    Attributes:
        frame: a column for each heading, empty cells empty text. Index ``row``: the line on which a row begins, as an
            editor numbers it; the headings are on line 1.
        ragged: a finding for each row with too many or too few fields; these rows are not in ``frame``.
    """

    frame: pd.DataFrame
    ragged: list[Finding]


def read_text_table(source: Path | bytes, name: str, limits: Limits) -> TextTable:
    """Return a CSV as text.

    Args:
        source: the file, or its content.
        name: its name, for the findings.
        limits: the largest file that is read.

    Raises:
        Findings: the file is missing, too large, not UTF-8 text, not separated by commas, or cannot be taken apart.
    """
    notes = Notes(name)
    header, *rows = split(decode(_content(source, notes, limits), notes), notes, limits)
    names = [tidy(heading) for heading in header.cells]
    whole = [row for row in rows if len(row.cells) == len(names)]
    frame = pd.DataFrame([row.cells for row in whole], index=[row.row for row in whole], columns=names, dtype="str")
    return TextTable(frame.rename_axis(index="row"), ragged(len(names), rows, name))


def text_table(source: Path | bytes, name: str, limits: Limits = OFFICIAL) -> pd.DataFrame:
    """Return a CSV as text, as :class:`TextTable` has it.

    Raises:
        Findings: as :func:`read_text_table`, or a heading is repeated, or rows are of different lengths.
    """
    table = read_text_table(source, name, limits)
    found = [*repeated_headings(list(table.frame.columns), name), *table.ragged]
    if found:
        raise Findings(found)
    return table.frame


def csv_header(path: Path) -> list[str]:
    """Return the headings of a CSV of any size, such as records of people.

    Raises:
        Findings: it is not UTF-8 text separated by commas, or has no headings. No text of the file is repeated, because
            its first line may be a person's.
    """
    try:
        return _csv_header(path, Notes(path.name))
    except Findings as wrong:
        raise Findings(replace(finding, value=None) for finding in wrong.findings) from None


def ragged(wide: int, rows: Sequence[Line], name: str) -> list[Finding]:
    """Return a finding for each row that does not have as many fields as there are headings."""
    return limited_of(
        [row for row in rows if len(row.cells) != wide],
        lambda row: Finding(
            name, f"{len(row.cells)} fields", f"{wide}, as in the header", row.row, None, ",".join(row.cells)[:80]
        ),
    )


def repeated_headings(names: Sequence[str], name: str) -> list[Finding]:
    """Return a finding for each heading that is used twice."""
    twice = [heading for heading in dict.fromkeys(names) if names.count(heading) > 1]
    return limited_of(
        twice, lambda heading: Finding(name, "the heading is there twice", "each heading once", 1, heading[:80])
    )


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


def repeated(codes: pd.Series, name: str, found: list[Finding]) -> pd.Series:
    """Return the column with only the first occurrence of each code; every later one becomes a finding."""
    again = codes.duplicated()
    found += at_cells(codes[again], name, "the code stands a second time", "each code once")
    return codes[~again]


def tidy(heading: str) -> str:
    """Return a heading with single spaces, and without leading or trailing ones."""
    return " ".join(str(heading).split())


def _csv_header(path: Path, notes: Notes) -> list[str]:
    with path.open("rb") as file:
        content = file.read(RECORDS.size)
        whole = not file.read(1)
    # The last character may be cut in two, so a file that goes on is read to its last whole line.
    text = decode(content if whole else content[: content.rfind(b"\n") + 1] or content, notes)
    return split(text, notes, RECORDS, most=1)[0].cells


def _content(source: Path | bytes, notes: Notes, limits: Limits) -> bytes:
    if isinstance(source, bytes):
        return source
    try:
        if source.stat().st_size > limits.size:
            accepted = f"a file under {limits.size // 1_000_000} MB"
            raise notes.refuse("the file is too large", accepted)
        return source.read_bytes()
    except FileNotFoundError as error:
        raise notes.refuse("the file is not there", _THERE) from error
