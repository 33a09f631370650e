"""NHS England, monthly CSV: a reporting period, a breakdown with primary and secondary levels, and a measure a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

import pandas as pd

from jsna.ingest.council.columns.heading_periods import period_in
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import CODE, by_name, in_words, rows_left_out, without
from jsna.model.area import ENGLAND
from jsna.model.period import Period, fault

_NEEDED = {"reporting period start", "reporting period end", "breakdown", "primary level"}
_PERIOD, _VALUE, _NOTHING = "REPORTING_PERIOD", "Value", ("", "none", "null", "na", "n/a")


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the rows of areas with one column of periods, or None if it is not in this layout."""
    names = by_name(table)
    value = next((names[name] for name in ("measure value", "metric value") if name in names), "")
    if not set(names) >= _NEEDED or not value:
        return None
    area, breakdown = names["primary level"], names["breakdown"]
    sides = [names["reporting period start"], names["reporting period end"]]
    codes = table[area].mask(table[area].str.lower() == "england", ENGLAND)
    others = ~codes.str.fullmatch(CODE)
    what = f"whose primary level is no area of the map, such as breakdown {in_words(table.loc[others, breakdown])}"
    periods = pd.Series(map(_spelling, table[sides[0]], table[sides[1]]), table.index, dtype="str")
    secondary = [names[name] for name in ("secondary level", "secondary level description") if name in names]
    filled = {each: table[each].mask(table[each].str.lower().isin(_NOTHING), "Total") for each in secondary}
    table = without(table.assign(**{area: codes, _PERIOD: periods}, **filled), sides)
    table, said = rows_left_out(table.rename(columns={value: _VALUE}), others, what)
    # Rows are told apart by their secondary level first.
    table = table[[*(heading for heading in table if heading != breakdown), breakdown]]
    uses = {_PERIOD: Use.PERIOD}
    return Layout("NHS England, monthly data", table, area, uses, headings={value: _VALUE}, said=said)


def _spelling(first: str, last: str) -> str:
    """The days of a period, as docs/periods.md spells them; empty where one cannot be read."""
    days = [period_in(text) for text in (first, last)]
    if not all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) and not fault(day) for day in days):
        return ""
    start, end = (Period.of(day).end for day in days)
    if start.day == 1 and (end + timedelta(days=1)).day == 1:
        months = dict.fromkeys((f"{start:%b %Y}", f"{end:%b %Y}"))
        return " - ".join(months)
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"
