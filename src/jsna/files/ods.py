"""Convert an OpenDocument spreadsheet to rows of text, as its sheets show them, in a process of its own (``apart.py``).

The cells are written anew without drawings and comments (:mod:`jsna.files.ods_xml`) before calamine reads them. What a
cell shows is saved beside what it holds; the two are compared.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import python_calamine as calamine

from jsna.files import package
from jsna.files.as_shown import as_shown
from jsna.files.grid import Grid, Sheets
from jsna.files.notes import Notes
from jsna.files.number_formats import UnclearError
from jsna.files.ods_xml import OdsSheet, content_of, read_sheets
from jsna.files.workbook_sheets import Held, sheets_of
from jsna.files.workbook_table import Cell, Table

_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/></manifest:manifest>'
)
#: A number as it is shown: a sign, a currency, digits with separators, decimals, a percent sign.
_SHOWN = re.compile(r"([-−+]?)([£$€]?)(\d[\d, \u00a0\u202f']*)(\.\d+)?( ?%?)")
_EXPONENT = re.compile(r"[-+]?\d(\.\d+)?[eE][-+]?\d+")


def read(content: bytes, notes: Notes, wanted: str = "") -> Sheets:
    """Return the visible sheets that hold areas (or the largest, if none does), as they show.

    Args:
        content: the bytes of an OpenDocument spreadsheet.
        notes: of the file.
        wanted: name of the one sheet that is wanted, if any.

    Raises:
        Findings: it is not a spreadsheet, holds macros, has a password, shows nothing, is damaged or too large.
    """
    package.look_at_directory(content, notes, "content.xml")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise notes.refuse("the workbook has a password", package.ACCEPTED)
            own = read_sheets(archive)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(_package(content_of(own))))
        held = [
            Held(each.name, each.visible, position, book.get_sheet_by_index(position), each.merged, each.too_large)
            for position, each in enumerate(own)
        ]
        return sheets_of(held, lambda table, found, notes: _as_shown(table, own[found.position], notes), notes, wanted)
    except package.BROKEN as error:
        raise package.damaged(error, notes) from error


def _package(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", _TYPE)
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _as_shown(table: Table, own: OdsSheet, notes: Notes) -> Grid:
    unusual = [cell for cell, text in own.shown.items() if table.holds(cell) and text.strip() != table.text(cell)]
    return as_shown(table, own.sheet, unusual, lambda cell: _shown(table, cell, own.shown[cell]), own.merged, notes)


def _shown(table: Table, cell: Cell, text: str) -> str:
    """Return what a cell shows: the number that it holds, perhaps with fewer decimals, or a text.

    Raises:
        UnclearError: it shows another number.
    """
    value, text = table.value(cell), text.strip()
    if isinstance(value, datetime.datetime | datetime.date):
        return table.text(cell) if re.search(r"\d", text) else text
    if isinstance(value, bool) or not isinstance(value, int | float):
        return text
    found = _SHOWN.fullmatch(text)
    if found is None or _EXPONENT.fullmatch(text):
        return text
    sign, currency, digits, decimals, percent = found.groups()
    number = float(re.sub(r"\D", "", digits) + (decimals or "")) * (-1 if sign in ("-", "−") else 1)
    held = value * 100 if percent.strip() else value
    if abs(number - held) > 0.5 * 10.0 ** -len((decimals or ".")[1:]) + 1e-9 * max(1.0, abs(held)):
        raise UnclearError
    if percent.strip():
        return f"{held:.12g}%"
    return f"{currency}{table.text(cell)}"
