"""Fingertips, CSV of the website or of its API: values with limits, counts and denominators, and notes on values."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.files.value_notes import note_of
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import by_name, marked, rows_left_out, without
from jsna.model.period import Period, fault

_NEEDED = {"indicator name", "area code", "area type", "sex", "age", "time period", "value"}
_LIMITS = {"lower ci 95 0 limit": Use.LOWER, "upper ci 95 0 limit": Use.UPPER, "lower ci limit": Use.LOWER,
           "upper ci limit": Use.UPPER}  # fmt: skip
# fmt: off
#: What says nothing of whom a row is about.
_REST = ("indicator id", "parent code", "parent name", "area type", "category type", "category", "lower ci 99 8 limit",
         "upper ci 99 8 limit", "value note", "recent trend", "time period sortable", "new data", "time period range")
_COMPARED = "compared to "
# fmt: on


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with whole populations only, each area once, or None if it is no download of Fingertips."""
    names = by_name(table)
    if not set(names) >= _NEEDED:
        return None
    category, note = names.get("category", ""), names.get("value note", "")
    said: tuple[str, ...] = ()
    if category:
        table, said = rows_left_out(table, table[category] != "", "about parts of the population, such as deciles")
    value, period = names["value"], names["time period"]
    limits = {names[name]: use for name, use in _LIMITS.items() if name in names}
    numbers = [names[name] for name in ("value", "count", "denominator") if name in names] + list(limits)
    if note:
        shown = [names[name] for name in ("value", "count") if name in names]
        table = marked(table, shown, note_of(table[note], table[value] == ""))
    kept = without(table, [names[name] for name in names if name in _REST or name.startswith(_COMPARED)])
    # England, and an authority with both tiers, are there once for each set of areas they belong to.
    alike = kept.duplicated([heading for heading in kept if heading not in numbers or heading == value])
    kept = kept[~alike].assign(**{period: kept.loc[~alike, period].map(_spelling)})
    counted = {names[name]: use for name, use in (("count", Use.COUNT), ("denominator", Use.BASE)) if name in names}
    counted = {heading: use for heading, use in counted.items() if (kept[heading] != "").any()}
    uses = {period: Use.PERIOD, value: Use.VALUE, **limits, **counted}
    return Layout("Fingertips", pd.DataFrame(kept), names["area code"], uses, said=said)


def _spelling(text: str) -> str:
    """A period as it means the same everywhere: Fingertips writes years from April to March with a slash."""
    return text if fault(text, calendar=True) else Period.of(text, calendar=True).spelling
