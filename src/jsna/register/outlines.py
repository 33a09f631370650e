"""Responses as their lists and counts need them: thousands at once, without what only the page of one shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

import sqlalchemy as sa

from jsna.model.register.item import Part, Place
from jsna.model.register.response import Happened, Helped, Moved, Progress, Response, SaidWho, Step, Told, Verdict
from jsna.register.tables import KEPT

_Part = TypeVar("_Part", bound=Part)
_KEPT = KEPT[Response.KIND]
_FIELDS = ("id", "heard", "heard_on", "promised", "progress", "not_told", "owner", "next_on", "published", "sample")
#: Vocabulary by the name of the field.
_WORDS: dict[str, Callable[[str], Any]] = {
    "progress": Progress,
    "what": Happened,
    "helped": Helped,
    "said_by": SaidWho,
}


def outlines(connection: sa.Connection, chosen: sa.Select[str]) -> list[Response]:
    """Return responses with the fields that a list of them counts and shows; the others are empty, so never save one.

    They come in no order. What stands in the database was checked when it was saved, and is not checked again.

    Args:
        connection: to the register.
        chosen: their identifiers.
    """
    ids = chosen.order_by(None).subquery()
    which = sa.select(ids.c.id)
    lists = {
        "places": _parts(connection, which, Place, "places", ("code", "vintage")),
        "moves": _parts(connection, which, Moved, "moves", ("was", "reason")),
        "verdicts": _parts(connection, which, Verdict, "verdicts", ("on", "helped", "said_by", "words")),
        "told": _parts(connection, which, Told, "told", ("on", "how")),
        "steps": _parts(connection, which, Step, "steps", ("on", "what")),
    }
    table = _KEPT.table
    rows = connection.execute(sa.select(*(table.c[name] for name in _FIELDS)).where(table.c.id.in_(which)))
    return [
        Response.model_construct(**_named(_FIELDS, row), **{name: tuple(of[row[0]]) for name, of in lists.items()})
        for row in rows
    ]


def _parts(
    connection: sa.Connection, which: sa.Select[str], part: type[_Part], field: str, fields: tuple[str, ...]
) -> dict[str, list[_Part]]:
    """The parts of a list, by the identifier of their response and in their order."""
    table = _KEPT.lists[field]
    columns = (table.c[name] for name in fields)
    rows = connection.execute(
        sa.select(table.c.item_id, *columns)
        .where(table.c.item_id.in_(which))
        .order_by(table.c.item_id, table.c.position)
    )
    found: dict[str, list[_Part]] = defaultdict(list)
    for item_id, *values in rows:
        found[item_id].append(part.model_construct(**_named(fields, values)))
    return found


def _named(fields: tuple[str, ...], values: Any) -> dict[str, Any]:
    return {name: _WORDS[name](value) if name in _WORDS else value for name, value in zip(fields, values, strict=True)}
