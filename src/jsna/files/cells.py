"""Clean the cells of a table: trim spaces, read or refuse numbers, mark withheld figures."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd

from jsna.errors import Finding, at_cells, limited_of
from jsna.files.characters import has_control, is_of_windows, mended
from jsna.files.notes import Notes, cells_in_words
from jsna.files.to_numbers import PLAIN, THOUSANDS, WHOLE_ACCEPTED, in_powers, mostly_numbers, what_is_wrong

#: How a withheld figure is marked in a table that was read.
WITHHELD = "[c]"
#: Marks of withheld figures, in small letters: a word, a limit such as ≤5, a range such as 1-4.
_MARK = re.compile(
    r"\*{1,3}|#|~|s|c|\[c\]|\(c\)|suppressed|withheld|(<|≤|<=|less than|fewer than|under) ?\d{1,2}"
    r"|[01] ?(-|–|to) ?([2-9]|10)"
)
_NOTHING = {"", "-", "–", "—", ".", "..", ":", "n/a", "na", "#n/a", "null", "none", "nil return", "[x]", "x"}
#: Columns whose wrong cells are listed; of the others the first is, and the rest are counted.
_COLUMNS = 5

_ACCEPTED = f"{WHOLE_ACCEPTED}, or nothing"

#: Row, heading and text of a cell.
_Cell = tuple[object, str, str]


def tidy(table: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    """Return the table without leading and trailing spaces, invisible characters and those that were saved wrongly."""
    control: list[_Cell] = []
    changed: list[tuple[str, str]] = []
    for column in map(str, table):
        given = table[column]
        odd = given[~given.map(str.isascii) | ~given.map(str.isprintable)]
        clean = odd.map(mended).astype("str")
        changed += list(zip(odd[clean != odd], clean[clean != odd], strict=True))
        control += [(row, column, text) for row, text in clean[clean.map(has_control).astype(bool)].items()]
        table = table.assign(**{column: given.mask(given.index.isin(odd.index), clean).str.strip()})
    _tell_mended(changed, notes)
    notes.findings += _listed(control, "a control character", "plain text", notes)
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


def refuse_formulas(table: pd.DataFrame, notes: Notes) -> None:
    """Add a finding for each cell that a spreadsheet would run as a formula, or that holds a formula error."""
    formulas: list[_Cell] = []
    errors: list[_Cell] = []
    for column in map(str, table):
        given = table[column]
        risky = given[given.str.match(r"^\s*['\"]?[=@+\-＝＋－＠]")]
        formulas += [
            (row, column, text)
            for row, text in risky.items()
            if not (PLAIN.match(text) or in_powers(text) or len(text) == 1)
        ]
        failed = given[given.str.fullmatch(r"#(REF|DIV/0|VALUE|NAME|NUM|NULL|SPILL|CALC)[!?]?")]
        errors += [(row, column, text) for row, text in failed.items()]
    notes.findings += _listed(formulas, "a formula", "the value itself", notes)
    notes.findings += _listed(errors, "an error of the spreadsheet", "the value itself", notes)


def _listed(cells: list[_Cell], problem: str, accepted: str, notes: Notes) -> list[Finding]:
    """Return a finding for the first cells, and one that counts the rest."""
    return limited_of(
        cells, lambda cell: Finding(notes.name, problem, accepted, int(str(cell[0])), cell[1], cell[2][:80])
    )


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
    wrong: list[pd.Series] = []
    for column in [str(name) for name in table if name != leave]:
        lower = table[column].str.lower()
        marks, nothing = lower.str.fullmatch(_MARK).astype(bool), lower.isin(_NOTHING)
        if not mostly_numbers(table[column][~marks & ~nothing]):
            continue
        headings.append(column)
        plain = _without_thousands(_withheld(table[column], marks, nothing, notes), column, notes)
        table = table.assign(**{column: plain})
        wrong.append(plain[(plain != "") & (plain != WITHHELD) & ~plain.str.fullmatch(PLAIN)])
    notes.findings += _wrong_numbers([cells for cells in wrong if len(cells)], notes)
    return table, tuple(headings)


def _withheld(given: pd.Series, marks: pd.Series[bool], nothing: pd.Series[bool], notes: Notes) -> pd.Series:
    """Give marks for "withheld" and "nothing" one spelling each."""
    column = str(given.name)
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


def _wrong_numbers(columns: list[pd.Series], notes: Notes) -> list[Finding]:
    """Return what is wrong with the cells of the first columns; of further ones the first cell and a count."""
    found: list[Finding] = []
    for cells in columns[:_COLUMNS]:
        found += at_cells(cells, notes.name, lambda text: what_is_wrong(text, whole=True), _ACCEPTED)
    for cells in columns[_COLUMNS:]:
        (first,) = at_cells(cells.iloc[:1], notes.name, lambda text: what_is_wrong(text, whole=True), _ACCEPTED)
        found.append(replace(first, problem=f"{first.problem}; {cells_in_words(len(cells))} of this column are wrong"))
    return found
