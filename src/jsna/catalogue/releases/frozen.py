"""One frozen release: a whole data folder that nobody changes, and what its ``release.json`` says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jsna.catalogue.release import Release, parsed
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


def read(folder: Path) -> Frozen:
    """Return the release that a folder holds.

    Raises:
        CatalogueError: its ``release.json`` is missing or damaged.
    """
    try:
        content = json.loads((folder / STATEMENT).read_bytes())
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
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"What release {folder.name.partition('-')[0]} holds is missing or damaged."
        raise CatalogueError(message) from error
    return made


def _seal(content: Mapping[str, object]) -> str:
    """The hash over everything else that the statement says."""
    return digest(json.dumps(content).encode())


def _short(beside: Mapping[str, str]) -> str:
    return digest("".join(f"{name}\0{found}\n" for name, found in sorted(beside.items())).encode())[:8]
