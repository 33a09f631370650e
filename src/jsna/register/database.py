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

from jsna.errors import JsnaError, SettingsError

FILE = "register.sqlite"
#: Seconds that a writer waits for the one before it.
PATIENCE = 30
#: What PostgreSQL locks while somebody writes: any number that nobody else uses in this database.
_LOCK = 6_815_744_012
_WRITES = "jsna_writes"
#: Kinds of file systems on other machines, on which SQLite's log of writes is not safe.
_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs")


class NotRecorded(JsnaError):
    """The database cannot be read or written now: nothing was changed; the message says what to do."""


class Database:
    """A database of the register.

    Attributes:
        address: without a password.
    """

    def __init__(self, engine: sa.Engine) -> None:
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
        with _calmly(), self._writes.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(sa.text(f"SET LOCAL lock_timeout = '{PATIENCE}s'"))
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            yield connection

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
        _make(state)
        return Database(_sqlite(state / FILE))
    try:
        url = sa.make_url(address)
        if url.get_backend_name() == "sqlite":
            return Database(_sqlite(Path(url.database or "")))
        # The psycopg of today; plain "postgresql" would be an older driver.
        engine = sa.create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, ImportError) as error:
        accepted = "postgresql://user:password@host/database, and pip install 'jsna[postgresql]' for its driver"
        message = f"The address of the register cannot be used ({type(error).__name__}). Accepted: {accepted}."
        raise SettingsError(message) from error
    return Database(engine)


def _make(state: Path) -> None:
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = f"The folder of the register cannot be made ({error.strerror}). Set JSNA_STATE to one that can."
        raise NotRecorded(message) from error
    if (kind := _file_system(state)) in _NETWORK:
        message = (
            f"The folder of the register lies on another machine ({kind}), where SQLite may lose what is written. "
            "Set JSNA_STATE to a folder of this machine, or JSNA_REGISTER to a PostgreSQL."
        )
        raise NotRecorded(message)


def _file_system(folder: Path) -> str:
    """Return the kind of file system of a folder as Linux says it; empty elsewhere."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return ""
    here, found = folder.resolve(), ("", "")
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, kind, *_ = line.split()
        if here.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, kind)
    return found[1]


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


def _outside(connection: sa.Connection, statement: str) -> None:
    """Run a statement of SQLite outside any transaction."""
    driver = connection.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)  # noqa: S101 - called for SQLite only
    driver.execute(statement)


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _calmly() -> Iterator[None]:
    """Turn what a database says into a sentence for readers: nothing of the statement, no address."""
    try:
        yield
    except DBAPIError as error:
        raise NotRecorded(_in_words(error)) from error


def _in_words(error: DBAPIError) -> str:
    said = str(error.orig).lower()
    if "disk is full" in said or "no space" in said or "disk full" in said:
        return "Not saved: the disk is full. Nothing was changed. Make room and save again."
    if "readonly" in said or "read-only" in said:
        return "Not saved: the register may only be read on this machine. Nothing was changed."
    if "locked" in said or "lock timeout" in said:
        return "Not saved: the register is busy. Nothing was changed. Save again in a minute."
    if "malformed" in said or "not a database" in said or "corrupt" in said:
        return "The register's file is damaged. Run `jsna register check`, and `jsna restore` with the last backup."
    if isinstance(error, OperationalError):
        return "The register cannot be reached now. Nothing was changed. Try again in a minute."
    raise error
