"""The aggregation, written once as lazy expressions that every engine runs next to the data; gives whole numbers.

Engines only compare text for equality and count. The meaning of spellings, suppression, rounding and rates are handled
in Python, because engines differ in case folding, trimming, division and rounding.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

Lazy = nw.LazyFrame[Any]
#: Column of a source by role: ``area``, ``answer`` or a characteristic.
Columns = Mapping[str, str]

SPELLING, CODE, RECORDS = "spelling", "code", "records"
#: Roles of the area and of the district beside it; they are counted as one text, with a sign between that nobody types.
AREA, DISTRICT, BETWEEN = "area", "district", "\x1f"


def with_district(records: Lazy) -> Lazy:
    """Return the records, the district behind each area in one text."""
    # No column is null any more: to say so spares a test for it that PostgreSQL has not.
    both = [nw.col(role).fill_null("") for role in (AREA, DISTRICT)]
    return records.with_columns(nw.concat_str(both, separator=BETWEEN, ignore_nulls=True).alias(AREA))


def spellings(records: Lazy, role: str, most: int) -> Lazy:
    """Return how often each text of a column occurs: ``spelling`` (null if empty) and ``records``.

    Args:
        records: one row per response, text columns.
        role: the column.
        most: at most one row more than this is returned, so that free text cannot flood the process.
    """
    counted = records.select(nw.col(role).alias(SPELLING)).group_by(SPELLING).agg(nw.len().alias(RECORDS))
    return counted.head(most + 1)


def counts(records: Lazy, codes: Mapping[str, tuple[Lazy, int]]) -> Lazy:
    """Return the number of records of each combination of codes: one whole-number column per role, and ``records``.

    Args:
        records: one row per response, text columns, named by role.
        codes: by role, what each spelling means (columns ``spelling`` and ``code``, a whole number, which is quicker to
            group by than text), and the code of a null.
    """
    coded = records
    for role, (table, _) in codes.items():
        named = table.select(nw.col(SPELLING).alias(role), nw.col(CODE).alias(_coded(role)))
        coded = coded.join(named, on=role, how="left")
    keys = [nw.col(_coded(role)).fill_null(blank).alias(role) for role, (_, blank) in codes.items()]
    return coded.select(*keys).group_by(*codes).agg(nw.len().alias(RECORDS))


def _coded(role: str) -> str:
    return f"{role}_code"
