"""Stat-Xplore, CSV: areas down the side under "National - Regional - LA - OAs", and months or groups along the top."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import CODE, is_whole, rows_left_out, without

_AREAS = re.compile(r"national - regional - la\b.*|geography \(.*based\)|westminster parliamentary.*", re.IGNORECASE)
_ANNOTATIONS = re.compile(r"annotations?( \d+)?|", re.IGNORECASE)
_INSIDE = re.compile(rf"\b({CODE})\b")
_NOT_SHOWN = ".."
_AREA = "area code"


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with the codes of its areas, or None if it is not in this layout."""
    headings = [str(heading) for heading in table]
    side = next((heading for heading in headings if _AREAS.fullmatch(heading)), "")
    top = headings[0]
    if not side and (len(table) == 0 or not _AREAS.fullmatch(table[top].iloc[0])):
        return None
    side = side or top
    # The name of what stands down the side may have a row of its own, below the months.
    table = table[~table[side].map(lambda text: bool(_AREAS.fullmatch(text))).astype(bool)]
    table = without(table, [heading for heading in headings if _ANNOTATIONS.fullmatch(heading)])
    whole = table[side].map(is_whole).astype(bool) | table[side].str.lower().isin(["unknown", "other", "abroad"])
    table, said = rows_left_out(pd.DataFrame(table), whole, "of totals and of people who live nowhere known")
    numbers = [str(heading) for heading in table if heading != side]
    table = table.assign(**{each: table[each].mask(table[each] == _NOT_SHOWN, "[c]") for each in numbers})
    codes = table[side].str.extract(_INSIDE, expand=False)
    if codes.isna().any():
        names = table[side].str.split(" / ").str[0].str.strip()
        return Layout("Stat-Xplore", table.assign(**{side: names}), side, _dated(table), said=said)
    return Layout("Stat-Xplore", table.assign(**{_AREA: codes}), _AREA, _dated(table), said=said)


def _dated(table: pd.DataFrame) -> dict[str, Use]:
    period = next((heading for heading in map(str, table) if heading.lower() in ("month", "quarter", "year")), "")
    return {period: Use.PERIOD} if period and not table[period].str.fullmatch(r"[\d,.]*").all() else {}
