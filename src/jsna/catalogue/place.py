"""Which place opens first, and which bodies answer for it: ``data/place.toml``."""

from __future__ import annotations

from pathlib import Path

from jsna.catalogue import documents
from jsna.model.area import ENGLAND
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Baseline
from jsna.model.strict import Strict

FILE = "place.toml"


class Bodies(Strict):
    """Who is responsible for the place, by the names readers know."""

    council: str
    board: str
    nhs: tuple[str, ...] = ()


class Place(Strict):
    """What a reader sees first; the one file to change to use the product elsewhere."""

    name: str
    area: str = ENGLAND
    """Code of the place: a county, a district, a region or England."""
    ward: str
    """Code of the ward that the pages about one ward open on."""
    baseline: Baseline = Baseline.ENGLAND
    characteristic: Characteristic = Characteristic.DISABILITY
    indicator: str
    """Slug of the indicator that is shown first."""
    bodies: Bodies


def read(data: Path) -> Place:
    """Return the place.

    Raises:
        Findings: the file is missing or breaks the contract.
    """
    path = data / FILE
    return documents.typed(Place, path, documents.content(path))
