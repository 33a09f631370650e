"""What is collected while one file is read: sentences on what was repaired, and findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from jsna.errors import Finding, Findings


@dataclass
class Notes:
    """Repairs and findings of one file.

    Attributes:
        name: name of the file.
        repairs: what was repaired while reading, as sentences.
        findings: what is wrong with the file or the table as a whole.
        in_columns: what is wrong with the cells of a column, by its heading; it matters where the column is used.
    """

    name: str
    repairs: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    in_columns: dict[str, list[Finding]] = field(default_factory=dict)

    def in_column(self, heading: str, found: Iterable[Finding]) -> None:
        """Add findings about the cells of a column."""
        if found := list(found):
            self.in_columns.setdefault(heading, []).extend(found)

    def refuse(
        self, problem: str, accepted: str, row: int | None = None, column: str | None = None, value: str | None = None
    ) -> Findings:
        """Return the exception to raise if reading cannot go on; it includes the earlier findings."""
        shown = None if value is None else value[:80]
        self.findings.append(Finding(self.name, problem, accepted, row, column, shown))
        return Findings(self.findings)


def cells_in_words(number: int) -> str:
    """Return ``1 cell`` or ``1,204 cells``."""
    return f"{number:,} cell" + ("" if number == 1 else "s")


def columns_in_words(headings: Iterable[str]) -> str:
    """Return ``'a', 'b', 'c' and 4 more columns``."""
    every = [repr(heading) for heading in headings]
    more = f" and {len(every) - 3:,} more columns" if len(every) > 3 else ""
    return ", ".join(every[:3]) + more
