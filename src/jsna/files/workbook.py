"""Convert an .xlsx workbook to rows of text, as its sheets show them, in a process of its own (``apart.py``)."""

from __future__ import annotations

import io
import zipfile

import python_calamine as calamine

from jsna.files import package, sheet_xml
from jsna.files.as_shown import as_formatted
from jsna.files.grid import Grid, Merged, Sheets
from jsna.files.notes import Notes
from jsna.files.workbook_sheets import Held, sheets_of
from jsna.files.workbook_table import Table


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
    package.look_at_directory(content, notes, "xl/workbook.xml")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            styles = sheet_xml.read_styles(archive)
            parts = sheet_xml.sheet_parts(archive)

            def shown(table: Table, held: Held, own: Notes) -> Grid:
                sheet = sheet_xml.read_sheet(archive, parts, held.position, styles)
                return as_formatted(table, sheet, styles, held.merged, own)

            return sheets_of(_held(book), shown, notes, wanted)
    except package.BROKEN as error:
        raise package.damaged(error, notes) from error


def _held(book: calamine.CalamineWorkbook) -> list[Held]:
    found = []
    for position, each in enumerate(book.sheets_metadata):
        if each.typ == calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_index(position)
            ranges = sheet.merged_cell_ranges or []
            merged = [Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges]
            visible = each.visible == calamine.SheetVisibleEnum.Visible
            found.append(Held(each.name, visible, position, sheet, merged))
    return found
