"""The result of reading an uploaded file, and the size limits for reading one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from jsna.errors import Finding, Findings

#: Bytes. All English wards with thirty columns take 2 MB; one council's indicator is never larger than this.
LARGEST_FILE = 10_000_000
MOST_ROWS = 250_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
LONGEST_FIELD = 1_000
LONGEST_LINE = 100_000


class Kind(StrEnum):
    """What each row of a file describes."""

    WARD = "ward"
    DISTRICT = "district"
    COUNTY = "county"
    REGION = "region"
    ENGLAND = "england"
    LSOA = "LSOA"
    POSTCODE = "postcode"
    POINT = "point"


@dataclass(frozen=True, eq=False)
class Understood:
    """One file as it was read. None of it has been written anywhere.

    Attributes:
        name: name of the file.
        form: ``CSV``, ``workbook`` or ``GeoJSON``; empty if unknown.
        table: every cell as text, missing cells empty, withheld ones ``[c]``. Index ``row``: the line in the file as an
            editor shows it, with the header on line 1. Empty if the file was refused.
        area: heading of the column with each row's area, or empty.
        kind: the kind of area in that column, or None.
        numbers: headings of the number columns.
        repairs: what was fixed while reading, as sentences for the analyst.
        findings: what is wrong; if one is fatal, the file must not be used.
        shapes: one shapely geometry per row, by ``row``; only for GeoJSON.
    """

    name: str
    form: str = ""
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    area: str = ""
    kind: Kind | None = None
    numbers: tuple[str, ...] = ()
    repairs: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    shapes: Mapping[int, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """True if something must be fixed before the file can be used."""
        return any(finding.fatal for finding in self.findings)

    def require(self) -> Understood:
        """Return self, or raise Findings if something must be fixed."""
        if self.refused:
            raise Findings(self.findings)
        return self


@dataclass
class Notes:
    """Collected while one file is read: sentences on what was fixed, and findings."""

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
