"""What waits for moderators: reports in the order in which they are read and answered, without their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from jsna.model.register.item import as_read
from jsna.model.register.person import Person, Right
from jsna.model.register.report import Handled, Report
from jsna.register import items
from jsna.register.access import without_words
from jsna.register.day import day_in_england
from jsna.register.handling import SOON
from jsna.register.register import Register
from jsna.register.tables import KEPT

_TABLE, _DONE = KEPT[Report.KIND].table, KEPT[Report.KIND].lists["done"]
_HERE = sa.and_(_TABLE.c.erased == "", ~_TABLE.c.sample)
_ANSWERED = sa.select(_DONE.c.item_id).where(_DONE.c.what == Handled.ANSWERED.value)
#: Its author asked for an answer and has none.
_WAITS = sa.and_(_TABLE.c.wants_answer, _TABLE.c.id.not_in(_ANSWERED))


@dataclass(frozen=True)
class Waiting:
    """What waits for moderators.

    Attributes:
        number: reports whose words are here.
        unread: of these, those that hold words nobody has read.
        unanswered: of these, those whose author asked for an answer and has none.
        ending: those that end within ``handling.SOON``, unread or without their answer: the first to end first.
        shown: a part of all: unread ones first, then those without their answer, the oldest first.
    """

    number: int
    unread: int
    unanswered: int
    ending: Sequence[Report]
    shown: Sequence[Report]


def waiting(register: Register, person: Person, most: int, skip: int = 0) -> Waiting:
    """Return what waits for moderators, without any words.

    Args:
        register: the register.
        person: who reads.
        most: how many are shown, and how many that end soon at most.
        skip: how many are left out first.

    Raises:
        NotAllowed: the person may not read private words.
    """
    soon = day_in_england(register.now()) + SOON
    late = _reports(sa.and_(_TABLE.c.ends_on <= soon, sa.or_(_TABLE.c.unread, _WAITS)))
    order = (_TABLE.c.unread.desc(), sa.case((_WAITS, 0), else_=1), _TABLE.c.received_on, _TABLE.c.reference)
    counts = [sa.func.count(), *(sa.func.sum(sa.case((each, 1), else_=0)) for each in (_TABLE.c.unread, _WAITS))]
    with register.reading(person, Right.READ_PRIVATE) as connection:
        number, unread, unanswered = connection.execute(sa.select(*counts).select_from(_TABLE).where(_HERE)).one()

        def read(chosen: sa.Select[Any]) -> list[Report]:
            ids = list(connection.scalars(chosen.limit(most)))
            return [as_read(each, without_words(person)) for each in items.read(connection, Report, ids)]

        return Waiting(
            number,
            unread or 0,
            unanswered or 0,
            read(late.order_by(_TABLE.c.ends_on, _TABLE.c.reference)),
            read(_reports(sa.true()).order_by(*order).offset(skip)),
        )


def _reports(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(_TABLE.c.id).where(_HERE, which)
