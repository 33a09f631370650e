"""Makes registers and what is in them, for tests: on both databases, with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from jsna.model.register.conversation import Conversation, Heard
from jsna.model.register.idea import Idea, Origin
from jsna.model.register.item import Place
from jsna.model.register.need import Need
from jsna.model.register.person import Person, Role
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.register.database import connect
from jsna.register.migrating import bring_up, move
from jsna.register.register import Register

OFFICER = Person("Ann", frozenset({Role.CONTRIBUTOR}))
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))
ADMINISTRATOR = Person("Ada", frozenset({Role.ADMINISTRATOR}))

MABLETHORPE = (Place(code="E05009888", vintage="2022"),)


class Clock:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def move(self, by: timedelta) -> None:
        self.time += by


@contextmanager
def a_register(state: Path, address: str | None = None) -> Iterator[Register]:
    """A new register: in a file, or in a PostgreSQL that has none yet."""
    database = connect(address, state)
    bring_up(database)
    try:
        yield Register(database, Clock())
    finally:
        if address:
            move(database, "base")
            with database.writing() as connection:
                connection.execute(sa.text("DROP TABLE IF EXISTS alembic_version"))
        database.close()


def a_conversation(**fields: object) -> Conversation:
    given = {"held_on": date(2026, 11, 1), "places": MABLETHORPE, "heard": (Heard(words="The buses stop at five"),)}
    return Conversation(**{**given, **fields})


def a_need(**fields: object) -> Need:
    return Need(**{"title": "Getting to the clinic", "places": MABLETHORPE, **fields})


def an_idea(need: Need, **fields: object) -> Idea:
    return Idea(**{"title": "A taxi fund", "need": need.id, "origin": Origin.OFFICER, **fields})


def a_response(**fields: object) -> Response:
    given = {"heard": "The buses stop at five", "heard_on": date(2026, 11, 1), "places": MABLETHORPE}
    return Response(**{**given, **fields})


def a_provision(**fields: object) -> Provision:
    return Provision(**{"name": "Warm room", "places": MABLETHORPE, **fields})
