"""Read a small file of records that no engine reads as it is, in memory only: other encodings, separators, workbooks.

Nothing of it is written to a disk, and no message repeats a text of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.apart import read_apart, turn
from jsna.files.characters import mended
from jsna.files.decoding import decode
from jsna.files.grid import Grid
from jsna.files.headings import require_headings
from jsna.files.limits import Limits
from jsna.files.lines import SEPARATORS, Line, split
from jsna.files.notes import Notes
from jsna.files.text_table import ragged, tidy

#: What each workbook is called where it is read, by the ending of its name.
WORKBOOKS = {".xlsx": "workbook", ".ods": "OpenDocument"}
#: A larger file is for an engine, as a CSV in UTF-8 or as Parquet.
LIMITS = Limits(10_000_000, rows=250_000, columns=500, cells=2_500_000, field=50_000, line=1_000_000)
_TOO_LARGE = f"at most {LIMITS.size // 1_000_000} MB; a larger one as CSV UTF-8 with commas and the headings in row 1"
#: Begins a note under a table.
_NOTE = re.compile(r"\W*(notes?|source|sources|contains|total|footnote|end of)\b.*|[*©†\[].*", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Mended:
    """A file of records as text.

    Attributes:
        table: a column for each heading; missing where a cell is empty.
        said: what was mended, as sentences without any text of the file.
        faults: by heading, cells that cannot be read; they matter only in a column that is used.
    """

    table: pd.DataFrame
    said: tuple[str, ...]
    faults: Mapping[str, Finding]

    def require(self, columns: Iterable[str]) -> None:
        """Raise Findings if cells of one of some columns cannot be read."""
        if wrong := [self.faults[name] for name in dict.fromkeys(columns) if name in self.faults]:
            raise Findings(wrong)


def read_mended(path: Path) -> Mended:
    """Return a small file of records as text, whatever its encoding and separator, or a workbook.

    Raises:
        Findings: it is too large, is no table, or has rows of different lengths. No text of it is repeated.
    """
    notes = Notes(path.name)
    try:
        if path.stat().st_size > LIMITS.size:
            raise notes.refuse("the file is too large to be mended", _TOO_LARGE)
        with turn(notes):
            return _mended(path.read_bytes(), path.suffix.lower(), notes)
    except Findings as wrong:
        raise Findings(replace(finding, value=None) for finding in wrong.findings if finding.fatal) from None


def _mended(content: bytes, suffix: str, notes: Notes) -> Mended:
    grid, said = _workbook(content, suffix, notes) if suffix in WORKBOOKS else _text(content, notes)
    above, lines = _without_titles(grid.lines, notes)
    said += [f"Rows above the headings, left out: {above:,}."] if above else []
    header, rows = lines[0], lines[1:]
    width = _width(header)
    names = [tidy(mended(cell)) for cell in header.cells[:width]]
    require_headings(names, notes)
    rows, below = _without_notes([Line(row.row, _cut(row.cells, width)) for row in rows], width)
    said += [f"Notes under the table, left out: {below:,}."] if below else []
    if rows and any(
        merged.bottom > max(merged.top, header.row) for merged in grid.merged if merged.top <= rows[-1].row
    ):
        raise notes.refuse("cells of several records are merged", "one cell for each record and column")
    notes.findings += ragged(width, rows, notes.name)
    if any(finding.fatal for finding in notes.findings):
        raise Findings(notes.findings)
    cells = [[mended(cell).strip() or None for cell in row.cells] for row in rows]
    faults = {
        names[fault.position]: Finding(notes.name, fault.problem, fault.accepted, column=names[fault.position])
        for fault in grid.faults
        if fault.position < width
    }
    return Mended(pd.DataFrame(cells, columns=names, dtype="object"), tuple(said), faults)


def _text(content: bytes, notes: Notes) -> tuple[Grid, list[str]]:
    """The rows of a text, and what was unusual about it."""
    text = decode(content, notes, any_encoding=True)
    said = [] if _is_utf8(content) else ["Not in UTF-8: read as the encoding that Excel writes."]
    return Grid(lines=split(text, notes, LIMITS, any_separator=True)), said


def _workbook(content: bytes, suffix: str, notes: Notes) -> tuple[Grid, list[str]]:
    """The first sheet of a workbook that holds a table, and how many others there are."""
    sheets, _ = read_apart(WORKBOOKS[suffix], content, notes)
    grid = sheets.grids[0]
    notes.findings += grid.findings
    others = len(sheets.described) - 1
    return grid, [f"Read from one sheet of a workbook; other sheets, left out: {max(others, 0):,}."]


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_titles(lines: list[Line], notes: Notes) -> tuple[int, list[Line]]:
    """How many rows stand above the headings, and the others.

    Titles and dates fill a cell or two: the headings are the first row that is filled for more than half of what most
    rows are. A column without a heading is refused later.
    """
    if not lines:
        raise notes.refuse("the file is empty", "one row a response below the headings")
    usual = Counter(line.filled for line in lines).most_common(1)[0][0]
    fields = Counter(len(line.cells) for line in lines).most_common(1)[0][0]
    full = (line.filled >= 2 and line.filled > usual / 2 and len(line.cells) >= fields for line in lines)
    first = next((place for place, is_full in enumerate(full) if is_full), None)
    if first is None:
        marks = ", ".join(SEPARATORS.values())
        raise notes.refuse("no row of headings for two columns or more was found", f"columns separated by {marks}")
    return first, lines[first:]


def _width(line: Line) -> int:
    """How many cells of a row there are up to the last that is filled."""
    return max((place for place, cell in enumerate(line.cells, start=1) if cell.strip()), default=0)


def _cut(cells: list[str], width: int) -> list[str]:
    """The cells of a row without empty ones beyond the headings."""
    return cells[:width] if not any(cell.strip() for cell in cells[width:]) else cells


def _without_notes(rows: list[Line], width: int) -> tuple[list[Line], int]:
    """The rows without notes below them, which fill one cell and say that they are notes, and how many these are."""
    kept = list(rows)
    while kept and kept[-1].filled == 1 and (len(kept[-1].cells) < width or _NOTE.fullmatch(_only(kept[-1]))):
        kept.pop()
    return kept, len(rows) - len(kept)


def _only(line: Line) -> str:
    return next(cell.strip() for cell in line.cells if cell.strip())
