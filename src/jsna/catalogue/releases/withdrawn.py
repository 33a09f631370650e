"""Indicators that were withdrawn: taken out of every release, bytes and all; what stays is that, when, why and by whom.

The record is written first. Whatever it names is deleted by whoever next holds the store.
"""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from jsna.catalogue.releases import contents, frozen, twice
from jsna.catalogue.releases.frozen import Frozen
from jsna.errors import CatalogueError
from jsna.files.checked import digest
from jsna.model.gone import Gone

FILE = "withdrawn.json"
_DAMAGED = f"The record of what was withdrawn ({FILE}) is damaged: take it from a backup."
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
        CatalogueError: the record is damaged, and so is its copy.
    """
    try:
        return twice.read(store / FILE, _parsed)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CatalogueError(_DAMAGED) from error


def parsed(record: bytes) -> tuple[Withdrawal, ...]:
    """Return the withdrawals of a record, the newest first.

    Raises:
        CatalogueError: it is damaged.
    """
    try:
        return _parsed(record)
    except (ValueError, KeyError, TypeError) as error:
        raise CatalogueError(_DAMAGED) from error


def _parsed(record: bytes) -> tuple[Withdrawal, ...]:
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
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def stamp(store: Path) -> int:
    """Return what changes when something is withdrawn: one look at the disk."""
    try:
        return (store / FILE).stat().st_ctime_ns
    except FileNotFoundError:
        return 0


def record(store: Path, *withdrawals: Withdrawal) -> None:
    """Add withdrawals to the record, or state them anew; whole or not at all. The caller holds the store."""
    added = {(each.slug, each.at) for each in withdrawals}
    listed = [*withdrawals, *(each for each in read(store) if (each.slug, each.at) not in added)]
    twice.write(store / FILE, as_json(listed))


def as_json(withdrawals: Iterable[Withdrawal]) -> bytes:
    """Return the text of the record."""
    return (json.dumps([{**asdict(each), "at": each.at.isoformat()} for each in withdrawals], indent=1) + "\n").encode()


def names_of(slug: str, names: Iterable[str]) -> list[str]:
    """Return those of some paths that are files of an indicator."""
    own = re.compile(_OWN.format(slug=re.escape(slug)))
    return [name for name in names if own.fullmatch(name)]


def contents_of(store: Path) -> frozenset[str]:
    """Return the hashes of everything that was withdrawn."""
    return frozenset(content for each in read(store) for content in each.contents)


def gone_from(store: Path, release: Frozen) -> set[str]:
    """Return the files that a release states and must not have: what was withdrawn."""
    gone = set[str]()
    for each in read(store):
        gone |= {name for name, content in release.files.items() if content in each.contents}
        if release.at <= each.at:
            gone |= {*names_of(each.slug, release.files)}
    return gone


def left_of(store: Path, release: Frozen) -> dict[str, str]:
    """Return the files that a release states and may have, with the hash of each: all but what was withdrawn."""
    gone = gone_from(store, release)
    return {name: content for name, content in release.files.items() if name not in gone}


def finish(store: Path) -> None:
    """Delete what was withdrawn from the contents and from every release; the caller holds the store.

    What counts is what lies on the disk, whatever a release states: every file of the indicator in a release that was
    frozen before, and in any release the files with the bytes that were withdrawn. What is found first now, such as in
    a release from a backup, is added to the record before it goes.
    """
    known = read(store)
    going = {each: _left(store, each) for each in known}
    if more := [found for each, left in going.items() if (found := _with(store, each, left)) != each]:
        record(store, *more)
    for left in going.values():
        for path in left:
            path.unlink(missing_ok=True)
    for content in contents_of(store):
        contents.delete(store, content)


def own_files(folder: Path, slug: str) -> Iterator[Path]:
    """Yield the files of an indicator in a data folder, as they lie on the disk."""
    escaped = glob.escape(slug)
    named = [*folder.glob(f"indicators/*/{escaped}.*"), *folder.glob(f"published/*/{escaped}-*")]
    of_it = set(names_of(slug, [path.relative_to(folder).as_posix() for path in named]))
    yield from (path for path in named if path.relative_to(folder).as_posix() in of_it)


def only_its_own(found: Mapping[str, set[str]], listings: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the content that an indicator had alone: what another has too, such as an empty file, stays with that one.

    Args:
        found: hashes of its content, by the path of its file.
        listings: hash of every file by its path, of each release or folder.
    """
    others = {content for listed in listings for name, content in listed.items() if name not in found}
    return {content for each in found.values() for content in each} - others


def _left(store: Path, withdrawal: Withdrawal) -> list[Path]:
    """Files of a withdrawn indicator that releases still have and must not."""
    going = []
    for folder in frozen.folders(store):
        if not (own := list(own_files(folder, withdrawal.slug))):
            continue
        release = frozen.sound(folder)
        before = release is None or release.at <= withdrawal.at
        going += [path for path in own if before or digest(path.read_bytes()) in withdrawal.contents]
    return going


def _with(store: Path, withdrawal: Withdrawal, left: Iterable[Path]) -> Withdrawal:
    """The record of a withdrawal with what was found of it since."""
    found: dict[str, set[str]] = {}
    for path in left:
        release = path.parents[2]
        found.setdefault(path.relative_to(release).as_posix(), set()).add(digest(path.read_bytes()))
    if not found:
        return withdrawal
    known = [left_of(store, each) for folder in frozen.folders(store) if (each := frozen.sound(folder))]
    contents_too = only_its_own(found, known)
    return replace(
        withdrawal,
        names=tuple(sorted({*withdrawal.names, *found})),
        contents=tuple(sorted({*withdrawal.contents, *contents_too})),
    )


def left_in(store: Path, data: Path) -> Iterator[Path]:
    """Yield the files of a data folder that hold what was withdrawn."""
    for each in read(store):
        for name in each.names:
            path = data / name
            with suppress(FileNotFoundError):
                if digest(path.read_bytes()) in each.contents:
                    yield path
