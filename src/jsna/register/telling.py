"""The door for residents: they tell us something without an account, follow it, add to it, and take it back.

Who the author is, nobody knows: whoever has the reference and the six words is the author.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jsna.errors import JsnaError
from jsna.model.register.item import as_read
from jsna.model.register.person import ANYBODY, Person, Right
from jsna.model.register.report import Added, Done, Handled, Keep, Report
from jsna.register import items, receipts
from jsna.register.access import enter
from jsna.register.day import day_in_england
from jsna.register.erasing import Beyond, beyond_reach, erasing
from jsna.register.flood import Limit, count
from jsna.register.receipts import Receipt
from jsna.register.refusing import Refused
from jsna.register.register import Register
from jsna.register.saving import written
from jsna.register.tables import ONCE

WITHDRAWN = "withdrawn by its author"
#: What residents may do in a day.
TELL, FOLLOW = Limit("tell", each=10, all=1_000), Limit("follow", each=40, all=10_000)
#: Of these, one must hold words.
_SAYING = ("what", "should_have", "which")


class NotTold(JsnaError):
    """There is no report with this reference and these words. Which of them is wrong, is not said."""

    def __init__(self) -> None:
        super().__init__("We have nothing with this reference and these words. Check both, and try again.")


@dataclass(frozen=True)
class Followed:
    """A report as its author reads it.

    Attributes:
        report: with the author's own words and the answers, without names of staff.
        beyond: where words that are erased today can still be, and until when.
    """

    report: Report
    beyond: Sequence[Beyond]


def tell(
    register: Register, person: Person, given: Report, keep: Keep, *, address: str = "", once: str = ""
) -> Receipt | None:
    """Store what somebody tells us; return by what they are known, or None where the form was stored before.

    Args:
        register: the register.
        person: whoever has not signed in; an officer where it came on paper.
        given: what they tell us. Reference and days are given here.
        keep: for how long its words are kept.
        address: of the visitor; empty where it is not known. It is not stored.
        once: a key of the form. Its receipt is shown once: the words are stored nowhere.

    Raises:
        TooOften: too much was told today.
        Refused: it says nothing.
        NotRecorded: the database could not be written to; nothing was stored.
    """
    if not any(getattr(given, name).strip() for name in _SAYING):
        raise Refused("Write what you want to tell us. Nothing was sent.")
    with register.writing(person, Right.TELL) as connection:
        if once and connection.scalar(ONCE.select().where(ONCE.c.key == once)) is not None:
            return None
        at = register.now()
        today = day_in_england(at)
        if not given.on_paper:
            count(connection, TELL, address, today)
        receipt = receipts.issue(connection)
        ends_on, latest_on = keep.ends(today)
        days = {"received_on": today, "ends_on": ends_on, "latest_on": latest_on}
        fresh = given.model_copy(update={**_UNTOUCHED, **days, "reference": receipt.reference})
        who = person.name if given.on_paper else ANYBODY.name
        report = written(connection, None, Report.model_validate(dict(fresh)), who, at)
        receipts.keep(connection, receipt, report.id)
        if once:
            connection.execute(ONCE.insert().values(key=once, item_id=f"{Report.KIND}:{report.id}", at=at))
        return receipt


#: What nobody gives who tells us something.
_UNTOUCHED = {
    "id": "",
    "version": 0,
    "published": False,
    "erased": "",
    "added": (),
    "done": (),
    "unread": True,
    "theme": "",
    "themed_on": None,
    "conversation": None,
}


def follow(register: Register, person: Person, reference: str, words: str, *, address: str = "") -> Followed:
    """Return a report to its author.

    Args:
        register: the register.
        person: whoever asks.
        reference: as they typed it.
        words: as they typed them.
        address: of the visitor; empty where it is not known. It is not stored.

    Raises:
        TooOften: it was asked too often today.
        NotTold: reference or words are wrong.
    """
    report = _authors(register, person, reference, words, address)
    with register.reading(person, Right.TELL) as connection:
        beyond = beyond_reach(register.database, connection, register.now(), register.backup_days)
    return Followed(_to_author(report, day_in_england(register.now())), beyond)


def add(
    register: Register, person: Person, reference: str, words: str, said: str, *, address: str = "", once: str = ""
) -> Followed:
    """Add words to a report; a moderator will read it again. Other arguments and errors as of :func:`follow`.

    Args:
        register: the register.
        person: whoever adds.
        reference: of the report.
        words: of its author.
        said: what is added.
        address: of the visitor.
        once: a key of the form.

    Raises:
        Refused: nothing is said, or its words were erased.
    """
    if not said.strip():
        raise Refused("Write what you want to add. Nothing was sent.")
    known = _authors(register, person, reference, words, address)
    with register.writing(person, Right.TELL) as connection:
        (report,) = items.read(connection, Report, [known.id])
        if report.is_over:
            raise Refused("This has ended, and its words were erased. Tell us again.")
        if not once or connection.scalar(ONCE.select().where(ONCE.c.key == once)) is None:
            at = register.now()
            added = (*report.added, Added(on=day_in_england(at), words=said))
            changed = Report.model_validate(dict(report) | {"added": added, "unread": True})
            report = written(connection, report, changed, ANYBODY.name, at)
            if once:
                connection.execute(ONCE.insert().values(key=once, item_id=f"{Report.KIND}:{report.id}", at=at))
        beyond = beyond_reach(register.database, connection, register.now(), register.backup_days)
    return Followed(_to_author(report, day_in_england(register.now())), beyond)


def withdraw(register: Register, person: Person, reference: str, words: str, *, address: str = "") -> Followed:
    """Erase a report's words because its author takes them back; return what is left of it.

    The reference, the days, what was done and the theme stay. Arguments and errors as of :func:`follow`.
    """
    known = _authors(register, person, reference, words, address)
    with erasing(register.database, register.now()) as eraser:
        enter(eraser.connection, person, Right.TELL, register.now())
        (report,) = items.read(eraser.connection, Report, [known.id])
        if not report.is_over:
            today = day_in_england(register.now())
            done = (*report.done, Done(on=today, what=Handled.WITHDRAWN))
            report = eraser.erase(report.model_copy(update={"done": done, "unread": False}), ANYBODY.name, WITHDRAWN)
        beyond = beyond_reach(register.database, eraser.connection, register.now(), register.backup_days)
    return Followed(_to_author(report, day_in_england(register.now())), beyond)


def _authors(register: Register, person: Person, reference: str, words: str, address: str) -> Report:
    """The report of whoever has its reference and words. Each try is counted before it is known to be right."""
    known = receipts.as_issued(reference)
    with register.writing(person, Right.TELL) as connection:
        count(connection, FOLLOW, address or known, day_in_england(register.now()))
    with register.reading(person, Right.TELL) as connection:
        item_id = receipts.item_of(connection, known, words)
        if item_id is None:
            raise NotTold
        (report,) = items.read(connection, Report, [item_id])
        return report


def _to_author(report: Report, today: date) -> Report:
    """The report without names of staff; and without its words from the day on which they end."""
    past = today >= report.latest_on
    return as_read(report, lambda right: right is Right.READ_PRIVATE and not past)
