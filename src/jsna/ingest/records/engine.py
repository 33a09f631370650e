"""The engine: whatever counts records where they lie. DuckDB in the process, unless an address names another."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Protocol

import pandas as pd

from jsna.errors import SourceError
from jsna.ingest.records import expression
from jsna.ingest.records.expression import CODE, RECORDS, SPELLING, Lazy

#: Column of a source by the role it has: ``area``, ``answer`` or a characteristic.
Columns = Mapping[str, str]
#: By role, the code of each spelling.
Plan = Mapping[str, Mapping[str, str]]

IN_PROCESS = "duckdb"
ADDRESSES = (
    "duckdb (in this process), local[N] or spark://… (Spark), sc://… (Spark Connect), or postgresql://… (PostgreSQL)"
)


class Engine(Protocol):
    """Counts the records of one source. The answers are whole numbers, and the same on every engine."""

    def spellings(self, role: str, most: int) -> pd.DataFrame:
        """Return ``spelling`` (None where empty) and ``records``, sorted; at most one row more than ``most``."""

    def counts(self, plan: Plan) -> pd.DataFrame:
        """Return one column a role, and ``records`` (int64), sorted by the roles; what nobody has is absent."""


class Place(Protocol):
    """What one kind of engine adds to the expressions: where the records are, and how a query is run."""

    def records(self) -> Lazy:
        """Return the records, lazily: one column of text a role."""

    def lookup(self, role: str, table: pd.DataFrame) -> Lazy:
        """Return a small table of text beside the records: columns ``spelling`` and ``code``."""

    def run(self, query: Lazy) -> list[tuple[object, ...]]:
        """Return the rows of a query."""


class Narwhals:
    """The engine over any place that runs narwhals' expressions."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def spellings(self, role: str, most: int) -> pd.DataFrame:
        """See :class:`Engine`."""
        query = expression.spellings(self._place.records(), role, most)
        return _whole_numbers(self._place.run(query), [SPELLING])

    def counts(self, plan: Plan) -> pd.DataFrame:
        """See :class:`Engine`."""
        tables = {role: pd.DataFrame({SPELLING: list(codes), CODE: codes.values()}) for role, codes in plan.items()}
        lookups = {role: self._place.lookup(role, table) for role, table in tables.items()}
        query = expression.counts(self._place.records(), lookups)
        return _whole_numbers(self._place.run(query), list(plan))


@contextlib.contextmanager
def opened(address: str, source: str, columns: Columns) -> Iterator[Engine]:
    """Yield the engine that an address names, closed afterwards.

    Args:
        address: one of ``ADDRESSES``.
        source: a file, or the name of a table that the engine knows.
        columns: column of the source by role.

    Raises:
        SourceError: the address is of no engine, its library is not installed, or the source cannot be read.
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
    with Kind.opened(address, source, columns) as place:
        yield Narwhals(place)


def _whole_numbers(rows: list[tuple[object, ...]], keys: list[str]) -> pd.DataFrame:
    """The rows as a frame, sorted by keys, so that equal counts are equal frames; an empty key comes last, as None."""
    ordered = sorted(rows, key=lambda row: [(key is None, str(key)) for key in row[:-1]])
    return pd.DataFrame(ordered, columns=[*keys, RECORDS], dtype="object").astype({RECORDS: "int64"})
