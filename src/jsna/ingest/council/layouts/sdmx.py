"""SDMX-CSV: DATAFLOW or STRUCTURE_ID, a column for each dimension, REF_AREA, TIME_PERIOD, OBS_VALUE and OBS_STATUS."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.observation_status import with_status
from jsna.ingest.council.layouts.parts import without

_VALUE, _TIME, _STATUS = "OBS_VALUE", "TIME_PERIOD", "OBS_STATUS"
_AREAS = ("REF_AREA", "GEOGRAPHY_CODE", "GEO", "AREA")
_REST = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "DECIMALS", "UNIT_MULT", "CONF_STATUS")


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with the codes of its headings alone, or None if it is no SDMX-CSV."""
    ids = {str(heading): re.split(r":\s*", str(heading), maxsplit=1)[0].strip().upper() for heading in table}
    area = next((name for name in _AREAS if name in ids.values()), "")
    if not {_VALUE, _TIME} <= set(ids.values()) or not area or len(set(ids.values())) < len(ids):
        return None
    value = _VALUE
    multiplied = next((table[heading] for heading, name in ids.items() if name == "UNIT_MULT"), pd.Series(dtype="str"))
    if not multiplied.str.split(":").str[0].isin(["", "0"]).all():
        # Numbers in thousands are not people: the door knows them by the heading.
        value = f"{_VALUE} (thousands)"
        ids = {heading: value if name == _VALUE else name for heading, name in ids.items()}
    table = table.rename(columns=ids)
    # With labels, a cell is its code, a colon and its label.
    words = [name for name in map(str, table) if name not in (area, _STATUS)]
    labelled = [name for name in words if table[name].str.contains(": ").all()]
    table = table.assign(**{area: table[area].str.split(":").str[0].str.strip()})
    table = table.assign(**{name: table[name].str.split(": ", n=1).str[1].str.strip() for name in labelled})
    table = with_status(table, [value], _STATUS if _STATUS in table else "")
    return Layout("SDMX-CSV", without(table, _REST), area, {_TIME: Use.PERIOD}, headings=ids)
