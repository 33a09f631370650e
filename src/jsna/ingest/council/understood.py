"""The result of reading an uploaded file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.layouts.layout import Layout
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
        form: ``CSV``, ``workbook``, ``OpenDocument`` or ``GeoJSON``; empty if unknown.
        table: every cell as text; numbers in plain digits, empty where a mark such as ``[c]`` stands in place of one.
            Index ``row``: the line in the file as an editor shows it, from 1. Empty if the file was refused.
        area: heading of the column with each row's area, or empty. A row that lies in no area has ``[total] Total`` or
            ``[nowhere] Unknown`` there.
        kind: the kind of area in that column, or None.
        numbers: headings of the number columns.
        marks: the note of each cell of the number columns: a code of ``model.observations.Note``, or empty text. An
            empty cell has the note ``x``. Index as ``table``.
        repairs: what was fixed while reading, as sentences for the analyst.
        findings: what is wrong with the file, the table or the area column; if one is fatal, the file must not be used.
        in_columns: what is wrong with the cells of each other column, by its heading. It stops nothing until the column
            is used.
        layout: the known layout, if it is one.
        shapes: a shapely geometry by ``row``: of every feature of GeoJSON, and of the rows with coordinates in a table.
        above: what the rows above the headings said, one text for each: a title, the period.
        below: what the rows below the table said: notes, the source.
        sheet: name of the sheet that was read; empty if the file has none, ``*`` if several were read together.
        sheets: names of the visible sheets that hold a table.
    """

    name: str
    form: str = ""
    table: pd.DataFrame = field(default_factory=pd.DataFrame)
    area: str = ""
    kind: Kind | None = None
    numbers: tuple[str, ...] = ()
    marks: pd.DataFrame = field(default_factory=pd.DataFrame)
    repairs: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    in_columns: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    shapes: Mapping[int, Any] = field(default_factory=dict)
    layout: Layout | None = None
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()

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

    def with_columns(self, headings: Iterable[str]) -> tuple[Finding, ...]:
        """Return what is wrong with the file and with the cells of columns that are used."""
        used = dict.fromkeys(headings)
        return (*self.findings, *(found for heading in used for found in self.in_columns.get(heading, ())))

    def notes_of(self, headings: Iterable[str]) -> pd.DataFrame:
        """Return the notes of columns, empty text where there is none. Index as ``table``."""
        return self.marks.reindex(index=self.table.index, columns=list(headings)).astype("str").fillna("")

    def require(self) -> Understood:
        """Return self, or raise Findings if something must be fixed."""
        if self.refused:
            raise Findings(self.findings)
        return self
