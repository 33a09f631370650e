"""Convert a workbook to rows of text, as its first sheet shows them. It runs in a process of its own (``apart.py``)."""

from __future__ import annotations

import datetime
import io
import zipfile
import zlib

import python_calamine as calamine

from jsna.files import sheet_xml
from jsna.files.as_shown import as_shown
from jsna.files.limits import UPLOAD
from jsna.files.lines import Line
from jsna.files.notes import Notes
from jsna.files.workbook_table import Table, some

#: Bytes of all parts of a workbook together, unpacked: ten times the largest table that is read.
LARGEST_UNPACKED = 100_000_000
#: Compression ratio. A table compresses to a tenth, sometimes a fiftieth; a zip bomb to a thousandth.
HIGHEST_RATIO = 200
MOST_PARTS = 1_000
_MOST_TEXT = 20_000_000
_ACCEPTED = "an .xlsx workbook with one table on its first sheet, or the sheet saved as CSV UTF-8"


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
    _tell_sheets(table, notes)
    lines = [Line(row, cells) for row, cells in enumerate(as_shown(table, sheet, styles, notes), start=1)]
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


def _table(workbook: calamine.CalamineWorkbook, notes: Notes) -> Table:
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
    return Table(name, others, values, rows, merged, position)


def _refuse_large(sheet: calamine.CalamineSheet, notes: Notes) -> None:
    high, wide = (last + 1 for last in sheet.end or (0, 0))
    if wide > UPLOAD.columns:
        problem = f"{wide:,} columns"
        raise notes.refuse(problem, f"at most {UPLOAD.columns}", row=1)
    if high > UPLOAD.rows + 1 or high * wide > UPLOAD.cells:
        problem = f"{high:,} rows"
        raise notes.refuse(problem, f"at most {UPLOAD.rows:,} rows and {UPLOAD.cells:,} cells")


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


def _refuse_merged(table: Table, notes: Notes) -> None:
    merged = [top for top in table.merged if top <= len(table.rows)]
    if merged:
        problem = f"{len(merged)} ranges of cells are merged"
        raise notes.refuse(problem, "one value in each cell: unmerge them", row=min(merged))


def _tell_sheets(table: Table, notes: Notes) -> None:
    if table.others:
        notes.repairs.append(f"Only the sheet {table.name!r} was read; left out: {some(table.others)}.")


def _bounded(lines: list[Line], notes: Notes) -> list[Line]:
    if not lines:
        raise notes.refuse("the sheet shows nothing", _ACCEPTED)
    if sum(len(text) for line in lines for text in line.cells) > _MOST_TEXT:
        raise notes.refuse("the workbook holds too much text", f"at most {_MOST_TEXT:,} characters")
    for line in lines:
        if max(map(len, line.cells)) > UPLOAD.field:
            raise notes.refuse("a cell is too long", f"at most {UPLOAD.field:,} characters", row=line.row)
    return lines
