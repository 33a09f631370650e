"""What the XML of an OpenDocument spreadsheet says: its cells alone, for an engine to read, and what is unusual.

An engine joins the words of drawings, comments and notes to the text of the cell that they are anchored in, and expands
repeated rows without end. So the sheets are written anew for it: paragraphs and values of cells, nothing else, each row
as often as it is repeated. What hides or changes a cell is returned beside them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr  # they only write  # nosec B406

from jsna.files.grid import Merged
from jsna.files.limits import UPLOAD
from jsna.files.sheet_xml import Sheet
from jsna.files.workbook_table import Cell

_URI = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _STYLE = (f"{_URI}{name}:1.0 " for name in ("office", "table", "text", "style"))
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_VALUES = {f"{_OFFICE}{name}": name for name in ("value-type", "value", "date-value", "time-value", "boolean-value")}
#: Elements of a paragraph whose words are part of the cell; those of all others are not.
_WORDS = {f"{_TEXT}{name}" for name in ("span", "a", "s", "tab", "line-break", "date", "time", "sheet-name", "title")}
_STYLE_NAME = f"{_TABLE}style-name"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_ROWS = {f"{_TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")}
_COLUMNS = {f"{_TABLE}{name}" for name in ("table-column-group", "table-columns", "table-header-columns")}
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
    + " ".join(f'xmlns:{name}="{_URI}{name}:1.0"' for name in ("office", "table", "text"))
    + "><office:body><office:spreadsheet>"
)
_FOOT = "</office:spreadsheet></office:body></office:document-content>"
_UNITS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
#: Points: rows and columns below it are too thin to show anything.
_THINNEST = 1.0
_PIECE = 1 << 20
_MOST_TEXT = 20_000_000


@dataclass
class OdsSheet:
    """One sheet. Rows and columns count from 1.

    Attributes:
        name: of the sheet.
        visible: whether it can be seen.
        shown: what each cell shows that holds a number, a date or the like, by (row, column).
        sheet: hidden rows and columns, formulas and errors.
        merged: ranges of merged cells.
        too_large: whether it has more cells or text than are read; its cells are then left out.
        rows: its cells as XML, and how many rows are alike.
    """

    name: str
    visible: bool = True
    shown: dict[Cell, str] = field(default_factory=dict)
    sheet: Sheet = field(default_factory=Sheet)
    merged: list[Merged] = field(default_factory=list)
    too_large: bool = False
    rows: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class _CellXml:
    """A cell that is being read."""

    given: dict[str, str]
    covered: bool
    paragraphs: list[str] = field(default_factory=list)


def read_sheets(archive: zipfile.ZipFile) -> list[OdsSheet]:
    """Return the sheets of an OpenDocument spreadsheet.

    Raises:
        ValueError: the content is missing, is not XML, declares entities, or has a table within a cell.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open("content.xml") as content:
            while piece := content.read(_PIECE):
                parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, IndexError) as error:
        raise ValueError(str(error)) from error
    return reader.sheets


def content_of(sheets: list[OdsSheet]) -> bytes:
    """Return sheets as the content of an OpenDocument spreadsheet that holds cells and nothing else."""
    return "".join((_HEAD, *(part for each in sheets for part in _parts(each)), _FOOT)).encode()


def _parts(sheet: OdsSheet) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(sheet.name)}>"
    for row, times in [] if sheet.too_large else sheet.rows:
        yield f"<table:table-row>{row}</table:table-row>" * times
    yield "</table:table>"


class _Reader:
    """Takes the elements of the content one by one."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self._hidden_styles: set[str] = set()
        self._style, self._skipped = "", 0
        self._row = self._times = self._column = self._cells = self._text = self._empty_rows = 0
        self._is_hidden, self._row_hidden = [False], False
        self._cell: _CellXml | None = None
        self._in_paragraph = False
        self._row_xml: list[str] = []
        self._empty_cells = 0

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take the start of an element."""
        if self._skipped or (self._cell is not None and not self._is_of_cell(name)):
            if name == f"{_TABLE}table" and not self._skipped:
                raise ValueError("a table stands within a cell")
            self._skipped += 1
        elif self._cell is not None:
            self._start_in_cell(name, given)
        elif name in _CELLS:
            self._cell = _CellXml(given, covered=name == _CELLS[1])
        elif name == f"{_TABLE}table-row":
            self._start_row(given)
        elif name in (f"{_TABLE}shapes", f"{_OFFICE}forms", f"{_OFFICE}scripts", f"{_TABLE}tracked-changes"):
            self._skipped += 1
        else:
            self._start_other(name, given)

    def _is_of_cell(self, name: str) -> bool:
        return name in _WORDS if self._in_paragraph else name in _PARAGRAPHS

    def _start_in_cell(self, name: str, given: dict[str, str]) -> None:
        if self._cell is None:
            return
        if name in _PARAGRAPHS:
            self._in_paragraph = True
            self._cell.paragraphs.append("")
        elif name == f"{_TEXT}s":
            self.text(" " * min(int(given.get(f"{_TEXT}c", 1)), UPLOAD.field))
        elif name in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self.text(" ")

    def _start_other(self, name: str, given: dict[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = given.get(f"{_STYLE}name", "")
        elif name.startswith(_STYLE) and name.endswith("-properties"):
            sizes = (given.get(f"{_STYLE}row-height", ""), given.get(f"{_STYLE}column-width", ""))
            if given.get(f"{_TABLE}display") == "false" or any(_points(size) < _THINNEST for size in sizes if size):
                self._hidden_styles.add(self._style)
        elif name == f"{_TABLE}table":
            visible = given.get(_STYLE_NAME) not in self._hidden_styles
            self.sheets.append(OdsSheet(given.get(f"{_TABLE}name", ""), visible))
            self._row = self._column = self._cells = self._text = self._empty_rows = 0
        elif name in _ROWS or name in _COLUMNS:
            self._is_hidden.append(self._is_hidden[-1] or given.get(f"{_TABLE}display") == "false")
        elif name == f"{_TABLE}table-column" and self.sheets:
            first, self._column = self._column + 1, self._column + _times(given, f"{_TABLE}number-columns-repeated")
            if self._hides(given):
                self.sheets[-1].sheet.hidden_columns.append((first, self._column))
        elif name in (f"{_CALCEXT}data-bar", f"{_CALCEXT}icon-set") and given.get(f"{_CALCEXT}show-value") == "false":
            self.sheets[-1].sheet.conditional.append("some cells")

    def _hides(self, given: dict[str, str]) -> bool:
        seen = given.get(f"{_TABLE}visibility", "visible") == "visible"
        return not seen or self._is_hidden[-1] or given.get(_STYLE_NAME) in self._hidden_styles

    def _start_row(self, given: dict[str, str]) -> None:
        self._times = _times(given, f"{_TABLE}number-rows-repeated")
        self._row_hidden = self._hides(given)
        self._row_xml, self._empty_cells, self._column = [], 0, 0

    def text(self, words: str) -> None:
        """Take words of a paragraph."""
        if self._cell is not None and self._in_paragraph and not self._skipped:
            self._cell.paragraphs[-1] += words

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._skipped:
            self._skipped -= 1
        elif name in _PARAGRAPHS:
            self._in_paragraph = False
        elif name in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == f"{_TABLE}table-row":
            self._end_row()
        elif name in _ROWS or name in _COLUMNS:
            self._is_hidden.pop()

    def _end_cell(self, cell: _CellXml) -> None:
        sheet, given = self.sheets[-1], cell.given
        times = _times(given, f"{_TABLE}number-columns-repeated")
        first, self._column = self._column + 1, self._column + times
        kind = given.get(f"{_OFFICE}value-type", "")
        text = "\n".join(cell.paragraphs)
        formula = f"{_TABLE}formula" in given
        if cell.covered or not (kind or text or formula):
            self._empty_cells += times
        elif sheet.too_large or first + times - 1 > UPLOAD.columns:
            sheet.too_large = True
        else:
            self._row_xml += ["<table:table-cell/>"] * self._empty_cells + [_as_xml(given, text)] * times
            self._empty_cells = 0
            self._note(sheet, range(first, first + times), given, text)
            self._text += len(text) * times * self._times
        down = _times(given, f"{_TABLE}number-rows-spanned")
        across = _times(given, f"{_TABLE}number-columns-spanned")
        if down * across > 1 and not cell.covered:
            row = self._first_row()
            sheet.merged.append(Merged(row, first - 1, row + down - 1, first + across - 2))

    def _note(self, sheet: OdsSheet, columns: range, given: dict[str, str], text: str) -> None:
        """Keep what a cell shows, and that it is a formula or an error, for each row that is alike."""
        kind = given.get(f"{_OFFICE}value-type", "")
        formula = f"{_TABLE}formula" in given
        error = given.get(f"{_CALCEXT}value-type") == "error" or (formula and re.match(r"#\w|Err:\d", text))
        hidden = kind == "string" and not text and bool(given.get(f"{_OFFICE}string-value"))
        if not (formula or error or hidden or kind not in ("", "string")):
            return
        self._cells += len(columns) * self._times
        if self._cells > UPLOAD.cells or self._text > _MOST_TEXT:
            sheet.too_large = True
            return
        for row in range(self._first_row(), self._first_row() + self._times):
            for column in columns:
                if error:
                    sheet.sheet.errors.append((row, column))
                if formula:
                    sheet.sheet.formulas[row, column] = kind == "string"
                if hidden or kind not in ("", "string"):
                    sheet.shown[row, column] = text

    def _first_row(self) -> int:
        return self._row + self._empty_rows + 1

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if self._row_hidden and self._row_xml:
            sheet.sheet.hidden_rows += range(self._first_row(), self._first_row() + min(self._times, UPLOAD.rows))
        if not self._row_xml:
            self._empty_rows += self._times
            return
        last = self._first_row() + self._times - 1
        if last > UPLOAD.rows + 1 or last * len(self._row_xml) > UPLOAD.cells or self._text > _MOST_TEXT:
            sheet.too_large = True
        if sheet.too_large:
            return
        if self._empty_rows:
            sheet.rows.append(("<table:table-cell/>", self._empty_rows))
        sheet.rows.append(("".join(self._row_xml), self._times))
        self._row, self._empty_rows = last, 0


def _as_xml(given: dict[str, str], text: str) -> str:
    kind = given.get(f"{_OFFICE}value-type", "")
    if kind in ("", "string"):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
    values = " ".join(f"office:{_VALUES[name]}={quoteattr(value)}" for name, value in given.items() if name in _VALUES)
    return f"<table:table-cell {values}><text:p>{escape(text)}</text:p></table:table-cell>"


def _times(given: dict[str, str], name: str) -> int:
    return max(1, int(given.get(name, 1)))


def _points(size: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)([a-z]{2})", size)
    return float(found[1]) * _UNITS.get(found[2], 1.0) if found else _THINNEST


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a part declares entities")
