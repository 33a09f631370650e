"""Who comes in: every way into the register asks here first, with the clock of the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from jsna.errors import NotAllowed
from jsna.model.register.item import Item
from jsna.model.register.person import Person, Right
from jsna.register import history
from jsna.register.history import Event
from jsna.register.tables import BLOCKED

if TYPE_CHECKING:
    from jsna.register.register import Register

BLOCKED_ACTION, UNBLOCKED_ACTION = "blocked", "unblocked"
_ENDED = "Your access to the register has ended. Ask its administrator."


@dataclass(frozen=True)
class Blocked:
    """Somebody who may not read or write any more, whatever their sign-in says.

    Attributes:
        person: their name in the history, or the provider's own name for them.
        at: since when.
        by: who blocked them.
        because: why.
    """

    person: str
    at: datetime
    by: str
    because: str


def enter(connection: sa.Connection, person: Person, right: Right, now: datetime) -> Person:
    """Return the person with the rights that they have at this moment.

    Args:
        connection: to the register.
        person: as they signed in.
        right: what they want to do.
        now: the clock of the register.

    Raises:
        NotAllowed: they were blocked, have not that right, or their sign-in is too old for it.
    """
    if is_blocked(connection, person):
        raise NotAllowed(_ENDED)
    current = person.at(now)
    current.require(right)
    return current


def is_blocked(connection: sa.Connection, person: Person) -> bool:
    """Return whether somebody was blocked, by their name or by the provider's own name for them."""
    names = [name.casefold() for name in (person.name, person.subject) if name]
    return bool(names) and connection.scalar(sa.select(BLOCKED.c.person).where(BLOCKED.c.person.in_(names))) is not None


def current(register: Register, person: Person) -> Person | None:
    """Return somebody who signed in with the rights that they have now; None if they were blocked.

    Raises:
        NotRecorded: the register cannot be asked.
    """
    with register.database.reading() as connection:
        return None if is_blocked(connection, person) else person.at(register.now())


def block(register: Register, by: Person, whom: str, because: str) -> Blocked:
    """End somebody's access from the next thing they do.

    Args:
        register: the register.
        by: who blocks them.
        whom: their name in the history, or the provider's own name for them; capitals do not matter.
        because: why; it stands in the history.

    Raises:
        NotAllowed: ``by`` may not block people, or would block themselves; or there is no name or reason.
    """
    whom, because = whom.strip().casefold(), because.strip()
    if not whom or not because:
        raise NotAllowed("Say whom you block, and why: both stand in the history.")
    if whom in (by.name.casefold(), by.subject.casefold()):
        raise NotAllowed("You would block yourself. Ask another administrator.")
    with register.database.writing() as connection:
        by = enter(connection, by, Right.MANAGE, register.now())
        connection.execute(BLOCKED.delete().where(BLOCKED.c.person == whom))
        at = history.append(connection, Event(by.name, BLOCKED_ACTION, item_id=whom, note=because), register.now())
        connection.execute(BLOCKED.insert().values(person=whom, at=at, by=by.name, because=because))
        return Blocked(whom, at, by.name, because)


def unblock(register: Register, by: Person, whom: str, because: str) -> None:
    """Give somebody back the access that their sign-in gives.

    Raises:
        NotAllowed: ``by`` may not, nobody of that name is blocked, or there is no reason.
    """
    whom, because = whom.strip().casefold(), because.strip()
    if not because:
        raise NotAllowed("Say why: it stands in the history.")
    with register.database.writing() as connection:
        by = enter(connection, by, Right.MANAGE, register.now())
        if not connection.execute(BLOCKED.delete().where(BLOCKED.c.person == whom)).rowcount:
            message = f"Nobody called {whom} is blocked."
            raise NotAllowed(message)
        history.append(connection, Event(by.name, UNBLOCKED_ACTION, item_id=whom, note=because), register.now())


def blocked(register: Register, by: Person) -> list[Blocked]:
    """Return who is blocked, the newest first.

    Raises:
        NotAllowed: ``by`` may not see it.
    """
    with register.database.reading() as connection:
        enter(connection, by, Right.MANAGE, register.now())
        rows = connection.execute(sa.select(BLOCKED).order_by(BLOCKED.c.at.desc(), BLOCKED.c.person))
        return [Blocked(row.person, row.at.astimezone(UTC), row.by, row.because) for row in rows]


def without_words(person: Person) -> Callable[[Right], bool]:
    """Return the rights of a person, less that to read private words: these are read one by one, and logged."""
    return lambda right: right is not Right.READ_PRIVATE and person.may(right)


def may_see(person: Person, item: Item) -> bool:
    """Return whether somebody sees an item at all; which of its fields, is another question."""
    return item.published or person.may(item.READ_BY)
