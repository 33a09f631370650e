"""Reads ``data/statements/``: what the law wants a public site to say, in the council's own words."""

from __future__ import annotations

from pathlib import Path
from string import Template

from jsna.errors import CatalogueError
from jsna.files import checked
from jsna.model.place import Statement

FOLDER = "statements"
#: What stands in a statement for what ``place.toml`` and the settings say, as ``${council}``.
FILLED_IN = ("site", "council", "contact", "reply_days", "backup_days")


def path_of(data: Path, name: Statement) -> Path:
    """Return the file of a statement."""
    return data / FOLDER / f"{name}.md"


def statement(data: Path, name: Statement) -> Template | None:
    """Return a statement, in Markdown, with ``FILLED_IN`` still to be filled in; None if it has not been written.

    Raises:
        CatalogueError: the file cannot be read.
    """
    path = path_of(data, name)
    if not path.exists():
        return None
    try:
        return Template(checked.read_text(path))
    except (OSError, UnicodeDecodeError) as wrong:
        message = f"{path.name} cannot be read. Accepted: a text file in Markdown, encoded as UTF-8."
        raise CatalogueError(message) from wrong
