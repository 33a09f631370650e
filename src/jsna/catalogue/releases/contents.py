"""The content of all releases: each content once, under its hash, linked into every release that has it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from jsna.files.checked import digest

FOLDER = "contents"
#: Nobody writes to what is kept, not even its owner by mistake.
_READ_ONLY = 0o444


def path_of(store: Path, content: str) -> Path:
    """Return where content lies."""
    return store / FOLDER / content[:2] / content


def keep(store: Path, source: Path) -> str:
    """Keep a file's content, if it is not kept yet, and return its hash.

    Raises:
        OSError: it cannot be read, or the disk is full or refuses; nothing is half kept.
    """
    content = source.read_bytes()
    found = digest(content)
    if not is_whole(store, found):
        write(path_of(store, found), content)
    return found


def is_whole(store: Path, content: str) -> bool:
    """Return whether content is kept, and is what its name says."""
    try:
        return digest(path_of(store, content).read_bytes()) == content
    except FileNotFoundError:
        return False


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, so that it lies on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_READ_ONLY)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def link(store: Path, content: str, target: Path) -> bool:
    """Put kept content in the place of a release's file; return False where it is not kept."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path_of(store, content), target)
    except FileNotFoundError:
        return False
    return True


def delete(store: Path, content: str) -> None:
    """Delete content, and what an interruption left of it."""
    path = path_of(store, content)
    for each in (path, *path.parent.glob(f".{content}.*")):
        each.unlink(missing_ok=True)


def unused(store: Path) -> Iterator[Path]:
    """Yield the content that no release has, and what an interruption left."""
    for path in (store / FOLDER).glob("*/*"):
        if path.name.startswith(".") or path.stat().st_nlink == 1:
            yield path
