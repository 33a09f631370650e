"""One exact file of the whole register, the same for both databases: a ZIP with a table as lines of JSON each.

``manifest.json`` says what is in it: the step of the database, rows and checksum of each table, and the seal of the
history. ``manifest.sha256`` is the checksum of the manifest. The search index is derived, and is not kept.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from pydantic import BaseModel, ConfigDict, ValidationError

from jsna.errors import JsnaError
from jsna.register import history
from jsna.register.history import Seal
from jsna.register.tables import HISTORY, METADATA, OF_THE_DAY, Moment

#: Of this description. A file of a later one is refused.
FORM = 1
_MANIFEST, _CHECKSUM = "manifest.json", "manifest.sha256"
_Tag = Literal["text", "integer", "real", "boolean", "date", "moment", "bytes"]
#: The first that fits is a column's.
_TAGS: tuple[tuple[type[sa.types.TypeEngine[Any]], _Tag], ...] = (
    (Moment, "moment"),
    (sa.Date, "date"),
    (sa.Boolean, "boolean"),
    (sa.LargeBinary, "bytes"),
    (sa.Integer, "integer"),
    (sa.Float, "real"),
    (sa.Text, "text"),
)
_KINDS = {tag: kind for kind, tag in _TAGS}
_WRITTEN: dict[_Tag, Callable[[Any], Any]] = {
    "moment": lambda value: value.isoformat(),
    "date": lambda value: value.isoformat(),
    "bytes": lambda value: bytes(value).hex(),
}
_READ: dict[_Tag, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": bytes.fromhex,
}


class NotAnArchive(JsnaError):
    """The file is not an archive of a register, or not as it was written: nothing was changed."""


class Stored(BaseModel):
    """A table of an archive."""

    model_config = ConfigDict(frozen=True)

    name: str
    columns: dict[str, _Tag]
    rows: int
    sha256: str

    @property
    def table(self) -> sa.TableClause:
        """The table as statements name it."""
        return sa.table(self.name, *(sa.column(name, _KINDS[tag]()) for name, tag in self.columns.items()))


class Manifest(BaseModel):
    """What an archive says of itself."""

    model_config = ConfigDict(frozen=True)

    form: int
    step: str
    """The step of the database that it was made at."""
    made_at: datetime
    ends_on: date
    """The day on which the file is to be deleted: words that are erased meanwhile are still in it."""
    rows: int
    last: str
    """Rows of the history, and the last one's hash."""
    tables: tuple[Stored, ...]

    @property
    def seal(self) -> Seal:
        """The seal of the history when the archive was made."""
        return Seal(self.rows, self.last)


class Archive:
    """An archive that is read.

    Attributes:
        manifest: what it says of itself.
    """

    def __init__(self, file: Path, manifest: Manifest) -> None:
        self.file, self.manifest = file, manifest

    def rows(self, stored: Stored) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as they were.

        Raises:
            NotAnArchive: they are not as they were written.
        """
        readers = [(name, _READ.get(tag)) for name, tag in stored.columns.items()]
        for values in self._lines(stored):
            yield {
                name: value if value is None or read is None else read(value)
                for (name, read), value in zip(readers, values, strict=True)
            }

    def verify(self) -> None:
        """Read every table and the history's chain.

        Raises:
            NotAnArchive: something is not as it was written.
        """
        for stored in self.manifest.tables:
            rows = self.rows(stored)
            if stored.name != HISTORY.name:
                for _ in rows:
                    pass
            elif found := list(history.faults_of(rows, self.manifest.seal)):
                raise NotAnArchive(" ".join(["The backup cannot be used.", *found]))

    def _lines(self, stored: Stored) -> Iterator[list[Any]]:
        sum_of, rows = hashlib.sha256(), 0
        try:
            with zipfile.ZipFile(self.file) as pack, pack.open(_member(stored.name)) as lines:
                for line in lines:
                    sum_of.update(line)
                    rows += 1
                    yield json.loads(line)
        except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
            raise _damaged(self.file) from error
        if (rows, sum_of.hexdigest()) != (stored.rows, stored.sha256):
            raise _damaged(self.file)


def write(target: Path, connection: sa.Connection, step: str, now: datetime, ends_on: date) -> Manifest:
    """Write an archive of one state of the register; the file is there as a whole or not at all.

    Args:
        target: the file; only its owner may read it.
        connection: of ``Database.reading``.
        step: at which the database stands.
        now: the clock.
        ends_on: the day on which the file is to be deleted.

    Raises:
        NotAnArchive: there is such a file already, or it cannot be written.
    """
    part = target.with_name(f".{target.name}.part")
    if target.exists():
        message = f"{target} is there already. Name another file."
        raise NotAnArchive(message)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as pack:
                kept = [table for table in METADATA.sorted_tables if table not in OF_THE_DAY]
                tables = tuple(_store(pack, connection, table) for table in kept)
                seal = history.seal(connection)
                manifest = Manifest(
                    form=FORM,
                    step=step,
                    made_at=now.astimezone(UTC),
                    ends_on=ends_on,
                    rows=seal.rows,
                    last=seal.last,
                    tables=tables,
                )
                said = manifest.model_dump_json(indent=1)
                pack.writestr(_MANIFEST, said)
                pack.writestr(_CHECKSUM, hashlib.sha256(said.encode()).hexdigest())
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        message = f"{target} cannot be written ({error.strerror}). Nothing was left there."
        raise NotAnArchive(message) from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def opened(file: Path) -> Archive:
    """Return an archive; its tables are not read yet.

    Raises:
        NotAnArchive: it is none, it is damaged, or a newer program wrote it.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            said, checksum = pack.read(_MANIFEST), pack.read(_CHECKSUM).decode()
        if hashlib.sha256(said).hexdigest() != checksum:
            raise _damaged(file)
        form = json.loads(said)["form"]
        if form != FORM:
            message = f"{file} was written by a newer version of this program. Install that version to read it."
            raise NotAnArchive(message)
        return Archive(file, Manifest.model_validate_json(said))
    except FileNotFoundError as error:
        message = f"There is no file {file}."
        raise NotAnArchive(message) from error
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, EOFError, ValidationError) as error:
        raise _damaged(file) from error


def _store(pack: zipfile.ZipFile, connection: sa.Connection, table: sa.Table) -> Stored:
    tags = {column.name: _tag(column) for column in table.columns}
    writers = [_WRITTEN.get(tag) for tag in tags.values()]
    sum_of, count = hashlib.sha256(), 0
    chosen = sa.select(table).order_by(*table.primary_key.columns)
    with (
        pack.open(_member(table.name), "w", force_zip64=True) as member,
        connection.execute(chosen, execution_options={"yield_per": 1000}) as rows,
    ):
        for row in rows:
            values = [
                value if value is None or write is None else write(value)
                for write, value in zip(writers, row, strict=True)
            ]
            line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            sum_of.update(line)
            member.write(line)
            count += 1
    return Stored(name=table.name, columns=tags, rows=count, sha256=sum_of.hexdigest())


def _tag(column: sa.Column[Any]) -> _Tag:
    return next(tag for kind, tag in _TAGS if isinstance(column.type, kind))


def _member(table: str) -> str:
    return f"{table}.jsonl"


def _damaged(file: Path) -> NotAnArchive:
    return NotAnArchive(f"{file} is no backup of a register, or it is damaged. Nothing was changed.")
