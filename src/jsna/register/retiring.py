"""Deletes what is past its date: each job lists what is due, so that it can be read before anything goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from jsna.model.register.person import Person, Right
from jsna.register import history, keepsake
from jsna.register.erasing import Eraser, clear, erasing
from jsna.register.history import Event
from jsna.register.register import Register
from jsna.register.tables import DRAFT

#: How much one run deletes at most: a wrong clock does not take everything.
MOST = 1_000


@dataclass(frozen=True)
class Due:
    """One thing that is past its date.

    Attributes:
        key: by which the job finds it; not for readers.
        what: in words, without anybody's own.
        ended: since when.
    """

    key: str
    what: str
    ended: datetime


@dataclass(frozen=True)
class Job:
    """What one kind of thing is deleted by.

    Attributes:
        action: as the history calls it.
        due: lists what is past its date, the oldest first.
        delete: deletes some of it, with everything that belongs to it.
    """

    action: str
    due: Callable[[sa.Connection, datetime], list[Due]]
    delete: Callable[[Eraser, list[Due]], None]


def due(register: Register, person: Person) -> list[Due]:
    """Return everything that is past its date, and delete nothing.

    Raises:
        NotAllowed: the person may not erase.
    """
    register.require(person, Right.ERASE)
    with register.database.reading() as connection:
        return [each for job in JOBS for each in job.due(connection, register.now())]


def retire(register: Register, person: Person, most: int = MOST) -> list[Due]:
    """Delete what is past its date, from the file's bytes as well, and return it.

    Args:
        register: the register.
        person: who does it.
        most: how much of each kind this run deletes at most, the oldest first.

    Raises:
        NotAllowed: the person may not erase.
    """
    if not due(register, person):
        if not keepsake.is_cleared(register.database):
            clear(register.database)
        return []
    gone: list[Due] = []
    with erasing(register.database, register.now()) as eraser:
        for job in JOBS:
            found = job.due(eraser.connection, register.now())[:most]
            if found:
                job.delete(eraser, found)
                note = json.dumps({"number": len(found), "ended_by": found[-1].ended.isoformat()})
                history.append(eraser.connection, Event(person.name, job.action, note=note), register.now())
                gone += found
    return gone


def _old_drafts(connection: sa.Connection, now: datetime) -> list[Due]:
    rows = connection.execute(sa.select(DRAFT).where(DRAFT.c.ends_at <= now).order_by(DRAFT.c.ends_at, DRAFT.c.key))
    return [Due(row.key, f"a draft of a {row.kind}", row.ends_at) for row in rows]


def _delete_drafts(eraser: Eraser, found: list[Due]) -> None:
    eraser.connection.execute(DRAFT.delete().where(DRAFT.c.key.in_([each.key for each in found])))


#: One line for each kind of thing that has a date on which it ends.
JOBS = (Job(history.RETIRED, _old_drafts, _delete_drafts),)
