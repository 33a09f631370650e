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
        unavailable: areas that have no figure, because too much is not known of them.
    """

    counts: Counts
    shown: Flags
    counted: Flags
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    smallest: int
    unavailable: frozenset[str] = frozenset()

    def published(self, parts: int, unavailable: frozenset[str]) -> Crosstab:
        """Return the same without the smallest areas after the first ``parts``, which only complete a sum."""
        kept = [place for place in range(len(self.areas)) if not parts <= place < self.smallest]
        return Crosstab(
            self.counts[kept],
            self.shown[kept],
            self.counted[kept],
            tuple(self.areas[place] for place in kept),
            self.groups,
            parts,
            unavailable,
        )

    @property
    def bases(self) -> pd.DataFrame:
        """Replies of each cell; missing where they are not counted. Index: areas; columns: groups."""
        bases = self.counts.sum(axis=2).astype(float)
        return pd.DataFrame(np.where(self.counted, bases, np.nan), index=list(self.areas), columns=list(self.groups))

    @property
    def local(self) -> Flags:
        """Which figures of the smallest areas are shown: of the groups, or of everyone where there are none."""
        open_ones = [place for place in range(self.smallest) if self.areas[place] not in self.unavailable]
        return self.shown[open_ones, : max(1, len(self.groups) - 1)]
