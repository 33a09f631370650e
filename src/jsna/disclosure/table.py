"""The counts that are protected together: areas by groups by answers, with the totals that they add up to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Positions = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: The area above an area that lies in no other.
NONE = -1


@dataclass(frozen=True, eq=False)
class Table:
    """Counts of people. A cell is one group in one area, with all its answers: it is shown or withheld as a whole.

    Attributes:
        counts: people; axes area, group, answer. The last group is everyone, the sum of the other groups, or the only
            one. The answers of a cell add up to its people; a table of people alone has one answer.
        above: position of the area that each area is a part of, or ``NONE``. An area that has parts is their sum.
    """

    counts: Counts
    above: Positions

    @classmethod
    def summed(cls, cells: Counts, above: Positions) -> Table:
        """Return the table of some areas and groups with its totals.

        Args:
            cells: of the areas without parts, which come first; axes area, group, answer.
            above: for every area, the area that it is a part of; an area comes after its parts.
        """
        counts = np.zeros((len(above), cells.shape[1] + 1, cells.shape[2]), dtype=np.int64)
        counts[: len(cells), :-1] = cells
        counts[: len(cells), -1] = cells.sum(axis=1)
        for area in range(len(cells), len(above)):
            counts[area] = counts[above == area].sum(axis=0)
        return cls(counts, above)

    @property
    def people(self) -> Counts:
        """The people of each cell; axes area, group."""
        return np.asarray(self.counts.sum(axis=2))

    @property
    def everyone(self) -> Table:
        """The same table without its groups."""
        return Table(self.counts[:, -1:], self.above)

    def parts(self, area: int) -> Positions:
        """Return the areas that add up to an area; of ``NONE``, those that lie in no other."""
        return np.flatnonzero(self.above == area)

    def outermost_first(self) -> list[int]:
        """Return ``NONE`` and then every area that has parts, each after the area that it lies in."""
        found, ahead = [NONE], [NONE]
        while ahead:
            inner = [int(area) for area in self.parts(ahead.pop()) if (self.above == area).any()]
            found += inner
            ahead += inner
        return found

    def only(self, areas: Positions) -> Table:
        """Return the table of some areas; one stays a part of another only if all parts of that one are among them."""
        position = {int(area): place for place, area in enumerate(areas)}
        whole = {area for area in position if set(map(int, self.parts(area))) <= set(position)}
        above = [position[up] if (up := int(self.above[area])) in whole else NONE for area in areas]
        return Table(self.counts[areas], np.array(above, dtype=np.int64))

    def sums(self) -> Iterator[tuple[int, Positions]]:
        """Yield each total and its parts, as positions in the flattened cells (area, group)."""
        areas, groups, _ = self.counts.shape
        cells = np.arange(areas * groups).reshape(areas, groups)
        if groups > 1:
            for area in range(areas):
                yield int(cells[area, -1]), cells[area, :-1]
        for area in np.unique(self.above[self.above != NONE]):
            inner = self.parts(int(area))
            for group in range(groups):
                yield int(cells[area, group]), cells[inner, group]
