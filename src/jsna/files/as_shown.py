"""A sheet as it shows: cells read as what they show; what is hidden is refused, or left out and named."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeGuard

from jsna.files.grid import Grid, Merged
from jsna.files.lines import Line
from jsna.files.notes import Notes, cells_in_words
from jsna.files.number_formats import UnclearError, shown_date, shown_number, shown_text
from jsna.files.sheet_xml import Sheet, Styles
from jsna.files.workbook_table import Cell, Table, letters, place, some

_NUMBER = "the number itself (number format General), or [c] typed where it is withheld"
#: Different texts in place of numbers that are reported, each with its cells.
_TEXTS = 5


def as_formatted(table: Table, sheet: Sheet, styles: Styles, merged: Sequence[Merged], notes: Notes) -> Grid:
    """Return a sheet as the number formats of its cells show it; otherwise as :func:`as_shown`."""
    unusual = _unusual(table, sheet)
    return as_shown(
        table, sheet, unusual, lambda cell: _shown(styles.code_of(unusual[cell]), table, cell, sheet), merged, notes
    )


def as_shown(
    table: Table,
    sheet: Sheet,
    unusual: Iterable[Cell],
    shown: Callable[[Cell], str],
    merged: Sequence[Merged],
    notes: Notes,
) -> Grid:
    """Return a sheet as it shows, without hidden columns.

    Cells that show another number than they hold, or nothing, are empty and have a fault, as have formulas that failed.

    Args:
        table: the cells; their text is changed to what they show.
        sheet: what is unusual about the sheet.
        unusual: the cells that may show something else than they hold.
        shown: what such a cell shows; raises UnclearError if that cannot be said.
        merged: ranges of merged cells.
        notes: of this sheet; repairs and findings are added.

    Raises:
        Findings: rows are hidden, or conditional formatting hides numbers.
    """
    _refuse_hidden_rows(table, sheet, notes)
    _refuse_conditional(table, sheet, notes)
    hidden = {column for column in range(1, len(table.rows[0]) + 1) if sheet.hides_column(column)}
    _read_formulas(table, sheet, hidden, notes)
    _read_formats(table, [cell for cell in unusual if _is_read(cell, table, hidden)], shown, notes)
    return _without_columns(table, merged, hidden, notes)


def _refuse_hidden_rows(table: Table, sheet: Sheet, notes: Notes) -> None:
    """Refuse rows that the sheet does not show: they may be withheld, and a table without them is another table."""
    hidden = [row for row in sheet.hidden_rows if row <= len(table.rows) and any(table.rows[row - 1])]
    if hidden:
        are = "is" if len(hidden) == 1 else "are"
        problem = f"{_ranges(hidden)} of the sheet {table.name!r} {are} hidden, filtered out or collapsed"
        accepted = "a sheet that shows all its rows: show them, or copy what is shown to a new workbook"
        raise notes.refuse(problem, accepted, row=hidden[0])


def _ranges(rows: list[int]) -> str:
    """Return ``row 4`` or ``rows 4, 7 to 9``."""
    runs = [
        [row for _, row in run]
        for _, run in itertools.groupby(enumerate(sorted(set(rows))), lambda pair: pair[1] - pair[0])
    ]
    said = some([f"{run[0]}" if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs])
    return f"row {said}" if len(rows) == 1 else f"rows {said}"


def _refuse_conditional(table: Table, sheet: Sheet, notes: Notes) -> None:
    if sheet.conditional:
        cells = some(list(dict.fromkeys(sheet.conditional)))
        problem = f"conditional formatting hides or changes numbers of the sheet {table.name!r} ({cells})"
        raise notes.refuse(problem, f"cells that show their numbers; or {_NUMBER}")


def _read_formulas(table: Table, sheet: Sheet, hidden: set[int], notes: Notes) -> None:
    """Say that formulas were not worked out; refuse those that failed or have no saved value."""
    formulas = [cell for cell in sheet.formulas if _is_read(cell, table, hidden)]
    if formulas:
        notes.repairs.append(f"Formulas stand in {cells_in_words(len(formulas))}; the values last saved were read.")
    failed = {cell for cell in sheet.errors if _is_read(cell, table, hidden)}
    unsaved = {cell for cell in formulas if not sheet.formulas[cell] and table.value(cell) == ""} - failed
    accepted = "the value itself: open the workbook in a spreadsheet program and save it"
    problem = "an error of the spreadsheet, such as #REF!,"
    table.add_faults(failed, problem, "a value without errors")
    table.add_faults(unsaved, "a formula whose result was not saved", accepted)


def _read_formats(table: Table, cells: Iterable[Cell], shows: Callable[[Cell], str], notes: Notes) -> None:
    """Put what each cell shows in its place, and say so; refuse the cells of which that cannot be said."""
    shown: dict[str, list[Cell]] = {}
    unclear: list[Cell] = []
    blank: list[Cell] = []
    for cell in cells:
        try:
            text = shows(cell)
        except UnclearError:
            unclear.append(cell)
            continue
        if text.strip() == table.text(cell).strip():
            continue
        if not text.strip() and table.value(cell) != 0:
            blank.append(cell)
        else:
            table.rows[cell[0] - 1][cell[1] - 1] = text
            shown.setdefault("%" if text.endswith("%") else text, []).append(cell)
    _tell(shown, table, notes)
    problem = "a number format that shows another number than the cell holds,"
    table.add_faults(unclear, problem, _NUMBER)
    table.add_faults(blank, "a number format that shows nothing", _NUMBER)


def _tell(shown: dict[str, list[Cell]], table: Table, notes: Notes) -> None:
    for text, cells in itertools.islice(shown.items(), _TEXTS):
        what = {"": "nothing", "%": "a percentage"}.get(text, repr(text))
        notes.repairs.append(
            f"Read as shown, not as stored: {cells_in_words(len(cells))} of the sheet {table.name!r} that show {what} "
            f"({some([place(cell) for cell in cells])})."
        )
    if len(shown) > _TEXTS:
        more = cells_in_words(sum(len(cells) for cells in list(shown.values())[_TEXTS:]))
        notes.repairs.append(f"Read as shown, not as stored: {more} of the sheet {table.name!r} that show other texts.")


def _unusual(table: Table, sheet: Sheet) -> dict[Cell, int]:
    """Return the cells that may show something else than they hold, and their styles."""
    styled = {cell: style for cell, style in sheet.styled.items() if table.holds(cell)}
    if sheet.shows_zeros:
        return styled
    zeros = [
        (row, column)
        for row, values in enumerate(table.values, start=1)
        for column, value in enumerate(values, start=1)
        if _is_number(value) and value == 0
    ]
    return dict.fromkeys(zeros, 0) | styled


def _shown(code: str, table: Table, cell: Cell, sheet: Sheet) -> str:
    """Return what a cell shows.

    Raises:
        UnclearError: that cannot be said, or it is another number.
    """
    value, plain = table.value(cell), table.text(cell)
    if not plain:
        return plain
    if _is_number(value):
        return shown_number(code, value, plain) if value or sheet.shows_zeros else ""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return shown_date(code, plain)
    return shown_text(code, plain)


def _without_columns(table: Table, merged: Sequence[Merged], hidden: set[int], notes: Notes) -> Grid:
    """Return the sheet without hidden columns."""
    filled = [column for column in sorted(hidden) if any(row[column - 1] for row in table.rows)]
    if filled:
        names = [f"{letters(column)} {table.rows[0][column - 1]!r}" for column in filled]
        notes.repairs.append(f"Hidden columns of the sheet {table.name!r} were left out: {some(names)}.")
    kept = [at for at in range(len(table.rows[0])) if at + 1 not in hidden]
    lines = [Line(row, [cells[at] for at in kept]) for row, cells in enumerate(table.rows, start=1)]
    new = {old: at for at, old in enumerate(kept)}
    faults = [replace(fault, position=new[fault.position]) for fault in table.faults]
    seen = [_moved(each, new) for each in merged]
    return Grid(table.name, [line for line in lines if line.filled], list(filter(None, seen)), faults, notes.repairs)


def _moved(merged: Merged, new: dict[int, int]) -> Merged | None:
    """A range of merged cells without hidden columns, or None if a single cell is left of it."""
    columns = [new[at] for at in range(merged.left, merged.right + 1) if at in new]
    if not columns or (len(columns) == 1 and merged.top == merged.bottom):
        return None
    return replace(merged, left=columns[0], right=columns[-1])


def _is_read(cell: Cell, table: Table, hidden: set[int]) -> bool:
    return table.holds(cell) and cell[1] not in hidden


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
