"""Clean the cells of a table: trim spaces, read or refuse numbers, mark withheld figures."""

from __future__ import annotations

import unicodedata

import pandas as pd

from jsna.errors import Finding, at_cells, limited
from jsna.files.notes import Notes, cells_in_words
from jsna.files.to_numbers import PLAIN, THOUSANDS, WHOLE_ACCEPTED, in_powers, mostly_numbers, what_is_wrong

#: How a withheld figure is marked in a table that was read.
WITHHELD = "[c]"
_MARKS = {"*", "**", "c", "[c]", "(c)", "<5", "<10", "< 5", "< 10", "suppressed", "withheld", "#", "s"}
_NOTHING = {"", "-", "–", "—", ".", "..", ":", "n/a", "na", "#n/a", "null", "none", "nil return", "[x]", "x"}

_ACCEPTED = f"{WHOLE_ACCEPTED}, or nothing"
_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " ") | dict.fromkeys("\u200b\u200e\u200f\ufeff\u00ad")
)


def tidy(table: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Return the table without leading and trailing spaces or invisible characters."""
    found: list[Finding] = []
    mended = 0
    for column in table:
        given = table[column]
        odd = given[~given.map(str.isascii) | given.str.contains("[\x00-\x1f\x7f]", regex=True)]
        clean = odd.str.translate(_SPACES)
        mended += int((clean != odd).sum())
        hidden = clean[clean.map(lambda text: any(unicodedata.category(mark) in ("Cc", "Cf") for mark in text))]
        found += [
            Finding(notes.name, "a control character", "plain text", _row(row), str(column), text[:80])
            for row, text in hidden.items()
        ]
        table = table.assign(**{str(column): given.mask(given.index.isin(odd.index), clean).str.strip()})
    if mended:
        notes.repairs.append(
            f"Line breaks and invisible or unbreakable spaces were mended in {cells_in_words(mended)}."
        )
    notes.findings += limited(found)
    return table


def refuse_formulas(table: pd.DataFrame, notes: Notes) -> None:
    """Add a finding for each cell that a spreadsheet would run as a formula, or that holds a formula error."""
    found: list[Finding] = []
    for column in table:
        given = table[column]
        risky = given[given.str.match(r"^\s*['\"]?[=@+\-＝＋－＠]")]
        runs = risky[~risky.map(lambda text: bool(PLAIN.match(text) or in_powers(text) or len(text) == 1))]
        failed = given[given.str.fullmatch(r"#(REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!?]?")]
        for cells, problem in ((runs, "a formula"), (failed, "an error of the spreadsheet")):
            found += [
                Finding(notes.name, problem, "the value itself", _row(row), str(column), text[:80])
                for row, text in cells.items()
            ]
    notes.findings += limited(found)


def number_columns(table: pd.DataFrame, notes: Notes, leave: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return the table with numbers in plain digits, and the headings of the number columns.

    A column holds numbers if most of its cells look like numbers; its other cells get a finding. Thousands separators
    are removed if all commas of the column are separators; a percentage is never a count.

    Args:
        table: every cell as text.
        notes: repairs and findings are added here.
        leave: heading of the area column, which is left as it is.
    """
    headings: list[str] = []
    for column in [str(name) for name in table if name != leave]:
        plain = _withheld(table[column], column, notes)
        if mostly_numbers(plain[(plain != "") & (plain != WITHHELD)]):
            headings.append(column)
            table = table.assign(**{column: _numbers(_without_thousands(plain, column, notes), notes)})
    return table, tuple(headings)


def _withheld(given: pd.Series, column: str, notes: Notes) -> pd.Series:
    """Give words for "withheld" and "nothing" one spelling each in number columns; leave text columns unchanged."""
    lower = given.str.lower()
    marks, nothing = lower.isin(_MARKS), lower.isin(_NOTHING)
    if not mostly_numbers(given[~marks & ~nothing]):
        return given
    if marks.any():
        shown = ", ".join(sorted(set(given[marks]))[:4])
        notes.repairs.append(f"Read as withheld, not as 0: {cells_in_words(int(marks.sum()))} of {column!r} ({shown}).")
    if (nothing & (given != "")).any():
        notes.repairs.append(
            f"Read as missing, not as 0: {cells_in_words(int((nothing & (given != '')).sum()))} of {column!r}."
        )
    return given.mask(nothing, "").mask(marks, WITHHELD)


def _without_thousands(given: pd.Series, column: str, notes: Notes) -> pd.Series:
    marked = given[given.str.contains(r"\d[, \u202f]\d", regex=True)]
    if not len(marked) or not marked.str.fullmatch(THOUSANDS).all():
        return given
    example = marked.iloc[0]
    mended = given.mask(given.index.isin(marked.index), marked.str.replace(r"[, \u202f]", "", regex=True))
    notes.repairs.append(
        f"Separators of thousands were taken out of {cells_in_words(len(marked))} of {column!r}: {example} was read "
        f"as {mended[marked.index[0]]}."
    )
    return mended


def _numbers(given: pd.Series, notes: Notes) -> pd.Series:
    bad = given[(given != "") & (given != WITHHELD) & ~given.str.fullmatch(PLAIN)]
    notes.findings += at_cells(bad, notes.name, lambda text: what_is_wrong(text, whole=True), _ACCEPTED)
    return given


def _row(row: object) -> int:
    return int(str(row))
