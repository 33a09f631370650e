"""Convert a workbook to rows of text, in a separate process with limits on memory and time."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

from jsna.files.limits import UPLOAD
from jsna.files.lines import Line
from jsna.files.notes import Notes, cells_in_words

#: Bytes of all parts of a workbook together, unpacked: ten times the largest table that is read.
LARGEST_UNPACKED = 100_000_000
#: Compression ratio. A table compresses to a tenth, sometimes a fiftieth; a zip bomb to a thousandth.
HIGHEST_RATIO = 200
MOST_PARTS = 1_000
SECONDS = 20
_ACCEPTED = "an .xlsx workbook with one table on its first sheet, or the sheet saved as CSV UTF-8"
_CHILD = Path(__file__).with_name("workbook_child.py")


def read(content: bytes, notes: Notes) -> list[Line]:
    """Return the non-empty rows of a workbook's first non-empty sheet.

    Raises:
        Findings: it is not a workbook, holds macros or merged cells, is damaged or too large, or took too much memory
            or time.
    """
    _look_at_directory(content, notes)
    answer = _convert(content, notes)
    if "problem" in answer:
        raise notes.refuse(str(answer["problem"]), _ACCEPTED)
    _tell(answer, notes)
    lines = [Line(row, cells) for row, cells in enumerate(answer["rows"], start=1)]
    filled = [line for line in lines if line.filled]
    for line in filled:
        if max(map(len, line.cells)) > UPLOAD.field:
            raise notes.refuse("a cell is too long", f"at most {UPLOAD.field:,} characters", row=line.row)
    return filled


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
    unpacked = sum(part.file_size for part in parts)
    bomb = any(part.file_size > 1_000_000 and part.file_size > HIGHEST_RATIO * part.compress_size for part in parts)
    if unpacked > LARGEST_UNPACKED or bomb or len(parts) > MOST_PARTS:
        problem = f"the workbook would unpack to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts"
        raise notes.refuse(problem, f"at most {LARGEST_UNPACKED // 1_000_000} MB, packed as Excel packs it")


def _convert(content: bytes, notes: Notes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_CHILD), str(UPLOAD.rows + 1), str(UPLOAD.columns), str(UPLOAD.cells)]
    try:
        # The command is ours; only the content, passed on standard input, is untrusted.
        ended = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise notes.refuse("the workbook took too long to read", _ACCEPTED) from error
    if ended.returncode != 0 and b"python_calamine" in ended.stderr:
        raise notes.refuse("workbooks cannot be read here: python-calamine is not installed", "a CSV UTF-8")
    if ended.returncode != 0 or not ended.stdout:
        raise notes.refuse("the workbook took too much memory or time, or is damaged", _ACCEPTED)
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


def _tell(answer: dict[str, Any], notes: Notes) -> None:
    """Report what was read and what was not."""
    sheet = answer["sheet"]
    if answer["errors"]:
        problem = f"an error of the spreadsheet, such as #REF!, in {cells_in_words(answer['errors'])}"
        raise notes.refuse(problem, "values without errors")
    table_rows = [bounds for bounds in answer["merged"] if bounds[0] <= len(answer["rows"])]
    if table_rows:
        top = min(bounds[0] for bounds in table_rows)
        problem = f"{len(table_rows)} ranges of cells are merged"
        raise notes.refuse(problem, "one value in each cell: unmerge them", row=top)
    if answer["formulas"]:
        notes.repairs.append(
            f"Formulas stand in {cells_in_words(answer['formulas'])}; the values last saved were read."
        )
    if answer["hidden"]:
        notes.repairs.append(f"The sheet {sheet!r} is hidden; it was read, being the first that holds anything.")
    if answer["others"]:
        others = ", ".join(repr(name) for name in answer["others"][:5])
        notes.repairs.append(f"Only the sheet {sheet!r} was read; left out: {others}.")
