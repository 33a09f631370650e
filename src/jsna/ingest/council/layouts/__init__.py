"""Known layouts of published tables, one module each: the directory is the registry.

A module has a function ``recognised(table, above)``, which returns a :class:`Layout` if the headings, or the lines
above them, are those of its layout, else None. It says what the columns are, as an analyst would, and may put headings
or cells into plainer words. It reads no file, and what it leaves out it says.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from importlib import import_module

import pandas as pd

from jsna.ingest.council.columns.heading_periods import is_only_a_period, period_in
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout

__all__ = ["Layout", "known"]

_MODULES = [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]
#: The function of each known layout, in the order of the modules' names.
_EVERY: list[Callable[[pd.DataFrame, Sequence[str]], Layout | None]] = [
    module.recognised for module in _MODULES if hasattr(module, "recognised")
]
#: A line above a table that says of when it is: "Date 2021", "Date       : 2011", "Time period: 2023/24".
_DATED = re.compile(r"(?P<what>date|year|month|period|time period|time)(\s*:\s*|\s+)(?P<when>.+)", re.IGNORECASE)

_NUMBER = r"[\d,. %-]+"


def known(table: pd.DataFrame, above: Sequence[str] = ()) -> Layout | None:
    """Return the known layout of a table, or None.

    Args:
        table: every cell as text, missing cells empty; columns are the headings.
        above: what the lines above the headings said.
    """
    layout = next((layout for recognised in _EVERY if (layout := recognised(table, above)) is not None), None)
    return _dated(layout, above) if layout else None


def _dated(layout: Layout, above: Sequence[str]) -> Layout:
    """The layout with a column of the period that stands above the table, where no column and no heading says it."""
    numbers = [heading for heading in layout.table if layout.table[heading].str.fullmatch(_NUMBER).mean() > 0.5]
    if Use.PERIOD in layout.uses.values() or any(period_in(str(heading)) for heading in numbers):
        return layout
    found = [line for text in above if (line := _DATED.fullmatch(text.strip())) and is_only_a_period(line["when"])]
    if len(found) != 1 or found[0]["what"] in layout.table:
        return layout
    what, period = found[0]["what"], period_in(found[0]["when"])
    said = f"The line {found[0][0]!r} above the table says of when the figures are: {period}."
    table = layout.table.assign(**{what: period})
    return replace(layout, table=table, uses={**layout.uses, what: Use.PERIOD}, said=(*layout.said, said))
