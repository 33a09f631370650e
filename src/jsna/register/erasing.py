"""Erasing as one operation: from the item, its history, the search and drafts, and then from the file's own bytes.

Nobody erases in another way: :func:`erasing` yields the only object that can, and clears the bytes when its block ends.
What is out of reach (backups, the log of changes of PostgreSQL) is named with the day on which it ends.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import sqlalchemy as sa
from pydantic import BaseModel, ValidationError

from jsna.model.register.item import PRIVATE, Item, as_read, marks
from jsna.model.register.person import Right
from jsna.register import history, items, keepsake, search
from jsna.register.database import PATIENCE, Database, NotRecorded
from jsna.register.history import Event
from jsna.register.tables import DRAFT, METADATA

AnyItem = TypeVar("AnyItem", bound=Item)
#: Letters from which a text in a draft is known to be the erased one, even within a longer text.
_TELLING = 12
_READ_FOR_LONG = "somebody reads the register for long"
_OLDER = sa.text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND xact_start < :start "
    "AND pid <> pg_backend_pid()"
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Beyond:
    """Where erased words can still be.

    Attributes:
        where: in words.
        ends_on: the day from which they are not.
    """

    where: str
    ends_on: date


class Eraser:
    """Erases within one transaction.

    Attributes:
        connection: of ``Database.writing``.
        now: the clock, in UTC.
    """

    def __init__(self, connection: sa.Connection, now: datetime) -> None:
        self.connection, self.now = connection, now.astimezone(UTC)

    def erase(self, item: AnyItem, who: str, rule: str) -> AnyItem:
        """Erase an item's private words, in every version; return what is left of it."""
        self._drafts(item)
        bare = as_read(item, lambda right: right is not Right.READ_PRIVATE)
        left = bare.model_copy(update={"erased": rule, "version": item.version + 1, "changed_at": self.now})
        items.update(self.connection, left, item.version)
        history.erase(self.connection, item.id, who, rule, self.now)
        event = Event(who, history.CHANGED, left.KIND, left.id, left.version, rule, left.model_dump_json())
        history.append(self.connection, event, self.now)
        search.index(self.connection, left)
        return left

    def _drafts(self, item: Item) -> None:
        """Delete the drafts that name the item or hold words that it had in any version."""
        contents = [each.content for each in history.changes(self.connection, item.id) if each.content is not None]
        words = {text for version in [item, *_read(type(item), contents)] for text in private_words(version)}
        rows = self.connection.execute(sa.select(DRAFT.c.key, DRAFT.c.content)).all()
        keys = [key for key, content in rows if item.id in content or any(_holds(content, text) for text in words)]
        self.connection.execute(DRAFT.delete().where(DRAFT.c.key.in_(keys)))


@contextmanager
def erasing(database: Database, now: datetime) -> Iterator[Eraser]:
    """Yield what erases; when the block ends, all of it is kept or none, and the bytes are cleared."""
    with database.writing() as connection:
        yield Eraser(connection, now)
    clear(database)


def clear(database: Database) -> bool:
    """Overwrite the bytes of everything that was deleted; return False where the database is too busy for it now.

    What was not cleared is cleared when the register is opened next.
    """
    try:
        if database.is_sqlite:
            _clear_sqlite(database)
        else:
            _clear_postgresql(database)
    except NotRecorded as error:
        _log.warning("What was erased is gone from the register, but not yet from the file's bytes: %s", error)
        return False
    keepsake.renew(database, cleared=True)
    return True


def beyond_reach(database: Database, connection: sa.Connection, now: datetime, days: int) -> list[Beyond]:
    """Return where words that are erased today can still be.

    Args:
        database: of the register.
        connection: of ``Database.reading``.
        now: the clock.
        days: for how long this council keeps copies of its disks and databases.
    """
    today = now.date()
    known = [date.fromisoformat(note["ends_on"]) for note in history.notes(connection, history.BACKED_UP)]
    backups = [Beyond("backups of the register", max(known))] if known and max(known) >= today else []
    copies = "copies of this machine's disk" if database.is_sqlite else "PostgreSQL's log of changes, and copies of it"
    return [*backups, Beyond(copies, today + timedelta(days=days))]


def private_words(item: BaseModel) -> Iterator[str]:
    """Yield the private texts of an item, those of its parts included."""
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, tuple):
            yield from (words for part in value if isinstance(part, BaseModel) for words in private_words(part))
        elif isinstance(value, str) and value and PRIVATE in marks(type(item), name):
            yield value


def _clear_sqlite(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(search.told("optimize"))
    row = database.outside("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    if row is None or row[0] != 0:
        raise NotRecorded(_READ_FOR_LONG)


def _clear_postgresql(database: Database) -> None:
    """Write each table again. A plain VACUUM leaves the bytes where they were until their place is used again.

    Rows that an older transaction can still see would be written, too: they are waited for.
    """
    end = time.monotonic() + PATIENCE
    with database.reading() as connection:
        start = connection.scalar(sa.text("SELECT clock_timestamp()"))
    while True:
        with database.reading() as connection:
            older = connection.scalar(_OLDER, {"start": start})
        if not older:
            break
        if time.monotonic() > end:
            raise NotRecorded(_READ_FOR_LONG)
        time.sleep(0.1)
    vacuums = (f'VACUUM (FULL) "{name}"' for name in [*METADATA.tables, search.TABLE])
    database.outside(f"SET lock_timeout = '{PATIENCE}s'", *vacuums)


def _read(kind: type[Item], contents: list[str]) -> Iterator[Item]:
    for content in contents:
        try:
            yield kind.model_validate_json(content)
        except ValidationError:  # written by an earlier version of the program, with fields that have ended
            continue


def _holds(content: str, text: str) -> bool:
    written = [json.dumps(text, ensure_ascii=plain) for plain in (True, False)]
    return any(each in content or (len(text) >= _TELLING and each[1:-1] in content) for each in written)
