"""The door for moderators: they read what people told us, pass it on, answer it, and say what it is counted as."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa

from jsna.model.register.conversation import Conversation
from jsna.model.register.person import Person, Right
from jsna.model.register.report import About, Done, Handled, Report
from jsna.register import history, items
from jsna.register.day import day_in_england
from jsna.register.history import Event
from jsna.register.refusing import Refused
from jsna.register.register import NotHere, Register
from jsna.register.saving import written
from jsna.register.tables import KEPT

#: Days before the end of a report in which moderators are warned.
SOON = timedelta(days=30)
_TOLD = ("about", "theme", "wants_answer", "received_on", "themed_on")


def opened(register: Register, person: Person, report_id: str) -> Report:
    """Return a report with its words; that it was read is part of its history, and its author sees the day.

    Raises:
        NotAllowed: the person may not read private words.
        NotHere: there is no such report.
        Refused: its latest day has come: nobody reads it any more, erased already or not.
    """
    with register.writing(person, Right.READ_PRIVATE) as connection:
        report = _stored(connection, report_id)
        at = register.now()
        _require_time(report, day_in_england(at))
        history.append(connection, Event(person.name, history.READ, Report.KIND, report.id, report.version), at)
        if not report.unread:
            return report
        today = day_in_england(at)
        # What nobody had read at the end of its time is kept until its latest day, and read by then.
        ends_on = report.latest_on if today >= report.ends_on else report.ends_on
        read = Done(on=today, what=Handled.READ, by=person.name)
        changed = report.model_copy(update={"unread": False, "ends_on": ends_on, "done": (*report.done, read)})
        return written(connection, report, changed, person.name, at)


def pass_on(register: Register, person: Person, report: Report, to: str) -> Report:
    """Note to whom a report was passed on; its author reads it.

    Raises:
        Refused: nobody is named, or somebody else handled the report meanwhile.
    """
    return _with(register, person, report, Handled.PASSED_ON, to, "Say to whom it was passed on, and when they answer.")


def answer(register: Register, person: Person, report: Report, words: str) -> Report:
    """Answer the author of a report.

    Raises:
        Refused: nothing is said, or somebody else handled the report meanwhile.
    """
    return _with(register, person, report, Handled.ANSWERED, words, "Write the answer. Nothing was saved.")


def give_theme(register: Register, person: Person, report: Report, theme: str) -> Report:
    """Say under which theme a report is counted. After the end of a year the themes of that year stay.

    Raises:
        Refused: its theme has been counted already, or somebody else handled the report meanwhile.
    """
    with _changing(register, person, report) as (connection, stored):
        at = register.now()
        today = day_in_england(at)
        if stored.themed_on is not None and stored.themed_on.year < today.year:
            message = f"It was counted in {stored.themed_on.year}, and that year has been published."
            raise Refused(message)
        changed = stored.model_copy(update={"theme": theme, "themed_on": today})
        return written(connection, stored, Report.model_validate(dict(changed)), person.name, at)


def note_conversation(register: Register, person: Person, report: Report, conversation: str) -> Report:
    """Note the conversation in which a moderator recorded what somebody sees, in words that name nobody.

    Raises:
        Refused: the report is about harm, or somebody else handled it meanwhile.
    """
    if report.about is not About.FIGURE:
        raise Refused("A report of harm is counted, and never recorded as a conversation.")
    with _changing(register, person, report) as (connection, stored):
        if not items.read(connection, Conversation, [conversation]):
            raise NotHere("There is no such conversation here.")
        changed = stored.model_copy(update={"conversation": conversation})
        return written(connection, stored, changed, person.name, register.now())


def told(register: Register, person: Person) -> pd.DataFrame:
    """Return what is counted of all reports: a row each, without any words.

    Columns: ``about``, ``theme``, ``wants_answer``, ``received_on``, ``themed_on`` (missing where no theme was given
    yet) and ``answered_on`` (missing where it was not answered). The index names no report.

    Raises:
        NotAllowed: the person may not read what people told us.
    """
    with register.reading(person, Right.READ_PRIVATE) as connection:
        table, done = KEPT[Report.KIND].table, KEPT[Report.KIND].lists["done"]
        first = (
            sa.select(done.c.item_id, sa.func.min(done.c.on).label("answered_on"))
            .where(done.c.what == Handled.ANSWERED.value)
            .group_by(done.c.item_id)
            .subquery()
        )
        columns = [table.c[name] for name in _TOLD]
        found = sa.select(*columns, first.c.answered_on).join(first, first.c.item_id == table.c.id, isouter=True)
        rows = connection.execute(found.where(~table.c.sample)).mappings().all()
    days = ["received_on", "themed_on", "answered_on"]
    frame = pd.DataFrame([dict(row) for row in rows], columns=["about", "theme", "wants_answer", *days])
    frame["wants_answer"] = frame["wants_answer"].astype(bool)
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days})


def _with(register: Register, person: Person, report: Report, what: Handled, words: str, missing: str) -> Report:
    if not words.strip():
        raise Refused(missing)
    with _changing(register, person, report) as (connection, stored):
        at = register.now()
        done = Done(on=day_in_england(at), what=what, words=words, by=person.name)
        changed = Report.model_validate(dict(stored) | {"done": (*stored.done, done)})
        return written(connection, stored, changed, person.name, at)


@contextmanager
def _changing(register: Register, person: Person, report: Report) -> Iterator[tuple[sa.Connection, Report]]:
    """Yield a connection and the report as it is stored, if it is the one that was read and has not ended."""
    with register.writing(person, Right.READ_PRIVATE) as connection:
        stored = _stored(connection, report.id)
        if stored.is_over:
            raise Refused("Its words were erased meanwhile, so nothing more can be done about it.")
        _require_time(stored, day_in_england(register.now()))
        if stored.version != report.version:
            raise Refused(
                "Its author or another moderator has added to it meanwhile. Nothing was saved: read it again."
            )
        yield connection, stored


def _require_time(report: Report, today: date) -> None:
    if today >= report.latest_on:
        raise Refused("Its time has ended, so nobody reads it any more. Its words are erased within the hour.")


def _stored(connection: sa.Connection, report_id: str) -> Report:
    found = items.read(connection, Report, [report_id])
    if not found:
        raise NotHere("There is no such report here.")
    return found[0]
