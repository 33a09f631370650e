"""Which sheets of a workbook may hold the table: those that can be seen, with a column of codes or postcodes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import python_calamine as calamine

from jsna.errors import Findings
from jsna.files.area_codes import key_column
from jsna.files.grid import Grid, Merged, Sheets
from jsna.files.limits import UPLOAD
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.workbook_table import Table, some

_MOST_TEXT = 20_000_000
#: Sheets with areas that are read in full; a workbook with more of them is a data base.
_MOST_SHEETS = 60
#: Asks for all sheets of the same headings.
ALL = "*"
_ACCEPTED = "a workbook with a table on a sheet that can be seen"


@dataclass(frozen=True)
class Held:
    """A sheet that a workbook holds.

    Attributes:
        name: of the sheet.
        visible: whether it can be seen.
        position: among all sheets, from 0.
        sheet: its cells.
        merged: ranges of merged cells.
        too_large: whether it is known to hold too many cells.
    """

    name: str
    visible: bool
    position: int
    sheet: calamine.CalamineSheet
    merged: list[Merged]
    too_large: bool = False


#: Makes a grid of a table; the notes are those of the sheet.
Shown = Callable[[Table, Held, Notes], Grid]


@dataclass
class _Found:
    """A visible sheet that holds anything: its cells, or why they cannot be read."""

    held: Held
    table: Table | None
    too_large: Grid | None = None
    areas: bool = False
    wide_rows: int = 0


def sheets_of(every: Sequence[Held], shown: Shown, notes: Notes, wanted: str) -> Sheets:
    """Return the sheets of a workbook that may be read.

    Args:
        every: the sheets that the workbook holds.
        shown: reads a sheet as it shows.
        notes: of the file.
        wanted: name of the one sheet that is wanted, if any.

    Raises:
        Findings: no sheet that can be seen holds anything, or there is none of the name that is wanted.
    """
    described: dict[str, str] = {}
    found: list[_Found] = []
    left = UPLOAD.cells
    for each in every:
        if not each.sheet.height and not each.too_large:
            continue
        described[each.name] = repr(each.name) if each.visible else f"{each.name!r} (hidden)"
        if each.visible:
            found.append(_looked_at(each, left, notes.name))
            high, wide = _size(each.sheet)
            left -= high * wide if found[-1].table is not None else 0
    if not found:
        problem = "every sheet that holds anything is hidden" if described else "the workbook is empty"
        raise notes.refuse(problem, _ACCEPTED)
    with_areas = [each for each in found if each.areas]
    tables = [each.held.name for each in with_areas or found if each.areas or each.wide_rows > 1]
    chosen = _chosen(found, with_areas, wanted, notes)
    return Sheets([_grid(each, shown, notes.name) for each in chosen], tables, described)


def _chosen(found: list[_Found], with_areas: list[_Found], wanted: str, notes: Notes) -> list[_Found]:
    if wanted and wanted != ALL:
        chosen = [each for each in found if each.held.name.casefold() == wanted.strip().casefold()]
        if not chosen:
            names = some([repr(each.held.name) for each in found])
            raise notes.refuse("there is no such sheet that can be seen", f"one of {names}", value=wanted)
        return chosen
    if with_areas:
        return with_areas[:_MOST_SHEETS]
    unread = [each for each in found if each.too_large]
    return unread[:1] or [max(found, key=lambda each: each.wide_rows)]


def _looked_at(held: Held, left: int, file: str) -> _Found:
    notes = Notes(file)
    high, wide = _size(held.sheet)
    limit = f"at most {UPLOAD.rows:,} rows and {UPLOAD.cells:,} cells"
    if held.too_large:
        notes.refuse("the table is too large", limit)
    elif wide > UPLOAD.columns:
        notes.refuse(f"{wide:,} columns", f"at most {UPLOAD.columns}", row=1)
    elif high > UPLOAD.rows + 1 or high * wide > min(left, UPLOAD.cells):
        notes.refuse(f"{high:,} rows", limit)
    if notes.findings:
        return _Found(held, None, Grid(held.name, findings=notes.findings))
    values = held.sheet.to_python(skip_empty_area=False)
    rows = [[_text(value) for value in row] for row in values]
    lines = [Line(row, cells) for row, cells in enumerate(rows, start=1)]
    wide_rows = sum(line.filled > 1 for line in lines)
    areas = wide_rows > 0 and key_column(lines) is not None
    return _Found(held, Table(held.name, values, rows), areas=areas, wide_rows=wide_rows)


def _size(sheet: calamine.CalamineSheet) -> tuple[int, int]:
    high, wide = sheet.end or (0, 0)
    return high + 1, wide + 1


def _grid(found: _Found, shown: Shown, file: str) -> Grid:
    if found.table is None:
        return found.too_large or Grid(found.held.name)
    notes = Notes(file)
    try:
        grid = shown(found.table, found.held, notes)
        _refuse_long(grid.lines, notes)
    except Findings:
        return Grid(found.held.name, findings=notes.findings)
    return grid


def _refuse_long(lines: list[Line], notes: Notes) -> None:
    if not lines:
        raise notes.refuse("the sheet shows nothing", _ACCEPTED)
    if sum(len(text) for line in lines for text in line.cells) > _MOST_TEXT:
        raise notes.refuse("the workbook holds too much text", f"at most {_MOST_TEXT:,} characters")
    for line in lines:
        if max(map(len, line.cells)) > UPLOAD.field:
            raise notes.refuse("a cell is too long", f"at most {UPLOAD.field:,} characters", row=line.row)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value)
