"""Which items are asked for, and the statement that chooses them among those that a person may see."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from jsna.errors import NotAllowed
from jsna.model.register.item import Item, hidden_fields
from jsna.model.register.person import Person, Right
from jsna.register import search
from jsna.register.access import without_words
from jsna.register.owed import owed
from jsna.register.tables import KEPT


@dataclass(frozen=True)
class Wanted:
    """Which items are asked for.

    Attributes:
        areas: codes of areas, one of which an item (or the need of an idea) must name; None for everywhere.
        equals: values by the name of a field; a tuple of values, one of which it must have.
        ids: identifiers, one of which an item must have; None for any.
        words: that an item must have, as a reader typed them; the last may be the beginning of one. Empty for any.
        filled: names of lists that must not be empty, such as ``overrides``.
        group: characteristic and code of a group that an item must name.
        refers_to: an identifier by the name of a list of identifiers, such as ``conversations``.
        owed: whether only responses are asked for that have not ended, or conversations to which none has ended.
        order: field to order by, the largest first.
        rising: whether the smallest comes first instead.
        most: how many; None for all.
        skip: how many are left out first.
    """

    areas: Collection[str] | None = None
    equals: tuple[tuple[str, Any], ...] = ()
    ids: Collection[str] | None = None
    words: str = ""
    filled: tuple[str, ...] = ()
    group: tuple[str, str] | None = None
    refers_to: tuple[tuple[str, str], ...] = ()
    owed: bool = False
    order: str = "changed_at"
    rising: bool = False
    most: int | None = 100
    skip: int = 0


def chosen(connection: sa.Connection, person: Person, kind: type[Item], wanted: Wanted) -> sa.Select[str]:
    """Return the statement for the identifiers of the items asked for that the person may see.

    Raises:
        NotAllowed: they are asked for by a field that the person does not read, which would tell what stands in it.
    """
    table = KEPT[kind.KIND].table
    asked_by = {wanted.order, *(name for name, _ in (*wanted.equals, *wanted.refers_to))}
    if wanted.group is not None:
        asked_by.add("groups")
    if asked_by & hidden_fields(kind, without_words(person)):
        raise NotAllowed("Items cannot be looked up by what you may not read.")
    order = table.c[wanted.order]
    found = sa.select(table.c.id).order_by(order.asc() if wanted.rising else order.desc(), table.c.id)
    if not person.may(kind.READ_BY):
        found = found.where(table.c.published)
    found = found.where(*_of_itself(table, wanted), *_of_lists(kind, wanted))
    if wanted.words:
        words = search.having(connection, wanted.words, kind, working=person.may(Right.READ_ALL))
        found = found.where(table.c.id.in_(words))
    if wanted.owed:
        found = found.where(owed(kind))
    return found.limit(wanted.most).offset(wanted.skip)


def _of_itself(table: sa.Table, wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    for name, value in wanted.equals:
        yield table.c[name].in_(value) if isinstance(value, tuple) else table.c[name] == value
    if wanted.ids is not None:
        yield table.c.id.in_(wanted.ids)


def _of_lists(kind: type[Item], wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    kept = KEPT[kind.KIND]
    table = kept.table
    for name in wanted.filled:
        yield table.c.id.in_(sa.select(kept.lists[name].c.item_id))
    if wanted.areas is not None:
        placed = kept if "places" in kept.lists else KEPT["need"]
        places = placed.lists["places"]
        which = table.c.id if placed is kept else table.c.need
        yield which.in_(sa.select(places.c.item_id).where(places.c.code.in_(wanted.areas)))
    if wanted.group is not None:
        groups = kept.lists["groups"]
        named = sa.and_(groups.c.characteristic == wanted.group[0], groups.c.group == wanted.group[1])
        yield table.c.id.in_(sa.select(groups.c.item_id).where(named))
    for name, item_id in wanted.refers_to:
        links = kept.lists[name]
        yield table.c.id.in_(sa.select(links.c.item_id).where(links.c.value == item_id))
