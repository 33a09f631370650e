"""Says whether the register is whole: the file, references, the history, the items against it, and the search index."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

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
            found = [*_file(connection), *history.faults(connection, known), *item_faults(connection)]
            found += report_faults(connection, today)
        return [*found, *index_faults(database)]
    except NotRecorded as error:
        return [str(error)]


def item_faults(connection: sa.Connection) -> Iterator[str]:
    """Yield a sentence for every item that is not as the last row of its history says."""
    for kind in KINDS:
        table = KEPT[kind.KIND].table
        here = set(connection.scalars(sa.select(table.c.id)))
        said = set(connection.scalars(sa.select(HISTORY.c.item_id).where(_writes(kind)).distinct()))
        yield from (
            f"{kind.KIND.capitalize()} {each} is in the history, but not in the register."
            for each in sorted(said - here)
        )
        yield from (
            f"{kind.KIND.capitalize()} {each} is in the register, but not in its history."
            for each in sorted(here - said)
        )
        both = sorted(here & said)
        for start in range(0, len(both), _AT_ONCE):
            yield from _differences(connection, kind, both[start : start + _AT_ONCE])


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


def index_faults(database: Database) -> list[str]:
    """Return what is wrong with the search index; it is derived, and :func:`mend_index` makes it anew."""
    if _is_damaged(database):
        return ["The search index is damaged. Run `jsna register check --mend`."]
    with database.reading() as connection:
        wrong = sum(_wrongly_indexed(connection, kind) for kind in KINDS)
    return (
        [f"{wrong:,} items are not in the search index as they are. Run `jsna register check --mend`."] if wrong else []
    )


def _is_damaged(database: Database) -> bool:
    """Run the index's own check: SQLite says that the file is whole while its index is not."""
    if not database.is_sqlite:
        return False
    try:
        with database.writing() as connection:
            connection.exec_driver_sql(f"INSERT INTO {search.TABLE}({search.TABLE}) VALUES ('integrity-check')")  # noqa: S608
    except Damaged:
        return True
    return False


def mend_if_damaged(database: Database) -> bool:
    """Make the search index anew if its own check fails; return whether it did."""
    if damaged := _is_damaged(database):
        mend_index(database)
    return damaged


def mend_index(database: Database) -> None:
    """Make the search index anew from the items."""
    with database.writing() as connection:
        fill_index(connection)


def fill_index(connection: sa.Connection) -> None:
    """Make the search index anew within a transaction."""
    search.empty(connection)
    for kind in KINDS:
        for item in _all(connection, kind):
            search.index(connection, item)


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


def _writes(kind: type[Item]) -> sa.ColumnElement[bool]:
    return sa.and_(HISTORY.c.kind == kind.KIND, HISTORY.c.action.in_((history.CREATED, history.CHANGED)))


def _differences(connection: sa.Connection, kind: type[Item], ids: list[str]) -> Iterator[str]:
    newest = (
        sa.select(sa.func.max(HISTORY.c.seq))
        .where(_writes(kind), HISTORY.c.item_id.in_(ids))
        .group_by(HISTORY.c.item_id)
    )
    contents = connection.execute(sa.select(HISTORY.c.item_id, HISTORY.c.content).where(HISTORY.c.seq.in_(newest)))
    said = {row.item_id: row.content for row in contents}
    found = _readable(connection, kind, ids)
    for item in found:
        if not _is_said(item, said[item.id]):
            yield f"{kind.KIND.capitalize()} {item.id} is not as the last row of its history says."
    for each in sorted(set(ids) - {item.id for item in found}):
        yield f"{kind.KIND.capitalize()} {each} cannot be read: its fields are not as the program describes them."


def _readable(connection: sa.Connection, kind: type[Item], ids: list[str]) -> list[Item]:
    """The items whose fields are as the program describes them."""
    try:
        return list(items.read(connection, kind, ids))
    except ValidationError:
        return [item for each in ids if len(ids) > 1 for item in _readable(connection, kind, [each])]


def _is_said(item: Item, content: str | None) -> bool:
    try:
        return content is not None and type(item).model_validate_json(content) == item
    except ValidationError:
        return False


def _wrongly_indexed(connection: sa.Connection, kind: type[Item]) -> int:
    wrong, known = 0, search.indexed(connection, kind.KIND)
    for item in _all(connection, kind):
        wrong += known.pop(item.id, None) != search.texts(item)
    return wrong + len(known)


def _all(connection: sa.Connection, kind: type[Item]) -> Iterator[Item]:
    table = KEPT[kind.KIND].table
    ids = list(connection.scalars(sa.select(table.c.id).order_by(table.c.id)))
    for start in range(0, len(ids), _AT_ONCE):
        yield from _readable(connection, kind, ids[start : start + _AT_ONCE])


def _hash_of(connection: sa.Connection, seq: int) -> str | None:
    found: str | None = connection.scalar(sa.select(HISTORY.c.hash).where(HISTORY.c.seq == seq))
    return found
