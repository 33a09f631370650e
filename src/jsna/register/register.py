"""The door of the register: whoever reads or writes comes through here, with a person whose rights are checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from jsna.errors import NotAllowed
from jsna.model.characteristic import Characteristic
from jsna.model.register.item import Item
from jsna.model.register.person import Person, Right
from jsna.model.register.response import Response
from jsna.register import changing, history, items, looking
from jsna.register.access import enter, without_words
from jsna.register.database import Database
from jsna.register.erasing import Beyond, beyond_reach, erasing
from jsna.register.history import Change, Event
from jsna.register.kinds import BY_NAME
from jsna.register.lost import lost_years
from jsna.register.outlines import outlines
from jsna.register.reached import Reached, first_year, reached
from jsna.register.refusing import Conflict, NotHere
from jsna.register.rules_of_responses import require_one_at_a_time
from jsna.register.wanted import Wanted, chosen

__all__ = ["Conflict", "NotAllowed", "NotHere", "Register", "Wanted"]

AnyItem = TypeVar("AnyItem", bound=Item)


class Register:
    """The register of one place.

    Attributes:
        database: where it is kept.
        now: the clock.
        backup_days: for how long copies of it are kept.
    """

    def __init__(self, database: Database, now: Callable[[], datetime], backup_days: int = 35) -> None:
        self.database, self.now, self.backup_days = database, now, backup_days

    @contextmanager
    def reading(self, person: Person, right: Right) -> Iterator[sa.Connection]:
        """Yield a reading connection to somebody who has a right: for the other modules of this package."""
        with self._entered(person, right) as (connection, _):
            yield connection

    @contextmanager
    def writing(self, person: Person, right: Right) -> Iterator[sa.Connection]:
        """Yield a writing connection to somebody who has a right: for the other modules of this package."""
        with self._entered(person, right, writes=True) as (connection, _):
            yield connection

    @contextmanager
    def _entered(self, person: Person, right: Right, *, writes: bool = False) -> Iterator[tuple[sa.Connection, Person]]:
        """Yield a connection to somebody who has a right, and that person with the rights they have now."""
        with self.database.writing() if writes else self.database.reading() as connection:
            yield connection, enter(connection, person, right, self.now())

    def get(self, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        """Return an item as the person reads it.

        Raises:
            NotHere: there is none, or it is not for this person.
        """
        with self._entered(person, Right.READ) as (connection, reader):
            return looking.seen(connection, reader, kind, item_id)

    def find(self, person: Person, kind: type[AnyItem], wanted: Wanted | None = None) -> list[AnyItem]:
        """Return items as the person reads them, in the order wanted."""
        with self._entered(person, Right.READ) as (connection, reader):
            return looking.found(connection, reader, kind, wanted or Wanted())

    def outlines(self, person: Person, wanted: Wanted) -> list[Response]:
        """Return responses as their lists and counts need them; see :func:`jsna.register.outlines.outlines`."""
        with self._entered(person, Right.READ) as (connection, reader):
            return outlines(connection, chosen(connection, reader, Response, wanted))

    def count(self, person: Person, kind: type[Item], wanted: Wanted | None = None) -> int:
        """Return how many items the person would find, without a limit."""
        with self._entered(person, Right.READ) as (connection, reader):
            return looking.count(connection, reader, kind, wanted or Wanted())

    def search(
        self,
        person: Person,
        asked: str,
        kinds: Sequence[type[Item]] = tuple(BY_NAME.values()),
        most: int = 20,
        areas: Collection[str] | None = None,
        *,
        any_word: bool = False,
    ) -> list[Item]:
        """Return items that have the words asked for and that the person may see, the best first.

        Args:
            person: who searches.
            asked: as a reader typed it; the last word may be the beginning of one.
            kinds: what is looked for.
            most: how many are returned.
            areas: codes of areas, one of which an item must name; None for everywhere.
            any_word: whether one of the words is enough; those with more of them come first.
        """
        with self._entered(person, Right.READ) as (connection, reader):
            return looking.searched(connection, reader, asked, kinds, most, areas, any_word=any_word)

    def reached(
        self, person: Person, areas: Collection[str] | None, characteristic: Characteristic, year: int | None
    ) -> Reached:
        """Return whom conversations reached, not protected; see :func:`jsna.register.reached.reached`.

        Raises:
            NotAllowed: the person may not read what is not published.
        """
        with self.reading(person, Right.READ_ALL) as connection:
            return reached(connection, areas, characteristic, year)

    def first_year(self, person: Person, areas: Collection[str] | None) -> int | None:
        """Return the first year with conversations; see :func:`jsna.register.reached.first_year`.

        Raises:
            NotAllowed: the person may not read what is not published.
        """
        with self.reading(person, Right.READ_ALL) as connection:
            return first_year(connection, areas)

    def lost_years(self) -> frozenset[int]:
        """Return the years of which a restored backup may lack a part; see :mod:`jsna.register.lost`."""
        with self.database.reading() as connection:
            return lost_years(connection)

    def read_private(self, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        """Return an item with its private words; that it was read becomes part of its history.

        Raises:
            NotAllowed: the person may not read private words.
            NotHere: there is no such item.
        """
        with self.writing(person, Right.READ_PRIVATE) as connection:
            found = looking.stored(connection, kind, item_id)
            event = Event(person.name, history.READ, kind.KIND, item_id, found.version)
            history.append(connection, event, self.now())
            return found

    def save(
        self, person: Person, *given: Item, reason: str = "", once: str = "", with_words: bool = False
    ) -> tuple[Item, ...]:
        """Save new items and new versions, all or none; return them as they are saved.

        An item of version 0 is new. It may refer to one that is saved before it in the same call, if the caller gave
        that one an identifier with :func:`jsna.register.saving.new_id`.

        Args:
            person: who saves.
            given: what is saved.
            reason: why, for the history.
            once: a key of the form. A form that was saved already is not saved again.
            with_words: whether the items came from :meth:`read_private`, so that their private words are saved as they
                are here. Otherwise private words that are stored stay, and others are added.

        Raises:
            NotAllowed: the person may not write.
            Conflict: somebody else saved one of them meanwhile.
            Refused: a rule of the register is not met; the message says which.
            NotRecorded: the database could not be written to; nothing was saved.
        """
        with self._entered(person, Right.WRITE, writes=True) as (connection, writer):
            if with_words:
                writer.require(Right.READ_PRIVATE)
            reads = writer.may if with_words else without_words(writer)
            if once and (known := changing.saved_before(connection, writer, once)) is not None:
                return known
            require_one_at_a_time(given, lambda ids: items.read(connection, Response, ids))
            saved = tuple(changing.save(connection, writer, item, reason, reads, self.now()) for item in given)
            if once:
                changing.note_saved(connection, once, saved, self.now())
            return saved

    def changes(self, person: Person, kind: type[Item], item_id: str) -> list[Change]:
        """Return the history of an item that the person may see, oldest first, without the words of each version.

        Names of staff and reasons are for people with a role.
        """
        with self._entered(person, Right.READ) as (connection, reader):
            looking.seen(connection, reader, kind, item_id)
            left_out: dict[str, Any] = {"content": None}
            if not reader.may(Right.READ_ALL):
                left_out |= {"who": "", "note": ""}
            return [replace(each, **left_out) for each in history.changes(connection, item_id)]

    def version(self, person: Person, kind: type[AnyItem], item_id: str, number: int) -> AnyItem:
        """Return an item as it was in one version, as the person reads it.

        Raises:
            NotHere: there is no such version, it is not for this person, or its words were erased.
        """
        with self._entered(person, Right.READ) as (connection, reader):
            return looking.earlier(connection, reader, kind, item_id, number)

    def erase(self, person: Person, kind: type[AnyItem], item_id: str, rule: str) -> AnyItem:
        """Erase the private words of an item: from the item, its history, the search, drafts and the file's own bytes.

        What cannot be reached is said by :meth:`beyond_reach`.

        Raises:
            NotAllowed: the person may not erase.
            NotHere: there is no such item.
        """
        with erasing(self.database, self.now()) as eraser:
            person = enter(eraser.connection, person, Right.ERASE, self.now())
            return eraser.erase(looking.stored(eraser.connection, kind, item_id), person.name, rule)

    def beyond_reach(self, person: Person) -> list[Beyond]:
        """Return where words that are erased today can still be, and until when."""
        with self.reading(person, Right.ERASE) as connection:
            return beyond_reach(self.database, connection, self.now(), self.backup_days)

    def note_export(self, person: Person, what: str) -> None:
        """Put into the history that somebody takes everything out that they read.

        Raises:
            NotAllowed: the person may not.
        """
        with self.writing(person, Right.MANAGE) as connection:
            history.append(connection, Event(person.name, history.EXPORTED, note=what), self.now())

    def require(self, person: Person, right: Right) -> None:
        """Refuse whoever has not a right.

        Raises:
            NotAllowed: the person has not, or not any more.
        """
        with self.reading(person, right):
            pass
