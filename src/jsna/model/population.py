"""How much a ward's population has changed since a figure was collected."""

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
        newer_date: date of the newer count; None if the area does not have one.
        newer: people then; None if there is no newer count.
        source: who published the newer count; empty without one.
        estimated: whether the newer number is estimated, not counted.
    """

    name: str
    reference_date: date
    counted: float
    newer_date: date | None = None
    newer: float | None = None
    source: str = ""
    estimated: bool = False
