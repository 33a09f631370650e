"""Reads ``data/alike.toml``: what makes two wards alike."""

from __future__ import annotations

from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.alike import AlikeBy

FILE = "alike.toml"


@kept(1)
def alike_by(catalogue: Catalogue) -> AlikeBy | None:
    """Return what makes two wards alike; None without the file: the profile then shows no similar wards.

    Raises:
        Findings: something in the file is wrong (all is listed).
    """
    path = catalogue.data / FILE
    if not path.exists():
        return None
    return documents.typed(AlikeBy, path, documents.content(path))
