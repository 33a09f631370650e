"""The releases that this process has open: today's, and the last two others that readers asked for."""

from __future__ import annotations

import logging
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cachetools import LRUCache

from jsna.catalogue import commit, indicator_folder
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.catalogue.releases import sound, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.store import Store
from jsna.catalogue.unreadable import without_unreadable
from jsna.errors import CatalogueError, JsnaError
from jsna.files.checked import STATEMENT

#: Releases in memory besides today's.
OTHERS = 2
#: Where the data folder cannot be frozen now, so many seconds pass before it is tried again.
AGAIN_SECONDS = 1.0
_LOG = logging.getLogger(__name__)


class Open(NamedTuple):
    """A release in memory.

    Attributes:
        frozen: which it is.
        catalogue: what it holds, whoever may see it.
    """

    frozen: Frozen
    catalogue: Catalogue


class _Others(LRUCache[str, Open]):
    """Releases that are open besides today's; the one that was asked for longest ago makes room."""

    def popitem(self) -> tuple[str, Open]:
        name, opened = super().popitem()
        opened.catalogue.let_go()
        return name, opened


class Releases:
    """The releases of a data folder, as one process has them open; several threads may ask at once.

    Args:
        data: the folder that people and commands work in.
        store: where its releases are kept.
        now: the clock.
    """

    def __init__(self, data: Path, store: Store, now: Callable[[], datetime]) -> None:
        self.data, self.store, self._now = data, store, now
        self._lock = threading.RLock()
        self._today: Open | None = None
        self._others = _Others(OTHERS)
        self._seen: tuple[object, ...] | None = None
        self._withdrawn = withdrawn.stamp(store.folder)
        self._again_at = 0.0

    def today(self) -> Open:
        """Return today's release: the data folder as it is now, frozen if that has not been done.

        While an import puts its files in place, where the disk is full, and while place, areas, characteristics, events
        or names cannot be read, the last release stays today's. So it does for everybody else while one reader's visit
        opens the next: nobody waits who has something to look at.

        Raises:
            CatalogueError: nothing can be opened.
        """
        seen, known = self._look(), self._today
        if known is not None and (seen == self._seen or time.monotonic() < self._again_at):
            return known
        if not self._lock.acquire(blocking=known is None):
            assert known is not None  # noqa: S101 - otherwise the lock was waited for
            return known
        try:
            if self._today is None or seen != self._seen:
                self._today, whole = self._follow()
                self._seen = seen if whole else None
                self._again_at = 0.0 if whole else time.monotonic() + AGAIN_SECONDS
            return self._today
        finally:
            self._lock.release()

    def is_behind(self) -> bool:
        """Return whether the data folder has changed and cannot be frozen now, so that the last release is shown."""
        self.today()
        return self._seen is None

    def named(self, release: str) -> Open | None:
        """Return the release that a link pins; None if it was never made here.

        Raises:
            CatalogueError: it was made, and is damaged.
        """
        today = self.today()
        if release == today.frozen.id:
            return today
        with self._lock:
            known = next((each for each in self._others.values() if each.frozen.id == release), None)
            if known is not None:
                return self._others[known.frozen.name]
            found = self.store.named(release)
            if found is None:
                return None
            opened = self._opened(found, today)
            self._others[found.name] = opened
            return opened

    def in_memory(self) -> list[Open]:
        """Return every release that is open, today's first."""
        with self._lock:
            return [*([self._today] if self._today else []), *self._others.values()]

    def forget(self, name: str) -> None:
        """Close a release in which something was found damaged: it is looked at anew when it is asked for next."""
        with self._lock:
            self._others.pop(name, None)
            if self._today is not None and self._today.frozen.name == name:
                self._today = self._seen = None
                self._again_at = 0.0

    def _look(self) -> tuple[object, ...]:
        """What changes when the data folder does, or when something is withdrawn."""
        stamp = withdrawn.stamp(self.store.folder)
        if stamp != self._withdrawn:
            with self._lock:
                self._withdrawn, self._today = stamp, None
                self._others.clear()
        try:
            return (*sorted(_written(self.data)), stamp)
        except OSError:  # the folder has gone, or a part of it while it was looked at
            return "unreadable", stamp

    def _follow(self) -> tuple[Open, bool]:
        """Return the release to show now, and whether it is the data folder as it is."""
        before = self._today or self._last()
        found = self._frozen(before)
        if before is not None and (found is None or found.name == before.frozen.name):
            return before, found is not None
        assert found is not None  # noqa: S101 - without a release before, freezing is done or raises
        try:
            opened = self._opened(found, before)
        except CatalogueError as problem:
            if before is None:
                raise
            _LOG.warning("The data folder cannot be opened, release %s stays: %s", before.frozen.id, problem)
            return _with_problem(before, problem), True
        self.store.point_to(found, self.data)
        if before is not None:
            before.catalogue.let_go()
        return opened, True

    def _frozen(self, before: Open | None) -> Frozen | None:
        """Freeze the data folder; return None where that cannot be done now and a release stands in for it.

        Raises:
            CatalogueError, Busy, NotSaved: it cannot be done, and there is no release before.
        """
        if not self.data.is_dir():
            if before is None:
                raise CatalogueError("The data folder is missing: put it back, or set JSNA_DATA to where it is.")
            return None
        try:
            return self.store.freeze(self.data, self._now, patience=0 if before else None)
        except commit.Busy:
            if before is None:
                raise
        except commit.NotSaved as problem:
            _LOG.warning("The data could not be frozen: %s", problem)
            if before is None:
                self.store = self._elsewhere
                return self.store.freeze(self.data, self._now)
        return None

    def _last(self) -> Open | None:
        """The release that was today's when another process or an earlier start looked."""
        try:
            return self._opened(found, None) if (found := self.store.today_of(self.data)) else None
        except JsnaError:
            return None

    def _opened(self, found: Frozen, other: Open | None) -> Open:
        damaged = dict(sound.mended(self.store.folder, found, self.data))
        if STATEMENT in damaged:
            message = f"What release {found.id} holds is missing or damaged."
            raise CatalogueError(message)
        catalogue = open_catalogue(found.folder)
        made = replace(
            catalogue,
            rule=found.release.rule,
            gone={
                each.slug: each.of(found.files)
                for each in withdrawn.read(self.store.folder)
                if each.slug not in catalogue.indicators
            },
            stated=found.files,
        )
        if other is not None:
            made.take_over(other.catalogue)
        return Open(found, without_unreadable(made, damaged))

    @cached_property
    def _elsewhere(self) -> Store:
        """Where releases are kept while the state folder cannot be written to: until the process ends."""
        self._aside = tempfile.TemporaryDirectory(prefix="jsna-")
        return Store.of(Path(self._aside.name))


def _with_problem(shown: Open, problem: CatalogueError) -> Open:
    """A release that stays today's although the data folder has changed, with what is wrong there."""
    found = indicator_folder.findings_of(problem, "data")
    return shown._replace(catalogue=shown.catalogue.with_problems(found))


def _written(folder: Path | str) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the name of each data file below a folder, and what changes when it does; hidden ones are not data.

    The time of writing can be set, as a restored backup does; the time at which the entry changed cannot.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _written(entry.path)
            else:
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino
