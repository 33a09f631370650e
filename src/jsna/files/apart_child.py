"""The process that reads one untrusted file: limited memory and time, no files written (``apart.py`` starts it).

It imports nothing of the project besides the readers. It gets the content on standard input and writes one JSON object:
``grids``, ``tables`` and ``described`` (of the sheets), ``shapes`` (well-known binary in hexadecimal, by row),
``repairs``, ``findings``, and ``refused``.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from jsna.errors import Findings
from jsna.files.grid import Grid, Sheets
from jsna.files.notes import Notes

MEMORY = 768 * 1024 * 1024
SECONDS = 15

_Reader = Callable[[bytes, Notes], tuple[Sheets, dict[int, str]]]


def main(form: str, name: str, sheet: str) -> None:
    """Read a file of a form from standard input, and write what was read to standard output."""
    # Imported before the limits are set: importing a library maps files into memory.
    reader = _reader(form, sheet)
    _limit()
    sys.stdout.write(json.dumps(answer(reader, sys.stdin.buffer.read(), Notes(name))))


def answer(reader: _Reader, content: bytes, notes: Notes) -> dict[str, Any]:
    """Return what a reader makes of a file."""
    sheets = Sheets([])
    shapes: dict[int, str] = {}
    refused = False
    try:
        sheets, shapes = reader(content, notes)
    except Findings:
        refused = True
    except MemoryError:
        notes.refuse("the file needs too much memory", "a smaller file")
        refused = True
    found = [asdict(finding) for finding in notes.findings]
    return {
        "grids": [grid.as_json() for grid in sheets.grids],
        "tables": list(sheets.tables),
        "described": dict(sheets.described),
        "shapes": shapes,
        "repairs": notes.repairs,
        "findings": found,
        "refused": refused,
    }


def _reader(form: str, sheet: str = "") -> _Reader:
    """Return the reader of a form; no other library than its own is loaded."""
    if form == "GeoJSON":
        from jsna.files import geojson  # noqa: PLC0415

        def of_shapes(content: bytes, notes: Notes) -> tuple[Sheets, dict[int, str]]:
            lines, shapes = geojson.read(content, notes)
            return Sheets([Grid(lines=lines)]), shapes

        return of_shapes
    if form == "OpenDocument":
        from jsna.files import ods  # noqa: PLC0415

        return lambda content, notes: (ods.read(content, notes, sheet), {})
    from jsna.files import workbook  # noqa: PLC0415

    return lambda content, notes: (workbook.read(content, notes, sheet), {})


def _limit() -> None:
    """Set the limits if the system supports them (Windows does not: there the parent's time limit applies)."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
