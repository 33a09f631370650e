"""How many people of which groups were reached, counted over conversations."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd
import sqlalchemy as sa

from jsna.model.register.conversation import Conversation
from jsna.register.tables import KEPT

_TALK = KEPT[Conversation.KIND]


@dataclass(frozen=True, eq=False)
class Reached:
    """Counts of people, straight from conversations: not protected, so only for people with a role.

    Attributes:
        talks: one row for each conversation. Index: identifier. Columns: ``held_on``, ``created_at``, ``sample``,
            ``area`` (the one area it was held in; missing where there were several), ``people`` and ``first_time``
            (missing where nobody counted).
        groups: one row for each group of each conversation: ``item_id``, ``characteristic``, ``group``, ``people``.
    """

    talks: pd.DataFrame
    groups: pd.DataFrame


def reached(connection: sa.Connection, areas: Collection[str] | None) -> Reached:
    """Return whom the conversations in some areas reached.

    Args:
        connection: to the register.
        areas: codes; a conversation counts that was held in one of them. None: every conversation.
    """
    table, places, groups = _TALK.table, _TALK.lists["places"], _TALK.lists["groups"]
    held = sa.select(
        places.c.item_id, sa.func.min(places.c.code).label("area"), sa.func.count().label("several")
    ).group_by(places.c.item_id)
    of_groups = sa.select(groups.c.item_id, groups.c.characteristic, groups.c.group, groups.c.people)
    if areas is not None:
        here = sa.select(places.c.item_id).where(places.c.code.in_(areas))
        held, of_groups = held.where(places.c.item_id.in_(here)), of_groups.where(groups.c.item_id.in_(here))
    where = held.subquery()
    columns = [table.c[name] for name in ("id", "held_on", "created_at", "sample", "people", "first_time")]
    talks = connection.execute(
        sa.select(*columns, where.c.area, where.c.several).join(where, where.c.item_id == table.c.id)
    )
    rows = connection.execute(of_groups)
    found = pd.DataFrame(list(map(tuple, talks)), columns=[*(column.name for column in columns), "area", "several"])
    found["area"] = found["area"].where(found["several"] == 1)
    counted = pd.DataFrame(list(map(tuple, rows)), columns=["item_id", "characteristic", "group", "people"])
    return Reached(found.drop(columns="several").set_index("id"), counted)


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


def in_year(found: Reached, year: int) -> Reached:
    """Return only what was held and recorded within a calendar year, so that nothing is added to it later."""
    held = found.talks["held_on"].map(lambda day: _year(day) == year)
    recorded = found.talks["created_at"].map(lambda moment: _year(moment) == year)
    talks = found.talks[(held & recorded).astype(bool)]
    return Reached(talks, found.groups[found.groups["item_id"].isin(talks.index)])


def _year(day: date | datetime) -> int:
    return day.year
