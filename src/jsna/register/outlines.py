"""Responses as their lists and counts need them: thousands at once, without what only the page of one shows."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import sqlalchemy as sa

from jsna.model.register.response import Response
from jsna.register.tables import KEPT

_KEPT = KEPT[Response.KIND]
_FIELDS = ("id", "heard", "heard_on", "promised", "progress", "not_told", "owner", "next_on", "published", "sample")
#: The fields of each list's parts.
_LISTS = {
    "places": ("code", "vintage"),
    "moves": ("was", "reason"),
    "verdicts": ("on", "helped", "said_by", "words"),
    "told": ("on", "how", "by"),
    "steps": ("on", "what"),
}


def outlines(connection: sa.Connection, chosen: sa.Select[str]) -> list[Response]:
    """Return responses with the fields that a list of them counts and shows; the others are empty, so never save one.

    They come in no order. None of these fields is hidden from anybody who sees the response.

    Args:
        connection: to the register.
        chosen: their identifiers.
    """
    which = sa.select(chosen.order_by(None).subquery().c.id)
    lists = {field: _parts(connection, which, field) for field in _LISTS}
    table = _KEPT.table
    rows = connection.execute(sa.select(*(table.c[name] for name in _FIELDS)).where(table.c.id.in_(which)))
    return [
        Response.model_validate(
            {**dict(zip(_FIELDS, row, strict=True)), **{field: of.get(row[0], ()) for field, of in lists.items()}}
        )
        for row in rows
    ]


def _parts(connection: sa.Connection, which: sa.Select[str], field: str) -> dict[str, list[dict[str, Any]]]:
    """The parts of a list, by the identifier of their response and in their order."""
    table, fields = _KEPT.lists[field], _LISTS[field]
    rows = connection.execute(
        sa.select(table.c.item_id, *(table.c[name] for name in fields))
        .where(table.c.item_id.in_(which))
        .order_by(table.c.item_id, table.c.position)
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for item_id, *values in rows:
        found[item_id].append(dict(zip(fields, values, strict=True)))
    return found
