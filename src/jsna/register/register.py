"""The door of the register: whoever reads or writes comes through here, with a person whose rights are checked."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from jsna.errors import JsnaError
from jsna.model.register.item import Item, as_changed, as_read
from jsna.model.register.person import Person, Right
from jsna.model.register.response import Response
from jsna.register import history, items, search
from jsna.register.database import Database
from jsna.register.history import Change, Event
from jsna.register.kinds import BY_NAME
from jsna.register.refusing import Around
from jsna.register.rules import checked
from jsna.register.rules_of_responses import require_one_at_a_time
from jsna.register.tables import BLOCKED, KEPT, ONCE

AnyItem = TypeVar("AnyItem", bound=Item)


class NotAllowed(JsnaError):
    """The person may not do this: they sign in, or ask somebody who may."""


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


@dataclass(frozen=True)
class Wanted:
    """Which items are asked for.

    Attributes:
        areas: codes of areas, one of which an item must name; None for everywhere.
        equals: values by the name of a field.
        refers_to: an identifier by the name of a list of identifiers, such as ``conversations``.
        order: field to order by, the largest first.
        most: how many; None for all.
        skip: how many are left out first.
    """

    areas: Collection[str] | None = None
    equals: tuple[tuple[str, Any], ...] = ()
    refers_to: tuple[tuple[str, str], ...] = ()
    order: str = "changed_at"
    most: int | None = 100
    skip: int = 0


class Register:
    """The register of one place.

    Attributes:
        database: where it is kept.
        now: the clock.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self.database, self.now = database, now

    def get(self, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        """Return an item as the person reads it.

        Raises:
            NotHere: there is none, or it is not for this person.
        """
        with self.database.reading() as connection:
            _require(connection, person, Right.READ)
            return self._seen(connection, person, kind, item_id)

    def find(self, person: Person, kind: type[AnyItem], wanted: Wanted | None = None) -> list[AnyItem]:
        """Return items as the person reads them, in the order wanted."""
        with self.database.reading() as connection:
            _require(connection, person, Right.READ)
            ids = list(connection.scalars(_chosen(person, kind, wanted or Wanted())))
            return [as_read(item, _without_words(person)) for item in items.read(connection, kind, ids)]

    def count(self, person: Person, kind: type[Item], wanted: Wanted | None = None) -> int:
        """Return how many items the person would find, without a limit."""
        with self.database.reading() as connection:
            _require(connection, person, Right.READ)
            found = _chosen(person, kind, wanted or Wanted()).order_by(None).limit(None).offset(None).subquery()
            return connection.scalar(sa.select(sa.func.count()).select_from(found)) or 0

    def search(
        self, person: Person, asked: str, kinds: Sequence[type[Item]] = tuple(BY_NAME.values()), most: int = 20
    ) -> list[Item]:
        """Return items that have all the words asked for and that the person may see, the best first."""
        with self.database.reading() as connection:
            _require(connection, person, Right.READ)
            working = person.may(Right.READ_ALL)
            named = {kind.KIND: kind for kind in kinds}
            ids = search.search(connection, asked, list(named), working=working, most=most)
            found = {item.id: item for kind in named.values() for item in items.read(connection, kind, ids)}
            return [as_read(found[each], _without_words(person)) for each in ids if each in found]

    def read_private(self, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        """Return an item with its private words; that it was read becomes part of its history.

        Raises:
            NotAllowed: the person may not read private words.
            NotHere: there is no such item.
        """
        with self.database.writing() as connection:
            _require(connection, person, Right.READ_PRIVATE)
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
        that one an identifier with :func:`new_id`.

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
            _require(connection, person, Right.WRITE)
            if with_words:
                _require(connection, person, Right.READ_PRIVATE)
            reads = person.may if with_words else _without_words(person)
            if once and (known := self._saved_before(connection, once)) is not None:
                return known
            require_one_at_a_time(given, lambda ids: items.read(connection, Response, ids))
            saved = tuple(self._save(connection, person, item, reason, reads) for item in given)
            if once:
                named = ",".join(f"{item.KIND}:{item.id}" for item in saved)
                connection.execute(ONCE.insert().values(key=once, item_id=named, at=self.now()))
            return saved

    def changes(self, person: Person, kind: type[Item], item_id: str) -> list[Change]:
        """Return the history of an item that the person may see, oldest first, without the words of each version."""
        with self.database.reading() as connection:
            self._seen(connection, person, kind, item_id)
            found = history.changes(connection, item_id)
            return [Change(**{**vars(each), "content": None}) for each in found]

    def version(self, person: Person, kind: type[AnyItem], item_id: str, number: int) -> AnyItem:
        """Return an item as it was in one version, as the person reads it.

        Raises:
            NotHere: there is no such version, or its words were erased.
        """
        with self.database.reading() as connection:
            self._seen(connection, person, kind, item_id)
            contents = [each.content for each in history.changes(connection, item_id) if each.version == number]
            content = next((each for each in contents if each is not None), None)
            if content is None:
                raise _not_here(kind)
            return as_read(kind.model_validate_json(content), _without_words(person))

    def erase(self, person: Person, kind: type[AnyItem], item_id: str, rule: str) -> AnyItem:
        """Erase the private words of an item from the item, its history and the search; return what is left.

        The file's own bytes are cleared by :func:`jsna.register.erasing.clear`.

        Raises:
            NotAllowed: the person may not erase.
            NotHere: there is no such item.
        """
        with self.database.writing() as connection:
            _require(connection, person, Right.ERASE)
            found = items.read(connection, kind, [item_id])
            if not found:
                raise _not_here(kind)
            return erased(connection, found[0], person.name, rule, self.now())

    def _seen(self, connection: sa.Connection, person: Person, kind: type[AnyItem], item_id: str) -> AnyItem:
        found = items.read(connection, kind, [item_id])
        if not found or not (found[0].published or person.may(Right.READ_ALL)):
            raise _not_here(kind)
        return as_read(found[0], _without_words(person))

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
            raise Conflict(given, as_read(stored, _without_words(person)))
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
        around = Around(look, referring, at)
        checked_item = checked(stored, type(given).model_validate(dict(given)), around, person)
        item = checked_item.model_copy(
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
            raise Conflict(given, as_read(stored, _without_words(person)))
        action = history.CREATED if stored is None else history.CHANGED
        event = Event(person.name, action, item.KIND, item.id, item.version, reason, item.model_dump_json())
        history.append(connection, event, at)
        search.index(connection, item)
        return as_read(item, _without_words(person))


def new_id() -> str:
    """Return an identifier that nobody can guess; it says nothing of what it names."""
    return uuid.uuid4().hex


def erased(connection: sa.Connection, item: AnyItem, who: str, rule: str, now: datetime) -> AnyItem:
    """Erase an item's private words within a transaction; return what is left of it."""
    bare = as_read(item, lambda right: right is not Right.READ_PRIVATE)
    left = bare.model_copy(update={"erased": rule, "version": item.version + 1, "changed_at": now.astimezone(UTC)})
    items.update(connection, left, item.version)
    history.erase(connection, item.id, who, rule, now)
    event = Event(who, history.CHANGED, left.KIND, left.id, left.version, rule, left.model_dump_json())
    history.append(connection, event, now)
    search.index(connection, left)
    return left


def _without_words(person: Person) -> Callable[[Right], bool]:
    """The rights of a person, less that to read private words: these are read one by one, and logged."""
    return lambda right: right is not Right.READ_PRIVATE and person.may(right)


def _require(connection: sa.Connection, person: Person, right: Right) -> None:
    if person.name and connection.scalar(sa.select(BLOCKED.c.person).where(BLOCKED.c.person == person.name)):
        raise NotAllowed("Your access to the register has ended. Ask its administrator.")
    if not person.may(right):
        message = f"You may not {right} here. Sign in, or ask the register's administrator."
        raise NotAllowed(message)


def _chosen(person: Person, kind: type[Item], wanted: Wanted) -> sa.Select[str]:
    """The identifiers of the items asked for that the person may see."""
    kept = KEPT[kind.KIND]
    table = kept.table
    found = sa.select(table.c.id).order_by(table.c[wanted.order].desc(), table.c.id)
    if not person.may(Right.READ_ALL):
        found = found.where(table.c.published)
    for name, value in wanted.equals:
        found = found.where(table.c[name] == value)
    if wanted.areas is not None:
        places = kept.lists["places"]
        found = found.where(table.c.id.in_(sa.select(places.c.item_id).where(places.c.code.in_(wanted.areas))))
    for name, item_id in wanted.refers_to:
        links = kept.lists[name]
        found = found.where(table.c.id.in_(sa.select(links.c.item_id).where(links.c.value == item_id)))
    return found.limit(wanted.most).offset(wanted.skip)


def _not_here(kind: type[Item]) -> NotHere:
    return NotHere(f"There is no such {kind.KIND} here.")
