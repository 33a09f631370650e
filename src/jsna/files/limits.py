"""How large a file may be, by where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The largest file that is read.

    Attributes:
        size: bytes of the file.
        rows: rows of the table, without headings.
        columns: columns of the table.
        cells: cells of the table.
        field: characters of one cell.
        line: characters of one line.
    """

    size: int
    rows: int
    columns: int
    cells: int
    field: int
    line: int


#: A file from outside. All English wards with thirty columns take 2 MB; one council's indicator is never larger.
UPLOAD = Limits(10_000_000, rows=250_000, columns=200, cells=1_000_000, field=1_000, line=100_000)
#: An analyst's CSV under ``data/``: eighteen groups of every area of England over several years.
DATA_FOLDER = Limits(60_000_000, rows=2_000_000, columns=200, cells=20_000_000, field=100_000, line=1_000_000)
#: A publisher's file: a census table of every output area of England and Wales.
OFFICIAL = Limits(600_000_000, rows=2_000_000, columns=2_000, cells=200_000_000, field=100_000, line=10_000_000)
#: The header of a file of records; an engine reads the rest.
RECORDS = Limits(1_000_000, rows=1, columns=2_000, cells=2_000, field=100_000, line=500_000)
