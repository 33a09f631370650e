"""Police, street-level crimes: a row for each crime, with its month, LSOA and type."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import by_name, rows_left_out

_KEPT = ("month", "lsoa code", "crime type")
_NEEDED = {*_KEPT, "reported by", "falls within"}


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the month, the LSOA and the type of each crime, or None if it is no such file."""
    names = by_name(table)
    if not set(names) >= _NEEDED:
        return None
    month, area, kind = (names[name] for name in _KEPT)
    table, said = rows_left_out(table, table[area] == "", "without an LSOA")
    return Layout(
        "Police, street-level crimes", pd.DataFrame(table[[area, month, kind]]), area, {month: Use.PERIOD}, said=said
    )
