"""In-process DuckDB: one file of records, and a connection that cannot reach anything else."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import duckdb
import narwhals as nw
import pandas as pd
import pyarrow as pa

from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.records import record_files
from jsna.ingest.records.expression import CODE, SPELLING, Columns, Lazy
from jsna.ingest.records.mended_file import LIMITS, Mended, read_mended

#: Counting needs little memory; a query that does not fit is refused instead of spilling to disk.
MEMORY = "1500MB"
#: A longer record cannot be a record of answers.
LONGEST_RECORD = 1_000_000
_TABLE = "records"


def locked(allowed: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return an in-memory connection that can read at most one file, with its settings locked.

    It cannot reach any other file, address, extension or Python variable, and never writes to disk, even if the data
    does not fit into memory.
    """
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "memory_limit": MEMORY,
            "preserve_insertion_order": False,
            "python_enable_replacements": False,
            "temp_directory": "",
        },
    )
    connection.execute("SET allowed_paths = ?", [[str(allowed)] if allowed else []])
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


class Duck:
    """The records of one file."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, path: Path, columns: Columns, mended: Mended | None
    ) -> None:
        self._connection = connection
        self.said = mended.said if mended else ()
        wanted = [duckdb.ColumnExpression(name).cast("VARCHAR").alias(role) for role, name in columns.items()]
        if mended:
            self._records = connection.from_arrow(_as_arrow(mended.table, columns)).select(*wanted)
            return
        self._records = self._read(path).select(*wanted)
        if path.suffix.lower() == record_files.CSV:
            # Parsing text costs far more than counting, so it is done once; Parquet is read for each query.
            self._records.create(_TABLE)
            self._records = connection.table(_TABLE)

    @classmethod
    @contextlib.contextmanager
    def opened(cls, _address: str, source: str, columns: Columns) -> Iterator[Self]:
        """Yield access to a file's records.

        Raises:
            Findings: the file is missing, is of no kind that is read, or lacks a column.
            SourceError: a row cannot be read. The message never repeats the row.
        """
        path = record_files.checked(source)
        mended = record_files.mended_if_needed(path, columns.values())
        columns = _found(columns, list(mended.table.columns) if mended else record_files.header(path), path.name)
        if mended:
            mended.require(columns.values())
        connection = locked(path)
        try:
            yield cls._of(connection, path, columns, mended)
        except duckdb.Error as error:
            raise SourceError(_without_the_row(path, str(error))) from None
        finally:
            connection.close()

    @classmethod
    def _of(cls, connection: duckdb.DuckDBPyConnection, path: Path, columns: Columns, mended: Mended | None) -> Self:
        """The records; of a CSV with other characters below its first lines too, where it is small."""
        try:
            return cls(connection, path, columns, mended)
        except duckdb.Error as error:
            if mended or not _is_encoding(str(error)) or path.stat().st_size > LIMITS.size:
                raise
        return cls(connection, path, columns, read_mended(path))

    def records(self) -> Lazy:
        """Return the records: one text column per role."""
        return nw.from_native(self._records)

    def lookup(self, _role: str, table: pd.DataFrame) -> Lazy:
        """Return a table of spellings and codes to join with the records."""
        columns = {SPELLING: pa.array(table[SPELLING], pa.string()), CODE: pa.array(table[CODE], pa.int64())}
        return nw.from_native(self._connection.from_arrow(pa.table(columns)))

    def run(self, query: Lazy) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        relation: duckdb.DuckDBPyRelation = query.to_native()
        return relation.fetchall()

    def _read(self, path: Path) -> duckdb.DuckDBPyRelation:
        if path.suffix.lower() == record_files.PARQUET:
            return self._connection.read_parquet(str(path), hive_partitioning=False)
        return self._connection.read_csv(
            str(path),
            columns=dict.fromkeys(record_files.header(path), "VARCHAR"),
            header=True,
            delimiter=",",
            quotechar='"',
            escapechar='"',
            auto_detect=False,
            hive_partitioning=False,
            compression="none",
            max_line_size=LONGEST_RECORD,
            strict_mode=True,
        )


def _found(columns: Columns, headings: list[str], file: str) -> Columns:
    """The columns as the file heads them: letter for letter, else but for small letters and spaces."""
    found = {role: record_files.heading_of(name, headings) for role, name in columns.items()}
    if missing := [columns[role] for role, name in found.items() if not name]:
        raise Findings(Finding(file, "the column is missing", "a heading", column=name) for name in missing)
    return found


def _as_arrow(table: pd.DataFrame, columns: Columns) -> pa.Table:
    return pa.table({name: pa.array(table[name], pa.string()) for name in dict.fromkeys(columns.values())})


def _is_encoding(message: str) -> bool:
    return "utf-8" in message.lower() or "unicode" in message.lower()


def _without_the_row(path: Path, message: str) -> str:
    """The error and its line number, without the line's content: DuckDB's own message quotes the record."""
    line = re.search(r"Line: (\d+)", message)
    where = f" (line {line.group(1)})" if line else ""
    if "Out of Memory" in message:
        return f"{path.name}: counting needs more than {MEMORY} of memory. Map fewer columns, or give a Parquet file."
    if _is_encoding(message):
        return f"{path.name}{where}: the text is not UTF-8. Save the file as CSV UTF-8."
    return f'{path.name}{where}: a row cannot be read. Each row needs as many fields as the header, quoted with ".'
