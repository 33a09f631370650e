"""Files of which each row is one: lists of addresses, postcodes or points without any counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.recognised import COUNTED, Column, recognised
from jsna.ingest.council.understood import Kind, Understood

#: Heading of the column that counts the rows.
ONES = "Count of rows"
#: What numbers may be that stand beside an address; others are figures of the rows.
_NO_FIGURES = (Role.IDENTIFIER, Role.AMOUNT, Role.PERIOD, Role.RANK)


def each_row_is_one(understood: Understood) -> bool:
    """Return whether each row of a file is one thing that is counted: it has a place, and no column of counts.

    A list of postcodes or points is one, though it may have numbers whose headings do not say that they count, such as
    telephone numbers; or whose rows have references of their own; and so is a table with several rows of an area and no
    figures.
    """
    if understood.kind is None or understood.refused:
        return False
    columns = recognised(understood)
    others = [columns[heading] for heading in understood.numbers if heading != ones_of(understood)]
    if understood.kind in (Kind.POSTCODE, Kind.POINT):
        return not any(column.role in COUNTED for column in others) or _have_numbers(understood, columns)
    several = understood.located[understood.area].duplicated().any()
    return bool(several) and all(column.role in _NO_FIGURES for column in others)


def _have_numbers(understood: Understood, columns: Mapping[str, Column]) -> bool:
    """Whether each row has a reference of its own, as each planning application and each collision has."""
    rows = understood.table
    named = [heading for heading, column in columns.items() if column.role is Role.IDENTIFIER]
    return any((rows[heading] != "").all() and rows[heading].is_unique for heading in named)


def ones_of(understood: Understood) -> str:
    """Return the heading of the column that counts the rows, or an empty text if the file has none."""
    made = [heading for heading in understood.numbers if heading.startswith(ONES)]
    return next((each for each in reversed(made) if (understood.table[each] == "1").all()), "")


def with_ones(understood: Understood) -> Understood:
    """Return a file with a column that has 1 in each row, if each row is one; else the file."""
    if not each_row_is_one(understood) or ones_of(understood):
        return understood
    taken = {str(heading).casefold() for heading in understood.table}
    heading = next(
        name for name in (ONES, *(f"{ONES} ({number})" for number in range(2, 300))) if name.casefold() not in taken
    )
    said = f"Each row can be counted as one: column {heading!r}."
    return replace(
        understood,
        table=understood.table.assign(**{heading: "1"}),
        numbers=(*understood.numbers, heading),
        repairs=(*understood.repairs, said),
    )
