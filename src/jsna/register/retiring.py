"""Deletes what is past its date: each job lists what is due, so that it can be read before anything goes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from jsna.model.register.person import Person, Right
from jsna.model.register.report import Done, Handled, Report
from jsna.register import flood, history, items, keepsake
from jsna.register.day import day_in_england
from jsna.register.erasing import Eraser, clear, erasing
from jsna.register.history import Event
from jsna.register.register import Register
from jsna.register.saving import written
from jsna.register.tables import DRAFT, KEPT

#: How much one run deletes at most: a wrong clock does not take everything.
MOST = 1_000
#: By which rule the words of a report are erased.
ENDED = "the end of its time"


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
    """What one kind of thing ends by.

    Attributes:
        action: as the history calls it.
        due: lists what is past its date, the oldest first.
        end: deletes or erases some of it, with everything that belongs to it.
    """

    action: str
    due: Callable[[sa.Connection, datetime], list[Due]]
    end: Callable[[Eraser, list[Due], Person], None]


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
    with register.writing(person, Right.ERASE) as connection:
        today = day_in_england(register.now())
        flood.forget(connection, today)
        _keep_what_is_unread(connection, today, person, register.now())
    if not due(register, person):
        if not keepsake.is_cleared(register.database):
            clear(register.database)
        return []
    gone: list[Due] = []
    with erasing(register.database, register.now()) as eraser:
        for job in JOBS:
            found = job.due(eraser.connection, register.now())[:most]
            if found:
                job.end(eraser, found, person)
                note = json.dumps({"number": len(found), "ended_by": found[-1].ended.isoformat()})
                history.append(eraser.connection, Event(person.name, job.action, note=note), register.now())
                gone += found
    return gone


def _old_drafts(connection: sa.Connection, now: datetime) -> list[Due]:
    rows = connection.execute(sa.select(DRAFT).where(DRAFT.c.ends_at <= now).order_by(DRAFT.c.ends_at, DRAFT.c.key))
    return [Due(row.key, f"a draft of a {row.kind}", row.ends_at) for row in rows]


def _delete_drafts(eraser: Eraser, found: list[Due], person: Person) -> None:  # noqa: ARG001 - no one is named
    eraser.connection.execute(DRAFT.delete().where(DRAFT.c.key.in_([each.key for each in found])))


def _ended_reports(connection: sa.Connection, now: datetime) -> list[Due]:
    table, today = KEPT[Report.KIND].table, day_in_england(now)
    past = sa.or_(table.c.latest_on <= today, sa.and_(table.c.ends_on <= today, ~table.c.unread))
    ended = sa.select(table).where(table.c.erased == "", past).order_by(table.c.ends_on, table.c.id)
    rows = connection.execute(ended)
    return [Due(row.id, f"the words of report {row.reference}", _midnight(row.ends_on)) for row in rows]


def _end_reports(eraser: Eraser, found: list[Due], person: Person) -> None:
    for report in items.read(eraser.connection, Report, [each.key for each in found]):
        done = (*report.done, Done(on=day_in_england(eraser.now), what=Handled.ENDED))
        eraser.erase(report.model_copy(update={"done": done, "unread": False}), person.name, ENDED)


def _keep_what_is_unread(connection: sa.Connection, today: date, person: Person, now: datetime) -> None:
    """Give reports that nobody has read their one longer time: their latest day, which was known from the first."""
    table = KEPT[Report.KIND].table
    waiting = sa.and_(table.c.erased == "", table.c.unread, table.c.ends_on <= today, table.c.latest_on > today)
    ids = list(connection.scalars(sa.select(table.c.id).where(waiting, table.c.ends_on < table.c.latest_on)))
    for report in items.read(connection, Report, ids):
        longer = report.model_copy(update={"ends_on": report.latest_on})
        written(connection, report, longer, person.name, now, "nobody has read it yet")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


#: One line for each kind of thing that has a date on which it ends.
JOBS = (
    Job(history.RETIRED, _old_drafts, _delete_drafts),
    Job(history.REPORTS_ENDED, _ended_reports, _end_reports),
)
