"""What the register holds already that may be the same as a new idea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.register.item import Item, Place


@dataclass(frozen=True)
class Already:
    """One item that a search has found.

    Attributes:
        item: as the reader may read it.
        words: what it says.
        places: where; those of its need for an idea.
        on: the day it was heard, checked or last changed; None where no day is known.
        outcome: what came of it; empty where nothing is recorded.
    """

    item: Item
    words: str
    places: tuple[Place, ...]
    on: date | None
    outcome: str
