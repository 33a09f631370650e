"""Opens the register that a deployment's settings name, brought to the tables of this version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from jsna.register.database import connect
from jsna.register.migrating import bring_up
from jsna.register.register import Register
from jsna.settings import Settings


def open_register(settings: Settings, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Register:
    """Return the register of a deployment; a new one is made where there is none.

    Args:
        settings: of the deployment.
        now: the clock.

    Raises:
        SettingsError: the address of the database is not one.
        NotRecorded: the database cannot be opened; the message says what to do.
    """
    database = connect(settings.register, settings.state)
    bring_up(database)
    return Register(database, now)
