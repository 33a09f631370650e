"""Reads ``data/place.toml``: which place opens first, which bodies answer for it, and whom readers can ask."""

from __future__ import annotations

from pathlib import Path

from jsna.areas.lookups import Lookups
from jsna.catalogue import documents
from jsna.model.place import Place

FILE = "place.toml"


def read(data: Path) -> Place:
    """Return the place.

    Raises:
        Findings: the file is missing or breaks the contract.
    """
    path = data / FILE
    return documents.typed(Place, path, documents.content(path))


def lookups(data: Path) -> Lookups:
    """Return where a row of a council's file may lie: in the wards that the place works with.

    Raises:
        CatalogueError: the areas are missing or damaged; as :func:`read`.
    """
    return Lookups.of(data, read(data).wards)
