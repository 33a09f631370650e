"""The one writer of CSV: no cell of a file can act as a formula, whatever separator a spreadsheet splits it by.

A spreadsheet that is told to split a line at semicolons or tabs takes the quotation marks for letters: then the middle
of a text can be the beginning of a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

#: Where a cell can begin: with the text, or after a separator or the end of a line within it.
_BEGINNING = r"(^|[;|\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029])"
#: What spreadsheets pass over before a formula.
_PASSED_OVER = r"[\s\"'\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*"
#: What makes a formula of a cell, full-width forms included (OWASP, CSV injection).
_FORMULA = r"(?=" + _PASSED_OVER + r"[=+\-@＝＋－＠])"
_LIVE, _MARKED = re.compile(_BEGINNING + _FORMULA), re.compile(_BEGINNING + "'" + _FORMULA)
#: Signs that end a line or part words, and those that are not written at all.
_ENDS, _UNSEEN = re.compile(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+"), re.compile(r"[\x00-\x1f\x7f-\x9f\ufeff]")


def as_csv(table: pd.DataFrame) -> bytes:
    """Return a table as CSV bytes; a whole number is written without a decimal point, and a text on one line."""
    rows = table.itertuples(index=False, name=None)
    return written(map(_on_one_line, row) for row in [tuple(table.columns), *rows])


def written(rows: Iterable[Iterable[object]]) -> bytes:
    """Return rows, the first of which are the headings, as CSV bytes.

    Every text is in quotation marks and inert; numbers are not, so that they stay numbers; what is missing is empty.
    """
    return "".join(f"{','.join(map(_cell, row))}\r\n" for row in rows).encode("utf-8-sig")


def inert(text: str) -> str:
    """Return text that spreadsheets do not calculate: an apostrophe stands before whatever could be a formula."""
    return _LIVE.sub(r"\1'", text)


def as_typed(cell: str) -> str:
    """Return what :func:`inert` was given."""
    return _MARKED.sub(r"\1", cell)


def _on_one_line(value: object) -> object:
    """Return a value as it is written; of a text, what ends a line is a space, and other control characters go."""
    if isinstance(value, float):
        if pd.isna(value):
            return None
        return int(value) if value.is_integer() else round(value, 6)
    if value is None or value is pd.NA or isinstance(value, int):
        return value
    return _UNSEEN.sub("", _ENDS.sub(" ", str(value)))


def _cell(value: object) -> str:
    if value is None or value is pd.NA:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    said = inert(str(value)).replace('"', '""')
    return f'"{said}"'
