"""Search over the register: one parser and one way of writing words for both databases.

Words are written without capitals and accents before they are indexed and before they are looked for, so that SQLite's
FTS5 and PostgreSQL's own search find the same. The index is derived: it can be made again at any time.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from jsna.model.register.item import Item, as_read, searched_words
from jsna.model.register.person import ANYBODY
from jsna.register.kinds import KINDS

#: Letters of one item that are indexed; PostgreSQL refuses an index entry above a megabyte.
_LONGEST = 100_000
_WORD = re.compile(r"\w+")
#: Letters that may be marks above others.
_OTHERS = re.compile(r"[^\x00-\x7f]+")
#: Two texts for each item: what everybody reads, and what people with a role read.
PUBLIC, WORKING = "public", "working"
# The index is a virtual table in SQLite, which SQLAlchemy cannot describe: the first migration makes it.
TABLE = "found"
#: What is kept; in SQLite also the row's number, the whole table and the rank; in PostgreSQL the words of both texts.
_NAMES = ("item_id", "kind", PUBLIC, WORKING, "rowid", TABLE, "rank", "public_words", "working_words")
_TABLE = sa.table(TABLE, *(sa.column(name) for name in _NAMES))


def told(command: str) -> sa.Insert:
    """Return the statement that gives SQLite's index one of its own commands, such as ``optimize``."""
    return _TABLE.insert().values({TABLE: command})


def plain_words(text: str) -> list[str]:
    """Return the words of a text without capitals and accents; "step-free" is two, "o'clock" too."""
    letters = text.casefold()
    if not letters.isascii():
        letters = _OTHERS.sub(_without_marks, unicodedata.normalize("NFKD", letters))
    return _WORD.findall(letters)


def _without_marks(found: re.Match[str]) -> str:
    return "".join(letter for letter in found[0] if not unicodedata.combining(letter))


def index(connection: sa.Connection, *given: Item) -> None:
    """Index items again."""
    ids = [item.id for item in given]
    connection.execute(_TABLE.delete().where(_rows_of(connection, ids)))
    rows: list[dict[str, Any]] = [{"item_id": item.id, "kind": item.KIND, **texts(item)} for item in given]
    if connection.dialect.name == "sqlite":
        rows = [{"rowid": _row_of(row["item_id"]), **row} for row in rows]
    connection.execute(_TABLE.insert(), rows)


def texts(item: Item) -> dict[str, str]:
    """Return what is indexed of an item, by the readers it is for."""
    everybody = as_read(item, ANYBODY.may) if item.published else None
    return {PUBLIC: _indexed(everybody), WORKING: _indexed(item)}


def empty(connection: sa.Connection) -> None:
    """Make a new, empty index in place of the one that is there, damaged or not."""
    if connection.dialect.name == "sqlite":
        made = connection.scalar(sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": TABLE})
        connection.exec_driver_sql(f"DROP TABLE {TABLE}")
        connection.exec_driver_sql(made)
    else:
        connection.execute(_TABLE.delete())


def indexed(connection: sa.Connection, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what is indexed of some items, by item and reader; those that are not in the index are left out."""
    columns = _TABLE.c.item_id, _TABLE.c[PUBLIC], _TABLE.c[WORKING]
    rows = connection.execute(sa.select(*columns).where(_rows_of(connection, ids)))
    return {row.item_id: {PUBLIC: row.public, WORKING: row.working} for row in rows}


def size(connection: sa.Connection) -> int:
    """Return how many items are indexed."""
    return connection.scalar(sa.select(sa.func.count()).select_from(_TABLE)) or 0


def search(
    connection: sa.Connection,
    asked: str,
    kinds: Sequence[str],
    *,
    working: bool,
    most: int | None,
    any_word: bool = False,
) -> list[str]:
    """Return the identifiers of items that have the words asked for, the best first.

    Args:
        connection: to the register.
        asked: as a reader typed it; the last word may be the beginning of one.
        kinds: names of kinds.
        working: whether to search what people with a role read.
        most: how many are returned; None for all.
        any_word: whether one of the words is enough; each may then be the beginning of one.
    """
    words, column = plain_words(asked), WORKING if working else PUBLIC
    if not words:
        return []
    has, order = _having(connection, words, column, any_word=any_word)
    found = sa.select(_TABLE.c.item_id).where(has).order_by(*order).limit(most)
    if len(kinds) < len(KINDS):
        found = found.where(_TABLE.c.kind.in_(kinds))
    return list(connection.scalars(found))


def having(connection: sa.Connection, asked: str, kind: type[Item], *, working: bool) -> sa.Select[str]:
    """Return the statement for the identifiers of items of a kind that have the words asked for, in no order.

    Args:
        connection: to the register.
        asked: as for :func:`search`; where there is no word in it, no item has them.
        kind: of the items.
        working: as for :func:`search`.
    """
    words, column = plain_words(asked), WORKING if working else PUBLIC
    has = _having(connection, words, column, any_word=False)[0] if words else sa.false()
    return sa.select(_TABLE.c.item_id).where(has, _TABLE.c.kind == kind.KIND)


def _rows_of(connection: sa.Connection, ids: Sequence[str]) -> sa.ColumnElement[bool]:
    """Which rows of the index are of some items."""
    if connection.dialect.name == "sqlite":
        return _TABLE.c.rowid.in_([_row_of(each) for each in ids])
    return _TABLE.c.item_id.in_(ids)


def _row_of(item_id: str) -> int:
    """The row of an item in SQLite's index, which finds a row by its number only."""
    return int.from_bytes(hashlib.sha256(item_id.encode()).digest()[:8]) >> 1


def _indexed(item: Item | None) -> str:
    return "" if item is None else " ".join(plain_words(" ".join(searched_words(item))))[:_LONGEST]


def _having(
    connection: sa.Connection, words: list[str], column: str, *, any_word: bool
) -> tuple[sa.ColumnElement[bool], tuple[sa.ColumnElement[Any], ...]]:
    """Which rows of the index have the words, and by what those come first that fit best."""
    *whole, last = words
    if connection.dialect.name == "sqlite":
        quoted = [f'"{word}"' for word in whole]
        asked = " OR ".join(f'"{word}" *' for word in words) if any_word else " AND ".join([*quoted, f'"{last}" *'])
        # By rank alone: FTS5 sorts by it without reading the texts, and gives those of one rank in order of their rows.
        return _TABLE.c.found.op("MATCH")(f"{{{column}}} : ({asked})"), (_TABLE.c.rank,)
    asked = " | ".join(f"{word}:*" for word in words) if any_word else " & ".join([*whole, f"{last}:*"])
    query, kept = sa.func.to_tsquery("simple", asked), _TABLE.c[f"{column}_words"]
    return kept.op("@@")(query), (sa.func.ts_rank(kept, query).desc(), _TABLE.c.item_id)
