"""The register as CSV files, and back: a file for each kind, and one for each of its lists.

They hold what the person reads, without private words, and no cell acts as a formula. What was changed or added in them
is saved through the register, with its rules; nothing is deleted. The exact copy is a backup.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from jsna.errors import Finding, JsnaError, limited
from jsna.model.register.item import Item, RefersTo, marks
from jsna.model.register.person import Person, Right
from jsna.outputs.csv_file import as_typed, written
from jsna.outputs.register_faults import Line, of_item, refused
from jsna.register.kinds import KINDS
from jsna.register.refusing import Refused
from jsna.register.register import NotHere, Register, Wanted
from jsna.register.saving import new_id
from jsna.register.tables import KEPT, part_of

#: Given when an item is saved; a file cannot change them.
_GIVEN = ("created_at", "changed_at", "erased")
#: What residents told us leaves the register in a backup alone: its words have a day on which they end.
_WRITTEN = tuple(kind for kind in KINDS if kind.READ_BY is Right.READ_ALL)
_Row = dict[str, str]
#: The rows of each file, by its name without its ending.
_Lines = dict[str, list[Line]]


class NotImported(JsnaError):
    """The files cannot be read or saved: nothing was changed; the message says where and why."""


def export(register: Register, person: Person, folder: Path) -> list[Path]:
    """Write the register as the person reads it; return the files.

    Args:
        register: the register.
        person: who reads it.
        folder: a new or empty folder.

    Raises:
        NotAllowed: the person may not export everything.
        NotImported: the folder holds files already, or lies in the state folder.
    """
    if folder.resolve().is_relative_to(register.database.state.resolve()):
        message = f"Write files outside {register.database.state}: what is erased must be gone from that folder."
        raise NotImported(message)
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty. Name a new folder."
        raise NotImported(message)
    register.require(person, Right.MANAGE)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    register.note_export(person, "CSV files, without private words")
    files = []
    for kind in _WRITTEN:
        found = register.find(person, kind, Wanted(most=None, order="created_at"))
        for name, rows in _tables(kind, found).items():
            target = folder / f"{name}.csv"
            target.write_bytes(_csv(_columns(kind, name), rows))
            files.append(target)
    return files


def import_from(register: Register, person: Person, folder: Path) -> tuple[int, int]:
    """Save what was added to or changed in files of :func:`export`, all or nothing; return how many of each.

    A row without a version is new. Its ``id`` is any name by which other rows of these files refer to it.

    Args:
        register: the register.
        person: who saves.
        folder: with the files; those that are missing hold nothing.

    Raises:
        NotImported: a file cannot be read; the message says which rows, what stands there and what is accepted.
        Refused: a rule of the register is not met; the message says which row.
    """
    lines = {path.stem: _lines(path) for path in sorted(folder.glob("*.csv"))}
    if not lines:
        message = f"There are no CSV files in {folder}."
        raise NotImported(message)
    own = [line.cells for kind in _WRITTEN for line in lines.get(kind.KIND, [])]
    names = {cells["id"]: new_id() for cells in own if cells.get("version", "") == ""}
    wrong, rows = list[Finding](), dict[str, Line]()
    made = {kind: list(_items(kind, lines, names, rows, wrong)) for kind in _WRITTEN}
    if wrong:
        raise NotImported("\n".join(map(str, limited(wrong))))
    changed = [item for kind, given in made.items() for item in _changed(register, person, kind, given)]
    if changed:
        said = repr(sorted((name, sorted(repr(each.cells) for each in file)) for name, file in lines.items()))
        once = f"import {hashlib.sha256(said.encode()).hexdigest()}" if names else ""
        try:
            saved = register.save(person, *changed, reason="imported from CSV files", once=once)
        except Refused as refusal:
            raise refused(refusal, rows) from refusal
        if {item.id for item in saved} != {item.id for item in changed}:
            message = "These files were imported before. Nothing was changed."
            raise NotImported(message)
    return sum(1 for item in changed if not item.version), sum(1 for item in changed if item.version)


def _changed(register: Register, person: Person, kind: type[Item], given: Iterable[Item]) -> Iterator[Item]:
    """Yield what is new, and what is not as it was when the files were written."""
    stored = {item.id: item for item in register.find(person, kind, Wanted(most=None, order="created_at"))}
    for item in given:
        if not item.version:
            yield item
        elif item.id not in stored:
            message = f"There is no {item.KIND} {item.id} here. Leave its version empty to add it as a new one."
            raise NotImported(message)
        elif _differs(item, stored[item.id]):
            if item.version != stored[item.id].version and _differs(item, _earlier(register, person, item)):
                message = f"{kind.KIND.capitalize()} {item.id} was changed here since the files were written."
                raise NotImported(message)
            if item.version == stored[item.id].version:
                yield item


def _earlier(register: Register, person: Person, item: Item) -> Item | None:
    try:
        return register.version(person, type(item), item.id, item.version)
    except NotHere:
        return None


def _differs(item: Item, other: Item | None) -> bool:
    return other is None or item != other.model_copy(update={name: getattr(item, name) for name in _GIVEN})


def _tables(kind: type[Item], found: Sequence[Item]) -> dict[str, list[_Row]]:
    dumped = [item.model_dump(mode="json") for item in found]
    tables = {kind.KIND: [{name: item[name] for name in _columns(kind, kind.KIND)} for item in dumped]}
    for field in KEPT[kind.KIND].lists:
        tables[f"{kind.KIND}_{field}"] = [
            {"item_id": item["id"], "position": position, **(part if isinstance(part, dict) else {"value": part})}
            for item in dumped
            for position, part in enumerate(item[field])
        ]
    return tables


def _columns(kind: type[Item], table: str) -> list[str]:
    if table == kind.KIND:
        return [name for name in kind.model_fields if name not in KEPT[kind.KIND].lists]
    part = part_of(kind, table.removeprefix(f"{kind.KIND}_"))
    return ["item_id", "position", *(part.model_fields if part else ["value"])]


def _csv(columns: list[str], rows: list[_Row]) -> bytes:
    return written([columns, *([_cell(row[name]) for name in columns] for row in rows)])


def _cell(value: Any) -> Any:
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _lines(path: Path) -> list[Line]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path.name} cannot be read: it is no CSV in UTF-8."
        raise NotImported(message) from error
    for number, row in enumerate(rows, 2):
        if None in row or None in row.values():
            message = f"{path.name}, row {number}: it has more or fewer cells than there are headings."
            raise NotImported(message)
        if "id" not in row and not ("item_id" in row and row.get("position", "").isdecimal()):
            message = f"{path.name}, row {number}: id, or item_id and a number in position, must be there."
            raise NotImported(message)
    return [
        Line(path.name, number, {name: as_typed(cell) for name, cell in row.items()})
        for number, row in enumerate(rows, 2)
    ]


def _items(
    kind: type[Item], lines: _Lines, names: dict[str, str], rows: dict[str, Line], wrong: list[Finding]
) -> Iterator[Item]:
    """Yield the items of a kind; note the row of each, and what is wrong with those that are none."""
    parts: dict[str, dict[str, list[Line]]] = {}
    for field in KEPT[kind.KIND].lists:
        of_field = parts.setdefault(field, {})
        for line in sorted(lines.get(f"{kind.KIND}_{field}", []), key=lambda each: int(each.cells["position"])):
            of_field.setdefault(line.cells["item_id"], []).append(line)
    for line in lines.get(kind.KIND, []):
        named = line.cells["id"]
        fields: dict[str, Any] = {**_given(kind, line.cells), "id": names.get(named, named)}
        for name in [each for each in kind.model_fields if each in fields and _refers(kind, each)]:
            fields[name] = names.get(fields[name], fields[name])
        own = {field: each.get(named, []) for field, each in parts.items()}
        for field, listed in own.items():
            fields[field] = tuple(_part(kind, field, each.cells, names) for each in listed)
        try:
            item = kind.model_validate(fields)
        except ValidationError as error:
            wrong += of_item(error, line, own)
            continue
        rows[item.id] = line
        yield item


def _given(model: type[BaseModel], row: Mapping[str, str]) -> dict[str, Any]:
    """The cells that say something: an empty one is the field's default, where it has one."""
    fields = model.model_fields
    return {
        name: value
        for name, value in row.items()
        if name not in _GIVEN and (value or name not in fields or fields[name].is_required())
    }


def _refers(kind: type[Item], field: str) -> bool:
    return any(isinstance(mark, RefersTo) for mark in marks(kind, field))


def _part(kind: type[Item], field: str, row: Mapping[str, str], names: dict[str, str]) -> Any:
    part = part_of(kind, field)
    if part is None:
        return names.get(row["value"], row["value"])
    return _given(part, {name: value for name, value in row.items() if name not in ("item_id", "position")})
