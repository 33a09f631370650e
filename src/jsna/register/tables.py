"""The tables of the register, made from the models: a table for each kind, and one for each of its lists.

A scalar field is a column of the same name. A list is a table ``<kind>_<field>`` with the item, the position in the
list and a column for each field of its parts, or ``value`` where the list is of texts. The migrations create the same
tables; a test compares them.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

import sqlalchemy as sa
from pydantic import BaseModel

from jsna.model.register.item import Item, RefersTo, marks
from jsna.register.kinds import KINDS

METADATA = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
#: Fields of lists and of items by which pages look something up.
_INDEXED = ("code", "held_on", "heard_on", "changed_at", "value", "topic")


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone of its own."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """Return the moment with its time zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_TYPES: dict[type, type[sa.types.TypeEngine[Any]]] = {
    bool: sa.Boolean,
    int: sa.Integer,
    float: sa.Float,
    datetime: Moment,
    date: sa.Date,
    str: sa.Text,
}


@dataclass(frozen=True)
class Kept:
    """Where a kind is kept.

    Attributes:
        kind: the model.
        table: its scalar fields.
        lists: the table of each list, by the name of its field.
    """

    kind: type[Item]
    table: sa.Table
    lists: dict[str, sa.Table]


def _kept(kind: type[Item]) -> Kept:
    name = kind.KIND
    scalars = [_column(kind, field) for field in kind.model_fields if not is_list(kind, field)]
    table = sa.Table(name, METADATA, *scalars, sa.CheckConstraint("version > 0", name="version"))
    lists = {field: _list(kind, field) for field in kind.model_fields if is_list(kind, field)}
    return Kept(kind, table, lists)


def is_list(kind: type[BaseModel], field: str) -> bool:
    """Return whether a field is a list."""
    return get_origin(_bare(kind.model_fields[field].annotation)) is tuple


def part_of(kind: type[BaseModel], field: str) -> type[BaseModel] | None:
    """Return the model of the parts of a list, or None for a list of texts."""
    inner = _bare(get_args(_bare(kind.model_fields[field].annotation))[0])
    return inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def _list(kind: type[Item], field: str) -> sa.Table:
    part = part_of(kind, field)
    if part is None:
        columns: Iterator[sa.Column[Any]] = iter([_value(kind, field)])
    else:
        columns = (_column(part, name) for name in part.model_fields)
    return sa.Table(
        f"{kind.KIND}_{field}",
        METADATA,
        sa.Column("item_id", sa.Text, sa.ForeignKey(f"{kind.KIND}.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        *columns,
    )


def _value(kind: type[Item], field: str) -> sa.Column[Any]:
    return sa.Column("value", sa.Text, *_references(kind, field), nullable=False, index=True)


def _column(model: type[BaseModel], field: str) -> sa.Column[Any]:
    inner, optional = _inner(model.model_fields[field].annotation)
    kind = sa.Text if issubclass(inner, StrEnum) else _TYPES[inner]
    given = () if optional or field == "id" else _references(model, field)
    links = _references(model, field) if optional else given
    return sa.Column(
        field, kind(), *links, primary_key=field == "id", nullable=optional, index=field in _INDEXED or None
    )


def _references(model: type[BaseModel], field: str) -> list[sa.ForeignKey]:
    return [sa.ForeignKey(f"{mark.kind}.id") for mark in marks(model, field) if isinstance(mark, RefersTo)]


def _bare(annotation: Any) -> Any:
    """The type without its marks."""
    return _bare(get_args(annotation)[0]) if hasattr(annotation, "__metadata__") else annotation


def _inner(annotation: Any) -> tuple[type, bool]:
    """The type of a scalar, and whether it may be None."""
    bare = _bare(annotation)
    if get_origin(bare) in (Union, types.UnionType):
        (inner,) = (each for each in get_args(bare) if each is not type(None))
        return _bare(inner), True
    return bare, False


#: Where each kind is kept, by its name.
KEPT = {kind.KIND: _kept(kind) for kind in KINDS}

#: A file that is read again updates what came from it; two who read it at once cannot both add the same.
sa.Index(
    "uq_provision_source",
    KEPT["provision"].table.c.source,
    KEPT["provision"].table.c.source_id,
    unique=True,
    sqlite_where=KEPT["provision"].table.c.source_id != "",
    postgresql_where=KEPT["provision"].table.c.source_id != "",
)

#: Every change, in order. See :mod:`jsna.register.history`.
HISTORY = sa.Table(
    "history",
    METADATA,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("item_id", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("content", sa.Text),
    sa.Column("salt", sa.LargeBinary),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
    sa.CheckConstraint("(content IS NULL) = (salt IS NULL)", name="blank"),
)
#: Forms that were saved, so that a second click saves nothing twice.
ONCE = sa.Table(
    "once",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("item_id", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)
#: Words that somebody has not saved yet. They count nowhere.
DRAFT = sa.Table(
    "draft",
    METADATA,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("ends_at", Moment, nullable=False, index=True),
)
#: People who may not read or write any more, whatever their sign-in says.
BLOCKED = sa.Table(
    "blocked",
    METADATA,
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("by", sa.Text, nullable=False),
    sa.Column("because", sa.Text, nullable=False),
)
#: By what the author of a report is known: six words, kept as a slow hash.
RECEIPT = sa.Table(
    "receipt",
    METADATA,
    sa.Column("reference", sa.Text, primary_key=True),
    sa.Column("item_id", sa.Text, sa.ForeignKey("report.id"), nullable=False, unique=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)
#: Today's salt. With it a visitor's address becomes a key that cannot be turned back. It ends with the day.
SALT = sa.Table(
    "salt",
    METADATA,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
)
#: How often somebody did something today.
TIMES = sa.Table(
    "times",
    METADATA,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("what", sa.Text, primary_key=True),
    sa.Column("whose", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False),
)
#: What no backup holds: it ends with the day.
OF_THE_DAY = (SALT, TIMES)
