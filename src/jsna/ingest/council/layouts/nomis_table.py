"""Nomis, download of one table as CSV or workbook: a column of areas, one of codes, and a column for each group."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.nomis_headings import plainer
from jsna.ingest.council.layouts.parts import CODE, by_name

_FROM = re.compile(r"\bfrom nomis\b", re.IGNORECASE)


def recognised(table: pd.DataFrame, above: Sequence[str]) -> Layout | None:
    """Return the table with the names of its groups as headings, or None if it is no such download."""
    codes = by_name(table).get("mnemonic", "")
    if not codes and any(map(_FROM.search, above)):
        # A workbook has no heading above its codes, and a table may have none: its areas are told by their names.
        coded = (str(each) for each in table if table[each].str.fullmatch(CODE).mean() > 0.5)
        codes = next(coded, str(table.columns[0]))
    if not codes:
        return None
    areas = {codes, str(table.columns[0])}
    groups = [str(heading) for heading in table if ": " in str(heading) and heading not in areas]
    plain = plainer(groups, topic=False)
    plain = {heading: name for heading, name in plain.items() if name not in table}
    return Layout("Nomis, download of a table", table.rename(columns=plain), codes, headings=plain)
