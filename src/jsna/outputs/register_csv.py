"""The register as CSV files, and back: a file for each kind, and one for each of its lists.

They hold what the person reads, without private words, and no cell acts as a formula. What was changed or added in them
is saved through the register, with its rules; nothing is deleted. The exact copy is a backup (:mod:`jsna.register.backup`).
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from jsna.errors import JsnaError
from jsna.model.register.item import Item
from jsna.model.register.person import Person
from jsna.outputs.csv_file import as_typed, inert
from jsna.register.fields import lists_of, part_of, references
from jsna.register.kinds import KINDS
from jsna.register.register import Register, Wanted, new_id

#: Given when an item is saved; a file cannot change them.
_GIVEN = ("created_at", "changed_at", "erased")
_Row = dict[str, str]
_Tables = dict[str, list[_Row]]


class NotImported(JsnaError):
    """The files cannot be read or saved: nothing was changed; the message says where and why."""


def export(register: Register, person: Person, folder: Path) -> list[Path]:
    """Write the register as the person reads it; return the files.

    Args:
        register: the register.
        person: who reads it.
        folder: a new or empty folder.

    Raises:
        NotImported: the folder holds files already.
    """
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty. Name a new folder."
        raise NotImported(message)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for kind in KINDS:
        found = register.find(person, kind, Wanted(most=None, order="created_at"))
        for name, rows in _tables(kind, found).items():
            target = folder / f"{name}.csv"
            target.write_bytes(_csv(_columns(kind, name), rows))
            written.append(target)
    return written


def import_from(register: Register, person: Person, folder: Path) -> tuple[int, int]:
    """Save what was added to or changed in files of :func:`export`, all or nothing; return how many of each.

    A row without a version is new. Its ``id`` is any name by which other rows of these files refer to it.

    Args:
        register: the register.
        person: who saves.
        folder: with the files; those that are missing hold nothing.

    Raises:
        NotImported: a file cannot be read; the message says which row.
        Conflict: somebody changed an item since the files were written.
        Refused: a rule of the register is not met.
    """
    tables = {path.stem: _rows(path) for path in sorted(folder.glob("*.csv"))}
    if not tables:
        message = f"There are no CSV files in {folder}."
        raise NotImported(message)
    names = {row["id"]: new_id() for kind in KINDS for row in tables.get(kind.KIND, []) if row.get("version", "") == ""}
    given = [item for kind in KINDS for item in _items(kind, tables, names)]
    stored = {
        item.id: item for kind in KINDS for item in register.find(person, kind, Wanted(most=None, order="created_at"))
    }
    for item in given:
        if item.version and item.id not in stored:
            message = f"There is no {item.KIND} {item.id} here. Leave its version empty to add it as a new one."
            raise NotImported(message)
    kept = [item.model_copy(update=_as_stored(stored.get(item.id))) for item in given]
    changed = [item for item in kept if item != stored.get(item.id)]
    if changed:
        said = repr(sorted((name, sorted(map(repr, rows))) for name, rows in tables.items()))
        once = f"import {hashlib.sha256(said.encode()).hexdigest()}" if names else ""
        register.save(person, *changed, reason="imported from CSV files", once=once)
    return sum(1 for item in changed if not item.version), sum(1 for item in changed if item.version)


def _as_stored(stored: Item | None) -> dict[str, Any]:
    return {} if stored is None else {name: getattr(stored, name) for name in _GIVEN}


def _tables(kind: type[Item], found: Sequence[Item]) -> _Tables:
    dumped = [item.model_dump(mode="json") for item in found]
    tables = {kind.KIND: [{name: item[name] for name in _columns(kind, kind.KIND)} for item in dumped]}
    for field in lists_of(kind):
        tables[f"{kind.KIND}_{field}"] = [
            {"item_id": item["id"], "position": position, **(part if isinstance(part, dict) else {"value": part})}
            for item in dumped
            for position, part in enumerate(item[field])
        ]
    return tables


def _columns(kind: type[Item], table: str) -> list[str]:
    if table == kind.KIND:
        return [name for name in kind.model_fields if name not in lists_of(kind)]
    part = part_of(kind, table.removeprefix(f"{kind.KIND}_"))
    return ["item_id", "position", *(part.model_fields if part else ["value"])]


def _csv(columns: list[str], rows: list[_Row]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value) if isinstance(value, int | float) else inert(value)


def _rows(path: Path) -> list[_Row]:
    try:
        return [
            {name: as_typed(cell or "") for name, cell in row.items()}
            for row in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), restkey="", strict=True)
        ]
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        message = f"{path.name} cannot be read: it is no CSV in UTF-8, or a row has more cells than there are columns."
        raise NotImported(message) from error


def _items(kind: type[Item], tables: _Tables, names: dict[str, str]) -> Iterator[Item]:
    parts: dict[str, dict[str, list[_Row]]] = {}
    for field in lists_of(kind):
        of_field = parts.setdefault(field, {})
        for row in sorted(tables.get(f"{kind.KIND}_{field}", []), key=lambda each: int(each["position"] or 0)):
            of_field.setdefault(row["item_id"], []).append(row)
    for number, row in enumerate(tables.get(kind.KIND, []), 2):
        fields: dict[str, Any] = {name: value for name, value in row.items() if value != "" and name not in _GIVEN}
        fields["id"] = names.get(row["id"], row["id"])
        for name in references(kind) & fields.keys():
            fields[name] = names.get(fields[name], fields[name])
        for field, of_item in parts.items():
            fields[field] = tuple(_part(kind, field, each, names) for each in of_item.get(row["id"], []))
        try:
            yield kind.model_validate(fields)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(each) for each in first["loc"])
            message = f"{kind.KIND}.csv, row {number}: {where}: {first['msg']}."
            raise NotImported(message) from error


def _part(kind: type[Item], field: str, row: _Row, names: dict[str, str]) -> Any:
    if part_of(kind, field) is None:
        return names.get(row["value"], row["value"])
    return {name: value for name, value in row.items() if value != "" and name not in ("item_id", "position")}
