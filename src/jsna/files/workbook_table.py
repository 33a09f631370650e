"""The table of a workbook's sheet: its cells as they are stored, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from jsna.files.grid import MOST_ROWS, Fault

#: Row and column, from 1.
Cell = tuple[int, int]
#: Names of sheets, columns and cells that are listed in a sentence; the rest are counted.
_NAMED = 5


@dataclass
class Table:
    """The cells of one sheet.

    Attributes:
        name: name of the sheet.
        values: its cells as they are stored, from A1.
        rows: its cells as text; changed to what they show.
        faults: what is wrong with cells; positions are those of the sheet.
    """

    name: str
    values: list[list[Any]]
    rows: list[list[str]]
    faults: list[Fault] = field(default_factory=list)

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell lies within the table."""
        return cell[0] <= len(self.rows) and cell[1] <= len(self.rows[0])

    def value(self, cell: Cell) -> Any:
        """Return what a cell holds; empty text if nothing."""
        return self.values[cell[0] - 1][cell[1] - 1]

    def text(self, cell: Cell) -> str:
        """Return a cell as text."""
        return self.rows[cell[0] - 1][cell[1] - 1]

    def add_faults(self, cells: Iterable[Cell], problem: str, accepted: str) -> None:
        """Say what is wrong with cells, column by column, and empty them: what they hold is read nowhere."""
        by_column: dict[int, list[int]] = {}
        for row, column in sorted(cells):
            by_column.setdefault(column, []).append(row)
            self.rows[row - 1][column - 1] = ""
        for column, rows in by_column.items():
            said = f"{problem} in cell {place((rows[0], column))} of the sheet {self.name!r}"
            if len(rows) > 1:
                said += f" and {len(rows) - 1:,} more ({some([place((row, column)) for row in rows[1:]])})"
            self.faults.append(Fault(column - 1, rows[:MOST_ROWS], said, accepted))


def place(cell: Cell) -> str:
    """Return a cell as a spreadsheet names it: ``B4``."""
    return f"{letters(cell[1])}{cell[0]}"


def letters(column: int) -> str:
    """Return the letters of a column: 1 is ``A``, 28 is ``AB``."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def some(names: Sequence[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
