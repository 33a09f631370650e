"""Nomis, download of one table: a column of areas, one of codes called "mnemonic", and a column for each group."""

from __future__ import annotations

import pandas as pd

from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.nomis_headings import plainer
from jsna.ingest.council.layouts.parts import by_name


def recognised(table: pd.DataFrame) -> Layout | None:
    """Return the table with the names of its groups as headings, or None if it is no such download."""
    codes = by_name(table).get("mnemonic")
    if codes is None:
        return None
    groups = [str(heading) for heading in table if ": " in str(heading)]
    plain = plainer(groups, topic=False)
    plain = {heading: name for heading, name in plain.items() if name not in table}
    return Layout("Nomis, download of a table", table.rename(columns=plain), codes, headings=plain)
