"""What people still wait for, as the database counts it: the same as ``Response.is_closed``, without reading any."""

from __future__ import annotations

import string

import sqlalchemy as sa

from jsna.model.register.conversation import Conversation
from jsna.model.register.item import Item
from jsna.model.register.response import Progress, Response
from jsna.register.tables import KEPT

_ENDS = tuple(each.value for each in Progress if each.is_an_end)


def owed(kind: type[Item]) -> sa.ColumnElement[bool]:
    """Return which responses have not ended, or to which conversations no response has ended.

    Args:
        kind: responses or conversations.
    """
    if kind is Response:
        return sa.not_(_closed())
    links, response = KEPT[Response.KIND].lists["conversations"], KEPT[Response.KIND].table
    answered = sa.select(links.c.value).join(response, response.c.id == links.c.item_id).where(_closed())
    return KEPT[Conversation.KIND].table.c.id.not_in(answered)


def _closed() -> sa.ColumnElement[bool]:
    kept = KEPT[Response.KIND]
    response, steps, told = kept.table, kept.lists["steps"], kept.lists["told"]
    last = (
        sa.select(steps.c.on)
        .where(steps.c.item_id == response.c.id, steps.c.what == response.c.progress)
        .order_by(steps.c.position.desc())
        .limit(1)
        .correlate(response)
        .scalar_subquery()
    )
    ended = sa.func.coalesce(last, response.c.heard_on)
    was_told = sa.select(told.c.item_id).where(told.c.item_id == response.c.id, told.c.on >= ended)
    said_why_not = sa.func.trim(response.c.not_told, string.whitespace) != ""
    return sa.and_(response.c.progress.in_(_ENDS), sa.or_(said_why_not, was_told.correlate(response).exists()))
