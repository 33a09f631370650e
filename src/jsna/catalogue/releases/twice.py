"""The two kinds of small file that everything hangs on are kept twice: what a release holds, and what was withdrawn.

The second is no link but has bytes of its own on the disk, in ``copies/``, so that one flipped bit leaves the other.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from jsna.catalogue.releases import contents
from jsna.files.checked import STATEMENT

FOLDER = "copies"
_Parsed = TypeVar("_Parsed")


def copy_of(path: Path) -> Path:
    """Return where a file's second copy lies: ``release.json`` of a release, or a file of the store itself."""
    if path.name == STATEMENT:
        return path.parent.with_name(FOLDER) / f"{path.parent.name}.json"
    return path.parent / FOLDER / path.name


def write(path: Path, content: bytes) -> None:
    """Write a file and its copy, each whole or not at all; the caller holds the store.

    Raises:
        OSError: the disk is full or refuses.
    """
    for each in (copy_of(path), path):
        contents.write(each, content)


def read(path: Path, parsed: Callable[[bytes], _Parsed]) -> _Parsed:
    """Return what a file holds, or its copy where the file itself is missing or damaged.

    Args:
        path: the file.
        parsed: makes something of its bytes.

    Raises:
        FileNotFoundError: neither is there.
        OSError, ValueError, KeyError, TypeError: neither can be read; as ``parsed`` raised it.
    """
    try:
        return parsed(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        try:
            return parsed(copy_of(path).read_bytes())
        except FileNotFoundError:
            raise wrong from None


def is_whole(path: Path, parsed: Callable[[bytes], object]) -> bool:
    """Return whether a file itself can be read, whatever its copy says."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        parsed(path.read_bytes())
        return True
    return False
