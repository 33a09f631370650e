"""Opens the database of the register: SQLite in the state folder, or PostgreSQL.

One writer at a time on both: SQLite by ``BEGIN IMMEDIATE``, PostgreSQL by an advisory lock. So the history is one
chain, and nobody reads something to change it while somebody else does. Readers never wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from jsna import metrics
from jsna.errors import JsnaError, SettingsError
from jsna.register import folder

FILE = "register.sqlite"
#: Seconds that a writer waits for the one before it.
PATIENCE = 30
#: What PostgreSQL locks while somebody writes: any number that nobody else uses in this database.
_LOCK = 6_815_744_012
_WRITES = "jsna_writes"
#: For a file that is not as it was written.
DAMAGED = "The register's file is damaged. Run `jsna register check`, and `jsna restore` with the last backup."


class NotRecorded(JsnaError):
    """The database cannot be read or written now: nothing was changed; the message says what to do."""


class Damaged(NotRecorded):
    """The database's file is not as it was written."""


class Database:
    """A database of the register.

    Attributes:
        address: without a password.
        state: the state folder.
        is_read_only: whether whoever writes is refused.
    """

    def __init__(self, engine: sa.Engine, state: Path) -> None:
        self.state, self.is_read_only = state, False
        self._reads = engine
        self._writes = engine.execution_options(**{_WRITES: True})
        self.address = engine.url.render_as_string(hide_password=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite."""
        return self._reads.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file, where it is one."""
        return Path(self._reads.url.database or "") if self.is_sqlite else None

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Yield a connection that sees one state of the database.

        Raises:
            NotRecorded: the database cannot be read.
        """
        with _calmly(), self._reads.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Yield a connection whose changes are kept all together when the block ends, or not at all.

        Raises:
            NotRecorded: the database cannot be written to; nothing was changed.
        """
        if self.is_read_only:
            raise NotRecorded("The register was opened to be read. Nothing was changed.")
        with metrics.REGISTER_WRITING.track_inprogress(), _calmly():
            with self._writes.connect() as connection, connection.begin():
                if not self.is_sqlite:
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
                yield connection
            metrics.REGISTER_WRITES.inc()

    @contextmanager
    def migrating(self) -> Iterator[sa.Connection]:
        """Yield a writing connection on which SQLite does not watch references until the block ends.

        Raises:
            NotRecorded: references are broken after the block; nothing was changed.
        """
        if not self.is_sqlite:
            with self.writing() as connection:
                yield connection
            return
        with _calmly(), self._writes.connect() as connection:
            # This must come before the transaction: within one it has no effect.
            _outside(connection, "PRAGMA foreign_keys = OFF")
            try:
                with connection.begin():
                    yield connection
                    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                        message = "Not changed: some items would refer to others that are not there."
                        raise NotRecorded(message)
            finally:
                _outside(connection, "PRAGMA foreign_keys = ON")

    def outside(self, *statements: str) -> tuple[Any, ...] | None:
        """Run statements outside any transaction, such as VACUUM; return the first row of the last one.

        Raises:
            NotRecorded: the database is busy or cannot be reached.
        """
        if self.is_sqlite:
            with _calmly(), self._reads.connect() as connection:
                return [_outside(connection, statement) for statement in statements][-1]
        with _calmly(), self._reads.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
        return None

    def close(self) -> None:
        """Close all connections."""
        self._reads.dispose()


def connect(address: str | None, state: Path) -> Database:
    """Return the database of the register, connected to when it is first used.

    Args:
        address: of PostgreSQL or SQLite, as SQLAlchemy writes it; None for a file in the state folder.
        state: the state folder; it is made where it is missing.

    Raises:
        SettingsError: the address is not one, or its driver is not installed.
        NotRecorded: the folder cannot be made, or lies on another machine.
    """
    if address is None:
        if wrong := folder.prepare(state):
            raise NotRecorded(wrong)
        return Database(_sqlite(state / FILE), state)
    try:
        url = sa.make_url(address)
        if url.get_backend_name() == "sqlite":
            return Database(_sqlite(Path(url.database or "")), state)
        # The psycopg of today; plain "postgresql" would be an older driver.
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, ImportError) as error:
        accepted = "postgresql://user:password@host/database, and pip install 'jsna[postgresql]' for its driver"
        message = f"The address of the register cannot be used ({type(error).__name__}). Accepted: {accepted}."
        raise SettingsError(message) from error
    return Database(engine, state)


def _sqlite(file: Path) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(file)),
        connect_args={"timeout": PATIENCE, "check_same_thread": False},
        hide_parameters=True,
    )
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver begins no transactions of its own: a failed migration would leave half of its tables behind.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        # What is erased is overwritten; a trigger against deleting holds for replaced rows, too.
        "secure_delete = ON",
        "recursive_triggers = ON",
        "trusted_schema = OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _outside(connection: sa.Connection, statement: str) -> tuple[Any, ...] | None:
    """Run a statement of SQLite outside any transaction; return its first row."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - called for SQLite only
    cursor = driver.execute(statement)
    try:
        row: tuple[Any, ...] | None = cursor.fetchone()
    finally:
        cursor.close()
    return row


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


#: What databases say, what it is called when it is counted, and what readers are told.
_SAID: tuple[tuple[tuple[str, ...], str, type[NotRecorded], str], ...] = (
    (
        ("disk is full", "no space", "disk full", "disk i/o error"),
        "disk",
        NotRecorded,
        "Not saved: the disk is full or fails. Nothing was changed. Make room and save again.",
    ),
    (
        ("readonly", "read-only"),
        "read-only",
        NotRecorded,
        "Not saved: the register may only be read on this machine. Nothing was changed.",
    ),
    (
        ("locked", "lock timeout"),
        "busy",
        NotRecorded,
        "Not saved: the register is busy. Nothing was changed. Save again in a minute.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        "damaged",
        Damaged,
        DAMAGED,
    ),
    (
        ("unable to open database file",),
        "not opened",
        NotRecorded,
        "The register's file cannot be opened. Nothing was changed. See that the folder JSNA_STATE is there and yours.",
    ),
)


@contextmanager
def _calmly() -> Iterator[None]:
    """Turn what a database says into a sentence for readers: nothing of the statement, no address."""
    try:
        yield
    except DBAPIError as error:
        raise _in_words(str(error.orig).lower(), error) from error
    except sqlite3.Error as error:  # while connecting, or outside a transaction
        raise _in_words(str(error).lower(), error) from error


def _in_words(said: str, error: Exception) -> Exception:
    for signs, reason, kind, words in _SAID:
        if any(sign in said for sign in signs):
            metrics.REGISTER_FAULTS.labels(reason).inc()
            return kind(words)
    if isinstance(error, OperationalError | sqlite3.OperationalError):
        metrics.REGISTER_FAULTS.labels("not reached").inc()
        return NotRecorded("The register cannot be reached now. Nothing was changed. Try again in a minute.")
    return error
