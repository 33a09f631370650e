"""The door of the register: whoever reads or writes comes through here, with a person whose rights are checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from jsna.errors import JsnaError, NotAllowed
from jsna.model.register.item import Item, as_changed, as_read
from jsna.model.register.person import Person, Right
from jsna.model.register.response import Response
from jsna.register import history, items, search
from jsna.register.access import enter, may_see, without_words
from jsna.register.database import Database
from jsna.register.erasing import Beyond, beyond_reach, erasing
from jsna.register.history import Change, Event
from jsna.register.kinds import BY_NAME
from jsna.register.lost import lost_years
from jsna.register.outlines import outlines
from jsna.register.reached import Reached, first_year, reached
from jsna.register.refusing import Around, Refused
from jsna.register.rules import checked
from jsna.register.rules_of_responses import require_one_at_a_time
from jsna.register.saving import Changed, written
from jsna.register.tables import KEPT, ONCE
from jsna.register.wanted import Wanted, chosen

__all__ = ["Conflict", "NotAllowed", "NotHere", "Register", "Wanted"]

AnyItem = TypeVar("AnyItem", bound=Item)
#: Identifiers that are looked up in one statement.
_AT_ONCE = 500


class NotHere(JsnaError):
    """The register does not hold this, or the person may not see it: both read the same."""


class Conflict(JsnaError):
    """Somebody else saved the same item meanwhile; neither version is lost.

    Attributes:
        mine: what was to be saved.
        theirs: what is saved.
    """

    def __init__(self, mine: Item, theirs: Item) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__("Somebody else has changed this meanwhile. Both versions are kept: choose from each.")


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
        with self.database.reading() as connection:
            person = enter(connection, person, right, self.now())
            yield connection

    @contextmanager
    def writing(self, person: Person, right: Right) -> Iterator[sa.Connection]:
        """Yield a writing connection to somebody who has a right: for the other modules of this package."""
        with self.database.writing() as connection:
            person = enter(connection, person, right, self.now())
            yield connection

    def get(self, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        """Return an item as the person reads it.

        Raises:
            NotHere: there is none, or it is not for this person.
        """
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            return self._seen(connection, person, kind, item_id)

    def find(self, person: Person, kind: type[AnyItem], wanted: Wanted | None = None) -> list[AnyItem]:
        """Return items as the person reads them, in the order wanted."""
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            ids = list(connection.scalars(chosen(connection, person, kind, wanted or Wanted())))
            return [as_read(item, without_words(person)) for item in items.read(connection, kind, ids)]

    def outlines(self, person: Person, wanted: Wanted) -> list[Response]:
        """Return responses as their lists and counts need them; see :func:`jsna.register.outlines.outlines`."""
        with self.reading(person, Right.READ) as connection:
            return outlines(connection, chosen(connection, person.at(self.now()), Response, wanted))

    def count(self, person: Person, kind: type[Item], wanted: Wanted | None = None) -> int:
        """Return how many items the person would find, without a limit."""
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            ids = chosen(connection, person, kind, wanted or Wanted()).order_by(None).limit(None).offset(None)
            return connection.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0

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
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            working = person.may(Right.READ_ALL)
            named = {kind.KIND: kind for kind in kinds}
            limit = most if areas is None else None
            ids = search.search(connection, asked, list(named), working=working, most=limit, any_word=any_word)
            if areas is not None:
                ids = _in_areas(connection, person, kinds, ids, areas, most)
            found = {item.id: item for kind in named.values() for item in items.read(connection, kind, ids)}
            seen = [found[each] for each in ids if each in found]
            return [as_read(item, without_words(person)) for item in seen if may_see(person, item)]

    def reached(self, person: Person, areas: Collection[str] | None) -> Reached:
        """Return whom conversations reached, not protected; see :func:`jsna.register.reached.reached`.

        Raises:
            NotAllowed: the person may not read what is not published.
        """
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ_ALL, self.now())
            return reached(connection, areas)

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
        with self.database.writing() as connection:
            person = enter(connection, person, Right.READ_PRIVATE, self.now())
            found = items.read(connection, kind, [item_id])
            if not found:
                raise _not_here(kind)
            event = Event(person.name, history.READ, kind.KIND, item_id, found[0].version)
            history.append(connection, event, self.now())
            return found[0]

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
        with self.database.writing() as connection:
            person = enter(connection, person, Right.WRITE, self.now())
            if with_words:
                person = enter(connection, person, Right.READ_PRIVATE, self.now())
            reads = person.may if with_words else without_words(person)
            if once and (known := self._saved_before(connection, once)) is not None:
                return tuple(as_read(item, without_words(person)) for item in known)
            require_one_at_a_time(given, lambda ids: items.read(connection, Response, ids))
            saved = tuple(self._save(connection, person, item, reason, reads) for item in given)
            if once:
                named = ",".join(f"{item.KIND}:{item.id}" for item in saved)
                connection.execute(ONCE.insert().values(key=once, item_id=named, at=self.now()))
            return saved

    def changes(self, person: Person, kind: type[Item], item_id: str) -> list[Change]:
        """Return the history of an item that the person may see, oldest first, without the words of each version.

        Names of staff and reasons are for people with a role.
        """
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            self._seen(connection, person, kind, item_id)
            left_out: dict[str, Any] = {"content": None}
            if not person.may(Right.READ_ALL):
                left_out |= {"who": "", "note": ""}
            return [replace(each, **left_out) for each in history.changes(connection, item_id)]

    def version(self, person: Person, kind: type[AnyItem], item_id: str, number: int) -> AnyItem:
        """Return an item as it was in one version, as the person reads it.

        Raises:
            NotHere: there is no such version, it is not for this person, or its words were erased.
        """
        with self.database.reading() as connection:
            person = enter(connection, person, Right.READ, self.now())
            self._seen(connection, person, kind, item_id)
            contents = [each.content for each in history.changes(connection, item_id) if each.version == number]
            content = next((each for each in contents if each is not None), None)
            found = None if content is None else kind.model_validate_json(content)
            if found is None or not may_see(person, found):
                raise _not_here(kind)
            return as_read(found, without_words(person))

    def erase(self, person: Person, kind: type[AnyItem], item_id: str, rule: str) -> AnyItem:
        """Erase the private words of an item: from the item, its history, the search, drafts and the file's own bytes.

        What cannot be reached is said by :meth:`beyond_reach`.

        Raises:
            NotAllowed: the person may not erase.
            NotHere: there is no such item.
        """
        with erasing(self.database, self.now()) as eraser:
            person = enter(eraser.connection, person, Right.ERASE, self.now())
            found = items.read(eraser.connection, kind, [item_id])
            if not found:
                raise _not_here(kind)
            return eraser.erase(found[0], person.name, rule)

    def beyond_reach(self, person: Person) -> list[Beyond]:
        """Return where words that are erased today can still be, and until when."""
        with self.database.reading() as connection:
            person = enter(connection, person, Right.ERASE, self.now())
            return beyond_reach(self.database, connection, self.now(), self.backup_days)

    def note_export(self, person: Person, what: str) -> None:
        """Put into the history that somebody takes everything out that they read.

        Raises:
            NotAllowed: the person may not.
        """
        with self.database.writing() as connection:
            person = enter(connection, person, Right.MANAGE, self.now())
            history.append(connection, Event(person.name, history.EXPORTED, note=what), self.now())

    def require(self, person: Person, right: Right) -> None:
        """Refuse whoever has not a right.

        Raises:
            NotAllowed: the person has not, or not any more.
        """
        with self.database.reading() as connection:
            person = enter(connection, person, right, self.now())

    def _seen(self, connection: sa.Connection, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        found = items.read(connection, kind, [item_id])
        if not found or not may_see(person, found[0]):
            raise _not_here(kind)
        return as_read(found[0], without_words(person))

    def _saved_before(self, connection: sa.Connection, once: str) -> tuple[Item, ...] | None:
        named = connection.scalar(sa.select(ONCE.c.item_id).where(ONCE.c.key == once))
        if named is None:
            return None
        pairs = [each.split(":") for each in named.split(",")]
        return tuple(items.read(connection, BY_NAME[kind], [item_id])[0] for kind, item_id in pairs)

    def _save(
        self, connection: sa.Connection, person: Person, given: Item, reason: str, reads: Callable[[Right], bool]
    ) -> Item:
        stored = next(iter(items.read(connection, type(given), [given.id])), None) if given.id else None
        if stored is not None and stored.version != given.version:
            raise Conflict(given, as_read(stored, without_words(person)))
        if stored is not None:
            given = as_changed(stored, given, reads)

        def look(kind: type[Any], item_id: str) -> Any:
            found = items.read(connection, kind, [item_id])
            if not found:
                raise _not_here(kind)
            return found[0]

        def referring(kind: type[Any], name: str, item_id: str) -> list[Any]:
            table = KEPT[kind.KIND].table
            return items.read(
                connection, kind, list(connection.scalars(sa.select(table.c.id).where(table.c[name] == item_id)))
            )

        at = self.now().astimezone(UTC)
        around = Around(look, referring, at, reason)
        try:
            checked_item = checked(stored, type(given).model_validate(dict(given)), around, person)
        except Refused as refusal:
            refusal.item = given.id
            raise
        try:
            item = written(connection, stored, checked_item, person.name, at, reason)
        except Changed as error:
            raise Conflict(given, as_read(stored or given, without_words(person))) from error
        return as_read(item, without_words(person))


def _in_areas(
    connection: sa.Connection,
    person: Person,
    kinds: Sequence[type[Item]],
    ids: Sequence[str],
    areas: Collection[str],
    most: int,
) -> list[str]:
    """Return the first of the identifiers whose items name one of the areas, in their order."""
    found: list[str] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        wanted = Wanted(areas=areas, ids=some, most=None)
        here = {each for kind in kinds for each in connection.scalars(chosen(connection, person, kind, wanted))}
        found += [each for each in some if each in here]
        if len(found) >= most:
            break
    return found[:most]


def _not_here(kind: type[Item]) -> NotHere:
    return NotHere(f"There is no such {kind.KIND} here.")
