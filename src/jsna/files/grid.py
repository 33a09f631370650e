"""One sheet of a file as it was taken apart: rows of text, and what is unusual about its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from jsna.errors import Finding
from jsna.files.lines import Line

#: Rows of one fault that are remembered; the rest are counted.
MOST_ROWS = 1_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with some cells of one column; it matters only where the column is used.

    Attributes:
        position: of the column among the cells of a row, from 0.
        rows: of the first cells.
        problem: what is wrong, with the first cells' names.
        accepted: what would be accepted instead.
    """

    position: int
    rows: list[int]
    problem: str
    accepted: str


@dataclass(frozen=True)
class Merged:
    """A range of merged cells: rows from 1 and positions of columns from 0, the last included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """One sheet, or the whole of a file that has none.

    Attributes:
        name: of the sheet; empty for a CSV.
        lines: its rows that are not empty.
        merged: ranges of merged cells.
        faults: what is wrong with cells.
        repairs: what was repaired, as sentences.
        findings: what is wrong with the sheet as a whole; if there are any, it cannot be read.
    """

    name: str = ""
    lines: list[Line] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the grid as JSON can hold it."""
        return asdict(self) | {"lines": self.lines}

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Grid:
        """Return the grid that :meth:`as_json` wrote."""
        return cls(
            given["name"],
            [Line(row, cells) for row, cells in given["lines"]],
            [Merged(**each) for each in given["merged"]],
            [Fault(**each) for each in given["faults"]],
            given["repairs"],
            [Finding(**each) for each in given["findings"]],
        )


@dataclass(frozen=True)
class Sheets:
    """The visible sheets of a workbook.

    Attributes:
        grids: those that may be read, in their order; at least one.
        tables: names of those that can be seen and hold a table.
        described: each sheet that holds anything, as it is named in a sentence, by its name.
    """

    grids: Sequence[Grid]
    tables: Sequence[str] = ()
    described: Mapping[str, str] = field(default_factory=dict)
