"""How far a ward's population has moved since a figure was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PopulationChange:
    """The people counted with the older figures, and the newest count after them.

    Attributes:
        name: the area's name.
        reference_date: date of the older count.
        counted: people then.
        newer_date: date of the newer count; None where none is loaded for the area.
        newer: people then; None with it.
        source: who says the newer count; empty where there is none.
    """

    name: str
    reference_date: date
    counted: float
    newer_date: date | None = None
    newer: float | None = None
    source: str = ""
