"""Saves what a person changed: what they do not read stays, the rules are asked, and nobody else's version is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from jsna.model.register.item import Item, as_changed, as_read
from jsna.model.register.person import Person, Right
from jsna.register import items, looking
from jsna.register.access import without_words
from jsna.register.kinds import BY_NAME
from jsna.register.refusing import Around, Conflict, Refused
from jsna.register.rules import checked
from jsna.register.saving import Changed, written
from jsna.register.tables import KEPT, ONCE

#: Letters of the reason that stands in the history.
LONGEST_REASON = 2_000
#: Letters of what stands in one line, in lists, links and choices.
LONGEST_LINE = 300
_LINES = ("title", "name", "owner")


def save(
    connection: sa.Connection, person: Person, given: Item, reason: str, reads: Callable[[Right], bool], now: datetime
) -> Item:
    """Save a new item or a new version; return it as the person reads it.

    Args:
        connection: of ``Database.writing``.
        person: who saves; that they may was asked before.
        given: what is saved.
        reason: why, for the history.
        reads: the rights with which the person read the item: what they did not read stays as it is.
        now: the clock.

    Raises:
        Conflict: somebody else saved it meanwhile.
        Refused: a rule of the register is not met.
    """
    if len(reason) > LONGEST_REASON:
        message = f"The reason has {len(reason):,} letters; {LONGEST_REASON:,} at most can be kept."
        raise Refused(message)
    stored = next(iter(items.read(connection, type(given), [given.id])), None) if given.id else None
    if stored is not None and stored.version != given.version:
        raise Conflict(given, as_read(stored, without_words(person)))
    if stored is not None:
        given = as_changed(stored, given, reads)
    for name in _LINES:
        letters = len(getattr(given, name, ""))
        if letters > LONGEST_LINE and letters > len(getattr(stored, name, "")):
            message = f"This has {letters:,} letters; {LONGEST_LINE} at most can stand in one line."
            raise Refused(message, name, given.id)
    at = now.astimezone(UTC)
    try:
        after = checked(stored, type(given).model_validate(dict(given)), _around(connection, at, reason), person)
    except Refused as refusal:
        refusal.item = given.id
        raise
    try:
        item = written(connection, stored, after, person.name, at, reason)
    except Changed as error:
        raise Conflict(given, as_read(stored or given, without_words(person))) from error
    return as_read(item, without_words(person))


def note_saved(connection: sa.Connection, once: str, saved: tuple[Item, ...], now: datetime) -> None:
    """Remember what a form saved.

    Args:
        connection: of ``Database.writing``.
        once: the key of the form.
        saved: what was saved.
        now: the clock.
    """
    named = ",".join(f"{item.KIND}:{item.id}" for item in saved)
    connection.execute(ONCE.insert().values(key=once, item_id=named, at=now))


def saved_before(connection: sa.Connection, person: Person, once: str) -> tuple[Item, ...] | None:
    """Return what a form has saved already, as the person reads it; None where it has saved nothing."""
    named = connection.scalar(sa.select(ONCE.c.item_id).where(ONCE.c.key == once))
    if named is None:
        return None
    pairs = [each.split(":") for each in named.split(",")]
    known = [items.read(connection, BY_NAME[kind], [item_id])[0] for kind, item_id in pairs]
    return tuple(as_read(item, without_words(person)) for item in known)


def _around(connection: sa.Connection, at: datetime, reason: str) -> Around:
    def look(kind: type[Any], item_id: str) -> Any:
        return looking.stored(connection, kind, item_id)

    def referring(kind: type[Any], name: str, item_id: str) -> list[Any]:
        table = KEPT[kind.KIND].table
        ids = connection.scalars(sa.select(table.c.id).where(table.c[name] == item_id))
        return items.read(connection, kind, ids)

    return Around(look, referring, at, reason)
