"""One frozen release: a whole data folder that nobody changes, and what its ``release.json`` says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jsna.catalogue.release import Release, parsed
from jsna.catalogue.releases import contents, twice
from jsna.errors import CatalogueError
from jsna.files.checked import STATEMENT, digest


@dataclass(frozen=True)
class Frozen:
    """A release as it is kept.

    Attributes:
        folder: its data folder.
        release: what its figures are.
        beside: hash of each file beside the figures, by its path in the folder.
        at: when it was frozen (UTC).
        by_hand: paths of files that were not as ``release.json`` stated them: somebody edited them outside the tool.
    """

    folder: Path
    release: Release
    beside: Mapping[str, str]
    at: datetime
    by_hand: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What links carry."""
        return self.release.id

    @property
    def name(self) -> str:
        """The name of its folder: two with the same figures may have other files beside them."""
        return f"{self.id}-{_short(self.beside)}"

    @property
    def files(self) -> dict[str, str]:
        """Hash of every file, by its path in the folder."""
        return {**self.release.files, **self.beside}

    def as_json(self) -> bytes:
        """Return the text of its ``release.json``."""
        frozen = {"at": self.at.isoformat(), "by_hand": list(self.by_hand)}
        content = {**self.release.stated(), "beside": dict(sorted(self.beside.items())), "frozen": frozen}
        return (json.dumps({**content, "seal": _seal(content)}, indent=1) + "\n").encode()


def folders(store: Path) -> list[Path]:
    """Return the folder of every release in a store, whether or not it can be read."""
    if not store.is_dir():
        return []
    others = (contents.FOLDER, twice.FOLDER)
    return [
        path
        for path in sorted(store.iterdir())
        if path.is_dir() and not path.name.startswith(".") and path.name not in others
    ]


def read(folder: Path) -> Frozen:
    """Return the release that a folder holds.

    Raises:
        CatalogueError: its ``release.json`` is missing or damaged, and so is the copy.
    """
    try:
        if not folder.is_dir():
            raise FileNotFoundError(folder.name)
        return twice.read(folder / STATEMENT, lambda content: _parsed(folder, content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"What release {folder.name.partition('-')[0]} holds is missing or damaged."
        raise CatalogueError(message) from error


def sound(folder: Path) -> Frozen | None:
    """Return the release that a folder holds; None where that is missing or damaged."""
    with suppress(CatalogueError):
        return read(folder)
    return None


def has_statement(release: Frozen) -> bool:
    """Return whether ``release.json`` in a release's folder is whole: files are checked against it when read."""
    return twice.is_whole(release.folder / STATEMENT, lambda content: _parsed(release.folder, content))


def state(release: Frozen) -> None:
    """Put what a release states back wherever it is missing or damaged.

    Raises:
        OSError: the disk is full or refuses.
    """
    path = release.folder / STATEMENT
    if not release.folder.is_dir():  # somebody removes it just now
        return
    for each in (twice.copy_of(path), path):
        if not twice.is_whole(each, lambda content: _parsed(release.folder, content)):
            contents.write(each, release.as_json())


def _parsed(folder: Path, statement: bytes) -> Frozen:
    content = json.loads(statement)
    frozen, seal = content["frozen"], content.pop("seal")
    if seal != _seal(content):
        raise ValueError(seal)
    made = Frozen(
        folder=folder,
        release=parsed(content),
        beside=content["beside"],
        at=datetime.fromisoformat(frozen["at"]),
        by_hand=tuple(frozen["by_hand"]),
    )
    if made.name != folder.name:
        raise ValueError(folder.name)
    return made


def _seal(content: Mapping[str, object]) -> str:
    """The hash over everything else that the statement says."""
    return digest(json.dumps(content).encode())


def _short(beside: Mapping[str, str]) -> str:
    return digest("".join(f"{name}\0{found}\n" for name, found in sorted(beside.items())).encode())[:8]
