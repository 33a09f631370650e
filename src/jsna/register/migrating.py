"""Brings a database to the tables of this version, all steps in one transaction or none."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from jsna.register.database import Database, NotRecorded

_FOLDER = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the name of the newest step."""
    return ScriptDirectory(str(_FOLDER)).get_current_head() or ""


def steps() -> list[str]:
    """Return the names of all steps, the first one first."""
    return [each.revision for each in ScriptDirectory(str(_FOLDER)).walk_revisions()][::-1]


def stands_at(connection: sa.Connection) -> str:
    """Return the name of the last step that a database has had; empty for a new one."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def bring_up(database: Database) -> None:
    """Bring a database to the newest step; nothing happens where it stands there.

    Raises:
        NotRecorded: it was made by a newer version of the program.
    """
    with database.reading() as connection:
        here = stands_at(connection)
    if here == newest():
        return
    if here and here not in steps():
        message = "The register was written by a newer version of this program. Install that version."
        raise NotRecorded(message)
    move(database, "head")


def move(database: Database, step: str) -> None:
    """Bring a database to a step, upwards or downwards.

    A table that others refer to is never rebuilt while SQLite watches references: that would empty the others.

    Args:
        database: the database.
        step: name of a step, ``head`` or ``base``.
    """
    with database.migrating() as connection:
        move_on(connection, step)


def move_on(connection: sa.Connection, step: str) -> None:
    """Bring a database to a step within the transaction of ``Database.migrating``."""
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    here, order = stands_at(connection), steps()
    upwards = step == "head" or (step != "base" and (not here or order.index(step) >= order.index(here)))
    (command.upgrade if upwards else command.downgrade)(config, step)
