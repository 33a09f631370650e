"""The crosstab of a collection: how many people in each area and group gave each answer, and which cells are shown.

A cell is one group in one area, with all its answers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Row of the whole place, and column of all groups together.
WHOLE, EVERYONE = "whole", "everyone"

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: A cell, as its row and column.
Position = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Crosstab:
    """A table of cells: areas and then the whole place, by groups and then everyone.

    Attributes:
        counts: replies; axes area, group, answer.
        shown: True where the cell is shown; axes area, group.
        areas: codes, the last is ``WHOLE``.
        groups: codes, the last is ``EVERYONE``.
        audited: False if no safe pattern was found, so that the groups are withheld in every ward.
    """

    counts: Counts
    shown: Flags
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    audited: bool = True

    @property
    def bases(self) -> pd.DataFrame:
        """Replies of each cell; missing where withheld. Index: areas; columns: groups."""
        bases = self.counts.sum(axis=2).astype(float)
        return pd.DataFrame(np.where(self.shown, bases, np.nan), index=list(self.areas), columns=list(self.groups))


def positions(flags: Flags) -> list[Position]:
    """Return where a table of flags is True, row by row."""
    return [(int(area), int(group)) for area, group in np.argwhere(flags)]
