"""The rows of a file that lie in no area: totals, and rows that say that they lie nowhere. They are kept apart.

Such a row stands in the table with ``[total] Total`` or ``[nowhere] Unknown`` in the column of areas, so that a layout
can be changed with it; it is no area, and is taken out before rows are put in areas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from jsna.areas.area_cells import (
    CODE,
    POSTCODE,
    codes_within,
    is_total,
    lies_abroad,
    lies_nowhere,
)
from jsna.errors import Finding, at_cells, limited
from jsna.files.notes import Notes
from jsna.files.to_numbers import PLAIN
from jsna.ingest.council.understood import NOWHERE, TOTAL, Kind, Understood

_NAMED = 5
#: What a row is called that lies nowhere because nothing stands in the column of areas.
EMPTY = "(empty)"


def with_codes(table: pd.DataFrame, column: str, kind: Kind | None, notes: Notes) -> pd.DataFrame:
    """Return the table with the codes of its areas, and marks for the rows that lie in none.

    Rows of other countries are left out and counted. A row without a code that is neither a total nor lies nowhere gets
    a finding; so does a total among the rows of a file with one row an area, because we cannot know what it adds up.

    Args:
        table: every cell as text.
        column: heading of the column of areas.
        kind: what it holds.
        notes: repairs and findings are added here.
    """
    codes, beside = codes_within(table[column])
    if (codes != table[column]).any():
        _say_changed(table[column], codes, notes)
    if beside.any() and (heading := f"{column} (words beside the code)") not in table:
        table = table.assign(**{heading: beside})
    table = without_abroad(table.assign(**{column: codes}), column, notes)
    codes = table[column]
    proper = codes.str.fullmatch(CODE) | codes.str.fullmatch(POSTCODE)
    others = table[~proper | codes.str.fullmatch(r"[EXZLM]9{8}")]
    beside_them = _labels(others[_of_areas(table[proper], column)])
    marks = {row: _mark(str(codes[row]), words) for row, words in zip(others.index, beside_them, strict=True)}
    if kind is Kind.POSTCODE:
        marks = {row: mark if mark.startswith(TOTAL) else "" for row, mark in marks.items()}
    _refuse_among(table, marks, column, notes)
    marked = pd.Series({row: mark for row, mark in marks.items() if mark}, dtype="str")
    unmarked = codes[[row for row, mark in marks.items() if not mark]]
    if kind is not Kind.POSTCODE:
        notes.findings += at_cells(unmarked, notes.name, "not the code of an area", "a code such as E05009888")
    return table.assign(**{column: codes.mask(codes.index.isin(marked.index), marked)})


def without_abroad(table: pd.DataFrame, column: str, notes: Notes) -> pd.DataFrame:
    """Return the table without the rows of other countries, which are counted.

    Args:
        table: every cell as text.
        column: heading of the codes or names of areas.
        notes: a sentence is added here.
    """
    there = {text: lies_abroad(text) for text in table[column].unique()}
    abroad = table[column].map(there).astype(bool)
    if abroad.all() or not abroad.any():
        return table
    shown = ", ".join(dict.fromkeys(table.loc[abroad, column].head(_NAMED)))
    rows = int(abroad.sum())
    notes.repairs.append(
        f"Rows of other countries, or of more than England, were left out: {rows:,} ({shown}{_more(rows)})."
    )
    return table[~abroad]


def split(understood: Understood) -> tuple[Understood, pd.DataFrame]:
    """Return a file without the rows that lie in no area, and those rows."""
    apart = understood.apart
    return replace(understood, table=understood.located), pd.DataFrame(understood.table[apart])


def said(understood: Understood) -> list[str]:
    """Return sentences on the rows that lie in no area: how many, and what they are called."""
    if not understood.area:
        return []
    areas = understood.table[understood.area]
    totals, nowhere = areas[areas.str.startswith(TOTAL)], areas[areas.str.startswith(NOWHERE)]
    sentences = []
    if len(totals):
        rows = ", ".join(map(str, totals.index[:_NAMED])) + _more(len(totals))
        one = len(totals) == 1
        sentences.append(f"Row {rows} is a total, and no area." if one else f"Rows {rows} are totals, and no areas.")
    if len(nowhere):
        names = ", ".join(repr(text) for text in list(dict.fromkeys(nowhere.str.removeprefix(NOWHERE)))[:_NAMED])
        which = "1 row lies" if len(nowhere) == 1 else f"{len(nowhere):,} rows lie"
        sentences.append(f"{which} in no area that is known, and in no figure of one: {names}.")
    return sentences


def sums(rows: pd.DataFrame, counts: Sequence[str], out_of: str | None) -> list[str]:
    """Return a sentence on how many people the rows that lie nowhere hold, for each column of counts.

    Args:
        rows: rows of a file that lie in no area.
        counts: headings of counts.
        out_of: heading of what they are out of, if there is one.
    """
    if out_of is None:
        return [f"In no area that is known: {_number(rows[each]):,} of {each!r}." for each in counts]
    base = _number(rows[out_of])
    return [
        f"In no area that is known: {_number(rows[each]):,} of {base:,} ({each!r} out of {out_of!r})."
        for each in counts
    ]


def _number(cells: pd.Series) -> int:
    return int(pd.to_numeric(cells, errors="coerce").fillna(0).sum())


def _of_areas(coded: pd.DataFrame, column: str) -> list[str]:
    """The columns that say of an area what it is: they have one word for each. A group or a measure has several."""
    columns = [str(heading) for heading in coded if heading != column]
    if not coded[column].duplicated().any():
        return columns
    several = coded.groupby(column)[columns].nunique().max()
    return [heading for heading in columns if several[heading] <= 1]


def _labels(rows: pd.DataFrame) -> Iterable[list[str]]:
    """The words of each row: its cells that hold no numbers."""
    for cells in rows.itertuples(index=False, name=None):
        yield [text for text in cells if text and not PLAIN.fullmatch(text.replace(",", ""))]


def _mark(cell: str, labels: list[str]) -> str:
    """The mark of a row without a code: a total, nowhere, or empty text if it is neither.

    The column of areas decides; where it says nothing, or a word that nobody takes for a code, other words may.
    """
    if is_total(cell):
        return f"{TOTAL}{cell}"
    if lies_nowhere(cell):
        return f"{NOWHERE}{cell}"
    if not cell and any(map(lies_nowhere, labels)):
        return f"{NOWHERE}{next(filter(lies_nowhere, labels))}"
    if not re.search(r"\d", cell) and any(map(is_total, labels)):
        return f"{TOTAL}{cell or next(filter(is_total, labels))}"
    return "" if cell else f"{NOWHERE}{EMPTY}"


def _refuse_among(table: pd.DataFrame, marks: dict[object, str], column: str, notes: Notes) -> None:
    """Add a finding for totals that stand neither first nor last in a file with one row an area."""
    totals = [row for row, mark in marks.items() if mark.startswith(TOTAL)]
    real = table.index[~table.index.isin([row for row, mark in marks.items() if mark])]
    if not totals or not len(real) or table.loc[real, column].duplicated().any():
        return
    among = [row for row in totals if real[0] < row < real[-1]]
    problem, accepted = "a total among the rows", "rows for areas only: delete it"
    notes.findings += limited([Finding(notes.name, problem, accepted, int(str(row)), column) for row in among], 5)


def _say_changed(given: pd.Series, codes: pd.Series, notes: Notes) -> None:
    proper = codes.str.fullmatch(CODE)
    within = given[proper & (given.str.strip().str.upper() != codes)]
    if len(within):
        first = f"{within.iloc[0][:40]!r} was read as {codes[within.index[0]]}"
        notes.repairs.append(f"Codes were taken out of {len(within):,} cells of {given.name!r}: {first}.")
    small = given[proper & (given.str.upper() == codes) & (given != codes)]
    if len(small) or (~proper & (given != codes) & codes.str.fullmatch(POSTCODE)).any():
        notes.repairs.append(f"Small letters in {given.name!r} were read as capitals.")


def _more(rows: int) -> str:
    return " …" if rows > _NAMED else ""
