"""Nomis, CSV of the API: a row for each number, with the code, name and order of everything that it is about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.observation_status import with_status
from jsna.ingest.council.layouts.parts import without

_VALUE = "OBS_VALUE"
_TECHNICAL = ("_TYPE", "_TYPECODE", "_SORTORDER")
_OTHERS = ("URN", "RECORD_OFFSET", "RECORD_COUNT", "OBS_CONF", "OBS_CONF_NAME")


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with the names of what its numbers are about, or None if it is not of the API of Nomis."""
    capitals = {str(heading).upper(): str(heading) for heading in table}
    areas = [heading for name, heading in capitals.items() if name in ("GEOGRAPHY_CODE", "GEOGRAPHY_NAME")]
    if _VALUE not in capitals or not areas:
        return None
    given = {heading: name for name, heading in capitals.items()}
    table = table.rename(columns=given)
    status = next((name for name in ("OBS_STATUS", "OBS_STATUS_NAME") if name in table), "")
    table = with_status(table, [_VALUE], status)
    kept = without(table, [*_codes(table), *_OTHERS])
    area = "GEOGRAPHY_CODE" if "GEOGRAPHY_CODE" in kept else "GEOGRAPHY_NAME"
    uses = {name: Use.PERIOD for name in ("DATE_NAME", "DATE_CODE", "DATE") if name in kept}
    return Layout("Nomis, CSV of the API", kept, area, dict(list(uses.items())[:1]), headings=given)


def _codes(table: pd.DataFrame) -> list[str]:
    """The headings of codes and of the order of rows, where a name says the same."""
    names = [str(heading) for heading in table]
    stems = [name.removesuffix("_NAME") for name in names if name.endswith("_NAME")]
    technical = [name for name in names if name.endswith(_TECHNICAL)]
    return technical + [name for stem in stems for name in (stem, f"{stem}_CODE") if name != "GEOGRAPHY_CODE"]
