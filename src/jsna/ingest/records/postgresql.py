"""PostgreSQL: the same expressions, compiled to its SQL and run in the database, in a read-only transaction.

Narwhals has no PostgreSQL backend. SQLFrame translates Narwhals expressions to PostgreSQL's dialect without a
database; psycopg then runs the statement, so nothing is created or installed in the database.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from typing import Self

import narwhals as nw
import pandas as pd

from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.records.expression import CODE, SPELLING, Columns, Lazy

try:
    import psycopg
    from psycopg import sql
    from sqlframe.standalone import StandaloneSession
except ImportError as error:  # an optional extra
    raise SourceError("PostgreSQL's client is not installed here: pip install 'jsna[postgresql]'.") from error

#: SQLFrame has one session for the whole process and never changes a table that it knows: each source has its own name.
_SOURCES = itertools.count(1)


class Postgres:
    """The records of one table or view."""

    said: tuple[str, ...] = ()

    def __init__(self, connection: psycopg.Connection, source: str, columns: Columns) -> None:
        self._connection = connection
        self._compiler = StandaloneSession()
        self._records = f"records_{next(_SOURCES)}"
        self._table = _identifier(*source.split("."))
        self._columns = columns
        self._lookups: dict[str, pd.DataFrame] = {}

    @classmethod
    @contextlib.contextmanager
    def opened(cls, address: str, source: str, columns: Columns) -> Iterator[Self]:
        """Yield access to a table's records; everything is counted on one snapshot of it.

        Args:
            address: ``postgresql://…``; the password comes from PostgreSQL's own password file or environment.
            source: name of a table or view, with its schema where needed.
            columns: column by role.

        Raises:
            SourceError: the database cannot be reached, or refuses. The message never repeats a record or the address.
        """
        try:
            with psycopg.connect(address) as connection:
                connection.read_only = True
                connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
                yield cls(connection, source, columns)
        except psycopg.errors.UndefinedColumn:
            found = [Finding(source, "a column is missing", "columns of the table", value=", ".join(columns.values()))]
            raise Findings(found) from None
        except psycopg.errors.UndefinedTable:
            raise Findings([Finding(source, "there is no such table", "schema.table")]) from None
        except psycopg.Error as error:
            reason = f"error {error.sqlstate}" if error.sqlstate else "it cannot be reached"
            message = f"PostgreSQL did not count {source}: {reason}."
            raise SourceError(message) from None

    def records(self) -> Lazy:
        """Return the records: one text column per role."""
        return self._named(self._records, dict.fromkeys(self._columns, "string"))

    def lookup(self, role: str, table: pd.DataFrame) -> Lazy:
        """Return a table of spellings and codes to join with the records; it is sent with the query."""
        name = f"codes_of_{role}"
        self._lookups[name] = table
        return self._named(name, {SPELLING: "string", CODE: "bigint"})

    def run(self, query: Lazy) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        compiled = query.to_native().sql(dialect="postgres")
        used = {name: table for name, table in self._lookups.items() if name in compiled}
        tables = [self._as_records(), *(_as_table(name) for name in used)]
        # psycopg treats percent signs as placeholders; the compiled statement contains only our names, no values.
        counted = sql.SQL(compiled.replace("%", "%%"))
        statement = sql.SQL("WITH {} SELECT * FROM ({}) AS counted").format(sql.SQL(", ").join(tables), counted)
        values = [table[column].tolist() for table in used.values() for column in (SPELLING, CODE)]
        return self._connection.execute(statement, values).fetchall()

    def _named(self, name: str, columns: dict[str, str]) -> Lazy:
        self._compiler.catalog.add_table(name, column_mapping=columns)
        return nw.from_native(self._compiler.read.table(name))

    def _as_records(self) -> sql.Composed:
        """The table's columns by role, compared byte by byte as in every other engine."""
        column = sql.SQL('CAST({} AS text) COLLATE "C" AS {}')
        wanted = [column.format(_identifier(name), _identifier(role)) for role, name in self._columns.items()]
        return sql.SQL("{} AS (SELECT {} FROM {})").format(
            sql.Identifier(self._records), sql.SQL(", ").join(wanted), self._table
        )


def _identifier(*names: str) -> sql.Identifier:
    """A quoted name, with percent signs escaped because psycopg would read them as placeholders."""
    return sql.Identifier(*(name.replace("%", "%%") for name in names))


def _as_table(name: str) -> sql.Composed:
    columns = sql.SQL('SELECT spelling COLLATE "C" AS {}, code AS {}').format(
        sql.Identifier(SPELLING), sql.Identifier(CODE)
    )
    given = sql.SQL("FROM unnest(%s::text[], %s::bigint[]) AS given(spelling, code)")
    return sql.SQL("{} AS ({} {})").format(sql.Identifier(name), columns, given)
