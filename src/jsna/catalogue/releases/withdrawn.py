"""Indicators that were withdrawn: taken out of every release, bytes and all; what stays is that, when, why and by whom.

The record is written first. Whatever it names is deleted by whoever next holds the store.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from jsna.catalogue.releases import contents
from jsna.errors import CatalogueError
from jsna.files.checked import digest
from jsna.model.gone import Gone

FILE = "withdrawn.json"
#: The files of an indicator, and the copies of what was published of it.
_OWN = r"indicators/[^/]+/{slug}(\.columns)?\.(toml|csv|parquet)|published/[^/]+/{slug}-[0-9a-f]{{12}}\.(toml|csv)"


@dataclass(frozen=True)
class Withdrawal:
    """One indicator that was withdrawn.

    Attributes:
        slug: of the indicator.
        title: what it was called.
        at: when (UTC).
        why: the reason, as readers of old links see it.
        by: who withdrew it.
        is_public: whether everybody may know that there was such an indicator.
        names: paths of its files, in whatever release.
        contents: hashes of what they held; it is never taken into a release again.
    """

    slug: str
    title: str
    at: datetime
    why: str
    by: str
    names: tuple[str, ...]
    contents: tuple[str, ...]
    is_public: bool = False

    @property
    def said(self) -> str:
        """The sentence for somebody who opens a link to it."""
        return f"“{self.title}” was withdrawn on {self.at:%-d %B %Y}: {self.why.rstrip('.')}. Its figures are gone."

    def of(self, files: Mapping[str, str]) -> Gone:
        """Return what a release knows of it.

        Args:
            files: hash of each file that the release states, by its path.
        """
        was_here = any(files.get(name) in self.contents for name in self.names)
        return Gone(self.title, self.said, was_here, self.is_public)


def read(store: Path) -> tuple[Withdrawal, ...]:
    """Return every withdrawal, the newest first; none where there is no record.

    Raises:
        CatalogueError: the record is damaged.
    """
    try:
        return parsed((store / FILE).read_bytes())
    except FileNotFoundError:
        return ()


def parsed(record: bytes) -> tuple[Withdrawal, ...]:
    """Return the withdrawals of a record, the newest first.

    Raises:
        CatalogueError: it is damaged.
    """
    try:
        found = [
            Withdrawal(
                **{
                    **each,
                    "at": datetime.fromisoformat(each["at"]),
                    "names": tuple(each["names"]),
                    "contents": tuple(each["contents"]),
                }
            )
            for each in json.loads(record)
        ]
    except (ValueError, KeyError, TypeError) as error:
        message = f"The record of what was withdrawn ({FILE}) is damaged: take it from a backup."
        raise CatalogueError(message) from error
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def stamp(store: Path) -> int:
    """Return what changes when something is withdrawn: one look at the disk."""
    try:
        return (store / FILE).stat().st_ctime_ns
    except FileNotFoundError:
        return 0


def record(store: Path, withdrawal: Withdrawal) -> None:
    """Add a withdrawal to the record, whole or not at all; the caller holds the store."""
    listed = [
        {**asdict(each), "at": each.at.isoformat()}
        for each in (withdrawal, *(each for each in read(store) if each != withdrawal))
    ]
    contents.write(store / FILE, (json.dumps(listed, indent=1) + "\n").encode())


def names_of(slug: str, names: Iterable[str]) -> list[str]:
    """Return those of some paths that are files of an indicator."""
    own = re.compile(_OWN.format(slug=re.escape(slug)))
    return [name for name in names if own.fullmatch(name)]


def contents_of(store: Path) -> frozenset[str]:
    """Return the hashes of everything that was withdrawn."""
    return frozenset(content for each in read(store) for content in each.contents)


def finish(store: Path) -> None:
    """Delete whatever the record names from the contents and from every release; the caller holds the store."""
    for each in read(store):
        for content in each.contents:
            contents.path_of(store, content).unlink(missing_ok=True)
        for release in _releases(store):
            for name, content in _files_of(release).items():
                if content in each.contents:
                    (release / name).unlink(missing_ok=True)


def left_in(store: Path, data: Path) -> Iterator[Path]:
    """Yield the files of a data folder that hold what was withdrawn."""
    for each in read(store):
        for name in each.names:
            path = data / name
            with suppress(FileNotFoundError):
                if digest(path.read_bytes()) in each.contents:
                    yield path


def _releases(store: Path) -> list[Path]:
    return [path.parent for path in store.glob("*/release.json")]


def _files_of(release: Path) -> Mapping[str, str]:
    with suppress(OSError, ValueError, KeyError):
        content = json.loads((release / "release.json").read_bytes())
        return {**content["files"], **content["beside"]}
    return {}
