"""Whether the statements of the site can be read, and everything in them that is filled in is known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jsna.catalogue.statements import FILLED_IN, path_of, statement
from jsna.errors import CatalogueError, Finding
from jsna.model.place import STATEMENTS


def findings(data: Path) -> Iterator[Finding]:
    """Yield what is wrong with the files of ``data/statements``."""
    accepted = ", ".join(f"${{{name}}}" for name in FILLED_IN)
    for name in STATEMENTS:
        file = path_of(data, name).name
        try:
            text = statement(data, name)
        except CatalogueError as wrong:
            yield Finding(file, str(wrong), "a text file in Markdown")
            continue
        if text is None:
            continue
        if not text.is_valid():
            yield Finding(file, "a $ without a known name", f"{accepted}; $$ for a dollar")
            continue
        for unknown in sorted(set(text.get_identifiers()) - set(FILLED_IN)):
            yield Finding(file, "nothing is known by this name", accepted, value=f"${{{unknown}}}")
