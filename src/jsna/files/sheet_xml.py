"""What the XML of a workbook says of one sheet, besides its values: number formats, hidden rows and columns, formulas.

Only the names of elements and their attributes are looked at; texts and numbers are read elsewhere. Element names count
without their prefix, because programs choose it freely.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from jsna.files.number_formats import BUILT_IN, UNKNOWN, UnclearError, shows_itself
from jsna.files.workbook_table import Cell

#: Points, or characters: rows and columns below it are too thin to show anything.
THINNEST = 1.0
_PIECE = 1 << 20
_TRUE = ("1", "true", "on")


@dataclass
class Styles:
    """Number formats of a workbook.

    Attributes:
        codes: code of each cell style, by its position.
        rules: codes that rules of conditional formatting put in their place, by position; None if a rule does not.
    """

    codes: list[str] = field(default_factory=list)
    rules: list[str | None] = field(default_factory=list)

    def code_of(self, style: int) -> str:
        """Return the number format of a style."""
        return self.codes[style] if 0 <= style < len(self.codes) else UNKNOWN

    @property
    def plain(self) -> frozenset[int]:
        """Positions of the styles that show every number and text as it is."""
        return frozenset(place for place, code in enumerate(self.codes) if shows_itself(code))


@dataclass
class Sheet:
    """What is unusual about one sheet. Rows and columns count from 1.

    Attributes:
        styled: style of each cell that may show something else than it holds, by (row, column).
        formulas: whether the result is a text, for each cell with a formula.
        errors: cells with an error, such as ``#REF!``.
        hidden_rows: rows that are hidden, filtered out, collapsed, or too thin to show anything.
        hidden_columns: first and last of each range of such columns.
        visible_columns: first and last of each range of columns with a width of their own.
        unlisted_hidden: whether columns without a width of their own are hidden.
        shows_zeros: whether cells with 0 show it.
        conditional: ranges of cells whose number a conditional format can hide or change.
    """

    styled: dict[Cell, int] = field(default_factory=dict)
    formulas: dict[Cell, bool] = field(default_factory=dict)
    errors: list[Cell] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    visible_columns: list[tuple[int, int]] = field(default_factory=list)
    unlisted_hidden: bool = False
    shows_zeros: bool = True
    conditional: list[str] = field(default_factory=list)

    def hides_column(self, column: int) -> bool:
        """Return whether a column is hidden, or too thin to show anything."""
        if any(first <= column <= last for first, last in self.hidden_columns):
            return True
        return self.unlisted_hidden and not any(first <= column <= last for first, last in self.visible_columns)


def read_styles(archive: zipfile.ZipFile) -> Styles:
    """Return the number formats of a workbook; a workbook without styles has the general one.

    Raises:
        ValueError: the part is not XML.
    """
    styles, own, within = Styles(), dict[int, str](), [""]

    def start(name: str, given: dict[str, str]) -> None:
        name = _local(name)
        if name == "numFmt" and within[-1] == "numFmts":
            own[int(given["numFmtId"])] = given["formatCode"] or BUILT_IN[0]
        elif name == "numFmt" and within[-1] == "dxf":
            styles.rules[-1] = given["formatCode"]
        elif name == "dxf":
            styles.rules.append(None)
        elif name == "xf" and within[-1] == "cellXfs":
            number = int(given.get("numFmtId", 0))
            styles.codes.append(own.get(number, BUILT_IN.get(number, UNKNOWN)))
        within.append(name)

    name = _parts(archive).get("xl/styles.xml")
    if name is not None:
        _walk(archive, name, start, lambda _: within.pop())
    styles.codes = styles.codes or [BUILT_IN[0]]
    return styles


def read_sheet(archive: zipfile.ZipFile, sheets: Sequence[str], position: int, styles: Styles) -> Sheet:
    """Return what is unusual about a sheet.

    Args:
        archive: the workbook.
        sheets: the part of each sheet, from :func:`sheet_parts`.
        position: of the sheet in the workbook, from 0.
        styles: of the workbook.

    Raises:
        ValueError: a part is missing or is not XML, or a cell does not lie in its row.
    """
    reader = _SheetReader(styles)
    if not sheets[position]:
        raise ValueError("a part of the workbook is missing")
    _walk(archive, sheets[position], reader.start)
    return reader.sheet


class _SheetReader:
    """Takes the elements of a sheet one by one."""

    def __init__(self, styles: Styles) -> None:
        self.sheet = Sheet()
        self._plain, self._rules = {str(style) for style in styles.plain}, styles.rules
        self._row, self._column, self._number = 0, 0, "0"
        self._type, self._range = "n", "some cells"
        self._columns: dict[str, int] = {}
        self._on: dict[str, Callable[[dict[str, str]], None] | None] = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "col": self._start_column,
            "sheetView": self._start_view,
            "sheetFormatPr": self._start_widths,
            "conditionalFormatting": self._start_conditional,
            "cfRule": self._start_rule,
            "dataBar": self._start_picture,
            "iconSet": self._start_picture,
            "numFmt": self._start_own_format,
        }

    def start(self, name: str, given: dict[str, str]) -> None:
        """Take an element; a name with a prefix is looked up once."""
        if name not in self._on:
            self._on[name] = self._on.get(_local(name))
        action = self._on[name]
        if action is not None:
            action(given)

    def _start_row(self, given: dict[str, str]) -> None:
        self._row, self._column = int(given.get("r", self._row + 1)), 0
        self._number = str(self._row)
        if _is_hidden(given, "ht"):
            self.sheet.hidden_rows.append(self._row)

    def _start_cell(self, given: dict[str, str]) -> None:
        place = given.get("r")
        self._column = self._column + 1 if place is None else self._column_of(place)
        style = given.get("s", "0")
        if style not in self._plain:
            self.sheet.styled[self._row, self._column] = int(style)
        self._type = given.get("t", "n")
        if self._type == "e":
            self.sheet.errors.append((self._row, self._column))

    def _start_formula(self, _: dict[str, str]) -> None:
        self.sheet.formulas[self._row, self._column] = self._type == "str"

    def _column_of(self, place: str) -> int:
        name = place.removesuffix(self._number)
        if name not in self._columns:
            if not re.fullmatch("[A-Z]{1,3}", name):
                problem = f"the cell {place} lies in row {self._row}"
                raise ValueError(problem)
            number = 0
            for mark in name:
                number = number * 26 + ord(mark) - ord("A") + 1
            self._columns[name] = number
        return self._columns[name]

    def _start_column(self, given: dict[str, str]) -> None:
        bounds = int(given["min"]), int(given["max"])
        kept = self.sheet.hidden_columns if _is_hidden(given, "width") else self.sheet.visible_columns
        kept.append(bounds)

    def _start_view(self, given: dict[str, str]) -> None:
        self.sheet.shows_zeros &= given.get("showZeros", "1") in _TRUE

    def _start_widths(self, given: dict[str, str]) -> None:
        self.sheet.unlisted_hidden = float(given.get("defaultColWidth", THINNEST)) < THINNEST

    def _start_conditional(self, given: dict[str, str]) -> None:
        self._range = given.get("sqref", "some cells")

    def _start_rule(self, given: dict[str, str]) -> None:
        rule = int(given.get("dxfId", -1))
        code = self._rules[rule] if 0 <= rule < len(self._rules) else None
        if code is not None:
            self._start_own_format({"formatCode": code})

    def _start_picture(self, given: dict[str, str]) -> None:
        if given.get("showValue", "1") not in _TRUE:
            self.sheet.conditional.append(self._range)

    def _start_own_format(self, given: dict[str, str]) -> None:
        if not shows_itself(given["formatCode"]):
            self.sheet.conditional.append(self._range)


def _is_hidden(given: dict[str, str], size: str) -> bool:
    return given.get("hidden", "0") in _TRUE or float(given.get(size, THINNEST)) < THINNEST


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the name of the part that holds each sheet, empty if it is missing.

    The workbook lists identifiers, another part their targets.

    Raises:
        ValueError: these parts are missing or not XML.
    """
    wanted: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, given: dict[str, str]) -> None:
        if _local(name) == "sheet":
            wanted.append(next(value for key, value in given.items() if _local(key) == "id"))

    def relation(name: str, given: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            targets[given["Id"]] = given["Target"]

    parts = _parts(archive)
    try:
        _walk(archive, parts["xl/workbook.xml"], sheet)
        _walk(archive, parts["xl/_rels/workbook.xml.rels"], relation)
        paths = (posixpath.normpath(posixpath.join("/xl", targets.get(each, ""))) for each in wanted)
        return [parts.get(path.lstrip("/").lower(), "") for path in paths]
    except (KeyError, StopIteration) as error:
        raise ValueError("a part of the workbook is missing") from error


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the name of each part, by the same in small letters: programs do not agree on their case."""
    return {name.lower(): name for name in archive.namelist()}


def _walk(
    archive: zipfile.ZipFile,
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], object] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        with archive.open(part) as content:
            while piece := content.read(_PIECE):
                parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, UnclearError) as error:
        raise ValueError(str(error)) from error


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a part declares entities")


def _local(name: str) -> str:
    return name.rpartition(":")[2]
