"""The store of releases: freezes the data folder, says which release is today's, and finds older ones.

A release is a folder under ``releases/`` in the state folder. Its files are links to contents that are each kept
once. It is made aside and appears whole, by a rename; then the pointer ``today`` is moved, by a rename. An interruption
leaves the releases as they were.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from jsna.catalogue import commit
from jsna.catalogue.release import Release, files_of, held_to, is_beside, stated
from jsna.catalogue.releases import contents, frozen, twice, withdrawn
from jsna.catalogue.releases.frozen import Frozen
from jsna.files.checked import STATEMENT

FOLDER, TODAY, LOCK = "releases", "today", ".lock"
MAKING, REMOVING = ".making-", ".removing-"


@dataclass
class Store:
    """The releases of one data folder.

    Attributes:
        folder: where they are kept.
    """

    folder: Path
    _hashes: dict[tuple[object, ...], str] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, state: Path) -> Store:
        """Return the store in a state folder."""
        return cls(state / FOLDER)

    def today(self) -> Frozen | None:
        """Return today's release; None before the first.

        Raises:
            CatalogueError: it is damaged or missing.
        """
        name, _ = self._pointer()
        return frozen.read(self.folder / name) if name else None

    def today_of(self, data: Path) -> Frozen | None:
        """Return today's release if it was made of this data folder; None if not, or if it is damaged."""
        name, made_of = self._pointer()
        return frozen.sound(self.folder / name) if name and made_of == str(data.resolve()) else None

    def _pointer(self) -> tuple[str, str]:
        """The name of today's release and the data folder that it was made of; empty before the first."""
        try:
            name, made_of, *_ = [*(self.folder / TODAY).read_text(encoding="utf-8").splitlines(), "", ""]
        except (FileNotFoundError, UnicodeDecodeError):
            return "", ""
        return name, made_of

    def named(self, release: str) -> Frozen | None:
        """Return the release that a link pins, with the files beside it as they were last; None if it was never made.

        Raises:
            CatalogueError: it was made, and is damaged.
        """
        found = [path for path in frozen.folders(self.folder) if path.name.partition("-")[0] == release]
        read = [each for path in found if (each := frozen.sound(path)) is not None]
        if found and not read:
            return frozen.read(found[0])
        return max(read, key=lambda each: each.at, default=None)

    def all(self) -> list[Frozen]:
        """Return every release whose statement can be read, newest first."""
        found = [each for path in frozen.folders(self.folder) if (each := frozen.sound(path)) is not None]
        return sorted(found, key=lambda each: each.at, reverse=True)

    def unsound(self) -> list[str]:
        """Return the names of the releases whose statement cannot be read."""
        return [path.name for path in frozen.folders(self.folder) if frozen.sound(path) is None]

    def freeze(self, data: Path, now: Callable[[], datetime], patience: float | None = None) -> Frozen:
        """Freeze a data folder as it is and return the release; nothing is written if that was done before.

        It becomes today's by :meth:`point_to`, once it is known that it can be opened.

        Official files count as they were stated: one that was damaged since is taken from what is kept, or is missing.

        Args:
            data: the data folder.
            now: the clock.
            patience: seconds to wait for an import that is putting its files in place; ten by default.

        Raises:
            Busy: another run is putting files into the data folder, or is freezing it.
            NotSaved: the disk is full or refuses; the releases are as they were.
        """
        try:
            with commit.standing_still(data, patience), self.locked():
                made = self._described(data, now())
                if (known := frozen.sound(self.folder / made.name)) is None:
                    self._make(replace(made, at=self.moment(made.at)))
                elif known.name != self.all()[0].name:  # one of earlier that comes back is the newest again
                    again = replace(known, at=self.moment(made.at))
                    twice.write(known.folder / STATEMENT, again.as_json())
                else:
                    frozen.state(known)
                for left in withdrawn.left_in(self.folder, data):
                    left.unlink()
                return frozen.read(self.folder / made.name)
        except OSError as error:
            raise commit.NotSaved(commit.refusal(self.folder, error)) from error

    def point_to(self, release: Frozen, data: Path) -> None:
        """Make a release of a data folder today's.

        Raises:
            NotSaved: the disk is full or refuses; the pointer is as it was.
        """
        try:
            wanted = release.folder.name, str(data.resolve())
            if self._pointer() != wanted:
                contents.write(self.folder / TODAY, "\n".join(wanted).encode())
        except OSError as error:
            raise commit.NotSaved(commit.refusal(self.folder, error)) from error

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the store for one writer, and clear what an interruption left.

        Raises:
            Busy: another writer held it for ten seconds.
            NotSaved: the folder cannot be written to.
        """
        with contextlib.ExitStack() as stack:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                if not os.access(self.folder, os.W_OK):  # a lock would be tried again and again
                    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
                stack.enter_context(FileLock(self.folder / LOCK, timeout=commit.PATIENCE).acquire())
                for name in (MAKING, REMOVING):
                    for left in self.folder.glob(f"{name}*"):
                        shutil.rmtree(left, ignore_errors=True)
                withdrawn.finish(self.folder)
            except Timeout as error:
                raise commit.Busy("Another run is writing to the releases: try again when it has finished.") from error
            except OSError as error:
                raise commit.NotSaved(commit.refusal(self.folder, error)) from error
            yield

    def moment(self, now: datetime) -> datetime:
        """Return the time for what is written now: after everything that is on record, also if the clock went back.

        What was frozen or withdrawn first stays first, and nothing looks older than it is.
        """
        known = [*(each.at for each in self.all()), *(each.at for each in withdrawn.read(self.folder))]
        return max([now, *(each + timedelta(microseconds=1) for each in known)])

    def _described(self, data: Path, at: datetime) -> Frozen:
        """What freezing a folder makes; the content of its files is kept by then."""
        before = stated(data)
        taken_out = withdrawn.contents_of(self.folder)
        here = {name: self._kept(path) for name, path in files_of(data).items()}
        here = {name: found for name, found in here.items() if found not in taken_out}
        own = held_to(before or self._release_of(data), here)
        beside = {name: found for name, found in own.items() if is_beside(name)}
        beside |= {name: found for name, found in here.items() if is_beside(name)}
        release = Release.of(own)
        by_hand = {*release.files.items()} ^ {*before.files.items()} if before else set()
        return Frozen(self.folder / "new", release, beside, at, tuple(sorted({name for name, _ in by_hand})))

    def _release_of(self, data: Path) -> Release | None:
        return found.release if (found := self.today_of(data)) else None

    def _kept(self, path: Path) -> str:
        """Keep a file's content and return its hash; one that was kept before is not read again."""
        found = path.stat()
        stamp = (path, found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)
        if stamp not in self._hashes:
            self._hashes[stamp] = contents.keep(self.folder, path)
        return self._hashes[stamp]

    def _make(self, made: Frozen) -> None:
        part = self.folder / f"{MAKING}{os.getpid()}"
        for name, content in made.files.items():
            contents.link(self.folder, content, part / name)
        place = self.folder / made.name
        contents.write(twice.copy_of(place / STATEMENT), made.as_json())
        contents.write(part / STATEMENT, made.as_json())
        if place.is_dir():  # its statement is damaged
            place.replace(self.folder / f"{REMOVING}{made.name}")
        part.replace(place)
        commit.flush_folder(self.folder)
