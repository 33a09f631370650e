"""Which years a restored backup may have cut: they ended after it was made, and before it was restored.

What was recorded meanwhile is not here any more. Counts of such a year would be smaller than those that everybody saw
before, and the difference would say something about the few who are missing.
"""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa

from jsna.register import history
from jsna.register.day import day_in_england
from jsna.register.history import Seal
from jsna.register.tables import HISTORY


def lost_years(connection: sa.Connection) -> frozenset[int]:
    """Return the years of which something may be lost; none where nothing was recorded since the backup."""
    columns = [HISTORY.c[name] for name in ("seq", "at", "previous", "note")]
    restored = sa.select(*columns).where(history.of_the_register(history.RESTORED))
    lost: set[int] = set()
    for row in connection.execute(restored):
        note = json.loads(row.note)
        if Seal(**note["replaced"]) == Seal(row.seq - 1, row.previous):
            continue
        made = datetime.fromisoformat(note["made_at"])
        lost.update(range(day_in_england(made).year, day_in_england(row.at).year))
    return frozenset(lost)
