"""Looks items up as one person reads them. Whether that person may come in was asked before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVar

import sqlalchemy as sa

from jsna.model.register.item import Item, as_read
from jsna.model.register.person import Person, Right
from jsna.register import history, items, search
from jsna.register.access import may_see, without_words
from jsna.register.refusing import NotHere
from jsna.register.wanted import Wanted, chosen

AnyItem = TypeVar("AnyItem", bound=Item)
#: Identifiers that are looked up in one statement.
_AT_ONCE = 500


def stored(connection: sa.Connection, kind: type[AnyItem], item_id: str) -> AnyItem:
    """Return an item as it is stored, whoever may see it.

    Raises:
        NotHere: there is none.
    """
    found = items.read(connection, kind, [item_id])
    if not found:
        raise NotHere.of(kind)
    return found[0]


def seen(connection: sa.Connection, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
    """Return an item as the person reads it.

    Raises:
        NotHere: there is none, or it is not for this person.
    """
    found = stored(connection, kind, item_id)
    if not may_see(person, found):
        raise NotHere.of(kind)
    return as_read(found, without_words(person))


def found(connection: sa.Connection, person: Person, kind: type[AnyItem], wanted: Wanted) -> list[AnyItem]:
    """Return the items wanted as the person reads them, in the order wanted."""
    ids = connection.scalars(chosen(connection, person, kind, wanted))
    return [as_read(item, without_words(person)) for item in items.read(connection, kind, ids)]


def count(connection: sa.Connection, person: Person, kind: type[Item], wanted: Wanted) -> int:
    """Return how many items the person would find, without a limit."""
    ids = chosen(connection, person, kind, wanted).order_by(None).limit(None).offset(None)
    return connection.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0


def searched(
    connection: sa.Connection,
    person: Person,
    asked: str,
    kinds: Sequence[type[Item]],
    most: int,
    areas: Collection[str] | None,
    *,
    any_word: bool,
) -> list[Item]:
    """Return items that have the words asked for; see :meth:`jsna.register.register.Register.search`."""
    named = {kind.KIND: kind for kind in kinds}
    limit, working = most if areas is None else None, person.may(Right.READ_ALL)
    ids = search.search(connection, asked, list(named), working=working, most=limit, any_word=any_word)
    if areas is not None:
        ids = _in_areas(connection, person, kinds, ids, areas, most)
    known = {item.id: item for kind in named.values() for item in items.read(connection, kind, ids)}
    ordered = [known[each] for each in ids if each in known]
    return [as_read(item, without_words(person)) for item in ordered if may_see(person, item)]


def earlier(connection: sa.Connection, person: Person, kind: type[AnyItem], item_id: str, number: int) -> AnyItem:
    """Return an item as it was in one version, as the person reads it.

    Raises:
        NotHere: there is no such version, it is not for this person, or its words were erased.
    """
    seen(connection, person, kind, item_id)
    contents = [each.content for each in history.changes(connection, item_id) if each.version == number]
    content = next((each for each in contents if each is not None), None)
    version = None if content is None else kind.model_validate_json(content)
    if version is None or not may_see(person, version):
        raise NotHere.of(kind)
    return as_read(version, without_words(person))


def _in_areas(
    connection: sa.Connection,
    person: Person,
    kinds: Sequence[type[Item]],
    ids: Sequence[str],
    areas: Collection[str],
    most: int,
) -> list[str]:
    """Return the first of the identifiers whose items name one of the areas, in their order."""
    here: list[str] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        wanted = Wanted(areas=areas, ids=some, most=None)
        known = {each for kind in kinds for each in connection.scalars(chosen(connection, person, kind, wanted))}
        here += [each for each in some if each in known]
        if len(here) >= most:
            break
    return here[:most]
