"""Says whether the register is whole: the file, references, the history, the items against it, and the search index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice

import sqlalchemy as sa
from pydantic import ValidationError

from jsna.model.register.item import Item
from jsna.model.register.report import Report
from jsna.register import history, items, migrating, search
from jsna.register.database import DAMAGED, Damaged, Database, NotRecorded
from jsna.register.history import Seal
from jsna.register.kinds import KINDS
from jsna.register.tables import HISTORY, KEPT, RECEIPT

_AT_ONCE = 500
_DAMAGED_INDEX = "The search index is damaged. Run `jsna register check --mend`."


def check(database: Database, known: Seal | None = None, today: date | None = None) -> list[str]:
    """Return a sentence for everything that is wrong; none where the register is whole.

    Args:
        database: of the register, at any step.
        known: a seal that was kept elsewhere, such as in a backup.
        today: the day, for what should have ended before it; None where that is not looked for.
    """
    try:
        with database.reading() as connection:
            here = migrating.stands_at(connection)
            if here != migrating.newest():
                message = (
                    f"The register stands at step {here or 'none'}, this program at {migrating.newest()}: open it."
                )
                return [message]
        damaged = _is_damaged(database)
        with database.reading() as connection:
            index = None if damaged else _Index(connection)
            found = [*_file(connection), *history.faults(connection, known), *item_faults(connection, index)]
            found += report_faults(connection, today)
            return [*found, *([_DAMAGED_INDEX] if index is None else index.faults())]
    except NotRecorded as error:
        return [str(error)]


def item_faults(connection: sa.Connection, index: _Index | None = None) -> Iterator[str]:
    """Yield a sentence for every item that is not as the last row of its history says.

    Args:
        connection: of ``Database.reading``.
        index: looks at each item that is read, too; None for nobody.
    """
    newest = _newest(connection)
    for kind in KINDS:
        table, said = KEPT[kind.KIND].table, newest[kind.KIND]
        here = set(connection.scalars(sa.select(table.c.id)))
        yield from (
            f"{kind.KIND.capitalize()} {each} is in the history, but not in the register."
            for each in sorted(said.keys() - here)
        )
        yield from (
            f"{kind.KIND.capitalize()} {each} is in the register, but not in its history."
            for each in sorted(here - said.keys())
        )
        ids = sorted(here)
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = _readable(connection, kind, some)
            if index:
                index.look(found)
            yield from _unreadable(kind, some, found)
            yield from _differences(connection, {said[item.id]: item for item in found if item.id in said})


class _Index:
    """What is in the search index, against the items as they are read."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._wrong = self._seen = 0

    def look(self, found: Sequence[Item]) -> None:
        """Compare what is indexed of some items; each is looked at once."""
        known = search.indexed(self._connection, [item.id for item in found])
        self._seen += len(known)
        self._wrong += sum(known.get(item.id) != search.texts(item) for item in found)

    def faults(self) -> list[str]:
        """Return what is wrong, after a look at every item; the index is derived, and can be made again."""
        wrong = self._wrong + search.size(self._connection) - self._seen
        said = f"{wrong:,} items are not in the search index as they are. Run `jsna register check --mend`."
        return [said] if wrong else []


def report_faults(connection: sa.Connection, today: date | None) -> Iterator[str]:
    """Yield how many reports their authors cannot follow, and how many hold words past their latest day."""
    table = KEPT[Report.KIND].table
    ids = sa.select(sa.func.count()).select_from(table)
    if lost := connection.scalar(ids.where(table.c.id.not_in(sa.select(RECEIPT.c.item_id)))):
        yield f"Reports without a receipt, which their authors cannot follow: {lost:,}."
    if today is None:
        return
    if late := connection.scalar(ids.where(table.c.erased == "", table.c.latest_on < today)):
        yield f"Reports past their latest day whose words are still here: {late:,}. Run `jsna register retire`."


def _is_damaged(database: Database) -> bool:
    """Run the index's own check: SQLite says that the file is whole while its index is not."""
    if not database.is_sqlite:
        return False
    try:
        with database.writing() as connection:
            connection.execute(search.told("integrity-check"))
    except Damaged:
        return True
    return False


def mend_if_damaged(database: Database) -> bool:
    """Make the search index again if its own check fails; return whether it did."""
    if damaged := _is_damaged(database):
        mend_index(database)
    return damaged


def mend_index(database: Database) -> None:
    """Make the search index again from the items."""
    with database.writing() as connection:
        fill_index(connection)


def fill_index(connection: sa.Connection) -> None:
    """Make the search index again within a transaction."""
    search.empty(connection)
    for kind in KINDS:
        found = _all(connection, kind)
        while some := list(islice(found, _AT_ONCE)):
            search.index(connection, *some)


def quick_faults(database: Database, known: Seal | None) -> list[str]:
    """Return what a look at the file and at the end of the history shows.

    Args:
        database: of the register, at the newest step.
        known: the seal as it was when the register was opened before.

    Raises:
        Damaged: the file is.
    """
    with database.reading() as connection:
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            raise Damaged(DAMAGED)
        if known is None or _hash_of(connection, known.rows) == known.last:
            return []
    message = (
        f"The history had {known.rows:,} rows when the register was opened before, and they are not all here. "
        "It is another register, an older copy, or its end was cut off. Run `jsna register check`."
    )
    return [message]


def _file(connection: sa.Connection) -> Iterator[str]:
    if connection.dialect.name != "sqlite":
        return
    said = list(connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars())
    yield from (f"The file: {each}." for each in said if each != "ok")
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"Row {row[1]} of {row[0]} refers to a {row[2]} that is not there."


def _newest(connection: sa.Connection) -> dict[str, dict[str, int]]:
    """The last row of the history that writes an item, by kind and identifier, from one walk over all rows."""
    writes = HISTORY.c.action.in_((history.CREATED, history.CHANGED))
    rows = sa.select(HISTORY.c.kind, HISTORY.c.item_id, sa.func.max(HISTORY.c.seq)).where(writes)
    found: dict[str, dict[str, int]] = {kind.KIND: {} for kind in KINDS}
    for kind, item_id, seq in connection.execute(rows.group_by(HISTORY.c.kind, HISTORY.c.item_id)):
        found.setdefault(kind, {})[item_id] = seq
    return found


def _unreadable(kind: type[Item], ids: Sequence[str], found: Sequence[Item]) -> Iterator[str]:
    for each in sorted(set(ids) - {item.id for item in found}):
        yield f"{kind.KIND.capitalize()} {each} cannot be read: its fields are not as the program describes them."


def _differences(connection: sa.Connection, found: Mapping[int, Item]) -> Iterator[str]:
    """Compare items with what the row of the history says by whose place they are given."""
    rows = connection.execute(sa.select(HISTORY.c.seq, HISTORY.c.content).where(HISTORY.c.seq.in_(list(found))))
    said = {row.seq: row.content for row in rows}
    for seq, item in found.items():
        if not _is_said(item, said[seq]):
            yield f"{item.KIND.capitalize()} {item.id} is not as the last row of its history says."


def _readable(connection: sa.Connection, kind: type[Item], ids: list[str]) -> list[Item]:
    """The items whose fields are as the program describes them."""
    try:
        return list(items.read(connection, kind, ids))
    except ValidationError:
        return [item for each in ids if len(ids) > 1 for item in _readable(connection, kind, [each])]


def _is_said(item: Item, content: str | None) -> bool:
    # What an earlier version of the program wrote can say the same in other letters.
    try:
        return content is not None and (
            item.model_dump_json() == content or type(item).model_validate_json(content) == item
        )
    except ValidationError:
        return False


def _all(connection: sa.Connection, kind: type[Item]) -> Iterator[Item]:
    table = KEPT[kind.KIND].table
    ids = list(connection.scalars(sa.select(table.c.id).order_by(table.c.id)))
    for start in range(0, len(ids), _AT_ONCE):
        yield from _readable(connection, kind, ids[start : start + _AT_ONCE])


def _hash_of(connection: sa.Connection, seq: int) -> str | None:
    found: str | None = connection.scalar(sa.select(HISTORY.c.hash).where(HISTORY.c.seq == seq))
    return found
