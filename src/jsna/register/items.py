"""Items as rows: the one module that reads and writes the tables of :mod:`jsna.register.tables`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa
from pydantic import BaseModel

from jsna.model.register.item import Item
from jsna.register.tables import KEPT, Kept, part_of

AnyItem = TypeVar("AnyItem", bound=Item)
#: Identifiers asked for in one statement.
_AT_ONCE = 500


def read(connection: sa.Connection, kind: type[AnyItem], wanted: Iterable[str]) -> list[AnyItem]:
    """Return items in the order of their identifiers as given; those that are not here are left out."""
    ids = list(wanted)
    found: dict[str, AnyItem] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found |= _some(connection, kind, ids[start : start + _AT_ONCE])
    return [found[each] for each in ids if each in found]


def _some(connection: sa.Connection, kind: type[AnyItem], ids: Sequence[str]) -> dict[str, AnyItem]:
    kept = KEPT[kind.KIND]
    rows = _rows(connection, sa.select(kept.table).where(kept.table.c.id.in_(ids)))
    lists = {field: _parts(connection, kept, field, ids) for field in kept.lists}
    return {
        row["id"]: kind.model_validate(row | {field: parts[row["id"]] for field, parts in lists.items()})
        for row in rows
    }


def _parts(connection: sa.Connection, kept: Kept, field: str, ids: Sequence[str]) -> Mapping[str, list[Any]]:
    table, plain = kept.lists[field], part_of(kept.kind, field) is None
    columns = [column for column in table.columns if column.name != "position"]
    wanted = sa.select(*columns).where(table.c.item_id.in_(ids)).order_by(table.c.item_id, table.c.position)
    found: dict[str, list[Any]] = defaultdict(list)
    for row in _rows(connection, wanted):
        found[row.pop("item_id")].append(row["value"] if plain else row)
    return found


def _rows(connection: sa.Connection, wanted: sa.Select[Any]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a statement by the names of its columns: several times as fast as SQLAlchemy's mappings."""
    rows = connection.execute(wanted)
    names = tuple(rows.keys())
    for row in rows:
        yield dict(zip(names, row, strict=True))


def insert(connection: sa.Connection, *given: Item) -> None:
    """Write new items of one kind."""
    connection.execute(KEPT[given[0].KIND].table.insert(), [_scalars(item) for item in given])
    _insert_lists(connection, *given)


def update(connection: sa.Connection, item: Item, was: int) -> bool:
    """Write a new version of an item; return False, and write nothing, unless its version is ``was``."""
    kept = KEPT[item.KIND]
    of_it = sa.and_(kept.table.c.id == item.id, kept.table.c.version == was)
    if connection.execute(kept.table.update().where(of_it).values(**_scalars(item))).rowcount != 1:
        return False
    for table in kept.lists.values():
        connection.execute(table.delete().where(table.c.item_id == item.id))
    _insert_lists(connection, item)
    return True


def _scalars(item: Item) -> dict[str, Any]:
    return {column.name: _plain(getattr(item, column.name)) for column in KEPT[item.KIND].table.columns}


def _insert_lists(connection: sa.Connection, *given: Item) -> None:
    for field, table in KEPT[given[0].KIND].lists.items():
        rows = [
            {"item_id": item.id, "position": position, **_row(part)}
            for item in given
            for position, part in enumerate(getattr(item, field))
        ]
        if rows:
            connection.execute(table.insert(), rows)


def _row(part: BaseModel | str) -> dict[str, Any]:
    return {"value": part} if isinstance(part, str) else {name: _plain(value) for name, value in part}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, StrEnum) else value
