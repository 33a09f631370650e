"""Errors by remedy: the class says who can fix it.

JsnaError                    safe to show to any reader; the message is a plain sentence
├── CatalogueError           a file under data/ is wrong: an analyst fixes the file
│   └── Findings             all problems of one or more files together
├── SourceError              an input file cannot be read: fetch it again or give another
├── LinkError                a link asks for something that is not here: choose again
├── NotComparable            two figures must not be compared: choose a comparable measure
├── SettingsError            an environment variable is invalid: whoever runs the server fixes it
├── NotAllowed               the person may not do this: they sign in, or ask somebody who may
└── NotAvailable             the figure does not exist at this level: the reason says why
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import pandas as pd

#: Findings of one kind that are listed; the rest are counted.
LISTED = 20

#: Cells of a column whose causes are told apart; there may be a million.
_TOLD_APART = 1_000

_Item = TypeVar("_Item")


class JsnaError(Exception):
    """Safe to show: the message is a plain sentence for the reader."""


class CatalogueError(JsnaError):
    """A file of the catalogue is missing or breaks the contract."""


class SourceError(JsnaError):
    """An input file is missing, truncated, or not what it claims to be."""


class SettingsError(JsnaError):
    """An environment variable has an invalid value."""


class NotAllowed(JsnaError):
    """The person may not do this: they sign in, or ask somebody who may."""


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

    def __reduce__(self) -> tuple[type[Findings], tuple[tuple[Finding, ...]]]:
        """Keep the findings when another process raises them."""
        return type(self), (self.findings,)


def limited(found: Sequence[Finding], most: int = LISTED) -> list[Finding]:
    """Return findings of one kind as one, if they differ in nothing but row and value; else the first, and a count."""
    return limited_of(found, lambda finding: finding, most)


def limited_of(items: Sequence[_Item], finding: Callable[[_Item], Finding], most: int = LISTED) -> list[Finding]:
    """Return one finding for all items if only row and value differ; else those of the first, and a count of the rest.

    Args:
        items: everything wrong of one kind.
        finding: makes the finding of an item; called for the first ``most`` only, because there may be a million.
        most: how many are listed.
    """
    found = [finding(item) for item in items[:most]]
    if len({replace(each, row=None, value=None) for each in found}) == 1:
        return [_together(found, len(items))]
    if len(items) > most:
        problem = f"{found[-1].problem}: {len(items) - most:,} more like this"
        found.append(replace(found[-1], problem=problem, row=None, value=None))
    return found


def _together(found: Sequence[Finding], number: int, counted: str = "") -> Finding:
    """Findings of one cause as one: the first, how many there are, and where the next two are."""
    if number == 1:
        return found[0]
    places = ", ".join(filter(None, map(_place, found[1:3])))
    unit = "times" if found[0].row is None else "rows"
    said = f"{found[0].problem}; {counted or f'{number:,}'} {unit}"
    return replace(found[0], problem=f"{said}, the next {places}" if places else said)


def _place(finding: Finding) -> str:
    row = "" if finding.row is None else f"row {finding.row}"
    value = "" if finding.value is None else f"({finding.value[:20]!r})"
    return f"{row} {value}".strip()


def at_cells(wrong: pd.Series, file: str, problem: str | Callable[[str], str], accepted: str) -> list[Finding]:
    """Return a finding for each cause among the cells of a column: its first cell, how many, and the next two.

    Args:
        wrong: the cells. Index: row of the file. Name: heading of the column, or None.
        file: name of the file.
        problem: what is wrong with all of them, or a function that gives the problem of one text.
        accepted: what would be accepted instead.
    """
    column = None if wrong.name is None else str(wrong.name)
    by_cause: dict[str, list[Finding]] = {}
    for row, given in wrong.iloc[:_TOLD_APART].items():
        text = str(given)
        said = problem if isinstance(problem, str) else problem(text)
        same = by_cause.setdefault(said, [])
        # The rest is only counted.
        same.append(Finding(file, said, accepted, int(str(row)), column, text[:80]) if len(same) < 3 else same[0])
    more = len(wrong) - min(len(wrong), _TOLD_APART)
    alone = len(by_cause) == 1
    return [
        _together(same, len(same) + more, f"{len(same):,} or more" if more and not alone else "")
        for same in by_cause.values()
    ]
