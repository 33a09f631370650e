"""Spark: count records on a cluster (or in two local threads); only the counts are returned."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import narwhals as nw
import pandas as pd

from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.records import record_files
from jsna.ingest.records.expression import CODE, SPELLING, Columns, Lazy

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TABLE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,2}")
#: Settings of a local session; a cluster reached by Spark Connect keeps its own.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "8",
    "spark.log.level": "ERROR",
}


class Spark:
    """The records of one table or file that Spark can read."""

    said: tuple[str, ...] = ()

    def __init__(self, session: SparkSession, source: str, columns: Columns) -> None:
        from pyspark.sql import functions  # noqa: PLC0415 - an optional extra

        self._session = session
        table = _read(session, source)
        missing = [name for name in columns.values() if name not in table.columns]
        if missing:
            raise Findings(Finding(source, "the column is missing", "a column", column=name) for name in missing)
        self._records = table.select(
            *[functions.col(_quoted(name)).cast("string").alias(role) for role, name in columns.items()]
        )

    @classmethod
    @contextlib.contextmanager
    def opened(cls, address: str, source: str, columns: Columns) -> Iterator[Self]:
        """Yield access to a table's or file's records; a session that we started is stopped afterwards.

        Raises:
            Findings: the source lacks a column.
            SourceError: Spark is not installed or cannot be reached, or cannot read the source.
        """
        try:
            from pyspark.errors import PySparkException  # noqa: PLC0415 - an optional extra
            from pyspark.sql import SparkSession  # noqa: PLC0415
        except ImportError as error:
            raise SourceError("Spark is not installed here: pip install 'jsna[spark]', and Java 17.") from error
        already_open = SparkSession.getActiveSession()
        session = _session(address)
        try:
            yield cls(session, source, columns)
        except PySparkException as error:
            # Spark's messages can quote the record that could not be read.
            message = f"Spark could not count {source}: {error.getCondition() or type(error).__name__}."
            raise SourceError(message) from None
        finally:
            if already_open is None:
                session.stop()

    def records(self) -> Lazy:
        """Return the records: one text column per role."""
        records: Lazy = nw.from_native(self._records)
        return records

    def lookup(self, _role: str, table: pd.DataFrame) -> Lazy:
        """Return a table of spellings and codes to join with the records."""
        rows = list(zip(table[SPELLING].tolist(), table[CODE].tolist(), strict=True))
        table_there: Lazy = nw.from_native(self._session.createDataFrame(rows, f"{SPELLING} string, {CODE} bigint"))
        return table_there

    def run(self, query: Lazy) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        frame: DataFrame = query.to_native()
        return [tuple(row) for row in frame.collect()]


def _session(address: str) -> SparkSession:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional extra

    builder: Any = SparkSession.builder.appName("jsna records")
    if address.startswith("sc://"):
        return builder.remote(address).getOrCreate()
    for name, value in _LOCAL.items():
        builder = builder.config(name, value)
    return builder.master(address).getOrCreate()


def _read(session: SparkSession, source: str) -> DataFrame:
    if _TABLE.fullmatch(source) and Path(source).suffix.lower() not in (record_files.CSV, record_files.PARQUET):
        return session.table(source)
    if source.lower().endswith(record_files.PARQUET):
        return session.read.parquet(source)
    return session.read.csv(
        source, header=True, quote='"', escape='"', multiLine=True, mode="FAILFAST", inferSchema=False, encoding="UTF-8"
    )


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
