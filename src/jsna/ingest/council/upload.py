"""Read an untrusted file into a table: never run it, never follow its links, never accept it in part."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

import pandas as pd

from jsna.areas.renumbered import our_codes
from jsna.errors import Findings
from jsna.files import cells
from jsna.files.apart import read_apart, turn
from jsna.files.characters import mended
from jsna.files.decoding import decode
from jsna.files.headings import headings, require_headings
from jsna.files.limits import UPLOAD
from jsna.files.lines import Line, split
from jsna.files.notes import Notes
from jsna.files.text_table import tidy
from jsna.ingest.council import apart_rows, area_column, coordinates
from jsna.ingest.council.understood import Kind, Understood

FORMS = {".csv": "CSV", ".txt": "CSV", ".tsv": "CSV", ".xlsx": "workbook", ".geojson": "GeoJSON", ".json": "GeoJSON"}
_ACCEPTED = "a name that ends in .csv, .xlsx or .geojson"


def read_upload(name: str, content: bytes) -> Understood:
    """Return the result of reading a file: its table, what was fixed, and everything that is wrong.

    The file's content never makes it raise: a file that cannot be used is ``refused`` with reasons. Nothing is written.
    A few files are read at once; others wait for their turn.

    Args:
        name: the file name; only its extension is used, and only as a hint.
        content: all of its bytes.
    """
    notes = Notes(PurePath(name).name[:120] or "the file")
    try:
        with turn(notes):
            return _read(notes, content)
    except Findings as wrong:
        return Understood(notes.name, repairs=tuple(notes.repairs), findings=wrong.findings)


def read_file(path: Path) -> Understood:
    """Return the result of reading a file on disk; a file that is too large is not read at all.

    Raises:
        Findings: there is no such file.
    """
    notes = Notes(path.name)
    try:
        size = path.stat().st_size
        if size > UPLOAD.size:
            return Understood(path.name, findings=(_too_large(size, notes).findings))
        with path.open("rb") as file:
            return read_upload(path.name, file.read(UPLOAD.size + 1))
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise notes.refuse(problem, "the path of a file") from error


def _read(notes: Notes, content: bytes) -> Understood:
    if len(content) > UPLOAD.size:
        raise _too_large(len(content), notes)
    if not content.strip():
        raise notes.refuse("the file is empty", "a row of headings and a row for each area")
    form = _form(notes)
    lines, geometries = _lines(form, content, notes)
    names, rows = _properties(lines, notes) if form == "GeoJSON" else headings(lines, notes)
    table = pd.DataFrame([row.cells for row in rows], index=[row.row for row in rows], columns=names, dtype="str")
    return _understand(form, table.rename_axis("row"), geometries, notes)


def _form(notes: Notes) -> str:
    ending = PurePath(notes.name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlam"):
        raise notes.refuse("workbooks with macros are not read", "the sheet saved as .xlsx or CSV UTF-8")
    if ending not in FORMS:
        raise notes.refuse("this kind of file is not read", _ACCEPTED, value=ending)
    return FORMS[ending]


def _lines(form: str, content: bytes, notes: Notes) -> tuple[list[Line], dict[int, Any]]:
    if form != "CSV":
        return read_apart(form, content, notes)
    text = decode(content, notes, any_encoding=True)
    return split(text, notes, UPLOAD, any_separator=True), {}


def _properties(lines: list[Line], notes: Notes) -> tuple[list[str], list[Line]]:
    """Names and values of features, which have no titles above or notes below."""
    names = [tidy(mended(name)) for name in lines[0].cells]
    require_headings(names, notes)
    return names, lines[1:]


def _understand(form: str, table: pd.DataFrame, geometries: dict[int, Any], notes: Notes) -> Understood:
    table = cells.tidy(table, notes)
    cells.refuse_formulas(table, notes)
    points = bool(geometries) and all(geometry.geom_type == "Point" for geometry in geometries.values())
    area, kind = ("", Kind.POINT) if points else area_column.area_column(table)
    if area:
        table = apart_rows.with_codes(table, area, kind, notes)
        codes, said = our_codes(table[area])
        table = table.assign(**{area: codes})
        notes.repairs += said
    if not points and kind in (None, Kind.POSTCODE) and (found := coordinates.points(table, notes, kind)):
        geometries, kind = found, kind or Kind.POINT
    table, numbers = cells.number_columns(table, notes, area)
    if kind is None:
        notes.findings.append(area_column.none_found(notes.name))
    return Understood(
        notes.name, form, table, area, kind, numbers, tuple(notes.repairs), tuple(notes.findings), geometries
    )


def _too_large(size: int, notes: Notes) -> Findings:
    problem = f"the file is {size / 1e6:,.0f} MB"
    return notes.refuse(problem, f"at most {UPLOAD.size // 1_000_000} MB: one indicator, the areas of one place")
