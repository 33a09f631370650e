"""The release: one hash over everything under the data folder, the id that a link pins."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jsna.catalogue.commit import commit
from jsna.errors import CatalogueError

FILE = "release.json"
ID_LENGTH = 12
#: What lies beside the figures and changes none of them: the use log, the questions asked, the codes of answers,
#: the names people use, the forms for conversations, and copies of what was published of collections.
#: A decision written down must not make every shared link speak of another release.
BESIDE_THE_FIGURES = ("uses.toml", "names.csv", "questions/", "codes/", "listen/", "published/")


@dataclass(frozen=True)
class Release:
    """One state of the data folder.

    Attributes:
        id: first twelve hexadecimal digits of ``sha256``; what links carry.
        sha256: hash over the names and hashes of all files.
        files: hash of each file, by its path relative to the data folder.
    """

    id: str
    sha256: str
    files: Mapping[str, str]

    def as_json(self) -> bytes:
        """Return the text of ``release.json``."""
        content = {"release": self.id, "sha256": self.sha256, "files": dict(self.files)}
        return (json.dumps(content, indent=1) + "\n").encode()


def compute(data: Path, incoming: Mapping[str, bytes] | None = None) -> Release:
    """Return the release that the folder's content makes; names and dates of the disk play no part.

    Args:
        data: the data folder; hidden files, ``release.json`` itself and ``BESIDE_THE_FIGURES`` are left out.
        incoming: files about to be put in place, by relative path; they count instead of what is there.
    """
    hashes = {name: _hash(path.read_bytes()) for name, path in _files(data).items() if name not in (incoming or {})}
    hashes |= {name: _hash(content) for name, content in (incoming or {}).items()}
    files = {name: digest for name, digest in sorted(hashes.items()) if not name.startswith(BESIDE_THE_FIGURES)}
    whole = _hash("".join(f"{name}\0{digest}\n" for name, digest in files.items()).encode())
    return Release(id=whole[:ID_LENGTH], sha256=whole, files=files)


def commit_release(data: Path, files: Mapping[str, bytes]) -> Release:
    """Put files in place together with the ``release.json`` that they make, or none of them; return the release.

    Args:
        data: the data folder; the caller holds :func:`jsna.catalogue.commit.locked`.
        files: content by path relative to ``data``; may be empty, to state the release of what is there.

    Raises:
        NotSaved: the disk is full or refuses; the data folder is as it was.
    """
    stated = compute(data, files)
    commit(data, {**files, FILE: stated.as_json()})
    return stated


def read(data: Path) -> Release:
    """Return the release as ``release.json`` states it.

    Raises:
        CatalogueError: the file is missing or is not what it should be.
    """
    path = data / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return Release(id=content["release"], sha256=content["sha256"], files=content["files"])
    except (OSError, ValueError, KeyError) as error:
        message = f"{path} is missing or damaged: run `jsna release` to write it again."
        raise CatalogueError(message) from error


def _files(data: Path) -> dict[str, Path]:
    paths = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    hidden = {name for name in paths if any(part.startswith(".") for part in name.split("/"))}
    return {name: path for name, path in paths.items() if name not in hidden and name != FILE}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
