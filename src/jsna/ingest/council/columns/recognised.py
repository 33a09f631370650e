"""What each column of a file holds, from its heading and its numbers, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.sheet_choice import SHEET
from jsna.ingest.council.columns import column_values
from jsna.ingest.council.columns.heading_periods import period_in
from jsna.ingest.council.columns.heading_words import YEARS, Role, is_a_name, role_of
from jsna.ingest.council.understood import Kind, Understood

_BY_HEADING = "its heading says so"
_CODE = re.compile(r"[A-Z]\d{8}")
#: What a column of whole numbers may be if it is to be counted.
COUNTED = (Role.COUNT, Role.TOTAL)


@dataclass(frozen=True)
class Column:
    """What one column holds.

    Attributes:
        heading: as the file has it.
        role: what it is taken for.
        reason: why, as the end of a sentence.
        certain: whether nobody can name it for something else; a heading that says nothing leaves it open.
    """

    heading: str
    role: Role
    reason: str = _BY_HEADING
    certain: bool = True

    @property
    def may_be_counts(self) -> bool:
        """True unless the column is known to hold something else than counts."""
        return self.role in (*COUNTED, Role.UNKNOWN) or not self.certain

    def __str__(self) -> str:
        return f"{self.heading!r} ({self.role}: {self.reason})"


def recognised(understood: Understood) -> dict[str, Column]:
    """Return what each column of a file holds, by heading, in the order of the file."""
    numbers = numbers_of(understood)
    shown, parts = column_values.evidence(numbers), column_values.sums(numbers)
    counted = {heading: whole for whole, added in parts.items() for heading in (*added, whole)}
    sheets = _periods_of_sheets(understood)
    return {
        heading: sheets[heading]
        if heading in sheets
        else _number(heading, shown.get(heading), counted.get(heading, ""))
        if heading in numbers
        else _words(understood, heading)
        for heading in map(str, understood.table)
    }


def _periods_of_sheets(understood: Understood) -> dict[str, Column]:
    """The column with the name of each row's sheet, where several were read together and each names a period."""
    if understood.sheet != "*" or SHEET not in understood.table:
        return {}
    names = understood.table[SHEET].unique()
    return {SHEET: Column(SHEET, Role.PERIOD, "it names the sheets")} if all(map(period_in, names)) else {}


def numbers_of(understood: Understood) -> pd.DataFrame:
    """Return the number columns as floats; what is withheld, missing or no number is NaN.

    Index: ``row``, those that lie in an area.
    """
    rows = understood.located
    columns = {heading: pd.to_numeric(rows[heading], errors="coerce") for heading in understood.numbers}
    return pd.DataFrame(columns, index=rows.index, dtype=float)


def in_words(columns: Iterable[Column]) -> str:
    """Return columns and what they were taken for, as part of a sentence."""
    return ", ".join(map(str, columns))


def require_counts(understood: Understood, columns: Mapping[str, Column], headings: Iterable[str]) -> None:
    """Raise Findings for columns that were named as counts and are known to hold something else.

    Args:
        understood: the file, for the messages.
        columns: from :func:`recognised`.
        headings: the columns that are to be counted.
    """
    wrong = [columns[heading] for heading in dict.fromkeys(headings) if not columns[heading].may_be_counts]
    if wrong:
        raise Findings(
            Finding(understood.name, f"{column} is not a count", _accepted(column), row=1) for column in wrong
        )


def _accepted(column: Column) -> str:
    if column.role is Role.THOUSANDS:
        return "single people: 3,214, not 3"
    return "a column of how many, or out of how many"


def _number(heading: str, shown: column_values.Evidence | None, whole: str) -> Column:
    """A column of numbers: a percentage of others is certain; then the heading counts, then what its numbers show."""
    if shown is not None and shown.certain and shown.role is Role.PERCENTAGE:
        return Column(heading, shown.role, shown.reason)
    said = role_of(heading)
    if said is not Role.UNKNOWN:
        return Column(heading, said, certain=said is not Role.AMOUNT)
    if shown is not None:
        return Column(heading, shown.role, shown.reason, shown.certain)
    if whole:
        reason = "others add up to it" if whole == heading else f"it is a part of {whole!r}"
        return Column(heading, Role.COUNT, reason)
    return Column(heading, Role.UNKNOWN, "its heading does not say what is counted", certain=False)


def _words(understood: Understood, heading: str) -> Column:
    """A column of text, or the column of the areas."""
    if heading == understood.area:
        return Column(heading, Role.POSTCODE if understood.kind is Kind.POSTCODE else Role.AREA, "its cells are codes")
    cells = understood.table[heading]
    filled = cells[cells != ""]
    if len(filled) and filled.str.fullmatch(_CODE).all():
        return Column(heading, Role.AREA, "its cells are codes")
    if len(filled) and (role_of(heading) is Role.PERIOD or filled.str.fullmatch(YEARS).all()):
        return Column(heading, Role.PERIOD)
    if is_a_name(heading):
        return Column(heading, Role.NAME)
    said = role_of(heading)
    return Column(heading, said if said in (Role.NOTE, Role.IDENTIFIER) else Role.TEXT, "its cells are words")
