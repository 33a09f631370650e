"""Read an untrusted file into a table: never run it, never follow its links, never accept it in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from jsna.areas.renumbered import our_codes
from jsna.errors import Findings
from jsna.files import cells
from jsna.files.apart import read_apart, turn
from jsna.files.characters import mended
from jsna.files.decoding import decode
from jsna.files.grid import Grid, Sheets
from jsna.files.headings import Taken, require_headings
from jsna.files.limits import UPLOAD
from jsna.files.lines import split
from jsna.files.notes import Notes
from jsna.files.sheet_choice import table_of
from jsna.files.text_table import tidy
from jsna.ingest.council import layouts
from jsna.ingest.council.rows import apart_rows, area_column, coordinates
from jsna.ingest.council.understood import SMALL, Kind, Understood

FORMS = {
    **dict.fromkeys((".csv", ".txt", ".tsv"), "CSV"),
    ".xlsx": "workbook",
    ".ods": "OpenDocument",
    **dict.fromkeys((".geojson", ".json"), "GeoJSON"),
}
_ACCEPTED = "a name that ends in .csv, .xlsx, .ods or .geojson"


def read_upload(name: str, content: bytes, sheet: str = "") -> Understood:
    """Return the result of reading a file: its table, what was fixed, and everything that is wrong.

    The file's content never makes it raise: a file that cannot be used is ``refused`` with reasons. Nothing is written.
    A few files are read at once; others wait for their turn.

    Args:
        name: the file name; only its extension is used, and only as a hint.
        content: all of its bytes.
        sheet: name of the sheet of a workbook; ``*`` for all sheets of the same headings, which get a column ``Sheet``;
            empty for the first that holds areas.
    """
    notes = Notes(PurePath(name).name[:120] or "the file")
    try:
        with turn(notes):
            return _read(notes, content, sheet)
    except Findings as wrong:
        return Understood(notes.name, repairs=tuple(notes.repairs), findings=wrong.findings)


def read_file(path: Path, sheet: str = "") -> Understood:
    """Return the result of reading a file on disk; a file that is too large is not read at all.

    Args:
        path: of the file.
        sheet: as :func:`read_upload` has it.

    Raises:
        Findings: there is no such file.
    """
    notes = Notes(path.name)
    try:
        size = path.stat().st_size
        if size > UPLOAD.size:
            return Understood(path.name, findings=(_too_large(size, notes).findings))
        with path.open("rb") as file:
            return read_upload(path.name, file.read(UPLOAD.size + 1), sheet)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise notes.refuse(problem, "the path of a file") from error


def _read(notes: Notes, content: bytes, sheet: str) -> Understood:
    if len(content) > UPLOAD.size:
        raise _too_large(len(content), notes)
    if not content.strip():
        raise notes.refuse("the file is empty", "a row of headings and a row for each area")
    form = _form(notes)
    sheets, geometries = _sheets(form, content, notes, sheet)
    taken, name = (_properties(sheets, notes), "") if form == "GeoJSON" else table_of(sheets, sheet, notes)
    rows = [line.row for line in taken.rows]
    table = pd.DataFrame([line.cells for line in taken.rows], index=rows, columns=taken.names, dtype="str")
    understood = _understand(form, table.rename_axis("row"), taken.above, geometries, notes)
    return replace(understood, above=taken.above, below=taken.below, sheet=name, sheets=tuple(sheets.tables))


def _form(notes: Notes) -> str:
    ending = PurePath(notes.name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlam"):
        raise notes.refuse("workbooks with macros are not read", "the sheet saved as .xlsx or CSV UTF-8")
    if ending not in FORMS:
        raise notes.refuse("this kind of file is not read", _ACCEPTED, value=ending)
    return FORMS[ending]


def _sheets(form: str, content: bytes, notes: Notes, sheet: str) -> tuple[Sheets, dict[int, Any]]:
    if form != "CSV":
        return read_apart(form, content, notes, sheet)
    text = decode(content, notes, any_encoding=True)
    return Sheets([Grid(lines=split(text, notes, UPLOAD, any_separator=True))]), {}


def _properties(sheets: Sheets, notes: Notes) -> Taken:
    """Names and values of features, which have no titles above or notes below."""
    header, *rows = sheets.grids[0].lines
    names = [tidy(mended(name)) for name in header.cells]
    require_headings(names, notes)
    return Taken(names, rows)


def _understand(
    form: str, table: pd.DataFrame, above: Sequence[str], geometries: dict[int, Any], notes: Notes
) -> Understood:
    table = cells.tidy(table, notes)
    layout = layouts.known(table, above)
    if layout is not None:
        table = layout.table
        notes.in_columns = {layout.headings.get(heading, heading): found for heading, found in notes.in_columns.items()}
        notes.repairs += [f"This is the layout “{layout.name}”.", *layout.said]
    cells.find_formulas(table, notes)
    points = bool(geometries) and all(geometry.geom_type == "Point" for geometry in geometries.values())
    searched = table[[layout.area]] if layout and layout.area else table
    area, kind = ("", Kind.POINT) if points else area_column.area_column(searched)
    if kind in SMALL and coordinates.are_nearer(table, area):
        area, kind = "", None
    numbers = cells.number_columns(table, notes, area)
    table = numbers.table
    if area:
        notes.findings += notes.in_columns.pop(area, [])
        table = apart_rows.with_codes(table, area, kind, notes)
        codes, said = our_codes(table[area])
        table = table.assign(**{area: codes})
        notes.repairs += said
    if not points and kind in (None, Kind.POSTCODE) and (found := coordinates.points(table, notes, kind)):
        geometries, kind = found, kind or Kind.POINT
    if kind is None:
        notes.findings.append(area_column.none_found(notes.name))
    return Understood(
        notes.name,
        form,
        table,
        area,
        kind,
        numbers.headings,
        numbers.marks.loc[table.index],
        tuple(notes.repairs),
        tuple(notes.findings),
        {heading: tuple(found) for heading, found in notes.in_columns.items()},
        geometries,
        layout,
    )


def _too_large(size: int, notes: Notes) -> Findings:
    problem = f"the file is {size / 1e6:,.0f} MB"
    return notes.refuse(problem, f"at most {UPLOAD.size // 1_000_000} MB: one indicator, the areas of one place")
