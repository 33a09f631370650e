"""Search over the register: one parser and one way of writing words for both databases.

Words are written without capitals and accents before they are indexed and before they are looked for, so that SQLite's
FTS5 and PostgreSQL's own search find the same. The index is derived: it can be made anew at any time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa

from jsna.model.register.item import Item, as_read, searched_words
from jsna.model.register.person import ANYBODY

#: Letters of one item that are indexed; PostgreSQL refuses an index entry above a megabyte.
_LONGEST = 100_000
_WORD = re.compile(r"\w+")
#: Two texts for each item: what everybody reads, and what people with a role read.
PUBLIC, WORKING = "public", "working"
# A virtual table in SQLite, which SQLAlchemy cannot describe: the first migration makes it.
_TABLE = sa.table("found", sa.column("item_id"), sa.column("kind"), sa.column(PUBLIC), sa.column(WORKING))


def plain_words(text: str) -> list[str]:
    """Return the words of a text without capitals and accents; "step-free" is two, "o'clock" too."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(letter for letter in letters if not unicodedata.combining(letter)))


def index(connection: sa.Connection, item: Item) -> None:
    """Index an item anew."""
    forget(connection, item.id)
    everybody = as_read(item, ANYBODY.may) if item.published else None
    connection.execute(
        _TABLE.insert().values(item_id=item.id, kind=item.KIND, public=_indexed(everybody), working=_indexed(item))
    )


def forget(connection: sa.Connection, item_id: str) -> None:
    """Take an item out of the index."""
    connection.execute(_TABLE.delete().where(_TABLE.c.item_id == item_id))


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
    words = plain_words(asked)
    if not words:
        return []
    column = WORKING if working else PUBLIC
    if connection.dialect.name == "sqlite":
        found = _sqlite(connection, words, column, any_word=any_word)
    else:
        found = _postgresql(connection, words, column, any_word=any_word)
    wanted = [item_id for item_id, kind in found if kind in kinds]
    return wanted[:most]


def _indexed(item: Item | None) -> str:
    return "" if item is None else " ".join(plain_words(" ".join(searched_words(item))))[:_LONGEST]


def _sqlite(connection: sa.Connection, words: list[str], column: str, *, any_word: bool) -> list[tuple[str, str]]:
    *whole, last = [f'"{word}"' for word in words]
    asked = " OR ".join(f"{word} *" for word in (*whole, last)) if any_word else " AND ".join([*whole, f"{last} *"])
    match = f"{{{column}}} : ({asked})"
    rows = connection.execute(
        sa.text("SELECT item_id, kind FROM found WHERE found MATCH :match ORDER BY rank, item_id"), {"match": match}
    )
    return [(row.item_id, row.kind) for row in rows]


def _postgresql(connection: sa.Connection, words: list[str], column: str, *, any_word: bool) -> list[tuple[str, str]]:
    *whole, last = words
    asked = " | ".join(f"{word}:*" for word in words) if any_word else " & ".join([*whole, f"{last}:*"])
    query = sa.func.to_tsquery("simple", asked)
    vector = sa.func.to_tsvector("simple", _TABLE.c[column])
    rows = connection.execute(
        sa.select(_TABLE.c.item_id, _TABLE.c.kind)
        .where(vector.op("@@")(query))
        .order_by(sa.func.ts_rank(vector, query).desc(), _TABLE.c.item_id)
    )
    return [(row.item_id, row.kind) for row in rows]
