"""Reads ``data/quoted.toml``: the national figures people quote on a topic."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from jsna.errors import CatalogueError
from jsna.files import checked
from jsna.model.quoted import Quoted


def read_quoted(data: Path, topic: str) -> tuple[Quoted, ...]:
    """Return the quoted figures of a topic, in the file's order; none where the file has no such topic.

    Raises:
        CatalogueError: the file does not hold what it should; the message names entry and key.
    """
    path = data / "quoted.toml"
    try:
        entries = tomllib.loads(checked.read_text(path)).get(topic, [])
        return tuple(Quoted.model_validate(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, ValidationError) as problem:
        msg = f"{path.name}: {problem}"
        raise CatalogueError(msg) from None
