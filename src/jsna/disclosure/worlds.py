"""What somebody who knows everything that is shown can work out: how small and how large each count may be.

Every table of whole numbers that fits what is shown is a world that may be the true one. The shown counts and the sums
of the table are linear, so a linear programme finds the world in which a count is smallest or largest. Its dual says
which of the shown cells would have to be withheld to allow more: Fischetti and Salazar (1999), Mathematical
Programming 84:283-312, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jsna.disclosure.policy import Rule
from jsna.disclosure.solver import Programme
from jsna.disclosure.table import Counts, Flags, Positions, Table

Floats = NDArray[np.float64]
#: The results of the solver are within this of a whole number.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Need:
    """One count of a withheld cell, and a number that it must seem able to be.

    Attributes:
        cell: position in the flattened cells.
        layer: position of the answer; the number of answers for the people of the cell.
        now: the true number.
        to: the number that it must seem able to be.
    """

    cell: int
    layer: int
    now: int
    to: int

    @property
    def rises(self) -> bool:
        """True if the number is larger than the true one."""
        return self.to > self.now

    def moved(self, cells: int) -> Need:
        """Return the same need in a table whose cells stand elsewhere."""
        return replace(self, cell=self.cell + cells)


@dataclass(frozen=True, eq=False)
class Lack:
    """A need that no world meets.

    Attributes:
        need: the need.
        gains: by flattened cell, how far withholding it would move the count at most.
        missing: how far the count has to move.
    """

    need: Need
    gains: Floats
    missing: float


class Worlds:
    """The worlds that fit what is shown of one table.

    Args:
        table: the true counts.
        rule: the disclosure rule of the source.
        counted: the cells whose people are shown whatever becomes of their answers; axes area, group.
    """

    def __init__(self, table: Table, rule: Rule, counted: Flags) -> None:
        self._layers = layers_of(table.counts)
        self._seen = np.zeros(self._layers.shape, dtype=bool)
        self._seen[:, -1] = counted.ravel()
        self._exact = bounds_of(self._layers, rule)
        # More than any count has to rise by, so that it holds nothing back.
        self._most = np.full(self._layers.shape, 2 * self._layers.max(initial=0) + rule.smallest_base)
        self._programme = Programme(list(_sums(table, self._layers.shape[1])), self._layers.size)
        self._bounds = self._exact

    def show(self, shown: Flags) -> None:
        """Set which cells are shown; by flattened cell."""
        lowest, highest = self._exact
        seen = shown[:, np.newaxis] | self._seen
        self._bounds = (np.where(seen, lowest, 0), np.where(seen, highest, self._most))
        self._programme.bound(*self._bounds)

    def unmet(self, needs: list[Need]) -> list[Need]:
        """Return the needs that are not met by one world which tries to meet all of them."""
        places = np.array([self._place(need) for need in needs])
        to = np.array([need.to for need in needs])
        rises = np.array([need.rises for need in needs])
        lowest, highest = (bound.ravel().copy() for bound in self._bounds)
        highest[places[rises]] = np.minimum(highest[places[rises]], to[rises])
        lowest[places[~rises]] = np.maximum(lowest[places[~rises]], to[~rises])
        self._programme.bound(lowest, highest)
        values = self._programme.least(dict(zip(places, np.where(rises, -1.0, 1.0), strict=True))).values[places]
        self._programme.bound(*self._bounds)
        met = np.where(rises, values >= to - TOLERANCE, values <= to + TOLERANCE)
        return [need for need, done in zip(needs, met, strict=True) if not done]

    def lack(self, need: Need) -> Lack | None:
        """Return what is missing for a need, or None if a world meets it."""
        place, sign = self._place(need), -1.0 if need.rises else 1.0
        world = self._programme.least({place: sign})
        missing = abs(need.to - need.now)
        if sign * (need.now - world.values[place]) >= missing - TOLERANCE:
            return None
        prices = world.prices.reshape(self._layers.shape)
        lowest, highest = self._exact
        gains = np.maximum(-prices, 0) * (self._most - highest) + np.maximum(prices, 0) * lowest
        return Lack(need, np.where(self._seen, 0, gains).sum(axis=1), missing)

    def _place(self, need: Need) -> int:
        width = self._layers.shape[1]
        return int(need.cell * width + min(need.layer, width - 1))


def layers_of(counts: Counts) -> Counts:
    """Return the numbers of each cell: its answers and, if there are several, its people. Axes: flat cell, number."""
    flat = counts.reshape(-1, counts.shape[2])
    return flat if flat.shape[1] == 1 else np.concatenate([flat, flat.sum(axis=1, keepdims=True)], axis=1)


def bounds_of(layers: Counts, rule: Rule) -> tuple[Counts, Counts]:
    """Return the smallest and the largest count that is shown as each count is, by its rounding."""
    shown = rule.rounding * ((2 * layers + rule.rounding) // (2 * rule.rounding))
    highest = np.where(layers == 0, 0, shown + (rule.rounding - 1) // 2)
    return np.maximum(shown - rule.rounding // 2, 0), highest


def _sums(table: Table, width: int) -> Iterator[tuple[Positions, Floats]]:
    """Everything that adds up to nothing: parts less their total, and answers less the people of a cell."""
    answers = table.counts.shape[2]
    for total, parts in table.sums():
        signs = np.array([-1.0, *[1.0] * len(parts)])
        for layer in range(answers):
            yield np.array([total, *parts]) * width + layer, signs
    if width > answers:
        signs = np.array([*[1.0] * answers, -1.0])
        for cell in range(table.counts.shape[0] * table.counts.shape[1]):
            yield np.arange(cell * width, (cell + 1) * width), signs
