"""Convert a workbook to rows of text, as its sheets show them. It runs in a process of its own (``apart.py``)."""

from __future__ import annotations

import io
import zipfile
import zlib

import python_calamine as calamine

from jsna.files import sheet_xml
from jsna.files.as_shown import as_shown
from jsna.files.grid import Grid, Merged, Sheets
from jsna.files.notes import Notes
from jsna.files.workbook_sheets import sheets_of
from jsna.files.workbook_table import Table

#: Bytes of all parts of a workbook together, unpacked: ten times the largest table that is read.
LARGEST_UNPACKED = 100_000_000
#: Compression ratio. A table compresses to a tenth, sometimes a fiftieth; a zip bomb to a thousandth.
HIGHEST_RATIO = 200
MOST_PARTS = 1_000
_ACCEPTED = "an .xlsx or .ods workbook, or the sheet saved as CSV UTF-8"


def read(content: bytes, notes: Notes, wanted: str = "") -> Sheets:
    """Return the visible sheets that hold areas (or the largest, if none does), as they show.

    A cell whose number format shows a text in place of its number is read as that text. Hidden columns are left out. A
    sheet with hidden rows, or too large, has findings in place of lines.

    Args:
        content: the bytes of a workbook.
        notes: of the file.
        wanted: name of the one sheet that is wanted, if any.

    Raises:
        Findings: it is not a workbook, holds macros, shows nothing, is damaged or too large.
    """
    _look_at_directory(content, notes)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            styles = sheet_xml.read_styles(archive)
            parts = sheet_xml.sheet_parts(archive)

            def shown(table: Table, merged: list[Merged], position: int, own: Notes) -> Grid:
                sheet = sheet_xml.read_sheet(archive, parts, position, styles)
                return as_shown(table, sheet, styles, merged, own)

            return sheets_of(book, shown, notes, wanted)
    except calamine.PasswordError as error:
        raise notes.refuse("the workbook has a password", _ACCEPTED) from error
    except (calamine.CalamineError, zipfile.BadZipFile, zlib.error, ValueError, EOFError, RuntimeError) as error:
        problem = f"the workbook is damaged ({type(error).__name__})"
        raise notes.refuse(problem, _ACCEPTED) from error


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
