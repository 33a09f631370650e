"""What is wrong with the register's CSV files: by file, row, column and value, with what would be accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from jsna.errors import Finding
from jsna.register.refusing import Refused

#: Letters of a cell that a finding repeats.
_SHOWN = 80
#: What is wrong and what is accepted, by pydantic's kind of error or its first word.
_KINDS = {
    "date": ("this is no day that can be read", "year, month and day, such as 2026-11-27"),
    "datetime": ("this is no moment that can be read", "day and time, such as 2026-11-27T09:30:00Z"),
    "int": ("this is not a whole number", "a whole number"),
    "float": ("this is no number", "a number"),
    "bool": ("this is neither yes nor no", "yes or no"),
    "enum": ("this is none of the words that can stand here", "{expected}"),
    "greater_than_equal": ("this number is too small", "{ge} or more"),
    "extra": ("no such column is kept", "the columns as they were exported"),
    "missing": ("this is needed", "something in this column"),
    "string_too_short": ("this is needed", "something in this column"),
}


@dataclass(frozen=True)
class Line:
    """A row of one of the files.

    Attributes:
        file: its name.
        row: its number in a spreadsheet, in which the headings are row 1.
        cells: by their headings.
    """

    file: str
    row: int
    cells: Mapping[str, str]


def of_item(error: ValidationError, own: Line, parts: Mapping[str, Sequence[Line]]) -> Iterator[Finding]:
    """Yield what is wrong with an item.

    Args:
        error: what its model says.
        own: the row of the item itself.
        parts: the rows of its lists, by the name of the list.
    """
    for each in error.errors():
        field, *inside = each["loc"] or ("",)
        name = str(field)
        if name in parts and not inside:
            listed = f"{own.file.removesuffix('.csv')}_{name}.csv"
            problem, accepted = f"{name} is needed, and {listed} has no row of it", f"a row of {listed} with its id"
            yield Finding(own.file, problem, accepted, own.row)
            continue
        line = parts[name][int(inside[0])] if name in parts else own
        column = str(inside[1]) if len(inside) > 1 else "value" if inside else name
        yield _finding(each["type"], each["msg"], each.get("ctx", {}), line, column)


def _finding(kind: str, message: str, context: Mapping[str, Any], line: Line, column: str) -> Finding:
    said = (message.removeprefix("Value error, "), "values that fit together")
    problem, accepted = _KINDS.get(kind) or _KINDS.get(kind.partition("_")[0], said)
    value = line.cells.get(column)
    return Finding(
        line.file,
        problem,
        accepted.format(**context),
        line.row,
        column or None,
        None if value is None else value[:_SHOWN],
    )


def refused(refusal: Refused, rows: Mapping[str, Line]) -> Refused:
    """Return a refusal that says which row it is about, and where a rule names a field, what stands in it.

    Args:
        refusal: what a rule of the register says.
        rows: of the items, by their identifiers.
    """
    line = rows.get(refusal.item)
    if line is None:
        return refusal
    value = line.cells.get(refusal.field)
    column = f", column {refusal.field} ({value[:_SHOWN]!r})" if value is not None else ""
    return Refused(f"{line.file}, row {line.row}{column}: {refusal}", refusal.field, refusal.item)
