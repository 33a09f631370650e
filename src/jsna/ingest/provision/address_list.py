"""A CSV list of addresses, read as a council's own file is: repairs are said, and nothing is guessed."""

from __future__ import annotations

import hashlib

import pandas as pd

from jsna.files import cells
from jsna.files.decoding import decode
from jsna.files.headings import headings
from jsna.files.limits import UPLOAD
from jsna.files.lines import split
from jsna.files.notes import Notes
from jsna.ingest.provision.given import Given
from jsna.ingest.provision.headings import Columns, recognised

_WANTED = "a column called Name, and one called Postcode or two called Latitude and Longitude"


def read_addresses(content: bytes, notes: Notes) -> list[Given]:
    """Return the entries of a list of addresses.

    Args:
        content: the bytes of a CSV.
        notes: of the file; repairs and findings are added.

    Raises:
        Findings: it is not a table, or no column holds the names.
    """
    lines = split(decode(content, notes, any_encoding=True), notes, UPLOAD, any_separator=True)
    names, rows = headings(lines, notes)
    table = pd.DataFrame([row.cells for row in rows], index=[row.row for row in rows], columns=names, dtype="str")
    table = cells.tidy(table, notes)
    columns = recognised(names)
    if "name" not in columns.fields:
        raise notes.refuse("no column holds the names", _WANTED, row=1, value=", ".join(names))
    used = {*columns.fields.values(), *columns.address}
    notes.findings += [found for heading in used for found in notes.in_columns.get(heading, ())]
    _tell(columns, notes)
    return [_given(int(str(row)), {str(key): str(cell) for key, cell in said.items()}, columns)
            for row, said in table.iterrows()]  # fmt: skip


def _tell(columns: Columns, notes: Notes) -> None:
    taken = ", ".join(f"{heading!r} as {field.replace('_', ' ')}" for field, heading in columns.fields.items())
    notes.repairs.append(f"Read: {taken}.")
    if columns.address:
        notes.repairs.append(f"Put together as the address: {', '.join(columns.address)}.")
    if columns.unread:
        notes.repairs.append(f"Not read, because nothing of it is kept: {', '.join(columns.unread)}.")
    if "source_id" not in columns.fields:
        notes.repairs.append(
            "No column has a reference, so an entry is known by its name and postcode or address: with another of "
            "these it will be a new entry when the list is read again."
        )


def _given(row: int, cell: dict[str, str], columns: Columns) -> Given:
    said = {field: cell[heading] for field, heading in columns.fields.items() if cell[heading]}
    address = ", ".join(part for heading in columns.address if (part := cell[heading]))
    if address:
        said["address"] = address
    if "source_id" not in columns.fields:
        said["source_id"] = _known_by(said)
    return Given(row, said, columns.fields)


def _known_by(said: dict[str, str]) -> str:
    where = said.get("postcode") or said.get("address", "")
    plain = "|".join("".join(text.split()).casefold() for text in (said.get("name", ""), where))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
