"""Limits how often somebody does something in a day, without knowing who they are.

A visitor's address becomes a key under a salt of the day. Salt, keys and counts go at the end of the day, and no backup
holds them. No address is stored.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from jsna.errors import JsnaError
from jsna.register.tables import OF_THE_DAY, SALT, TIMES

#: Stands for everybody.
_ALL = ""


class TooOften(JsnaError):
    """This was done too often today, by one visitor or by all together: nothing was changed."""


@dataclass(frozen=True)
class Limit:
    """How often something may be done in a day.

    Attributes:
        what: the name of it.
        each: times for one visitor, where it is known that it is one.
        all: times for all visitors together.
    """

    what: str
    each: int
    all: int


def count(connection: sa.Connection, limit: Limit, whose: str, today: date) -> None:
    """Count one time more.

    Args:
        connection: of ``Database.writing``.
        limit: what is done, and how often it may be.
        whose: the visitor's address, or something else that one visitor has; empty where only all are counted.
        today: the day.

    Raises:
        TooOften: a limit was reached before.
    """
    forget(connection, today)
    asked = [(_key(connection, whose, today), limit.each)] if whose else []
    for name, most in [*asked, (_ALL, limit.all)]:
        if _count(connection, limit.what, name, today) > most:
            raise TooOften("This was done too often today. Nothing was changed. Try again tomorrow.")


def forget(connection: sa.Connection, today: date) -> None:
    """Delete salts, keys and counts of other days."""
    for table in OF_THE_DAY:
        connection.execute(table.delete().where(table.c.day != today))


def _key(connection: sa.Connection, name: str, today: date) -> str:
    salt = connection.scalar(sa.select(SALT.c.salt).where(SALT.c.day == today))
    if salt is None:
        salt = secrets.token_bytes(32)
        connection.execute(SALT.insert().values(day=today, salt=salt))
    return hmac.new(salt, name.encode(), hashlib.sha256).hexdigest()[:32]


def _count(connection: sa.Connection, what: str, whose: str, today: date) -> int:
    of_it = sa.and_(TIMES.c.day == today, TIMES.c.what == what, TIMES.c.whose == whose)
    if not connection.execute(TIMES.update().where(of_it).values(number=TIMES.c.number + 1)).rowcount:
        connection.execute(TIMES.insert().values(day=today, what=what, whose=whose, number=1))
        return 1
    return connection.scalar(sa.select(TIMES.c.number).where(of_it)) or 0
