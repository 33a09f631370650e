"""The engine that counts records where they are stored: in-process DuckDB, unless an address names another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Protocol

import pandas as pd

from jsna.errors import SourceError
from jsna.ingest.records import expression
from jsna.ingest.records.expression import CODE, RECORDS, SPELLING, Columns, Lazy
from jsna.ingest.records.no_answer import NOT_ANSWERED

#: Code of each spelling, by role.
Plan = Mapping[str, Mapping[str, str]]

IN_PROCESS = "duckdb"
ADDRESSES = (
    "duckdb (in this process), local[N] or spark://… (Spark), sc://… (Spark Connect), or postgresql://… (PostgreSQL)"
)


class Engine(Protocol):
    """Counts the records of one source. The results are whole numbers, identical on every engine."""

    said: tuple[str, ...]
    """What was mended in the source, as sentences."""

    def spellings(self, role: str, most: int) -> pd.DataFrame:
        """Return ``spelling`` (None if empty) and ``records``, sorted; at most ``most`` + 1 rows."""

    def counts(self, plan: Plan) -> pd.DataFrame:
        """Return one column per role, and ``records`` (int64), sorted by role; omits combinations without records."""


class Backend(Protocol):
    """What runs the queries of one kind of engine: it gives access to the records and returns the rows of a query."""

    said: tuple[str, ...]
    """What was mended in the source, as sentences."""

    def records(self) -> Lazy:
        """Return the records, lazily: one text column per role."""

    def lookup(self, role: str, table: pd.DataFrame) -> Lazy:
        """Return a small table to join with the records: columns ``spelling`` (text) and ``code`` (whole numbers)."""

    def run(self, query: Lazy) -> list[tuple[object, ...]]:
        """Return the rows of a query."""


class Narwhals:
    """An engine for any backend that can run Narwhals expressions."""

    def __init__(self, backend: Backend, columns: Columns) -> None:
        self._backend = backend
        self._has_district = expression.DISTRICT in columns
        self.said = backend.said

    def spellings(self, role: str, most: int) -> pd.DataFrame:
        """See :class:`Engine`."""
        rows = self._backend.run(expression.spellings(self._records(), role, most))
        rows.sort(key=lambda row: (row[0] is None, str(row[0])))
        return pd.DataFrame(rows, columns=[SPELLING, RECORDS], dtype="object").astype({RECORDS: "int64"})

    def counts(self, plan: Plan) -> pd.DataFrame:
        """See :class:`Engine`."""
        names = {role: sorted({*codes.values(), NOT_ANSWERED}) for role, codes in plan.items()}
        tables = {role: _numbered(codes, names[role]) for role, codes in plan.items()}
        codes = {role: (self._backend.lookup(role, tables[role]), names[role].index(NOT_ANSWERED)) for role in plan}
        rows = self._backend.run(expression.counts(self._records(), codes))
        frame = pd.DataFrame(rows, columns=[*plan, RECORDS]).astype("int64").sort_values(list(plan), ignore_index=True)
        named = {role: pd.Series(names[role], dtype="object").take(frame[role].to_numpy()).array for role in plan}
        return frame.assign(**named)

    def _records(self) -> Lazy:
        records = self._backend.records()
        return expression.with_district(records) if self._has_district else records


@contextlib.contextmanager
def opened(address: str, source: str, columns: Columns) -> Iterator[Engine]:
    """Yield the engine of an address, and close it afterwards.

    Args:
        address: one of ``ADDRESSES``.
        source: a file, or the name of a table in the engine.
        columns: column of the source by role.

    Raises:
        SourceError: the address matches no engine, its library is not installed, or the source cannot be read.
    """
    if address == IN_PROCESS:
        from jsna.ingest.records.duck import Duck as Kind  # noqa: PLC0415 - each engine's library is loaded when named
    elif address.startswith(("postgresql://", "postgres://")):
        from jsna.ingest.records.postgresql import Postgres as Kind  # type: ignore[assignment]  # noqa: PLC0415
    elif address.startswith(("sc://", "spark://", "local")):
        from jsna.ingest.records.spark import Spark as Kind  # type: ignore[assignment]  # noqa: PLC0415
    else:
        message = f"No engine is called {address!r}. Accepted: {ADDRESSES}."
        raise SourceError(message)
    with Kind.opened(address, source, columns) as backend:
        yield Narwhals(backend, columns)


def _numbered(codes: Mapping[str, str], names: list[str]) -> pd.DataFrame:
    number = {name: position for position, name in enumerate(names)}
    return pd.DataFrame({SPELLING: list(codes), CODE: [number[code] for code in codes.values()]})
