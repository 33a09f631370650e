"""Figures as a file: every row has its unit, base, source, date and licence; cells cannot act as formulas."""

from __future__ import annotations

import csv
import io

import pandas as pd

from jsna.model.comparison import Comparison
from jsna.words.provenance import source_line

#: Characters that make a spreadsheet read a cell as a formula, including full-width forms (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

BOUNDARIES = "Boundaries: contains OS data © Crown copyright and database right"


def comparison_csv(comparison: Comparison, release: str) -> bytes:
    """Return a comparison as CSV (UTF-8 with a byte order mark, so that spreadsheets read names correctly).

    Withheld figures are empty, with their note. Numbers stay numbers; text that a spreadsheet would calculate is
    prefixed with an apostrophe.

    Args:
        comparison: the protected record.
        release: id of the data release.
    """
    areas = comparison.areas.rename(columns={"verdict": "comparison"}).reset_index(names="area_code")
    return as_csv(areas.assign(**_provenance(comparison, release)))


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes without formulas in any cell."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([inert(column) for column in table.columns])
    for row in table.itertuples(index=False, name=None):
        writer.writerow([_cell(value) for value in row])
    return written.getvalue().encode("utf-8-sig")


def inert(text: object) -> str:
    """Return text that spreadsheets do not calculate: a formula, even after spaces or quotes, gets a prefix."""
    said = str(text)
    return f"'{said}" if said.lstrip(" \"'").startswith(_FORMULA) or said.startswith(("\t", "\r", "\n")) else said


def _cell(value: object) -> object:
    if isinstance(value, float):
        return "" if pd.isna(value) else round(value, 6)
    if isinstance(value, int):
        return value
    return "" if value is None or value is pd.NA else inert(value)


def _provenance(comparison: Comparison, release: str) -> dict[str, str]:
    indicator = comparison.indicator
    return {
        "indicator": indicator.title,
        "group": comparison.group.label,
        "unit": indicator.unit,
        "base": indicator.base,
        "period": comparison.period,
        "reference_date": indicator.reference_date.isoformat(),
        "source": source_line(indicator),
        "licence": f"{indicator.source.statement}. {BOUNDARIES}",
        "release": release,
    }
