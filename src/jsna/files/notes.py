"""What is collected while one file is read: sentences on what was repaired, and findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from jsna.errors import Finding, Findings


@dataclass
class Notes:
    """Repairs and findings of one file.

    Attributes:
        name: name of the file.
        repairs: what was repaired while reading, as sentences.
        findings: what is wrong.
    """

    name: str
    repairs: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

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
