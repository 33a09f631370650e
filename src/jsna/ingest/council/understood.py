"""The result of reading an uploaded file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.model.area import Level


class Kind(StrEnum):
    """What each row of a file describes."""

    WARD = Level.WARD.value
    DISTRICT = Level.DISTRICT.value
    COUNTY = Level.COUNTY.value
    REGION = Level.REGION.value
    ENGLAND = Level.ENGLAND.value
    LSOA = "LSOA"
    MSOA = "MSOA"
    POSTCODE = "postcode"
    POINT = "point"


#: The kinds of small areas, which hold no name that we know and are placed by their residents.
SMALL = (Kind.LSOA, Kind.MSOA)


#: How the rows that lie in no area are marked in the column of areas; no name or code begins so.
TOTAL, NOWHERE = "[total] ", "[nowhere] "
APART = (TOTAL, NOWHERE)


@dataclass(frozen=True, eq=False)
class Understood:
    """One file as it was read. None of it has been written anywhere.

    Attributes:
        name: name of the file.
        form: ``CSV``, ``workbook`` or ``GeoJSON``; empty if unknown.
        table: every cell as text, missing cells empty, withheld ones ``[c]``. Index ``row``: the line in the file as an
            editor shows it, with the header on line 1. Empty if the file was refused.
        area: heading of the column with each row's area, or empty. A row that lies in no area has ``[total] Total`` or
            ``[nowhere] Unknown`` there.
        kind: the kind of area in that column, or None.
        numbers: headings of the number columns.
        repairs: what was fixed while reading, as sentences for the analyst.
        findings: what is wrong; if one is fatal, the file must not be used.
        shapes: a shapely geometry by ``row``: of every feature of GeoJSON, and of the rows with coordinates in a table.
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

    @property
    def apart(self) -> pd.Series[bool]:
        """Whether each row lies in no area: totals, and rows that say that they lie nowhere. Index: ``row``."""
        if not self.area:
            return pd.Series(False, index=self.table.index, dtype=bool)
        return self.table[self.area].str.startswith(APART).astype(bool)

    @property
    def located(self) -> pd.DataFrame:
        """The rows of the table that lie in an area."""
        return pd.DataFrame(self.table[~self.apart])

    def require(self) -> Understood:
        """Return self, or raise Findings if something must be fixed."""
        if self.refused:
            raise Findings(self.findings)
        return self
