"""What is kept beside the database: how long its history was, and which items were erased.

The file ``register.known.json`` in the state folder shows at the next opening that the end of the history was cut off,
or that the database is gone or is another. After a backup is restored, what was erased since is erased again by it.
It holds no words: identifiers, rules and one hash.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from jsna.register import history
from jsna.register.database import Database
from jsna.register.history import Seal
from jsna.register.migrating import stands_at

FILE = "register.known.json"
_log = logging.getLogger(__name__)


class Known(BaseModel):
    """What was known of the register when somebody last looked."""

    model_config = ConfigDict(frozen=True)

    of: str = ""
    """Which database: its address without a password, or ``file`` for the one in the state folder."""
    rows: int = 0
    last: str = ""
    """Rows of the history, and the last one's hash; none after a restore that was not finished."""
    erased: dict[str, tuple[str, ...]] = {}
    """Rules by which words were erased, by item."""
    cleared: int = 0
    """Row of the history of the last erasing whose bytes were cleared."""

    @property
    def seal(self) -> Seal | None:
        """The seal of the history, where one is known."""
        return Seal(self.rows, self.last) if self.rows else None


def known(database: Database) -> Known:
    """Return what is known of this database."""
    try:
        found = Known.model_validate_json((database.state / FILE).read_bytes())
    except (OSError, ValidationError):
        return Known(of=_name(database))
    return found if found.of == _name(database) else Known(of=_name(database))


def renew(database: Database, *, cleared: bool = False) -> None:
    """Keep what is true now; nothing of a database without tables.

    Args:
        database: the register.
        cleared: whether the bytes of everything that was erased so far were cleared.
    """
    before = known(database)
    with database.reading() as connection:
        if not stands_at(connection):
            return
        seal, all_of_them = history.seal(connection), history.erasures(connection)
    erased: dict[str, tuple[str, ...]] = {}
    for each in all_of_them:
        erased[each.item_id] = (*erased.get(each.item_id, ()), each.rule)
    last = max((each.seq for each in all_of_them), default=0)
    _write(
        database,
        Known(
            of=before.of,
            rows=seal.rows,
            last=seal.last,
            # An erasing is never forgotten, even if an older backup does not know of it.
            erased={
                key: max(before.erased.get(key, ()), erased.get(key, ()), key=len) for key in before.erased | erased
            },
            cleared=last if cleared else min(before.cleared, last),
        ),
    )


def forget_seal(database: Database) -> None:
    """Keep no length of the history: another history is about to take its place."""
    _write(database, known(database).model_copy(update={"rows": 0, "last": "", "cleared": 0}))


def is_cleared(database: Database) -> bool:
    """Return whether the bytes of everything that was erased were cleared."""
    with database.reading() as connection:
        return max((each.seq for each in history.erasures(connection)), default=0) <= known(database).cleared


def _name(database: Database) -> str:
    file = database.file
    return "file" if file is not None and file.parent == database.state else database.address


def _write(database: Database, what: Known) -> None:
    target: Path = database.state / FILE
    part = target.with_name(f".{FILE}.{os.getpid()}.part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part.write_text(what.model_dump_json(indent=1), encoding="utf-8")
        part.replace(target)
    except OSError as error:
        _log.warning("%s cannot be written (%s); the register is kept, its seal is not.", target.name, error.strerror)
    finally:
        part.unlink(missing_ok=True)
