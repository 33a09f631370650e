"""Open SDG: Year, Units, Series, a column for each disaggregation, GeoCode and Value; the headline has none of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.observation_status import with_status
from jsna.ingest.council.layouts.parts import by_name, rows_left_out

_NEEDED = {"year", "value", "geo code"}
_KNOWN = _NEEDED | {"units", "series", "observation status", "unit multiplier", "unit measure"}
_ALL = "Total"


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with ``Total`` where a disaggregation is empty, or None if it is not in this layout."""
    names = {name.replace("geocode", "geo code"): heading for name, heading in by_name(table).items()}
    if not set(names) >= _NEEDED or not ("GeoCode" in table or set(names) & {"units", "series"}):
        return None
    area, value = names["geo code"], names["value"]
    table, said = rows_left_out(table, table[area] == "", "without a GeoCode: the figures of the whole country")
    table = with_status(table, [value], names.get("observation status", ""))
    parting = [heading for name, heading in names.items() if name not in _KNOWN and (table[heading] == "").any()]
    table = table.assign(**{heading: table[heading].mask(table[heading] == "", _ALL) for heading in parting})
    return Layout("Open SDG", table, area, {names["year"]: Use.PERIOD}, said=said)
