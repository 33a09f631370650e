"""Numbers in a table of text: what is accepted as one, and what to say of a cell that is not."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from jsna.errors import Finding, at_cells

#: A count: digits, perhaps with the ".0" that spreadsheets add.
WHOLE = re.compile(r"[0-9]+(\.0*)?")
#: A number in plain digits.
PLAIN = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
#: A number as software writes it, perhaps in powers of ten.
DECIMAL = re.compile(PLAIN.pattern + r"([eE][-+]?[0-9]+)?")
#: A number with separators of thousands, all alike.
THOUSANDS = re.compile(r"-?\d{1,3}([,\u202f ])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII)

WHOLE_ACCEPTED = "a whole number such as 137"
DECIMAL_ACCEPTED = "a number such as 34.6"

_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DATE = re.compile(
    rf"(\d{{1,4}}[-/ ]{_MONTH}([-/ ]\d{{2,4}})?|{_MONTH}[-/ ]\d{{1,4}}|\d{{1,4}}[-/]\d{{1,2}}([-/]\d{{1,4}})?)( .*)?"
)
_POWER = re.compile(r"-?\d+(\.\d+)?e[-+]?\d+")
#: A number with a footnote's mark or a note of the Government Statistical Service.
_MARKED = re.compile(r"\d[\d,]*(\.\d+)? ?(\*+|[†‡§¹²³]|\[[a-z]+\])")
_NOTE = re.compile(r"\[[a-z]+\]")
#: Digits mixed with letters that are typed or scanned in place of 0 and 1.
_LETTERED = re.compile(r"(?=.*\d)[\dOolI]+")


def to_numbers(
    column: pd.Series, file: str, found: list[Finding], *, whole: bool = True, may_be_empty: bool = False
) -> pd.Series[float]:
    """Return a column as floats; a cell that is not a number becomes NaN and a finding.

    Args:
        column: text, or numbers as a Parquet file has them. Index: row of the file. Name: the heading.
        file: name of the file.
        found: findings are added here.
        whole: counts (whole, 0 or more); otherwise any decimal.
        may_be_empty: whether an empty cell is missing (NaN) instead of wrong.
    """
    good = _are_numbers(column, whole=whole)
    wrong = column[~good & (column != "")] if may_be_empty else column[~good]
    accepted = (WHOLE_ACCEPTED if whole else DECIMAL_ACCEPTED) + (", or nothing" if may_be_empty else "")
    found += at_cells(wrong, file, lambda text: what_is_wrong(text, whole=whole), accepted)
    return pd.to_numeric(column.where(good), errors="coerce").astype(float)


def what_is_wrong(text: str, *, whole: bool = False) -> str:
    """Return what a cell holds instead of a number (or, if ``whole``, of a count), in an analyst's words."""
    lower = text.strip().lower()
    number = bool(DECIMAL.fullmatch(lower))
    kinds = (
        (not lower, "no number"),
        (whole and number and lower.startswith("-"), "a negative count"),
        (whole and PLAIN.fullmatch(lower), "a fraction in a count"),
        (whole and "%" in lower, "a percent sign: give how many, and out of how many"),
        ("%" in lower, "a percent sign in a number"),
        (_MARKED.fullmatch(lower), "a mark beside a number: does the number stand, or is it withheld?"),
        (_NOTE.fullmatch(lower), "a note in place of a number that is not one of [c], [x], [z], [u] and [low]"),
        (_DATE.fullmatch(lower), "a date where a number should be: spreadsheets turn 3-4 into 3 April"),
        (_POWER.fullmatch(lower), "a number in powers of ten, of which digits may be lost"),
        (lower in ("nan", "inf", "-inf", "infinity"), "not a number that can be counted"),
        (re.search(r"[£$€]", lower), "a currency sign in a number"),
        (THOUSANDS.fullmatch(lower), "a separator of thousands in a number"),
        (re.fullmatch(r"-?\d+,\d{1,2}", lower), "a comma in a number: a point stands before decimals"),
        ("," in lower, "commas that do not part thousands"),
        (re.search(r"[a-z]", lower), "a letter in a number"),
    )
    return next((problem for holds, problem in kinds if holds), "not a number")


def mostly_numbers(filled: pd.Series) -> bool:
    """Return whether a column was meant for numbers: most of its cells are numbers, or damaged numbers.

    Args:
        filled: its cells that are not empty, as text.
    """
    if len(filled) and filled.str.fullmatch(PLAIN).mean() > 0.5:
        return True
    numbers = filled.map(_meant_as_number).astype(bool)
    damaged = filled.map(lambda text: bool(_DATE.fullmatch(text.lower()) or _LETTERED.fullmatch(text))).astype(bool)
    return len(filled) > 0 and bool(numbers.mean() >= 0.25 and (numbers | damaged).mean() > 0.5)


def in_powers(text: str) -> bool:
    """Return whether a text is a number in powers of ten, as spreadsheets write large ones."""
    return bool(_POWER.fullmatch(text.lower()))


def _are_numbers(column: pd.Series, *, whole: bool) -> pd.Series[bool]:
    """True where a cell is a valid number; numbers from a Parquet file need no check of their text."""
    if pd.api.types.is_numeric_dtype(column):
        finite = pd.Series(np.isfinite(column.to_numpy(float)), index=column.index)
        return finite & (column >= 0) & (column % 1 == 0) if whole else finite
    return column.astype(str).str.strip().str.fullmatch(WHOLE if whole else DECIMAL).astype(bool)


def _meant_as_number(text: str) -> bool:
    plain = re.sub(r"[,%£$€ \u202f]", "", text.lower())
    return bool(PLAIN.fullmatch(plain) or _POWER.fullmatch(plain) or plain in ("nan", "inf", "-inf"))
