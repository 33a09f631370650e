"""Check the header: one row of unique headings, above rows of the same length."""

from __future__ import annotations

import re

from jsna.errors import Finding, Findings, limited
from jsna.files.characters import mended
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.text_table import ragged, tidy

_CODE = re.compile(r"[EWSN]\d{8}")
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")


def headings(lines: list[Line], notes: Notes) -> tuple[list[str], list[Line]]:
    """Return the headings, and the rows below them, all as long as the header.

    Single-cell notes and sources under the table, and columns without heading or content, are left out and reported.

    Raises:
        Findings: there is a title above the header, more than one row of headings, an empty heading (merged cells), a
            repeated heading, no headings at all, or a row of another length.
    """
    _refuse_title(lines, notes)
    header, rows = lines[0], _without_footnotes(lines[1:], notes)
    header, rows = _without_empty_columns(header, rows, notes)
    names = [tidy(mended(cell)) for cell in header.cells]
    require_headings(names, notes)
    if not rows:
        raise notes.refuse("there are headings and nothing below them", "a row for each area")
    _refuse_ragged(len(names), rows, notes)
    _refuse_second_header(names, rows, notes)
    return names, rows


def _refuse_title(lines: list[Line], notes: Notes) -> None:
    first = lines[0]
    fuller = next((line for line in lines if line.filled > 1), None)
    if fuller is None:
        raise notes.refuse("there is only one column", "fields separated by commas", row=1, value=first.cells[0])
    if first.filled == 1:
        accepted = f"the headings in row 1: delete the rows above row {fuller.row}"
        value = next(cell for cell in first.cells if cell.strip())
        raise notes.refuse("a title stands above the headings", accepted, row=first.row, value=value)


def _without_footnotes(rows: list[Line], notes: Notes) -> list[Line]:
    kept = list(rows)
    while kept and kept[-1].filled == 1 and any(cell.strip() for cell in kept[-1].cells[:1]):
        if _CODE.fullmatch(kept[-1].cells[0].strip()):
            break
        kept.pop()
    if len(kept) < len(rows):
        left = ", ".join(f"{line.cells[0].strip()[:40]!r} (row {line.row})" for line in rows[len(kept) :][:3])
        notes.repairs.append(f"Notes under the table were left out: {left}.")
    return kept


def _without_empty_columns(header: Line, rows: list[Line], notes: Notes) -> tuple[Line, list[Line]]:
    """Remove empty columns on the right, which spreadsheets often save; those further left stay."""
    wide = len(header.cells)
    while (
        wide and not header.cells[wide - 1].strip() and not any("".join(row.cells[wide - 1 :]).strip() for row in rows)
    ):
        wide -= 1
    if wide < len(header.cells):
        notes.repairs.append(f"{len(header.cells) - wide} empty columns at the right were left out.")
        rows = [Line(row.row, row.cells[:wide]) for row in rows]
    return Line(header.row, header.cells[:wide]), rows


def require_headings(names: list[str], notes: Notes) -> None:
    """Raise Findings if a heading is empty, repeated, a formula, or data."""
    if any(_CODE.fullmatch(name) for name in names):
        raise notes.refuse("row 1 is data, not headings", "a row of headings at the top", row=1, value=", ".join(names))
    seen: set[str] = set()
    found: list[Finding] = []
    for position, name in enumerate(names, start=1):
        if not name:
            problem = f"column {position} has no heading; perhaps cells are merged"
            found.append(Finding(notes.name, problem, "one heading in each column", row=1))
        elif name.casefold() in seen:
            found.append(Finding(notes.name, "the heading is there twice", "each heading once", 1, name))
        elif name[0] in "=+@":
            found.append(Finding(notes.name, "a formula as a heading", "plain words", 1, None, name[:80]))
        seen.add(name.casefold())
    if found:
        notes.findings += limited(found)
        raise Findings(notes.findings)


def _refuse_ragged(wide: int, rows: list[Line], notes: Notes) -> None:
    if found := ragged(wide, rows, notes.name):
        notes.findings += found
        raise Findings(notes.findings)


def _refuse_second_header(names: list[str], rows: list[Line], notes: Notes) -> None:
    """Refuse a second row of headings: words where every row below has a number."""
    second, below = rows[0], rows[1:]
    if not below or any(_CODE.fullmatch(cell.strip()) for cell in second.cells):
        return
    words = [
        position
        for position in range(len(names))
        if second.cells[position].strip()
        and not _NUMBER.match(second.cells[position].strip())
        and all(_NUMBER.fullmatch(row.cells[position].strip() or "0") for row in below)
    ]
    if words and any(below[0].cells[position].strip() for position in words):
        value = ", ".join(second.cells[position].strip() for position in words)
        raise notes.refuse("the headings take two rows", "one row of headings", row=second.row, value=value)
