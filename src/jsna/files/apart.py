"""Read an untrusted file in a process of its own, with limits on memory and time; a few files at once.

A small file can take a great deal of work: shapes are looked at corner by corner, and a workbook unpacks to many times
its size. Such a process ends at its limits, and the server goes on. A CSV needs none: the work of reading one grows
with its size, which is bounded.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import shapely

from jsna.errors import Finding, Findings
from jsna.files.grid import Grid, Sheets
from jsna.files.notes import Notes

#: Seconds until a process is ended from outside; it ends itself after fewer seconds of work (``apart_child.py``).
SECONDS = 40
#: Files that are read at once by all readers of a server together, and seconds that others wait.
READERS = 2
WAIT = 30.0
_SOURCE = Path(__file__).parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from jsna.files.apart_child import main; main(*sys.argv[2:])"
_ACCEPTED = "a smaller or simpler file, or the table alone saved as CSV UTF-8"

#: What Python says of a library that is not there.
_LACKING = re.compile(rb"^ModuleNotFoundError: No module named '([\w.]+)'", re.MULTILINE)

_readers = threading.BoundedSemaphore(READERS)


@contextmanager
def turn(notes: Notes) -> Iterator[None]:
    """Wait until fewer than ``READERS`` other files are being read.

    Raises:
        Findings: they took longer than ``WAIT``.
    """
    if not _readers.acquire(timeout=WAIT):
        raise notes.refuse("other files are being read at the moment", "the same file again in a minute")
    try:
        yield
    finally:
        _readers.release()


def read_apart(form: str, content: bytes, notes: Notes, sheet: str = "") -> tuple[Sheets, dict[int, Any]]:
    """Return the sheets of a file, and the shape of each row of a GeoJSON by its row.

    Args:
        form: ``workbook``, ``OpenDocument`` or ``GeoJSON``.
        content: its bytes.
        notes: of the file; what the process found is added.
        sheet: name of the one sheet that is wanted, if any.

    Raises:
        Findings: the file was refused, or took too much memory or time.
    """
    answer = _answer(form, content, notes, sheet)
    notes.repairs += answer["repairs"]
    notes.findings += [Finding(**found) for found in answer["findings"]]
    if answer["refused"]:
        raise Findings(notes.findings)
    shapes = {int(row): shape for row, shape in zip(answer["shapes"], _shapes(answer["shapes"]), strict=True)}
    grids = [Grid.from_json(given) for given in answer["grids"]]
    return Sheets(grids, answer["tables"], answer["described"]), shapes


def _shapes(written: dict[str, str]) -> list[Any]:
    return list(shapely.from_wkb(list(written.values()))) if written else []


def _answer(form: str, content: bytes, notes: Notes, sheet: str) -> dict[str, Any]:
    # -I: neither the folder that the server was started in nor its variables decide what is imported.
    command = [sys.executable, "-I", "-c", _START, str(_SOURCE), form, notes.name, sheet.replace("\0", "")]
    try:
        # The command is ours; only the content, passed on standard input, is untrusted.
        ended = subprocess.run(  # noqa: S603  # nosec B603
            command, input=content, capture_output=True, timeout=SECONDS, check=False, env=_environment()
        )
    except subprocess.TimeoutExpired as error:
        raise notes.refuse("the file took too long to read", _ACCEPTED) from error
    if lacking := _LACKING.search(ended.stderr):
        problem = f"this server cannot read a file of this kind: {lacking[1].decode()} is not installed"
        raise notes.refuse(problem, "the table alone saved as CSV UTF-8")
    if ended.returncode != 0 or not ended.stdout:
        raise notes.refuse("the file took too much memory or time, or is damaged", _ACCEPTED)
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


def _environment() -> dict[str, str]:
    """Return the variables of the process: none of the server's own; one thread, because each takes memory."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT") if name in os.environ}
    return kept | {"OPENBLAS_NUM_THREADS": "1"}
