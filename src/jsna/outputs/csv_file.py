"""A table as a CSV whose cells cannot act as formulas."""

from __future__ import annotations

import csv
import io

import pandas as pd

#: Characters that make a spreadsheet read a cell as a formula, including full-width forms (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes without formulas in any cell; a whole number is written without a decimal point."""
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


def as_typed(cell: str) -> str:
    """Return what :func:`inert` was given; only a mark of its own is taken away."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell


def _cell(value: object) -> object:
    if isinstance(value, float):
        if pd.isna(value):
            return ""
        return int(value) if value.is_integer() else round(value, 6)
    if isinstance(value, int):
        return value
    return "" if value is None or value is pd.NA else inert(value)
