"""Opens the register that a deployment's settings name, brought to the tables of this version, and looks it over."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from jsna.register import check, keepsake
from jsna.register.database import FILE, Database, NotRecorded, connect
from jsna.register.erasing import clear
from jsna.register.migrating import bring_up, newest, stands_at
from jsna.register.register import Register
from jsna.settings import Settings

_log = logging.getLogger(__name__)


def open_register(settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Register:
    """Return the register of a deployment; a new one is made where there was none.

    What a short check finds is written to the server's log. A search index that is damaged is made again.

    Args:
        settings: of the deployment.
        now: the clock.

    Raises:
        SettingsError: the address of the database is not one.
        NotRecorded: the database cannot be opened, is damaged or has gone; the message says what to do.
    """
    database = connect(settings.register, settings.state)
    known = _known(database)
    bring_up(database)
    found = check.quick_faults(database, known.seal)
    if not found:
        found = _looked_after(database)
    for each in found:
        _log.warning("%s", each)
    return Register(database, now, settings.backup_days)


def open_to_read(settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Register:
    """Return the register of a deployment as it is; whoever tries to change it is refused.

    Raises:
        NotRecorded: there is none, or it stands at other tables than this program's.
    """
    database = existing(settings)
    with database.reading() as connection:
        here = stands_at(connection)
    if here != newest():
        message = f"The register stands at step {here or 'none'}, this program at {newest()}. Open it in the app first."
        raise NotRecorded(message)
    database.is_read_only = True
    return Register(database, now, settings.backup_days)


def is_there(settings: Settings) -> bool:
    """Return whether there is a register, and it answers; False where none was made yet.

    Raises:
        SettingsError: the address of the database is not one.
        NotRecorded: it has gone, or cannot be read; the message says what to do.
    """
    database = connect(settings.register, settings.state)
    try:
        _known(database)
        if database.file is not None and not database.file.exists():
            return False
        database.outside("SELECT 1")
    finally:
        database.close()
    return True


def _known(database: Database) -> keepsake.Known:
    """Return what the state folder knows of the register, whose file must be there if it was before."""
    known = keepsake.known(database)
    if known.seal is not None and database.file is not None and not database.file.exists():
        message = (
            f"The register's file has gone; its history had {known.rows:,} rows. Put it back, or run `jsna restore` "
            f"with the last backup. To start a new register, delete {keepsake.FILE} in the state folder."
        )
        raise NotRecorded(message)
    return known


def existing(settings: Settings) -> Database:
    """Return the database of a deployment as it is, damaged or not; nothing is made or changed.

    Raises:
        NotRecorded: there is none.
    """
    if settings.register is None and not (settings.state / FILE).exists():
        message = f"There is no register in {settings.state} yet. It is made when a page of it is opened first."
        raise NotRecorded(message)
    return connect(settings.register, settings.state)


def _looked_after(database: Database) -> list[str]:
    """Mend the index, clear what was erased and keep the seal; return what was found."""
    try:
        mended = check.mend_if_damaged(database)
        if not keepsake.is_cleared(database):
            clear(database)
        keepsake.renew(database)
    except NotRecorded as error:  # it can be read, and not written to
        return [str(error)]
    return ["The search index was damaged, and was made again."] if mended else []
