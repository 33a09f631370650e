"""Invert shown percentages and limits into the whole counts they could come from."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jsna.errors import CatalogueError
from jsna.stats.proportions import normal_deviate, wilson_interval

#: Tolerance, so that floating-point rounding does not exclude a true count.
EPSILON = 1e-9

CONTRADICTION = "The figures shown contradict each other: no counts agree with all of them."


def counts_with_share(base: int, lowest: float, highest: float) -> tuple[int, int]:
    """Return the lowest and highest whole count out of ``base`` whose percentage lies between two numbers.

    Raises:
        CatalogueError: no count matches.
    """
    first = max(0, math.ceil(base * lowest / 100 - EPSILON))
    last = min(base, math.floor(base * highest / 100 + EPSILON))
    if first > last:
        raise CatalogueError(CONTRADICTION)
    return first, last


@dataclass(frozen=True)
class LimitsShown:
    """Wilson's limits as shown.

    Attributes:
        lower: percentage, 0 to 100.
        upper: percentage, 0 to 100.
        decimals: how many decimals both are shown with.
        confidence: two-sided.
    """

    lower: float
    upper: float
    decimals: int
    confidence: float = 0.95

    def numerators(self, base: int) -> tuple[int, int]:
        """Return the lowest and highest count out of ``base`` that would be shown with these limits.

        Raises:
            CatalogueError: no count matches.
        """
        matching = self._matching(base, 0, base)
        if not matching.size:
            raise CatalogueError(CONTRADICTION)
        return int(matching[0]), int(matching[-1])

    def pairs(self, bases: tuple[float, float], counts: tuple[float, float]) -> NDArray[np.int64]:
        """Return every (count, base) that would be shown with these limits, one per row.

        Args:
            bases: lowest and highest base that other facts allow; the highest may be infinite.
            counts: the same for the count.
        """
        fewest, most = self._bases()
        first, last = max(bases[0], fewest, 1), min(bases[1], most)
        found = [
            np.column_stack([matching, np.full_like(matching, base)])
            for base in range(math.ceil(first), math.floor(last) + 1)
            if (matching := self._matching(base, counts[0], counts[1])).size
        ]
        return np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)

    def _half(self) -> float:
        return 0.5 * 10.0**-self.decimals / 100 + EPSILON

    def _matching(self, base: int, fewest: float, most: float) -> NDArray[np.int64]:
        half = self._half()
        # The share itself lies between its limits, so counts outside them can be skipped.
        first = max(math.ceil(fewest), math.floor(base * (self.lower / 100 - half)), 0)
        last = min(most, math.ceil(base * (self.upper / 100 + half)), base)
        counts = np.arange(first, math.floor(last) + 1, dtype=np.int64)
        if not counts.size:
            return counts
        lower, upper = wilson_interval(counts, base, self.confidence)
        return counts[(abs(lower - self.lower / 100) <= half) & (abs(upper - self.upper / 100) <= half)]

    def _bases(self) -> tuple[float, float]:
        """Return the smallest and largest base that the width of the interval allows, for any count."""
        half = self._half()
        ends = np.clip([self.lower / 100 - half, self.upper / 100 + half], 0, 1)
        spread = ends * (1 - ends)
        largest = 0.25 if ends[0] < 0.5 < ends[1] else float(spread.max())
        width = (self.upper - self.lower) / 100
        return self._base_of(width + 2 * half, float(spread.min())), self._base_of(width - 2 * half, largest)

    def _base_of(self, width: float, spread: float) -> float:
        """Return the base at which the interval of a share p with p(1 − p) = ``spread`` has this width.

        Width² = z²(z² + 4·n·p(1 − p)) / (n + z²)², solved for n + z².
        """
        if width <= 0:
            return math.inf
        z2 = normal_deviate(self.confidence) ** 2
        ratio = z2 / width**2
        half = 2 * ratio * spread
        return half + math.sqrt(max(half**2 + ratio * z2 * (1 - 4 * spread), 0.0)) - z2
