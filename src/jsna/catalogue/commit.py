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
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from jsna.errors import JsnaError

#: Everything that is not yet, or no longer, part of the data is kept here.
INCOMING = ".incoming"
STAGED, MARKER, LOCK, HOLDER = "files", "marker.json", "lock", "holder.json"


#: Seconds that a writer waits for another before it says so.
PATIENCE = 10.0


#: Data folders that this process has put files into.
_PUT_INTO: set[Path] = set()


class Busy(JsnaError):
    """Another run is writing to the same data folder: wait for it, then try again."""


class NotSaved(JsnaError):
    """The disk is full or cannot be written to: nothing was changed; make room and try again."""


def commit(data: Path, files: Mapping[str, bytes], removed: Collection[str] = ()) -> None:
    """Put all files in place and take others away, or none of it.

    Args:
        data: the data folder.
        files: content by path relative to ``data``, with forward slashes. Call it while holding ``locked``.
        removed: paths of files that go.

    Raises:
        NotSaved: the disk is full or refuses; the data folder is as it was.
    """
    incoming = data / INCOMING
    try:
        _stage(incoming / STAGED, files)
        _seal(incoming, sorted(files), sorted(removed))
    except OSError as error:
        shutil.rmtree(incoming / STAGED, ignore_errors=True)
        raise NotSaved(refusal(data, error)) from error
    try:
        _finish(data)
        _PUT_INTO.add(data.resolve())
    except OSError as error:
        message = f"Not finished: {error.strerror}. Make room or allow writing; the next command finishes the work."
        raise NotSaved(message) from error


@contextlib.contextmanager
def standing_still(data: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the data folder so that nobody puts files into it meanwhile; one that cannot be written to stands still.

    Raises:
        Busy: another run is putting files into it.
        NotSaved: an interrupted run is to be finished, and the folder cannot be written to.
    """
    if os.access(data, os.W_OK) and not _is_read_only(data):
        with locked(data, "looking at the data", patience=patience):
            yield
    elif (data / INCOMING / MARKER).exists():
        raise NotSaved("An import was interrupted, and the data folder cannot be written to: allow writing.")
    else:
        yield


def _is_read_only(data: Path) -> bool:
    """Whether the disk of a folder refuses every writer, also the one who may do everything."""
    return bool(os.statvfs(data).f_flag & os.ST_RDONLY) if hasattr(os, "statvfs") else False


def was_put_into(data: Path) -> bool:
    """Return whether this process has put files into a data folder."""
    return data.resolve() in _PUT_INTO


def recover(data: Path) -> bool:
    """Return True where a sealed run was found and finished. Costs one look at the disk when there is nothing to do."""
    if not (data / INCOMING / MARKER).exists():
        return False
    try:
        with locked(data, "finishing what was interrupted", patience=0):
            return True
    except (Busy, NotSaved):
        # The run that sealed it is alive and is putting its files in place, or nobody may write here.
        return False


@contextlib.contextmanager
def locked(data: Path, doing: str, *, patience: float | None = None) -> Iterator[None]:
    """Hold the data folder for one writer; finish a sealed run and clear an unsealed one first.

    Args:
        data: the data folder.
        doing: what the writer does, in words, for others who must wait: ``storing figures``.
        patience: seconds to wait for another writer; ten by default.

    Raises:
        Busy: another run holds it, and went on holding it; the message says what it does.
        NotSaved: the folder cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(_held(data, doing, patience))
            _clear(data)
        except OSError as error:
            raise NotSaved(refusal(data, error)) from error
        yield


@contextlib.contextmanager
def _held(data: Path, doing: str, patience: float | None) -> Iterator[None]:
    """Hold the lock of a data folder: it goes with the process, so a killed run never leaves the folder closed."""
    incoming = data / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    try:
        lock = FileLock(incoming / LOCK, timeout=PATIENCE if patience is None else patience).acquire()
    except Timeout as error:
        who = _holder(incoming)
        message = f"Another run is writing to the data{who}. Try again when it has finished."
        raise Busy(message) from error
    note = {"doing": doing, "since": datetime.now(UTC).isoformat()}
    with lock:
        (incoming / HOLDER).write_text(json.dumps(note), encoding="utf-8")
        try:
            yield
        finally:
            (incoming / HOLDER).unlink(missing_ok=True)


def _holder(incoming: Path) -> str:
    """Who holds the folder, in words; nothing where that cannot be read."""
    try:
        note = json.loads((incoming / HOLDER).read_text(encoding="utf-8"))
        since = datetime.fromisoformat(note["since"]).astimezone()
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return f": it is {str(note['doing'])[:60]}, since {since:%H:%M}"


def _clear(data: Path) -> None:
    _finish(data)
    shutil.rmtree(data / INCOMING / STAGED, ignore_errors=True)


def _stage(staging: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        target = staging / name
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, content)
        flush_folder(target.parent)


def _seal(incoming: Path, names: list[str], removed: list[str]) -> None:
    """The marker appears whole, by a rename, and only after every staged file is on the disk."""
    unsealed = incoming / STAGED / MARKER
    _write(unsealed, json.dumps({"files": names, "removed": removed}).encode())
    unsealed.replace(incoming / MARKER)
    flush_folder(incoming)


def _finish(data: Path) -> None:
    """Put the files of a sealed run in place, as often as it takes."""
    incoming = data / INCOMING
    marker = incoming / MARKER
    if not marker.exists():
        return
    sealed = json.loads(marker.read_text(encoding="utf-8"))
    for name in sealed["files"]:
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # A file that is no longer staged was put in place before the interruption.
        with contextlib.suppress(FileNotFoundError):
            (incoming / STAGED / name).replace(target)
        flush_folder(target.parent)
    for name in sealed["removed"]:
        (data / name).unlink(missing_ok=True)
    marker.unlink(missing_ok=True)
    shutil.rmtree(incoming / STAGED, ignore_errors=True)


def _write(target: Path, content: bytes) -> None:
    with target.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())


def flush_folder(folder: Path) -> None:
    """Make renames durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refusal(folder: Path, error: OSError) -> str:
    """Return the sentence about a folder that could not be written to; it names no place on the server's disk."""
    reason = "the disk is full" if error.errno == errno.ENOSPC else (error.strerror or "the disk refuses").lower()
    return f"Not saved: {reason}. Nothing under {folder.name}/ was changed. Make room or allow writing, then try again."
