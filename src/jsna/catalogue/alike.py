"""Reads ``data/alike.toml``: what makes two wards alike."""

from __future__ import annotations

from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.alike import AlikeBy

FILE = "alike.toml"


@kept(1)
def alike_by(catalogue: Catalogue) -> AlikeBy:
    """Return what makes two wards alike.

    Raises:
        Findings: the file is missing, or something in it is wrong (all is listed).
    """
    path = catalogue.data / FILE
    return documents.typed(AlikeBy, path, documents.content(path))
