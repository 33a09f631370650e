"""Convert a workbook to rows of text as JSON, in a separate process with limited memory and time.

It is started by path, imports nothing from the project, and does not open or write files. Its last line of output is
one JSON object: ``{"sheet": …, "rows": …}`` or ``{"problem": …}``.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator

MEMORY = 768 * 1024 * 1024
SECONDS = 10
_MOST_TEXT = 20_000_000


def main() -> None:
    """Read a workbook from standard input and write its content to standard output."""
    # Imported before the limits are set: importing a library maps files into memory.
    import python_calamine as calamine  # noqa: PLC0415

    most_rows, most_columns, most_cells = (int(given) for given in sys.argv[1:4])
    _limit()
    content = sys.stdin.buffer.read()
    try:
        answer = _read(
            calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)), most_rows, most_columns, most_cells
        )
        answer |= _scan(content)
    except calamine.PasswordError:
        answer = {"problem": "the workbook has a password"}
    except (calamine.CalamineError, zipfile.BadZipFile, ValueError, EOFError) as error:
        answer = {"problem": f"the workbook is damaged ({type(error).__name__})"}
    except MemoryError:
        answer = {"problem": "the workbook needs too much memory"}
    sys.stdout.write(json.dumps(answer))


def _limit() -> None:
    """Set the limits if the system supports them (Windows does not: there the parent's time limit applies)."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(workbook: object, most_rows: int, most_columns: int, most_cells: int) -> dict[str, object]:
    """The first sheet with content, and the names of the other sheets with content."""
    filled = []
    for position, described in enumerate(workbook.sheets_metadata):  # type: ignore[attr-defined]
        sheet = workbook.get_sheet_by_index(position)  # type: ignore[attr-defined]
        if sheet.height:
            filled.append((described.name, "Visible" not in str(described.visible), sheet))
    if not filled:
        return {"problem": "the workbook is empty"}
    name, hidden, sheet = filled[0]
    high, wide = (last + 1 for last in sheet.end)
    if wide > most_columns:
        return {"problem": f"{wide:,} columns: at most {most_columns} are read"}
    if high > most_rows or high * wide > most_cells:
        return {"problem": f"{high:,} rows: at most {most_rows:,} rows and {most_cells:,} cells are read"}
    rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    if sum(len(text) for row in rows for text in row) > _MOST_TEXT:
        return {"problem": "the workbook holds too much text"}
    merged = [[top + 1, bottom + 1] for (top, _), (bottom, _) in sheet.merged_cell_ranges or []]
    return {
        "sheet": name,
        "hidden": hidden,
        "others": [other[0] for other in filled[1:]],
        "rows": rows,
        "merged": merged,
    }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat(" ") if isinstance(value, datetime.datetime) else value.isoformat()
    return str(value)


def _scan(content: bytes) -> dict[str, int]:
    """Count the cells with a formula, and those with an error, in all sheets."""
    formulas = errors = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                for piece in _pieces(archive, name):
                    formulas += len(re.findall(rb"<f[ >/]", piece))
                    errors += len(re.findall(rb'<c [^>]*t="e"', piece))
    return {"formulas": formulas, "errors": errors}


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The text of a part, in pieces that end at a cell boundary."""
    rest = b""
    with archive.open(name) as part:
        while read := part.read(1 << 20):
            whole, mark, rest = (rest + read).rpartition(b"<c ")
            rest = mark + rest
            yield whole
    yield rest


if __name__ == "__main__":
    main()
