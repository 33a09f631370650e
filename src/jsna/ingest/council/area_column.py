"""Find the column that gives each row's area, and the rows that are totals of the others."""

from __future__ import annotations

import re

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.notes import Notes
from jsna.files.to_numbers import PLAIN
from jsna.ingest.council.heading_words import Role, role_of
from jsna.ingest.council.understood import Kind
from jsna.model.area import Level
from jsna.model.observations import Note

#: Order of preference: the finest level that loses nothing. Wards win over districts, and over LSOAs too.
_PREFERRED = (Kind.WARD, Kind.LSOA, Kind.POSTCODE, Kind.MSOA, Kind.DISTRICT, Kind.COUNTY, Kind.REGION, Kind.ENGLAND)
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
_SMALL = {"E01": Kind.LSOA, "E02": Kind.MSOA}
_CODE = re.compile(r"[A-Z]\d{8}")
_TOTAL = re.compile(r"(grand |over)?(total|totals|sum|all)( .*)?|.* total", re.IGNORECASE)


def area_column(table: pd.DataFrame, notes: Notes) -> tuple[str, Kind | None]:
    """Return the heading of the column of codes or postcodes, and what kind of area it holds.

    Raises:
        Findings: no column holds codes or postcodes.
    """
    kinds = {str(column): kind for column in table if (kind := _kind(table[column])) is not None}
    for kind in _PREFERRED:
        for column, found in kinds.items():
            if found is kind:
                return column, kind
    accepted = "a column of codes such as E05009888, or of postcodes; two wards may have the same name"
    raise notes.refuse("no column says where each row lies", accepted)


def plain_codes(table: pd.DataFrame, column: str, kind: Kind | None, notes: Notes) -> pd.DataFrame:
    """Return the table with codes in capitals; add a finding for each row with no code or a code of another kind."""
    upper = table[column].str.upper()
    if (upper != table[column]).any():
        notes.repairs.append(f"Small letters in {column!r} were read as capitals.")
    notes.findings += at_cells(upper[upper == ""], notes.name, "no code on this row", "the code of its area")
    if kind is not Kind.POSTCODE:
        bad = upper[(upper != "") & ~upper.str.fullmatch(_CODE)]
        notes.findings += at_cells(bad, notes.name, "not the code of an area", "a code such as E05009888")
    return table.assign(**{column: upper})


def without_totals(table: pd.DataFrame, marks: pd.DataFrame, column: str, notes: Notes) -> pd.DataFrame:
    """Return the table without the totals at its end; warn if a total is not the sum of the rows above.

    A total between other rows gets a finding, because we cannot know what it adds up.
    """
    upper = table[column].str.upper()
    uncoded = table[~(upper.str.fullmatch(_CODE) | upper.str.fullmatch(POSTCODE))]
    said = [_is_total(row) for row in uncoded.itertuples(index=False, name=None)]
    totals = pd.Series(said, index=uncoded.index, dtype=bool).reindex(table.index, fill_value=False)
    if not totals.any() or totals.all():
        return table
    last = table.index[~totals][-1]
    trailing = totals & (table.index > last)
    among = table.index[totals & ~trailing]
    for row in among[:5]:
        problem = "a total among the rows"
        notes.findings.append(Finding(notes.name, problem, "rows for areas only: delete it", int(str(row)), column))
    kept = pd.DataFrame(table[~trailing])
    for row in table.index[trailing]:
        notes.repairs.append(f"Row {row} is a total; it was left out, and we work out the total again.")
        _compare(table.loc[row], kept, marks, notes)
    return kept


def _kind(column: pd.Series) -> Kind | None:
    """The kind of most cells of a column."""
    given = column[column != ""].str.upper()
    if not len(given):
        return None
    if given.str.fullmatch(_CODE).mean() >= 0.5:
        kinds = given[given.str.fullmatch(_CODE)].map(_kind_of_code)
        # Codes of other countries or kinds are refused later, one by one.
        return Kind.WARD if kinds.isna().all() else Kind(kinds.dropna().mode().iloc[0])
    if given.str.fullmatch(POSTCODE).mean() >= 0.5:
        return Kind.POSTCODE
    return None


def _kind_of_code(code: str) -> Kind | None:
    if small := _SMALL.get(code[:3]):
        return small
    return next((Kind(level.value) for level in Level if level.has(code)), None)


def _is_total(cells: tuple[str, ...]) -> bool:
    """True if a row without a code is labelled as a total."""
    words = [text for text in cells if text and not PLAIN.fullmatch(text.replace(",", ""))]
    return any(_TOTAL.fullmatch(text) for text in words)


def _compare(total: pd.Series, rows: pd.DataFrame, marks: pd.DataFrame, notes: Notes) -> None:
    added = (Role.COUNT, Role.TOTAL, Role.UNKNOWN)
    for heading in [str(name) for name in marks if role_of(str(name)) in added]:
        said = total[heading]
        if not PLAIN.fullmatch(said) or (marks.loc[rows.index, heading] == Note.CONFIDENTIAL).any():
            continue
        summed = pd.to_numeric(rows[heading], errors="coerce").sum()
        if float(said) != summed:
            problem = "the total is not the sum of the rows above"
            value = f"{said}, sum {summed:g}"
            finding = Finding(
                notes.name, problem, "a total that adds up", int(str(total.name)), heading, value, fatal=False
            )
            notes.in_column(heading, [finding])
