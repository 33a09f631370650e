"""Writes all releases into a backup, and puts them back: beside those that are there, which stay."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

from jsna.catalogue import commit
from jsna.catalogue import release as releases
from jsna.catalogue.releases import contents, frozen, sound, twice, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.store import MAKING, REMOVING, Store
from jsna.errors import CatalogueError
from jsna.files.checked import STATEMENT, digest

_RELEASES, _CONTENTS, _TODAY = "releases", "contents", "releases/today"
_WITHDRAWN = f"{_RELEASES}/{withdrawn.FILE}"


def write(archive: zipfile.ZipFile, store: Store, data: Path) -> int:
    """Write every release that is kept into an archive; return how many. What is damaged in one is left out.

    Args:
        archive: open for writing.
        store: the releases.
        data: the data folder.
    """
    with store.locked():
        known, today = store.all(), store.today_of(data)
        for content in sorted({content for each in known for content in each.files.values()}):
            path = contents.path_of(store.folder, content)
            if path.exists() and digest(path.read_bytes()) == content:
                archive.write(path, f"{_CONTENTS}/{content}")
        for each in known:
            archive.writestr(f"{_RELEASES}/{each.folder.name}/{STATEMENT}", each.as_json())
        if gone := withdrawn.read(store.folder):
            archive.writestr(_WITHDRAWN, withdrawn.as_json(gone))
        if today is not None:
            archive.writestr(_TODAY, today.folder.name)
    return len(known)


def faults(archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield what is wrong with the releases of an archive: every byte is read."""
    for name in archive.namelist():
        try:
            content = archive.read(name)
        except (zipfile.BadZipFile, OSError) as error:
            yield f"{name} cannot be read: {error}"
            continue
        if name.startswith(f"{_CONTENTS}/") and digest(content) != name.rpartition("/")[2]:
            yield f"{name} is damaged"


def has_releases(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive has releases in it."""
    return any(name.startswith(f"{_RELEASES}/") for name in archive.namelist())


def restore(archive: zipfile.ZipFile, store: Store, data: Path) -> tuple[int, list[str], list[str]]:
    """Put the releases of an archive back, and the files of its today's release that the data folder lacks.

    What was withdrawn, before the backup or since, stays gone. Nothing that is whole is written over.

    Args:
        archive: open for reading, and known to be whole.
        store: the releases.
        data: the data folder.

    Returns:
        How many releases were put back or mended, the paths of files put back into the data folder, and the paths of
        those that are there with other content.

    Raises:
        Busy: another run is writing.
        NotSaved: the disk is full or refuses.
    """
    try:
        with store.locked():
            _merge_withdrawn(archive, store.folder)
            added = sum(_put_back(archive, store.folder, name, data) for name in _names(archive))
            withdrawn.finish(store.folder)
    except OSError as error:
        raise commit.NotSaved(commit.refusal(store.folder, error)) from error
    if _TODAY not in archive.namelist():
        return added, [], []
    today = frozen.read(store.folder / archive.read(_TODAY).decode())
    return added, *_into(data, today, withdrawn.contents_of(store.folder))


def _names(archive: zipfile.ZipFile) -> list[str]:
    return [name.split("/")[1] for name in archive.namelist() if name.endswith(f"/{STATEMENT}")]


def _put_back(archive: zipfile.ZipFile, store: Path, name: str, data: Path) -> bool:
    """Put one release back, or mend the one that is there; return False where that one is whole."""
    statement = archive.read(f"{_RELEASES}/{name}/{STATEMENT}")
    known = frozen.sound(store / name)
    if known is not None and not list(sound.faults(store, known)):
        return False
    stated, there = json.loads(statement), set(archive.namelist())
    files = {**stated["files"], **stated["beside"]}
    for content in {*files.values()} - withdrawn.contents_of(store):
        if f"{_CONTENTS}/{content}" in there and not contents.is_whole(store, content):
            contents.write(contents.path_of(store, content), archive.read(f"{_CONTENTS}/{content}"))
    if known is not None:
        sound.mended(store, known, data)
        return True
    part = store / f"{MAKING}{name}"
    for path, content in files.items():
        contents.link(store, content, part / path)
    contents.write(twice.copy_of(store / name / STATEMENT), statement)
    contents.write(part / STATEMENT, statement)
    if (store / name).is_dir():  # its statement is damaged
        (store / name).replace(store / f"{REMOVING}{name}")
    part.replace(store / name)
    return True


def _merge_withdrawn(archive: zipfile.ZipFile, store: Path) -> None:
    if _WITHDRAWN not in archive.namelist():
        return
    known = withdrawn.read(store)
    for each in withdrawn.parsed(archive.read(_WITHDRAWN)):
        if each not in known:
            withdrawn.record(store, each)


def _into(data: Path, today: Frozen, gone: frozenset[str]) -> tuple[list[str], list[str]]:
    """Put the files that a data folder lacks into it; return their paths, and those of files that differ."""
    here = releases.files_of(data)
    wanted = {name: content for name, content in today.files.items() if content not in gone}
    lacking = [name for name in wanted if name not in here and (today.folder / name).exists()]
    differing = [name for name in wanted if name in here and digest(here[name].read_bytes()) != wanted[name]]
    if lacking:
        with commit.locked(data, "restoring a backup"):
            releases.commit_release(data, {name: (today.folder / name).read_bytes() for name in lacking})
    return lacking, differing


def require_whole(archive: zipfile.ZipFile) -> None:
    """Raise CatalogueError where anything in an archive is damaged."""
    if wrong := list(faults(archive)):
        message = " ".join(["The backup is damaged; nothing was changed.", *wrong[:5]])
        raise CatalogueError(message)
