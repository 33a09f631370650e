"""What was made of an uploaded file, and how much of a file is looked at at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from jsna.errors import Finding, Findings

#: Bytes. The wards of England with thirty columns are 2 MB; more than this is not one council's indicator.
LARGEST_FILE = 10_000_000
MOST_ROWS = 250_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
LONGEST_FIELD = 1_000
LONGEST_LINE = 100_000


class Kind(StrEnum):
    """What the rows of a file are about."""

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
    """One file as it was read. Nothing of it was written anywhere.

    Attributes:
        name: name of the file.
        form: what it is: ``CSV``, ``workbook`` or ``GeoJSON``; empty where it could not be told.
        table: every cell as text, missing cells empty, withheld ones ``[c]``. Index ``row``: the line in the file as an
            editor shows it, the header being line 1. Empty where the file was refused.
        area: heading of the column that says where each row lies, or empty.
        kind: what stands in that column, or None.
        numbers: headings of the columns that hold numbers.
        repairs: what was mended while reading, each a sentence for the analyst.
        findings: what is wrong; where one is fatal the file is not to be used.
        shapes: one shapely geometry a row, by ``row``; only for GeoJSON.
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
        """True where something must be mended before the file can be used."""
        return any(finding.fatal for finding in self.findings)

    def require(self) -> Understood:
        """Return the same, or raise Findings where something must be mended."""
        if self.refused:
            raise Findings(self.findings)
        return self


@dataclass
class Notes:
    """What is gathered while one file is read: sentences on what was mended, and findings."""

    name: str
    repairs: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def refuse(
        self, problem: str, accepted: str, row: int | None = None, column: str | None = None, value: str | None = None
    ) -> Findings:
        """Return what to raise when the file cannot be read any further; what was found before stays said."""
        shown = None if value is None else value[:80]
        self.findings.append(Finding(self.name, problem, accepted, row, column, shown))
        return Findings(self.findings)


def cells_in_words(number: int) -> str:
    """Return ``1 cell`` or ``1,204 cells``."""
    return f"{number:,} cell" + ("" if number == 1 else "s")
