"""Errors by remedy: the class says who can fix it.

JsnaError                    safe to show to any reader; the message is a plain sentence
├── CatalogueError           a file under data/ is wrong: an analyst fixes the file
│   └── Findings             all problems of one or more files together
├── SourceError              an input file cannot be read: fetch it again or give another
├── LinkError                a link asks for something that is not here: choose again
├── NotComparable            two figures must not be compared: choose a comparable measure
├── SettingsError            an environment variable is invalid: whoever runs the server fixes it
└── NotAvailable             the figure does not exist at this level: the reason says why
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class JsnaError(Exception):
    """Safe to show: the message is a plain sentence for the reader."""


class CatalogueError(JsnaError):
    """A file of the catalogue is missing or breaks the contract."""


class SourceError(JsnaError):
    """An input file is missing, truncated, or not what it claims to be."""


class SettingsError(JsnaError):
    """An environment variable has an invalid value."""


class LinkError(JsnaError):
    """A link names an area, indicator or group that is not in the catalogue."""


class NotComparable(JsnaError):
    """Two figures differ in unit, base, measure, period or boundary vintage."""


class NotAvailable(JsnaError):
    """The figure is not published for this level or area; the message gives the reason."""


@dataclass(frozen=True)
class Finding:
    """One problem with a file, in the words an analyst needs to fix it.

    Attributes:
        file: path or name of the file.
        row: line number in the file as an editor shows it (the header is line 1), or None for the whole file.
        column: name of the column, or None.
        value: the value found there, as text, or None.
        problem: what is wrong.
        accepted: what would be accepted instead.
        fatal: False for a warning that does not stop the file from being used.
    """

    file: str
    problem: str
    accepted: str
    row: int | None = None
    column: str | None = None
    value: str | None = None
    fatal: bool = True

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            place += f", row {self.row}"
        if self.column is not None:
            place += f", column {self.column}"
        shown = f" ({self.value!r})" if self.value is not None else ""
        return f"{place}: {self.problem}{shown}. Accepted: {self.accepted}."


class Findings(CatalogueError):
    """All problems of one or more files; nothing was written."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
