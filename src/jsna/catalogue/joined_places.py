"""Reads ``data/places.toml``: the places of a deployment that are made of several wards."""

from __future__ import annotations

from jsna.catalogue import documents
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.joined_place import JoinedPlace, JoinedPlaces

FILE = "places.toml"


@kept(1)
def joined_places(catalogue: Catalogue) -> tuple[JoinedPlace, ...]:
    """Return the places in the order of the file; none without it.

    Raises:
        Findings: something in the file is wrong (all is listed).
    """
    path = catalogue.data / FILE
    return documents.typed(JoinedPlaces, path, documents.content(path)).place if path.exists() else ()
