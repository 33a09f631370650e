"""The crosstab of a collection: how many people in each area and group gave each answer, and which cells are shown.

A cell is one group in one area, with all its answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.disclosure.table import Counts, Flags

#: Column of all groups together.
EVERYONE = "everyone"


@dataclass(frozen=True, eq=False)
class Crosstab:
    """A table of cells: areas by groups and then everyone.

    Attributes:
        counts: replies; axes area, group, answer.
        shown: True where the cell is shown; axes area, group.
        counted: True where its replies are counted, with or without their answers; axes area, group.
        areas: codes of the smallest areas, then of those that hold them; the last is the place.
        groups: codes, the last is ``EVERYONE``.
        smallest: how many of the areas hold no other.
    """

    counts: Counts
    shown: Flags
    counted: Flags
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    smallest: int

    @property
    def bases(self) -> pd.DataFrame:
        """Replies of each cell; missing where they are not counted. Index: areas; columns: groups."""
        bases = self.counts.sum(axis=2).astype(float)
        return pd.DataFrame(np.where(self.counted, bases, np.nan), index=list(self.areas), columns=list(self.groups))

    @property
    def local(self) -> Flags:
        """Which figures of the smallest areas are shown: of the groups, or of everyone where there are none."""
        return self.shown[: self.smallest, : max(1, len(self.groups) - 1)]
