"""Reads ``data/quoted.toml``: the national figures people quote on a topic."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from jsna.errors import CatalogueError
from jsna.files import checked
from jsna.model.quoted import Quoted

FILE = "quoted.toml"


def read_quoted(data: Path, topic: str) -> tuple[Quoted, ...]:
    """Return the quoted figures of a topic, in the file's order; none where the file has no such topic.

    Raises:
        CatalogueError: the file does not hold what it should; the message names entry and key.
    """
    return every_quoted(data).get(topic, ())


def every_quoted(data: Path) -> Mapping[str, tuple[Quoted, ...]]:
    """Return the quoted figures by topic; none without the file.

    Raises:
        CatalogueError: as for :func:`read_quoted`.
    """
    path = data / FILE
    if not path.exists():
        return {}
    try:
        topics = tomllib.loads(checked.read_text(path))
        return {topic: tuple(map(Quoted.model_validate, entries)) for topic, entries in topics.items()}
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, ValidationError) as problem:
        msg = f"{FILE}: {problem}"
        raise CatalogueError(msg) from None
