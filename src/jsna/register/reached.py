"""How many people of which groups were reached, counted by the database over conversations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pandas as pd
import sqlalchemy as sa

from jsna.model.characteristic import Characteristic
from jsna.model.register.conversation import Conversation
from jsna.register.tables import KEPT

_TALK = KEPT[Conversation.KIND]


@dataclass(frozen=True, eq=False)
class Reached:
    """Counts of people, straight from conversations: not protected, so only for people with a role.

    ``area`` is the one area in which a conversation was held; all that were held in several areas are one row, in
    which it is missing.

    Attributes:
        talks: one row for each area: ``area``, ``asks`` (conversations), ``people`` (missing where nobody counted),
            ``first_time`` and ``counted`` (people who were there for the first time, and all people, of the
            conversations that counted both), ``samples`` (conversations that were made up).
        groups: one row for each group of each area: ``area``, ``group``, ``asks``, ``people``.
    """

    talks: pd.DataFrame
    groups: pd.DataFrame


def reached(
    connection: sa.Connection, areas: Collection[str] | None, characteristic: Characteristic, year: int | None
) -> Reached:
    """Return whom the conversations in some areas reached.

    Args:
        connection: to the register.
        areas: codes; a conversation counts that was held in one of them. None: every conversation.
        characteristic: of the groups.
        year: only what was held and recorded within a calendar year, so that nothing is added to it later; None for
            everything.
    """
    table, groups, held = _TALK.table, _TALK.lists["groups"], _held(areas).subquery()
    first, people = table.c.first_time, table.c.people
    both = sa.and_(first.is_not(None), people.is_not(None))
    talks = (
        sa.select(
            held.c.area,
            sa.func.count().label("asks"),
            sa.func.sum(people).label("people"),
            sa.func.sum(sa.case((both, first), else_=0)).label("first_time"),
            sa.func.sum(sa.case((both, people), else_=0)).label("counted"),
            sa.func.sum(sa.case((table.c.sample, 1), else_=0)).label("samples"),
        )
        .join(held, held.c.item_id == table.c.id)
        .where(*_within(year))
        .group_by(held.c.area)
    )
    of_groups = (
        sa.select(
            held.c.area,
            groups.c.group,
            sa.func.count(groups.c.item_id.distinct()).label("asks"),
            sa.func.sum(groups.c.people).label("people"),
        )
        .join(held, held.c.item_id == groups.c.item_id)
        .join(table, table.c.id == groups.c.item_id)
        .where(groups.c.characteristic == str(characteristic), *_within(year))
        .group_by(held.c.area, groups.c.group)
    )
    return Reached(_frame(connection, talks), _frame(connection, of_groups))


def first_year(connection: sa.Connection, areas: Collection[str] | None) -> int | None:
    """Return the first year that can hold a conversation that was held and recorded in it; None without any.

    Args:
        connection: to the register.
        areas: as :func:`reached` takes them.
    """
    table, places = _TALK.table, _TALK.lists["places"]
    wanted = sa.select(sa.func.min(table.c.held_on), sa.func.min(table.c.created_at))
    if areas is not None:
        wanted = wanted.where(table.c.id.in_(sa.select(places.c.item_id).where(places.c.code.in_(areas))))
    held, recorded = connection.execute(wanted).one()
    return None if held is None else max(_year(held), _year(recorded))


def _held(areas: Collection[str] | None) -> sa.Select[str, str]:
    """Which conversations were held in some areas, each with the one area it was held in."""
    places = _TALK.lists["places"]
    one = sa.case((sa.func.count() == 1, sa.func.min(places.c.code))).label("area")
    held = sa.select(places.c.item_id, one).group_by(places.c.item_id)
    if areas is None:
        return held
    return held.where(places.c.item_id.in_(sa.select(places.c.item_id).where(places.c.code.in_(areas))))


def _within(year: int | None) -> tuple[sa.ColumnElement[bool], ...]:
    """What holds for a conversation that was held and recorded in a year; nothing is asked where none is given."""
    if year is None:
        return ()
    held_on, recorded = _TALK.table.c.held_on, _TALK.table.c.created_at
    start, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    return held_on.between(date(year, 1, 1), date(year, 12, 31)), recorded >= start, recorded < end


def _frame(connection: sa.Connection, wanted: sa.Select[tuple[str, int]]) -> pd.DataFrame:
    rows = connection.execute(wanted)
    found = pd.DataFrame(list(map(tuple, rows)), columns=list(rows.keys()))
    return found.astype({"people": float})


def _year(day: date | datetime) -> int:
    return day.year
