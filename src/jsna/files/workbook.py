"""Convert a workbook to rows of text, as its first sheet shows them. It runs in a process of its own (``apart.py``)."""

from __future__ import annotations

import datetime
import io
import itertools
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeGuard

import python_calamine as calamine

from jsna.errors import Finding, limited_of
from jsna.files import sheet_xml
from jsna.files.limits import UPLOAD
from jsna.files.lines import Line
from jsna.files.notes import Notes, cells_in_words
from jsna.files.number_formats import UnclearError, shown_date, shown_number, shown_text
from jsna.files.sheet_xml import Sheet, Styles, letters

#: Bytes of all parts of a workbook together, unpacked: ten times the largest table that is read.
LARGEST_UNPACKED = 100_000_000
#: Compression ratio. A table compresses to a tenth, sometimes a fiftieth; a zip bomb to a thousandth.
HIGHEST_RATIO = 200
MOST_PARTS = 1_000
_MOST_TEXT = 20_000_000
#: Names of sheets and places of cells that are listed; the rest are counted.
_NAMED = 5
_ACCEPTED = "an .xlsx workbook with one table on its first sheet, or the sheet saved as CSV UTF-8"
_SHOWN = "the number itself (number format General), or [c] typed where it is withheld"

_Cell = tuple[int, int]


@dataclass
class _Table:
    """The first sheet that shows anything.

    Attributes:
        name: name of the sheet.
        others: names of the other sheets that hold something.
        values: its cells as calamine has them, from A1.
        rows: its cells as text.
        merged: first row of each range of merged cells, from 1.
        position: of the sheet in the workbook, from 0.
    """

    name: str
    others: list[str]
    values: list[list[Any]]
    rows: list[list[str]]
    merged: list[int]
    position: int


def read(content: bytes, notes: Notes) -> list[Line]:
    """Return the non-empty rows of the first visible sheet that holds anything, as the sheet shows them.

    A cell whose number format shows a text in place of its number is read as that text. Hidden columns are left out.

    Raises:
        Findings: it is not a workbook, holds macros, merged cells or hidden rows, is damaged or too large.
    """
    _look_at_directory(content, notes)
    try:
        table = _table(calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), notes)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            styles = sheet_xml.read_styles(archive)
            sheet = sheet_xml.read_sheet(archive, table.position, styles)
    except calamine.PasswordError as error:
        raise notes.refuse("the workbook has a password", _ACCEPTED) from error
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as error:
        problem = f"the workbook is damaged ({type(error).__name__})"
        raise notes.refuse(problem, _ACCEPTED) from error
    _refuse_merged(table, notes)
    _refuse_hidden_rows(table, sheet, notes)
    _refuse_conditional(table, sheet, notes)
    _tell_sheets(table, notes)
    _tell_formulas(table, sheet, notes)
    _show(table, sheet, styles, notes)
    lines = [Line(row, cells) for row, cells in enumerate(_visible(table, sheet, notes), start=1)]
    return _bounded([line for line in lines if line.filled], notes)


def _look_at_directory(content: bytes, notes: Notes) -> None:
    """Refuse bad files from the zip directory alone, before anything is unpacked."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise notes.refuse("this is an old Excel file, or a workbook with a password", _ACCEPTED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise notes.refuse("this is not a workbook, or it is cut short", _ACCEPTED) from error
    names = [part.filename.lower() for part in parts]
    if any("vbaproject" in name or "macrosheets" in name for name in names):
        raise notes.refuse("the workbook holds macros", _ACCEPTED)
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise notes.refuse("this is another kind of workbook (.xlsb or .ods)", _ACCEPTED)
    if "xl/workbook.xml" not in names:
        raise notes.refuse("this is a zip file, not a workbook", _ACCEPTED, value=", ".join(names[:3]))
    if len(set(names)) < len(names):
        raise notes.refuse("a part of the workbook is there twice", _ACCEPTED)
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > 1_000_000 and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or bomb or len(parts) > MOST_PARTS:
        problem = f"the workbook would unpack to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts"
        raise notes.refuse(problem, f"at most {LARGEST_UNPACKED // 1_000_000} MB, packed as Excel packs it")


def _table(workbook: calamine.CalamineWorkbook, notes: Notes) -> _Table:
    first, others = None, []
    for position, described in enumerate(workbook.sheets_metadata):
        if described.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_index(position)
        visible = described.visible == calamine.SheetVisibleEnum.Visible
        if sheet.height and visible and first is None:
            first = (described.name, position, sheet)
        elif sheet.height:
            others.append(f"{described.name!r}" + ("" if visible else " (hidden)"))
    if first is None:
        problem = "every sheet that holds anything is hidden" if others else "the workbook is empty"
        raise notes.refuse(problem, _ACCEPTED)
    name, position, sheet = first
    _refuse_large(sheet, notes)
    values = sheet.to_python(skip_empty_area=False)
    rows = [[_text(value) for value in row] for row in values]
    merged = [top + 1 for (top, _), _ in sheet.merged_cell_ranges or []]
    return _Table(name, others, values, rows, merged, position)


def _refuse_large(sheet: calamine.CalamineSheet, notes: Notes) -> None:
    high, wide = (last + 1 for last in sheet.end or (0, 0))
    if wide > UPLOAD.columns:
        problem = f"{wide:,} columns"
        raise notes.refuse(problem, f"at most {UPLOAD.columns}", row=1)
    if high > UPLOAD.rows + 1 or high * wide > UPLOAD.cells:
        problem = f"{high:,} rows"
        raise notes.refuse(problem, f"at most {UPLOAD.rows:,} rows and {UPLOAD.cells:,} cells")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value)


def _refuse_merged(table: _Table, notes: Notes) -> None:
    merged = [top for top in table.merged if top <= len(table.rows)]
    if merged:
        problem = f"{len(merged)} ranges of cells are merged"
        raise notes.refuse(problem, "one value in each cell: unmerge them", row=min(merged))


def _refuse_hidden_rows(table: _Table, sheet: Sheet, notes: Notes) -> None:
    """Refuse rows that the sheet does not show: they may be withheld, and a table without them is another table."""
    hidden = [row for row in sheet.hidden_rows if row <= len(table.rows) and any(table.rows[row - 1])]
    if hidden:
        problem = f"{_ranges(hidden)} of the sheet {table.name!r} hidden, filtered out or collapsed"
        accepted = "a sheet that shows all its rows: show them, or copy what is shown to a new workbook"
        raise notes.refuse(problem, accepted, row=hidden[0])


def _ranges(rows: list[int]) -> str:
    """Return ``row 4 is`` or ``rows 4, 7 to 9 are``."""
    runs = [
        [row for _, row in run]
        for _, run in itertools.groupby(enumerate(sorted(set(rows))), lambda pair: pair[1] - pair[0])
    ]
    said = [f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    more = f" and {len(rows) - sum(map(len, runs[:_NAMED])):,} more" if len(runs) > _NAMED else ""
    return f"row {said[0]} is" if len(rows) == 1 else f"rows {', '.join(said[:_NAMED])}{more} are"


def _refuse_conditional(table: _Table, sheet: Sheet, notes: Notes) -> None:
    if sheet.conditional:
        cells = _named(list(dict.fromkeys(sheet.conditional)))
        problem = f"conditional formatting hides or changes numbers of the sheet {table.name!r} ({cells})"
        raise notes.refuse(problem, f"cells that show their numbers; or {_SHOWN}")


def _tell_sheets(table: _Table, notes: Notes) -> None:
    if table.others:
        notes.repairs.append(f"Only the sheet {table.name!r} was read; left out: {_named(table.others)}.")


def _tell_formulas(table: _Table, sheet: Sheet, notes: Notes) -> None:
    """Say that formulas were not worked out; refuse those that failed or have no saved value."""
    inside = [cell for cell in sheet.formulas if _is_inside(cell, table)]
    if inside:
        notes.repairs.append(f"Formulas stand in {cells_in_words(len(inside))}; the values last saved were read.")
    unsaved = [
        cell for cell in inside if not sheet.formulas[cell] and table.values[cell[0] - 1][cell[1] - 1] in ("", None)
    ]
    _find(notes, table, sheet, sheet.errors, "an error of the spreadsheet, such as #REF!,", "a value without errors")
    accepted = "the value itself: open the workbook in a spreadsheet program and save it"
    _find(notes, table, sheet, set(unsaved) - set(sheet.errors), "a formula whose result was not saved", accepted)


def _show(table: _Table, sheet: Sheet, styles: Styles, notes: Notes) -> None:
    """Put what each cell shows in its place, and say so; refuse the cells of which that cannot be said."""
    shown: dict[str, list[_Cell]] = {}
    unclear: list[_Cell] = []
    for cell, style in _unusual(table, sheet).items():
        row, column = cell[0] - 1, cell[1] - 1
        value, plain = table.values[row][column], table.rows[row][column]
        try:
            text = _shown(styles.codes[style] if 0 <= style < len(styles.codes) else "?", value, plain, sheet)
        except UnclearError:
            unclear.append(cell)
            continue
        if text.strip() != plain.strip():
            table.rows[row][column] = text
            if not sheet.hides_column(cell[1]):
                shown.setdefault("%" if text.endswith("%") else text, []).append(cell)
    for text, cells in itertools.islice(shown.items(), _NAMED):
        notes.repairs.append(_as_shown(text, cells, table))
    if len(shown) > _NAMED:
        more = sum(len(cells) for cells in list(shown.values())[_NAMED:])
        notes.repairs.append(f"{cells_in_words(more).capitalize()} more show other texts, and were read as shown.")
    _find(notes, table, sheet, unclear, "a number format that shows another number than the cell holds,", _SHOWN)


def _unusual(table: _Table, sheet: Sheet) -> dict[_Cell, int]:
    """Return the cells that may show something else than they hold, and their styles."""
    styled = {cell: style for cell, style in sheet.styled.items() if _is_inside(cell, table)}
    if sheet.shows_zeros:
        return styled
    zeros = [
        (row, column)
        for row, values in enumerate(table.values, start=1)
        for column, value in enumerate(values, start=1)
        if _is_number(value) and value == 0
    ]
    return dict.fromkeys(zeros, 0) | styled


def _shown(code: str, value: object, plain: str, sheet: Sheet) -> str:
    """Return what a cell shows.

    Raises:
        UnclearError: that cannot be said, or it is another number.
    """
    if not plain:
        return plain
    if _is_number(value):
        return shown_number(code, value, plain) if value or sheet.shows_zeros else ""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return shown_date(code, plain)
    return shown_text(code, plain)


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _as_shown(text: str, cells: list[_Cell], table: _Table) -> str:
    what = {"": "nothing", "%": "a percentage"}.get(text, repr(text))
    places = _named([_place(cell) for cell in cells])
    return (
        f"Read as shown, not as stored: {cells_in_words(len(cells))} of the sheet {table.name!r} that show {what} "
        f"({places})."
    )


def _find(notes: Notes, table: _Table, sheet: Sheet, cells: Iterable[_Cell], problem: str, accepted: str) -> None:
    """Add a finding for each cell, except those of hidden columns, which are not read."""
    inside = [cell for cell in sorted(cells) if _is_inside(cell, table) and not sheet.hides_column(cell[1])]

    def finding(cell: _Cell) -> Finding:
        row, column = cell
        said = f"{problem} in cell {_place(cell)} of the sheet {table.name!r}"
        return Finding(notes.name, said, accepted, row, table.rows[0][column - 1] or letters(column), None)

    notes.findings += limited_of(inside, finding)


def _visible(table: _Table, sheet: Sheet, notes: Notes) -> list[list[str]]:
    """Return the rows without the columns that the sheet does not show."""
    wide = max(map(len, table.rows), default=0)
    hidden = [column for column in range(1, wide + 1) if sheet.hides_column(column)]
    if not hidden:
        return table.rows
    filled = [column for column in hidden if any(row[column - 1] for row in table.rows)]
    if filled:
        names = [f"{letters(column)} {table.rows[0][column - 1]!r}" for column in filled]
        notes.repairs.append(f"Hidden columns were left out: {_named(names)}.")
    kept = [column - 1 for column in range(1, wide + 1) if column not in hidden]
    return [[row[column] for column in kept] for row in table.rows]


def _bounded(lines: list[Line], notes: Notes) -> list[Line]:
    if not lines:
        raise notes.refuse("the sheet shows nothing", _ACCEPTED)
    if sum(len(text) for line in lines for text in line.cells) > _MOST_TEXT:
        raise notes.refuse("the workbook holds too much text", f"at most {_MOST_TEXT:,} characters")
    for line in lines:
        if max(map(len, line.cells)) > UPLOAD.field:
            raise notes.refuse("a cell is too long", f"at most {UPLOAD.field:,} characters", row=line.row)
    return lines


def _is_inside(cell: _Cell, table: _Table) -> bool:
    return cell[0] <= len(table.rows) and cell[1] <= len(table.rows[0])


def _place(cell: _Cell) -> str:
    return f"{letters(cell[1])}{cell[0]}"


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
