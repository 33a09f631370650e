"""Reads the files of a data folder, and checks each when it is opened against what the folder's release states.

``release.json`` in the folder states a hash for each file. A frozen release states every file, and none may differ. In
a folder that people work in, only Parquet is held to it: that is what the pipeline made, and nobody edits it by hand.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jsna.errors import CatalogueError

STATEMENT = "release.json"
#: Only the pipeline writes files that end so.
OFFICIAL = ".parquet"
#: A data folder's files lie at most so many folders below it.
_DEEPEST = 4


class Damaged(CatalogueError):
    """A file is not the one that its release states: it was damaged, or changed behind the tool's back.

    Attributes:
        name: the file's path in its data folder.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name} {problem}, so it is not read. `jsna release verify` says what to do.")
        self.name = name


@dataclass(frozen=True)
class Statement:
    """What a data folder's ``release.json`` states.

    Attributes:
        files: hash of each file, by its path in the folder.
        frozen: whether the folder is a frozen release, in which nothing may differ.
    """

    files: Mapping[str, str]
    frozen: bool


def digest(content: bytes) -> str:
    """Return the hash that names content: SHA-256, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        Damaged: it is not what the release of its data folder states, or it is missing from a frozen release.
        OSError: it cannot be read.
    """
    name, expected, frozen = _stated(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        if not frozen:
            raise
        raise Damaged(name, "is missing from its release") from error
    if frozen and expected is None:
        raise Damaged(name, "is not a part of its release")
    if expected is not None and digest(content) != expected:
        raise Damaged(name, "is damaged: its content is not what its release states")
    return content


def opened(path: Path) -> io.BytesIO:
    """Return a file's content to be read like a file; see :func:`read_bytes`."""
    return io.BytesIO(read_bytes(path))


def read_text(path: Path) -> str:
    """Return a text file's content, read as UTF-8; see :func:`read_bytes`.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
    """
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n")


def name_of_content(path: Path) -> str:
    """Return what a file's content can be kept under: the hash stated for it, or else when and how it was written.

    Raises:
        OSError: the file is not there.
    """
    _, expected, _ = _stated(path)
    return expected or f"{path} {_stamp(path)}"


def statement_of(folder: Path) -> Statement | None:
    """Return what a folder's ``release.json`` states; None where it is missing or cannot be read."""
    path = folder / STATEMENT
    try:
        return _read(path, _stamp(path))
    except OSError:
        return None


def _stamp(path: Path) -> tuple[int, ...]:
    found = path.stat()
    # The time a file was written can be set to any; the time its entry changed cannot.
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def _stated(path: Path) -> tuple[str, str | None, bool]:
    """Return a file's name in its data folder, the hash stated for it if it is held to one, and if that is frozen."""
    for folder in path.parents[:_DEEPEST]:
        if (statement := statement_of(folder)) is not None:
            name = path.relative_to(folder).as_posix()
            held = statement.frozen or name.endswith(OFFICIAL)
            return name, statement.files.get(name) if held else None, statement.frozen
    return path.name, None, False


@lru_cache(maxsize=64)
def _read(path: Path, stamp: tuple[int, ...]) -> Statement | None:  # noqa: ARG001 - a changed file is read again
    try:
        content = json.loads(path.read_bytes())
        files = {**content["files"], **content.get("beside", {})}
        return Statement(files, "frozen" in content)
    except (OSError, ValueError, KeyError, TypeError):
        return None
