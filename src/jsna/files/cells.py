"""Clean the cells of a table: trim spaces, read numbers and their marks, and tell what is wrong by column."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.characters import has_control, is_of_windows, mended
from jsna.files.marks import Marked, are_marks_only, read_marks, told
from jsna.files.notes import Notes, cells_in_words, columns_in_words
from jsna.files.to_numbers import PLAIN, THOUSANDS, WHOLE_ACCEPTED, in_powers, mostly_numbers, what_is_wrong

_ACCEPTED = f"{WHOLE_ACCEPTED}, or nothing"
#: A percentage or an amount is no count, and may be a published value: who uses the column decides.
_DIGITS = r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?"
_PERCENTAGES, _AMOUNTS = rf"-?{_DIGITS} ?%", rf"-?£ ?{_DIGITS}"


@dataclass(frozen=True, eq=False)
class Numbers:
    """A table whose columns of numbers were read.

    Attributes:
        table: every cell as text; numbers in plain digits, empty where a mark stands in place of one.
        headings: of the columns of numbers.
        marks: the note of each cell of these columns: a code of ``model.observations.Note``, or empty text. Index as
            the table.
    """

    table: pd.DataFrame
    headings: tuple[str, ...]
    marks: pd.DataFrame


def tidy(table: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Return the table without leading and trailing spaces, invisible characters and those that were saved wrongly.

    A cell with a control character becomes a finding about its column.
    """
    changed: list[tuple[str, str]] = []
    for column in map(str, table):
        given = table[column]
        odd = given[~given.map(str.isascii) | ~given.map(str.isprintable)]
        clean = odd.map(mended).astype("str")
        changed += list(zip(odd[clean != odd], clean[clean != odd], strict=True))
        control = clean[clean.map(has_control).astype(bool)]
        notes.in_column(column, at_cells(control, notes.name, "a control character", "plain text"))
        table = table.assign(**{column: given.mask(given.index.isin(odd.index), clean).str.strip()})
    _tell_mended(changed, notes)
    return table


def _tell_mended(changed: list[tuple[str, str]], notes: Notes) -> None:
    """Say how many cells were mended, and show one where characters were replaced."""
    replaced = [(given, clean) for given, clean in changed if is_of_windows(given)]
    if replaced:
        notes.repairs.append(
            f"Characters of Windows-1252 that had been saved wrongly were mended in {cells_in_words(len(replaced))}: "
            f"look at {replaced[0][1][:40]!r}."
        )
    if len(changed) > len(replaced):
        cells = cells_in_words(len(changed) - len(replaced))
        notes.repairs.append(f"Line breaks and invisible or unbreakable spaces were mended in {cells}.")


def find_formulas(table: pd.DataFrame, notes: Notes) -> None:
    """Add a finding on its column for each cell that a spreadsheet would run as a formula, or that holds its error."""
    for column in map(str, table):
        given = table[column]
        notes.in_column(column, at_cells(_formulas(given), notes.name, "a formula", "the value itself"))
        notes.in_column(column, at_cells(_errors(given), notes.name, "an error of the spreadsheet", "the value itself"))


def _formulas(given: pd.Series) -> pd.Series:
    risky = given[given.str.match(r"^\s*['\"]?[=@+\-＝＋－＠]")]
    harmless = risky.str.match(PLAIN) | risky.str.fullmatch("-+|.") | risky.map(in_powers).astype(bool)
    return risky[~harmless]


def _errors(given: pd.Series) -> pd.Series:
    return given[given.str.fullmatch(r"#(REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!?]?")]


def number_columns(table: pd.DataFrame, notes: Notes, leave: str) -> Numbers:
    """Return the table with the numbers and marks of its columns read.

    A column holds numbers if most of its cells look like numbers; its other cells become findings about it. A column of
    which no cell could be read does too, so that it can be named and told. Thousands
    separators are removed if all commas of the column are separators; a percentage is never a count.

    Args:
        table: every cell as text.
        notes: repairs and findings are added here.
        leave: heading of the area column, which is left as it is.
    """
    read: dict[str, tuple[pd.Series, Marked]] = {}
    thousands: dict[str, tuple[int, str]] = {}
    for column in [str(name) for name in table if name != leave]:
        given, marked = table[column], read_marks(table[column])
        filled = marked.text[marked.text != ""]
        unread = filled.empty and column in notes.in_columns
        if not mostly_numbers(filled) and not are_marks_only(given, marked) and not unread:
            continue
        read[column] = given, marked
        plain = _without_thousands(marked.text, column, thousands)
        table = table.assign(**{column: plain})
        notes.in_column(column, _wrong_numbers(plain, notes.name))
    notes.repairs += told({column: each for column, each in read.items() if each[1].any})
    _tell_thousands(thousands, notes)
    marks = pd.DataFrame({column: marked.notes for column, (_, marked) in read.items()}, index=table.index, dtype="str")
    return Numbers(table, tuple(read), marks)


def _without_thousands(given: pd.Series, column: str, thousands: dict[str, tuple[int, str]]) -> pd.Series:
    marked = given[given.str.contains(r"\d[, \u202f]\d", regex=True)]
    if not len(marked) or not marked.str.fullmatch(THOUSANDS).all():
        return given
    clean = given.mask(given.index.isin(marked.index), marked.str.replace(r"[, \u202f]", "", regex=True))
    thousands[column] = len(marked), f"{marked.iloc[0]} was read as {clean[marked.index[0]]}"
    return clean


def _tell_thousands(thousands: dict[str, tuple[int, str]], notes: Notes) -> None:
    if thousands:
        cells = cells_in_words(sum(number for number, _ in thousands.values()))
        example = next(iter(thousands.values()))[1]
        where = columns_in_words(thousands)
        notes.repairs.append(f"Separators of thousands were taken out of {cells} of {where}: {example}.")


def _wrong_numbers(column: pd.Series, file: str) -> list[Finding]:
    """Return what is wrong with the cells of a column; one that holds percentages or amounts only is left alone."""
    filled = column[column != ""]
    wrong = filled[~filled.str.fullmatch(PLAIN)]
    if wrong.empty or filled.str.fullmatch(_PERCENTAGES).all() or filled.str.fullmatch(_AMOUNTS).all():
        return []
    control = wrong[wrong.map(has_control).astype(bool)]
    wrong = wrong.drop([*_formulas(wrong).index, *_errors(wrong).index, *control.index], errors="ignore")
    return at_cells(wrong, file, lambda text: what_is_wrong(text, whole=True), _ACCEPTED)
