"""Clean the cells of a table: trim spaces, read or refuse numbers, mark withheld figures."""

from __future__ import annotations

import re
import unicodedata

import pandas as pd

from jsna.catalogue.observations import limited
from jsna.errors import Finding
from jsna.ingest.council.understood import Notes, cells_in_words

#: How a withheld figure is marked in a table that was read.
WITHHELD = "[c]"
_MARKS = {"*", "**", "c", "[c]", "(c)", "<5", "<10", "< 5", "< 10", "suppressed", "withheld", "#", "s"}
_NOTHING = {"", "-", "–", "—", ".", "..", ":", "n/a", "na", "#n/a", "null", "none", "nil return", "[x]", "x"}

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"-?\d{1,3}([,\u202f ])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"(\d{{1,4}}[-/ ]{_MONTH}([-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{1,4}}|\d{{1,4}}[-/]\d{{1,2}}([-/]\d{{1,4}})?)( .*)?"
)
#: Digits mixed with letters that are typed or scanned in place of 0 and 1.
_LETTERED = re.compile(r"(?=.*\d)[\dOolI]+")
_POWER = re.compile(r"-?\d+(\.\d+)?e[-+]?\d+")
_ACCEPTED = "a number in plain digits such as 137, or nothing"
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
        runs = risky[~risky.map(lambda text: bool(NUMBER.match(text) or _POWER.match(text.lower()) or len(text) == 1))]
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
        if _holds_numbers(plain[(plain != "") & (plain != WITHHELD)]):
            headings.append(column)
            table = table.assign(**{column: _numbers(_without_thousands(plain, column, notes), column, notes)})
    return table, tuple(headings)


def _withheld(given: pd.Series, column: str, notes: Notes) -> pd.Series:
    """Give words for "withheld" and "nothing" one spelling each in number columns; leave text columns unchanged."""
    lower = given.str.lower()
    marks, nothing = lower.isin(_MARKS), lower.isin(_NOTHING)
    if not _holds_numbers(given[~marks & ~nothing]):
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
    if not len(marked) or not marked.str.fullmatch(_THOUSANDS).all():
        return given
    example = marked.iloc[0]
    mended = given.mask(given.index.isin(marked.index), marked.str.replace(r"[, \u202f]", "", regex=True))
    notes.repairs.append(
        f"Separators of thousands were taken out of {cells_in_words(len(marked))} of {column!r}: {example} was read "
        f"as {mended[marked.index[0]]}."
    )
    return mended


def _numbers(given: pd.Series, column: str, notes: Notes) -> pd.Series:
    bad = given[(given != "") & (given != WITHHELD) & ~given.str.fullmatch(NUMBER)]
    notes.findings += limited(
        [Finding(notes.name, trouble(text), _ACCEPTED, _row(row), column, text[:80]) for row, text in bad.items()]
    )
    return given


def trouble(text: str) -> str:
    """Return what a cell holds instead of a number, in an analyst's words."""
    lower = text.lower()
    kinds = (
        ("%" in text, "a percent sign: give how many, and out of how many"),
        (_DATE.fullmatch(lower), "a date where a number should be: spreadsheets turn 3-4 into 3 April"),
        (_POWER.fullmatch(lower), "a number in powers of ten, of which digits may be lost"),
        (lower in ("nan", "inf", "-inf", "infinity"), "not a number that can be counted"),
        (re.search(r"[£$€]", text), "a currency sign in a number"),
        (re.fullmatch(r"-?\d+,\d{1,2}", text), "a comma in a number: a point stands before decimals"),
        ("," in text, "commas that do not part thousands"),
        (re.search(r"[A-Za-z]", text), "a letter in a number"),
    )
    return next((problem for holds, problem in kinds if holds), "not a number")


def _holds_numbers(filled: pd.Series) -> bool:
    """True if a column was meant for numbers: most cells are numbers, or damaged numbers."""
    if len(filled) and filled.str.fullmatch(NUMBER).mean() > 0.5:
        return True
    numbers = filled.map(_looks_like_number).astype(bool)
    spoilt = filled.map(lambda text: bool(_DATE.fullmatch(text.lower()) or _LETTERED.fullmatch(text))).astype(bool)
    return len(filled) > 0 and bool(numbers.mean() >= 0.25 and (numbers | spoilt).mean() > 0.5)


def _looks_like_number(text: str) -> bool:
    """True for a number, or for text that was meant to be one."""
    plain = re.sub(r"[,%£$€ \u202f]", "", text.lower())
    return bool(NUMBER.fullmatch(plain) or _POWER.fullmatch(plain) or plain in ("nan", "inf", "-inf"))


def _row(row: object) -> int:
    return int(str(row))
