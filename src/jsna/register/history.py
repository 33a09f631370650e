"""Every change, in order, in a chain: each row holds the hash of the one before it.

The chain is made of keyed digests, not of words: ``digest`` is HMAC-SHA-256 of the item after the change, under a
random salt that is kept beside it. Words and salt can be erased, and the chain can still be verified. An erased row
without a later row that names it is damage, not erasure. Triggers refuse every other change and every deletion.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from jsna.register.tables import HISTORY

#: The hash before the first row.
START = "0" * 64
CREATED, CHANGED, READ, ERASED = "created", "changed", "read private words", "erased"
#: Changes of the register itself.
BACKED_UP, RESTORED, EXPORTED = "backed up", "restored", "exported"
RETIRED, REPORTS_ENDED = "drafts deleted", "reports ended"
#: What a row's hash is made of, after the moment, and how it is written for it.
_HASHED = ("seq", "who", "action", "kind", "item_id", "version", "note", "digest", "previous")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Change:
    """One row of the history.

    Attributes:
        seq: its place, from 1, without gaps.
        at: when; never before the row before it, even if the clock went back.
        who: who did it.
        action: what was done.
        kind: of the item; empty for changes of the register itself.
        item_id: the item, or the person or thing concerned.
        version: of the item after the change.
        note: the reason, where there is one; never words of residents.
        content: the item after the change as JSON; None where nothing is kept or it was erased.
    """

    seq: int
    at: datetime
    who: str
    action: str
    kind: str
    item_id: str
    version: int
    note: str
    content: str | None


@dataclass(frozen=True)
class Seal:
    """How long the history is, and its last hash. Kept elsewhere, it shows whether the end was cut off."""

    rows: int
    last: str


@dataclass(frozen=True)
class Event:
    """What is to be added to the history. Attributes as in :class:`Change`."""

    who: str
    action: str
    kind: str = ""
    item_id: str = ""
    version: int = 0
    note: str = ""
    content: str | None = None


def append(connection: sa.Connection, event: Event, now: datetime) -> datetime:
    """Add a row; return the moment it is dated.

    Args:
        connection: of ``Database.writing``; nobody else adds a row meanwhile.
        event: what happened.
        now: the clock. If it stands before the last row, the row gets the time of the last one.
    """
    return append_all(connection, [event], now)


def append_all(connection: sa.Connection, events: Sequence[Event], now: datetime) -> datetime:
    """Add a row for each event, in order, as :func:`append` does."""
    last = connection.execute(
        sa.select(HISTORY.c.seq, HISTORY.c.at, HISTORY.c.hash).order_by(HISTORY.c.seq.desc()).limit(1)
    ).first()
    at = now.astimezone(UTC) if last is None else max(now.astimezone(UTC), last.at)
    seq, previous = (0, START) if last is None else (last.seq, last.hash)
    rows = []
    for place, event in enumerate(events, seq + 1):
        row = _row(event, place, at, previous)
        rows.append(row)
        previous = row["hash"]
    connection.execute(HISTORY.insert(), rows)
    return at


def _row(event: Event, seq: int, at: datetime, previous: str) -> dict[str, Any]:
    salt = None if event.content is None else secrets.token_bytes(32)
    row = {
        **vars(event),
        "seq": seq,
        "at": at,
        "salt": salt,
        "digest": "" if event.content is None or salt is None else _digest(event.content, salt),
        "previous": previous,
    }
    return {**row, "hash": _hash(row)}


def erase(connection: sa.Connection, item_id: str, who: str, rule: str, now: datetime) -> int:
    """Erase the words of all rows of an item, and add a row that names them; return how many were erased.

    Args:
        connection: of ``Database.writing``.
        item_id: the item.
        who: who erases.
        rule: by which rule, such as "withdrawn by its author".
        now: the clock.
    """
    of_it = sa.and_(HISTORY.c.item_id == item_id, HISTORY.c.content.is_not(None))
    rows = list(connection.scalars(sa.select(HISTORY.c.seq).where(of_it).order_by(HISTORY.c.seq)))
    connection.execute(HISTORY.update().where(of_it).values(content=None, salt=None))
    append(connection, Event(who, ERASED, item_id=item_id, note=json.dumps({"rule": rule, "rows": rows})), now)
    return len(rows)


@dataclass(frozen=True)
class Erasure:
    """That an item's words were erased.

    Attributes:
        seq: place of its row in the history.
        item_id: the item.
        rule: by which rule.
    """

    seq: int
    item_id: str
    rule: str


def erasures(connection: sa.Connection) -> list[Erasure]:
    """Return all that was erased, the oldest first."""
    named = sa.select(HISTORY.c.seq, HISTORY.c.item_id, HISTORY.c.note).where(HISTORY.c.action == ERASED)
    rows = connection.execute(named.order_by(HISTORY.c.seq))
    return [Erasure(row.seq, row.item_id, json.loads(row.note)["rule"]) for row in rows]


def notes(connection: sa.Connection, action: str) -> list[dict[str, Any]]:
    """Return what the rows of an action of the register itself note, the oldest first."""
    noted = sa.select(HISTORY.c.note).where(of_the_register(action)).order_by(HISTORY.c.seq)
    return [json.loads(note) for note in connection.scalars(noted)]


def of_the_register(action: str) -> sa.ColumnElement[bool]:
    """Return what tells the rows of an action of the register itself: they are of no item, and items have an index."""
    return sa.and_(HISTORY.c.item_id == "", HISTORY.c.action == action)


def changes(connection: sa.Connection, item_id: str) -> list[Change]:
    """Return the changes of an item, oldest first."""
    columns = [HISTORY.c[name] for name in Change.__dataclass_fields__]
    rows = connection.execute(sa.select(*columns).where(HISTORY.c.item_id == item_id).order_by(HISTORY.c.seq))
    return [Change(*row) for row in rows]


def seal(connection: sa.Connection) -> Seal:
    """Return the seal of the history as it is now."""
    last = connection.execute(sa.select(HISTORY.c.seq, HISTORY.c.hash).order_by(HISTORY.c.seq.desc()).limit(1)).first()
    return Seal(0, START) if last is None else Seal(last.seq, last.hash)


def faults(connection: sa.Connection, known: Seal | None = None) -> list[str]:
    """Return a sentence for everything that is wrong with the history; none if every row is as it was written.

    Args:
        connection: of ``Database.reading``.
        known: a seal that was kept elsewhere. Without one, an end that was cut off cannot be seen.
    """
    with connection.execute(sa.select(HISTORY).order_by(HISTORY.c.seq), execution_options={"yield_per": 1000}) as rows:
        return list(faults_of(rows.mappings(), known))


def faults_of(rows: Iterable[Mapping[Any, Any]], known: Seal | None) -> Iterator[str]:
    """Yield what :func:`faults` says, of rows from anywhere, such as a backup."""
    previous, expected, blank, named = START, 1, set[int](), set[int]()
    sealed = known is None or known.rows == 0
    for row in rows:
        seq = row["seq"]
        if seq != expected:
            yield f"History: after row {expected - 1} comes row {seq}; rows are missing."
        if row["previous"] != previous or row["hash"] != _hash(row):
            yield f"History: row {seq} is not as it was written."
        if row["content"] is None and row["digest"]:
            blank.add(seq)
        elif row["content"] is not None and not _is_of(row["digest"], row["content"], row["salt"]):
            yield f"History: the words of row {seq} are not as they were written."
        if row["action"] == ERASED:
            named.update(json.loads(row["note"])["rows"])
        sealed = sealed or known == Seal(seq, row["hash"])
        previous, expected = row["hash"], seq + 1
    for seq in sorted(blank - named):
        yield f"History: the words of row {seq} are gone, and no row says that they were erased."
    if not sealed and known is not None:
        yield f"History: it ends at row {expected - 1}, but it had {known.rows} rows; the end is missing or is another."


def _digest(content: str, salt: bytes) -> str:
    return hmac.digest(salt, content.encode(), "sha256").hex()


def _is_of(digest: str, content: str, salt: bytes | None) -> bool:
    return salt is not None and hmac.compare_digest(digest, _digest(content, salt))


def _hash(row: Mapping[Any, Any]) -> str:
    """Return the hash of a row: of everything but its words and their salt."""
    at = row["at"]
    assert isinstance(at, datetime)  # noqa: S101 - a column of moments
    fields = [at.astimezone(UTC).isoformat(), *(row[name] for name in _HASHED)]
    return hashlib.sha256(_JSON.encode(fields).encode()).hexdigest()
