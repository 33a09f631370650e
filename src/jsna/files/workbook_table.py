"""The table of a workbook's sheet: its cells as they are stored, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from jsna.errors import Finding, limited_of
from jsna.files.notes import Notes

#: Row and column, from 1.
Cell = tuple[int, int]
#: Names of sheets, columns and cells that are listed in a sentence; the rest are counted.
_NAMED = 5


@dataclass
class Table:
    """The first sheet that shows anything.

    Attributes:
        name: name of the sheet.
        others: the other sheets that hold something.
        values: its cells as they are stored, from A1.
        rows: its cells as text; changed to what they show.
        merged: first row of each range of merged cells, from 1.
        position: of the sheet in the workbook, from 0.
    """

    name: str
    others: list[str]
    values: list[list[Any]]
    rows: list[list[str]]
    merged: list[int]
    position: int

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell lies within the table."""
        return cell[0] <= len(self.rows) and cell[1] <= len(self.rows[0])

    def value(self, cell: Cell) -> Any:
        """Return what a cell holds; empty text if nothing."""
        return self.values[cell[0] - 1][cell[1] - 1]

    def text(self, cell: Cell) -> str:
        """Return a cell as text."""
        return self.rows[cell[0] - 1][cell[1] - 1]

    def findings(self, cells: Iterable[Cell], problem: str, accepted: str, notes: Notes) -> list[Finding]:
        """Return a finding for each of some cells, which it names: the first 20, and a count of the rest."""

        def finding(cell: Cell) -> Finding:
            said = f"{problem} in cell {place(cell)} of the sheet {self.name!r}"
            return Finding(notes.name, said, accepted, cell[0], self.rows[0][cell[1] - 1] or letters(cell[1]))

        return limited_of(sorted(cells), finding)


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
