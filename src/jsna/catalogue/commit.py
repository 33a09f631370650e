"""All or nothing: new files of the data folder are staged, sealed by a marker, and only then put in place.

Before the marker is written, an interruption leaves the data untouched. After it, the next run or the next start of the
app finishes the work (``recover``), so that nobody ever sees half an import for longer than the renames take.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from filelock import FileLock, Timeout

from jsna.errors import JsnaError

#: Everything that is not yet, or no longer, part of the data is kept here.
INCOMING = ".incoming"
STAGED, MARKER, LOCK = "files", "marker.json", "lock"


class Busy(JsnaError):
    """Another run is writing to the same data folder: wait for it, then try again."""


class NotSaved(JsnaError):
    """The disk is full or cannot be written to: nothing was changed; make room and try again."""


def commit(data: Path, files: Mapping[str, bytes]) -> None:
    """Put all files in place, or none of them.

    Args:
        data: the data folder.
        files: content by path relative to ``data``, with forward slashes. Call it while holding ``locked``.

    Raises:
        NotSaved: the disk is full or refuses; the data folder is as it was.
    """
    incoming = data / INCOMING
    try:
        _stage(incoming / STAGED, files)
        _seal(incoming, sorted(files))
    except OSError as error:
        shutil.rmtree(incoming / STAGED, ignore_errors=True)
        raise NotSaved(_refusal(data, error)) from error
    try:
        _finish(data)
    except OSError as error:
        message = f"Not finished: {error.strerror}. Make room or allow writing; the next command finishes the work."
        raise NotSaved(message) from error


def recover(data: Path) -> bool:
    """Return True where a sealed run was found and finished. Costs one look at the disk when there is nothing to do."""
    if not (data / INCOMING / MARKER).exists():
        return False
    try:
        with locked(data):
            return True
    except Busy:
        # The run that sealed it is alive and is putting its files in place.
        return False


@contextlib.contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the data folder for one writer; finish a sealed run and clear an unsealed one first.

    Raises:
        Busy: another run holds it.
    """
    incoming = data / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    # The lock goes with the process, so a killed run never leaves the folder closed.
    try:
        lock = FileLock(incoming / LOCK, timeout=0).acquire()
    except Timeout as error:
        message = f"Another run is writing to {data}: wait until it has finished, then try again."
        raise Busy(message) from error
    with lock:
        _finish(data)
        shutil.rmtree(incoming / STAGED, ignore_errors=True)
        yield


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)
        _flush_folder(target.parent)


def _seal(incoming: Path, names: list[str]) -> None:
    """The marker appears whole, by a rename, and only after every staged file is on the disk."""
    unsealed = incoming / STAGED / MARKER
    _write(unsealed, json.dumps(names).encode())
    unsealed.replace(incoming / MARKER)
    _flush_folder(incoming)


def _finish(data: Path) -> None:
    """Put the files of a sealed run in place, as often as it takes."""
    incoming = data / INCOMING
    marker = incoming / MARKER
    if not marker.exists():
        return
    for name in json.loads(marker.read_text(encoding="utf-8")):
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # A file that is no longer staged was put in place before the interruption.
        with contextlib.suppress(FileNotFoundError):
            (incoming / STAGED / name).replace(target)
        _flush_folder(target.parent)
    marker.unlink(missing_ok=True)
    shutil.rmtree(incoming / STAGED, ignore_errors=True)


def _write(target: Path, content: bytes) -> None:
    with target.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def _flush_folder(folder: Path) -> None:
    """Make renames durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _refusal(data: Path, error: OSError) -> str:
    reason = "the disk is full" if error.errno == errno.ENOSPC else error.strerror or str(error)
    return f"Not saved: {reason}. Nothing in {data} was changed. Make room or allow writing, then try again."
