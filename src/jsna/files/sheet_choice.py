"""Choose the sheet of a workbook that is read, and say which and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jsna.errors import Finding, Findings
from jsna.files.grid import Grid, Sheets
from jsna.files.headings import Taken, take
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.workbook_sheets import ALL
from jsna.files.workbook_table import some

#: Sheets that hold the others added up, in small letters.
_TOTALS = ("total", "all", "persons", "all persons", "people", "all people", "both", "both sexes", "everyone")
#: Rows of each further sheet are numbered from the next million.
APART = 1_000_000
SHEET = "Sheet"


def table_of(sheets: Sheets, wanted: str, notes: Notes) -> tuple[Taken, str]:
    """Return the table of a file and the name of its sheet.

    Without a name it is that of the first sheet with areas, or the one of several alike that is called Total. With
    ``*`` it is that of all sheets with the same headings as the first, one below the other, with one more column:
    ``Sheet``.

    Args:
        sheets: that may be read.
        wanted: name of a sheet, ``*`` or empty.
        notes: repairs and findings are added.

    Raises:
        Findings: the sheet cannot be read.
    """
    if len(sheets.grids) == 1 and not sheets.described:
        return _taken(sheets.grids[0], notes), ""
    alike = _alike(sheets.grids, notes.name)
    if wanted == ALL:
        return _together(alike, sheets, notes), ALL
    totals = [grid for grid in alike if grid.name.strip().casefold() in _TOTALS]
    chosen = totals[0] if totals and not wanted else sheets.grids[0]
    _tell(chosen, alike, bool(totals), wanted, sheets, notes)
    return _taken(chosen, notes), chosen.name


def _alike(grids: Sequence[Grid], file: str) -> list[Grid]:
    """The sheets with the same headings as the first: a sheet a year, or one for each sex."""
    names = [_names(grid, file) for grid in grids]
    return [grid for grid, own in zip(grids, names, strict=True) if own and own == names[0]] or list(grids[:1])


def _names(grid: Grid, file: str) -> list[str]:
    try:
        return _taken(grid, Notes(file)).names
    except Findings:
        return []


def _taken(grid: Grid, notes: Notes) -> Taken:
    notes.repairs += grid.repairs
    notes.findings += grid.findings
    if grid.findings:
        raise Findings(notes.findings)
    return take(grid, notes)


def _tell(chosen: Grid, alike: Sequence[Grid], total: bool, wanted: str, sheets: Sheets, notes: Notes) -> None:
    """Say which sheet was read and why, and that others have the same headings."""
    others = [words for name, words in sheets.described.items() if name != chosen.name]
    if not others:
        return
    first = next(name for name, words in sheets.described.items() if words == repr(name)) == chosen.name
    reason = (
        ", the first with codes or postcodes of areas" if not (first or wanted or total) and len(sheets.tables) else ""
    )
    reason = ", by its name that of everyone" if total and not wanted else reason
    notes.repairs.append(f"Only the sheet {chosen.name!r} was read{reason}; left out: {some(others)}.")
    same = [repr(grid.name) for grid in alike if grid.name != chosen.name]
    if same and not wanted:
        notes.repairs.append(f"These sheets have the same headings: {some(same)}. All of them can be read together.")


def _together(alike: Sequence[Grid], sheets: Sheets, notes: Notes) -> Taken:
    """The rows of several sheets, one below the other, each with the name of its sheet."""
    taken: list[Taken] = []
    first: list[str] = []
    for number, grid in enumerate(alike):
        own = Notes(notes.name)
        taken.append(_taken(grid, own))
        notes.repairs += [f"{grid.name}: {said}" for said in own.repairs if said not in first]
        first = first or own.repairs
        for heading, found in own.in_columns.items():
            notes.in_column(heading, [_of_sheet(finding, number, grid.name) for finding in found])
    heading = SHEET
    while heading.casefold() in {name.casefold() for name in taken[0].names}:
        heading += " name"
    rows = [
        Line(line.row + number * APART, [*line.cells, grid.name])
        for number, (grid, own) in enumerate(zip(alike, taken, strict=True))
        for line in own.rows
    ]
    left = [words for name, words in sheets.described.items() if name not in {grid.name for grid in alike}]
    said = f"{len(alike)} sheets with the same headings were read together: {some([repr(grid.name) for grid in alike])}"
    notes.repairs.append(f"{said}; left out: {some(left)}." if left else f"{said}.")
    if len(alike) > 1:
        notes.repairs.append(f"Rows of the second sheet are numbered from {APART + 1:,}, and so on.")
    said_above = dict.fromkeys(text for own in taken for text in own.above)
    said_below = dict.fromkeys(text for own in taken for text in own.below)
    return Taken([*taken[0].names, heading], rows, tuple(said_above), tuple(said_below))


def _of_sheet(finding: Finding, number: int, name: str) -> Finding:
    row = None if finding.row is None else finding.row + number * APART
    return replace(finding, row=row, problem=f"{finding.problem}, on the sheet {name!r}" if number else finding.problem)
