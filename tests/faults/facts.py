"""What a reader can see, from an attacker's view: every shown number becomes a bound on hidden counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jsna.disclosure.policy import Rule
from tests.faults.inversion import LimitsShown, counts_with_share

#: Name of one count, hidden or shown: any text, or a tuple of texts such as (area, group).
Cell = str | tuple[str, ...]
#: One count, the sum of a list of counts, or a weighted sum.
Cells = Cell | Sequence[Cell] | Mapping[Cell, float]


@dataclass(frozen=True)
class BoundedSum:
    """A weighted sum of counts and its bounds: lowest ≤ Σ weight · count ≤ highest."""

    weights: Mapping[Cell, float]
    lowest: float
    highest: float


@dataclass(frozen=True)
class LimitsFact:
    """ShownFigure confidence limits of a count with a hidden denominator; inverted when the other bounds are known."""

    numerator: Cell
    denominator: Cell
    limits: LimitsShown


@dataclass
class Facts:
    """Everything a view and its neighbours show. Each method adds what one shown number discloses.

    Methods return ``self``. Counts are whole and not below 0; the attacker always knows this.

    Attributes:
        bounded_sums: the weighted sums of counts with their bounds, so far.
        limits_of_hidden: shown limits whose denominator is hidden too.
        ratios: whether some bound holds only between whole counts (a percentage of a hidden number).
    """

    bounded_sums: list[BoundedSum] = field(default_factory=list)
    limits_of_hidden: list[LimitsFact] = field(default_factory=list)
    ratios: bool = False

    def between(self, cells: Cells, lowest: float, highest: float) -> Facts:
        """Add that a count, a sum or a weighted sum lies between two numbers, both included."""
        self.bounded_sums.append(BoundedSum(_weights(cells), lowest, highest))
        return self

    def exact(self, cells: Cells, value: float) -> Facts:
        """Add that a count, a sum or a weighted sum is shown exactly."""
        return self.between(cells, value, value)

    def sums(self, whole: Cell, parts: Sequence[Cell]) -> Facts:
        """Add that one count is the sum of others: a total, a ward and its parts, both vintages of a changed area."""
        return self.exact({whole: 1.0, **dict.fromkeys(parts, -1.0)}, 0)

    def shown(self, cells: Cells, value: int, rule: Rule) -> Facts:
        """Add a count as the rule shows it: rounded, and known to be one that is not withheld."""
        low, high = value - rule.rounding // 2, value + (rule.rounding - 1) // 2
        return self.between(cells, max(low, rule.smallest_count), high) if value else self.exact(cells, 0)

    def percentage(self, numerator: Cell, denominator: Cell | int, shown: float, decimals: int) -> Facts:
        """Add a percentage (0 to 100) shown with ``decimals`` decimals, of a hidden count or a known number."""
        half = 0.5 * 10.0**-decimals
        return self.share(numerator, denominator, shown - half, shown + half)

    def difference(
        self, numerator: Cell, denominator: Cell | int, points: float, baseline: float, decimals: int
    ) -> Facts:
        """Add a difference in points and its baseline, both shown with the same number of decimals."""
        half = 10.0**-decimals
        return self.share(numerator, denominator, baseline + points - half, baseline + points + half)

    def share(self, numerator: Cell, denominator: Cell | int, lowest: float, highest: float) -> Facts:
        """Add that a percentage (0 to 100) lies between two numbers, both included."""
        if isinstance(denominator, int):
            return self.between(numerator, *counts_with_share(denominator, lowest, highest))
        self.ratios = True
        self.between({numerator: 100.0, denominator: -lowest}, 0, math.inf)
        return self.between({numerator: 100.0, denominator: -highest}, -math.inf, 0)

    def limits(self, numerator: Cell, denominator: Cell | int, shown: LimitsShown) -> Facts:
        """Add Wilson's limits as shown, of a hidden count or a known number."""
        if isinstance(denominator, int):
            return self.between(numerator, *shown.numerators(denominator))
        self.limits_of_hidden.append(LimitsFact(numerator, denominator, shown))
        return self.between({denominator: 1.0, numerator: -1.0}, 0, math.inf)

    def order(self, higher: Cells, lower: Cells) -> Facts:
        """Add that one figure ranks at least as high as another; pass shares as ``{cell: 1 / base}``."""
        weights = dict(_weights(higher))
        for cell, weight in _weights(lower).items():
            weights[cell] = weights.get(cell, 0.0) - weight
        return self.between(weights, 0, math.inf)


def _weights(cells: Cells) -> Mapping[Cell, float]:
    if isinstance(cells, Mapping):
        return cells
    if isinstance(cells, (str, tuple)):
        return {cells: 1.0}
    return dict.fromkeys(cells, 1.0)
