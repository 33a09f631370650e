"""Nomis, bulk download of a census table: date, geography, geography code, and a column for each group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.nomis_headings import plainer, without_measure
from jsna.ingest.council.layouts.parts import by_name


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with the names of its groups as headings, or None if it is no bulk download."""
    names = by_name(table)
    if not {"date", "geography", "geography code"} <= set(names):
        return None
    own = {names[name] for name in ("date", "geography", "geography code")}
    groups = [str(heading) for heading in table if heading not in own and ": " in str(heading)]
    plain = plainer(groups, topic=True)
    if not plain:
        return None
    asked = plain | {without_measure(heading): name for heading, name in plain.items()}
    said = f"The groups are named without their topic: {without_measure(groups[-1])!r} is {plain[groups[-1]]!r}."
    uses = {names["date"]: Use.PERIOD}
    return Layout(
        "Nomis, bulk download",
        table.rename(columns=plain),
        names["geography code"],
        uses,
        headings=asked,
        said=(said,),
    )
