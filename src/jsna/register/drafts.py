"""Drafts: what somebody has typed and not saved. They are their author's alone, count nowhere, and end on a day."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from jsna.errors import JsnaError
from jsna.model.register.item import LONGEST
from jsna.model.register.person import Person, Right
from jsna.register.register import NotHere, Register
from jsna.register.tables import DRAFT, ONCE

#: A draft ends so long after its last change.
KEPT_FOR = timedelta(days=30)
#: The kind of a draft of other people's own words, edited and not released: it is read with the right to read them.
OWN_WORDS = "own words"
#: So many drafts may one person have.
MOST = 50


class TooMuch(JsnaError):
    """A draft cannot be kept: it is too long, or its author has too many."""


@dataclass(frozen=True)
class Draft:
    """One draft.

    Attributes:
        key: nobody can guess it; it is never in a link.
        kind: of the item that it may become.
        content: what is in the boxes of a form.
        changed_at: when it was last changed.
        ends_at: when it ends.
    """

    key: str
    kind: str
    content: dict[str, Any]
    changed_at: datetime
    ends_at: datetime


def new_key() -> str:
    """Return a key for a draft."""
    return secrets.token_urlsafe(32)


class Drafts:
    """The drafts of a register."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def keep(self, person: Person, key: str, kind: str, content: Mapping[str, Any]) -> Draft:
        """Keep a draft as it is now; drafts that have ended are deleted meanwhile.

        Args:
            person: its author.
            key: a new one, or that of a draft of the same person.
            kind: of the item that it may become.
            content: what is in the boxes.

        Raises:
            NotAllowed: the person may not record anything.
            NotHere: the draft is somebody else's.
            TooMuch: it is too long, or there are too many.
        """
        words = json.dumps(dict(content), ensure_ascii=True)
        if len(words) > 10 * LONGEST:
            raise TooMuch("This is too long to be kept as a draft. Save it, and record the rest as another one.")
        now = self._register.now()
        draft = Draft(key, kind, dict(content), now, now + KEPT_FOR)
        row = {"person": person.name, "kind": kind, "content": words, "changed_at": now, "ends_at": draft.ends_at}
        with self._register.writing(person, Right.WRITE) as connection:
            connection.execute(DRAFT.delete().where(DRAFT.c.ends_at <= now))
            owner = connection.scalar(sa.select(DRAFT.c.person).where(DRAFT.c.key == key))
            if owner is not None and owner != person.name:
                raise _not_here()
            if owner is None:
                _require_room(connection, person)
                connection.execute(DRAFT.insert().values(key=key, **row))
            else:
                connection.execute(DRAFT.update().where(DRAFT.c.key == key).values(**row))
        return draft

    def get(self, person: Person, key: str) -> Draft:
        """Return a draft of the person.

        Raises:
            NotHere: there is none; it has ended, or it is somebody else's.
        """
        found = [draft for draft in self.find(person) if draft.key == key]
        if not found:
            raise _not_here()
        return found[0]

    def find(self, person: Person, kind: str = "") -> list[Draft]:
        """Return the drafts of the person, the last changed first.

        Args:
            person: whose.
            kind: of the items that they may become; empty for all.
        """
        mine = sa.and_(DRAFT.c.person == person.name, DRAFT.c.ends_at > self._register.now())
        if not person.may(Right.READ_PRIVATE):
            mine = sa.and_(mine, DRAFT.c.kind != OWN_WORDS)
        chosen = sa.select(DRAFT).where(mine).order_by(DRAFT.c.changed_at.desc(), DRAFT.c.key)
        with self._register.reading(person, Right.WRITE) as connection:
            rows = connection.execute(chosen.where(DRAFT.c.kind == kind) if kind else chosen).mappings()
            return [
                Draft(row["key"], row["kind"], json.loads(row["content"]), row["changed_at"], row["ends_at"])
                for row in rows
            ]

    def drop(self, person: Person, key: str) -> None:
        """Delete a draft of the person, if there is one: it was saved, or thrown away."""
        with self._register.writing(person, Right.WRITE) as connection:
            connection.execute(DRAFT.delete().where(DRAFT.c.key == key, DRAFT.c.person == person.name))

    def was_saved(self, person: Person, key: str) -> bool:
        """Return whether a draft has become an item: its form was saved with the draft's key."""
        with self._register.reading(person, Right.WRITE) as connection:
            return connection.scalar(sa.select(ONCE.c.key).where(ONCE.c.key == key)) is not None


def _require_room(connection: sa.Connection, person: Person) -> None:
    kept = sa.select(sa.func.count()).select_from(DRAFT).where(DRAFT.c.person == person.name)
    if (connection.scalar(kept) or 0) >= MOST:
        message = f"You have {MOST} drafts. Save some of them, or throw them away."
        raise TooMuch(message)


def _not_here() -> NotHere:
    return NotHere("There is no such draft of yours: it was saved, thrown away, or has ended.")
