"""Backs the register up while it runs, and restores it: whole or not at all, whatever happens in the middle.

A backup is one file, the same for SQLite and PostgreSQL (:mod:`jsna.register.archive`). Restoring is one transaction of
the database, so that whoever reads meanwhile sees the register before or after it. What was erased since the backup is
erased again. A damaged file of SQLite cannot be written to: it is replaced by a new one in one step.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from jsna.model.register.person import Person, Right
from jsna.register import archive, check, history, items, keepsake, migrating
from jsna.register.archive import Archive, Manifest, NotAnArchive
from jsna.register.database import Damaged, Database, NotRecorded, connect
from jsna.register.erasing import Eraser, clear
from jsna.register.folder import is_in_use
from jsna.register.history import Event, Seal
from jsna.register.kinds import BY_NAME
from jsna.register.register import Register
from jsna.register.tables import HISTORY

_AT_ONCE = 500


def back_up(register: Register, person: Person, target: Path) -> Manifest:
    """Write a backup of the whole register as it is at one moment; others read and write meanwhile.

    Args:
        register: the register.
        person: who backs it up: an administrator.
        target: a new file outside the state folder, which holds nothing that erasing cannot reach.

    Raises:
        NotAllowed: the person may not.
        NotAnArchive: the file cannot be written.
    """
    register.require(person, Right.MANAGE)
    if target.resolve().is_relative_to(register.database.state.resolve()):
        message = f"Keep backups outside {register.database.state}: what is erased must be gone from that folder."
        raise NotAnArchive(message)
    now = register.now()
    ends_on = now.date() + timedelta(days=register.backup_days)
    # First, so that a backup is never there without a row that says until when.
    with register.database.writing() as connection:
        note = json.dumps({"ends_on": ends_on.isoformat()})
        history.append(connection, Event(person.name, history.BACKED_UP, note=note), now)
    with register.database.reading() as connection:
        manifest = archive.write(target, connection, migrating.stands_at(connection), now, ends_on)
    archive.opened(target).verify()
    return manifest


@dataclass(frozen=True)
class Replaced:
    """What a restore would take the place of.

    Attributes:
        is_readable: whether the register as it is can be read.
        rows: of its history.
        since: rows that the backup does not have.
    """

    is_readable: bool
    rows: int = 0
    since: int = 0


def replaced(database: Database, source: Archive) -> Replaced:
    """Return what restoring a backup would take the place of.

    Raises:
        NotRecorded: the database cannot be reached.
    """
    try:
        with database.reading() as connection:
            if not migrating.stands_at(connection):
                return Replaced(is_readable=True)
            seal, backup = history.seal(connection), source.manifest.seal
            at = connection.scalar(sa.select(HISTORY.c.hash).where(HISTORY.c.seq == backup.rows))
    except Damaged:
        return Replaced(is_readable=False)
    return Replaced(True, seal.rows, seal.rows - backup.rows if at == backup.last else seal.rows)


def restore(database: Database, source: Archive, who: str, now: datetime) -> int:
    """Replace the register by a backup; return how many items were erased again.

    Args:
        database: where the register is, or where it is to be.
        source: the backup.
        who: for the history.
        now: the clock.

    Raises:
        NotAnArchive: the backup is damaged, or a newer program wrote it; nothing was changed.
        NotRecorded: the database cannot be written to; nothing was changed.
    """
    if source.manifest.step not in migrating.steps():
        message = f"{source.file} was written by a newer version of this program. Install that version to restore it."
        raise NotAnArchive(message)
    source.verify()
    with suppress(Damaged):  # then what was kept before is used
        keepsake.renew(database)
    known = keepsake.known(database).erased
    keepsake.forget_seal(database)
    try:
        erased = _load(database, source, who, known, now)
    except Damaged:
        erased = _replace(database, source, who, known, now)
    clear(database)
    return erased


def keep_damaged(database: Database, target: Path) -> None:
    """Copy the files of a damaged register elsewhere, as they are."""
    assert database.file is not None  # noqa: S101 - only a file can be damaged
    target.mkdir(mode=0o700, parents=True)
    for each in _files(database.file):
        shutil.copy2(each, target)


def _load(database: Database, source: Archive, who: str, known: dict[str, tuple[str, ...]], now: datetime) -> int:
    with database.migrating() as connection:
        before = history.seal(connection) if migrating.stands_at(connection) else Seal(0, history.START)
        if migrating.stands_at(connection):
            migrating.move_on(connection, "base")
        migrating.move_on(connection, source.manifest.step)
        for stored in source.manifest.tables:
            for rows in _batches(source.rows(stored)):
                connection.execute(stored.table.insert(), rows)
        migrating.move_on(connection, "head")
        if found := list(check.item_faults(connection)):
            message = " ".join(["The backup cannot be used; nothing was changed.", *found[:5]])
            raise NotAnArchive(message)
        check.fill_index(connection)
        note = {"made_at": source.manifest.made_at.isoformat(), "replaced": {"rows": before.rows, "last": before.last}}
        history.append(connection, Event(who, history.RESTORED, note=json.dumps(note)), now)
        return sum(1 for _ in _erase_again(connection, who, known, now))


def _erase_again(
    connection: sa.Connection, who: str, known: dict[str, tuple[str, ...]], now: datetime
) -> Iterator[str]:
    """Erase what was erased since the backup; yield each item."""
    done: dict[str, int] = {}
    for each in history.erasures(connection):
        done[each.item_id] = done.get(each.item_id, 0) + 1
    for item_id, rules in known.items():
        kinds = (
            sa.select(HISTORY.c.kind).where(HISTORY.c.item_id == item_id, HISTORY.c.kind.in_(list(BY_NAME))).limit(1)
        )
        name = connection.scalar(kinds)
        for rule in rules[done.get(item_id, 0) :]:
            for item in items.read(connection, BY_NAME[name], [item_id]) if name else []:
                Eraser(connection, now).erase(item, who, rule)
                yield item_id


def _replace(database: Database, source: Archive, who: str, known: dict[str, tuple[str, ...]], now: datetime) -> int:
    """Put a new file in the place of a damaged one."""
    target = database.file
    assert target is not None  # noqa: S101 - only a file can be damaged
    database.close()
    if is_in_use(target):
        message = "The register's file is damaged, and a server has it open. Stop the server, then restore."
        raise NotRecorded(message)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with closing(connect(f"sqlite:///{part}", database.state)) as new:
            erased = _load(new, source, who, known, now)
            new.outside("PRAGMA journal_mode = DELETE")
        with part.open("rb") as file:
            os.fsync(file.fileno())
        for each in _files(target):
            if each != target:
                each.unlink()
        part.replace(target)
    finally:
        for each in _files(part):
            each.unlink()
    return erased


def _files(file: Path) -> list[Path]:
    """The files of a database of SQLite that are there."""
    return [each for end in ("", "-wal", "-shm") if (each := file.with_name(file.name + end)).exists()]


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
