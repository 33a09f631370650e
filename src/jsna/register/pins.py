"""The releases that the register pins: by a figure that a need cites, or by a link in somebody's words."""

from __future__ import annotations

import re

import sqlalchemy as sa

from jsna.register.register import Register
from jsna.register.tables import METADATA

_PINNED = re.compile(r"release=([0-9a-f]{12})\b")
_ID = re.compile(r"[0-9a-f]{12}")


def pinned(register: Register) -> frozenset[str]:
    """Return the ids of all releases that anything in the register names, its history included.

    Raises:
        NotRecorded: the register cannot be read.
    """
    found: set[str] = set()
    with register.database.reading() as connection:
        for table in METADATA.sorted_tables:
            for column in (column for column in table.columns if isinstance(column.type, sa.Text)):
                wanted = sa.select(column).where(column.like("%release=%")).distinct()
                for (text,) in connection.execute(wanted):
                    found.update(_PINNED.findall(text))
                if column.name == "release":
                    named = connection.execute(sa.select(column).distinct()).scalars()
                    found.update(each for each in named if each and _ID.fullmatch(each))
    return frozenset(found)
