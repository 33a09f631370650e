"""Writes an item: its row, its history and the search together. Who may write, and what, is asked before."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa

from jsna.model.register.item import Item
from jsna.register import history, items, search
from jsna.register.history import Event

AnyItem = TypeVar("AnyItem", bound=Item)


class Changed(Exception):
    """The stored item is not the version that was read."""


def new_id() -> str:
    """Return an identifier that nobody can guess; it says nothing of what it names."""
    return uuid.uuid4().hex


def written(
    connection: sa.Connection, stored: Item | None, given: AnyItem, who: str, at: datetime, reason: str = ""
) -> AnyItem:
    """Write a new item or a new version; return it as it is stored.

    Args:
        connection: of ``Database.writing``.
        stored: the item as it is; None for a new one.
        given: what is to be stored.
        who: who does it, for the history.
        at: the moment.
        reason: why, for the history.

    Raises:
        Changed: somebody else wrote another version since ``stored`` was read.
    """
    item = given.model_copy(
        update={
            "id": given.id or new_id(),
            "version": given.version + 1,
            "created_at": stored.created_at if stored else at,
            "changed_at": at,
        }
    )
    if stored is None:
        items.insert(connection, item)
    elif not items.update(connection, item, given.version):
        raise Changed
    action = history.CREATED if stored is None else history.CHANGED
    content = item.model_dump_json()
    history.append(connection, Event(who, action, item.KIND, item.id, item.version, reason, content), at)
    search.index(connection, item)
    return item
