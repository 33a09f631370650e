"""The attacker: how much everything shown reveals about each hidden count.

HiGHS finds the smallest and largest value of each hidden count that the shown figures allow. If that range is too
narrow, the view discloses the count and must not be published.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from jsna.errors import CatalogueError
from tests.faults.facts import BoundedSum, Cell, Facts
from tests.faults.inversion import CONTRADICTION

Floats = NDArray[np.float64]
Range = tuple[float, float]
#: HiGHS results are within this of a whole number.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Failure:
    """A hidden count that the shown figures disclose.

    Attributes:
        cell: its name.
        found: lowest and highest possible value.
        required: the range that must be possible.
    """

    cell: Cell
    found: Range
    required: Range

    def __str__(self) -> str:
        return f"{self.cell}: known to lie from {self.found[0]:g} to {self.found[1]:g}, not {self.required}"


@dataclass(frozen=True)
class AuditReport:
    """What an attacker learns. It holds hidden ranges, so use it in tests and before publishing, never on a page.

    Attributes:
        ranges: lowest and highest value of each hidden count; infinite if unbounded.
        failures: the hidden counts whose range is too narrow.
    """

    ranges: Mapping[Cell, Range]
    failures: tuple[Failure, ...]

    @property
    def safe(self) -> bool:
        """True if every hidden count keeps the range it needs."""
        return not self.failures


def audit(facts: Facts, hidden: Iterable[Cell], required: Range | Mapping[Cell, Range]) -> AuditReport:
    """Return what an attacker learns about each hidden count.

    Args:
        facts: everything the view and its neighbours show.
        hidden: the counts that must not be known.
        required: lowest and highest value that must be possible for each, one for all or one for each cell.

    Raises:
        CatalogueError: the facts contradict each other, so their safety cannot be judged.
    """
    targets = list(hidden)
    problem = _Problem.of(facts, targets)
    for shown in facts.limits_of_hidden:
        pairs = shown.limits.pairs(problem.range(shown.denominator), problem.range(shown.numerator))
        if not len(pairs):
            raise CatalogueError(CONTRADICTION)
        for cell, values in zip((shown.numerator, shown.denominator), pairs.T, strict=True):
            problem = problem.with_bounds(cell, float(values.min()), float(values.max()))
    ranges = {cell: problem.range(cell) for cell in targets}
    wanted = required if isinstance(required, Mapping) else dict.fromkeys(targets, required)
    failures = [
        Failure(cell, ranges[cell], wanted[cell]) for cell in targets if not _covers(ranges[cell], wanted[cell])
    ]
    return AuditReport(ranges, tuple(failures))


def _covers(found: Range, required: Range) -> bool:
    return found[0] <= required[0] and found[1] >= required[1]


@dataclass(frozen=True)
class _Problem:
    """The facts as a linear programme: bounds on each count, and constraints between the unknown ones."""

    position: Mapping[Cell, int]
    lowest: Floats
    highest: Floats
    unknown: NDArray[np.intp]
    constraints: tuple[csr_array, Floats, Floats] | None
    whole: bool

    @classmethod
    def of(cls, facts: Facts, hidden: Iterable[Cell]) -> _Problem:
        named = [cell for bounded in facts.bounded_sums for cell in bounded.weights]
        named += [cell for shown in facts.limits_of_hidden for cell in (shown.numerator, shown.denominator)]
        position = {cell: number for number, cell in enumerate(dict.fromkeys([*named, *hidden]))}
        alone = [bounded for bounded in facts.bounded_sums if len(bounded.weights) == 1]
        joint = [bounded for bounded in facts.bounded_sums if len(bounded.weights) > 1]
        lowest, highest = _bounds(alone, position)
        # Counts shown exactly are constants: a table of 400 figures is reduced to its gaps.
        unknown = np.flatnonzero(lowest < highest)
        constraints = _constraints(joint, position, lowest, unknown)
        problem = cls(position, lowest, highest, unknown, constraints, facts.ratios)
        problem.check()
        return problem

    def check(self) -> None:
        """Raise an error if no counts satisfy the facts."""
        if (self.lowest > self.highest).any() or self._extreme(np.zeros(len(self.position))) is None:
            raise CatalogueError(CONTRADICTION)

    def with_bounds(self, cell: Cell, lowest: float, highest: float) -> _Problem:
        """Return the programme with a further bound on one count."""
        number = self.position[cell]
        low, high = self.lowest.copy(), self.highest.copy()
        low[number], high[number] = max(low[number], lowest), min(high[number], highest)
        narrowed = replace(self, lowest=low, highest=high)
        narrowed.check()
        return narrowed

    def range(self, cell: Cell) -> Range:
        """Return the lowest and highest whole value of one count."""
        number = self.position[cell]
        if self.lowest[number] == self.highest[number]:
            return float(self.lowest[number]), float(self.highest[number])
        aim = np.zeros(len(self.position))
        aim[number] = 1.0
        lowest, highest = self._extreme(aim), self._extreme(-aim)
        # The facts are consistent, so a direction without a solution is unbounded.
        return (
            0.0 if lowest is None else math.ceil(lowest - TOLERANCE),
            math.inf if highest is None else math.floor(-highest + TOLERANCE),
        )

    def _extreme(self, aim: Floats) -> float | None:
        """Return the minimum of a weighted sum of the unknown counts; None if unbounded or infeasible."""
        if not self.unknown.size:
            return 0.0 if self.constraints is None else None
        # A quarter of a second to load: only where counts are protected.
        from scipy.optimize import Bounds, milp  # noqa: PLC0415

        answer = milp(
            aim[self.unknown],
            integrality=int(self.whole),
            bounds=Bounds(self.lowest[self.unknown], self.highest[self.unknown]),
            constraints=self.constraints,
            options={"mip_rel_gap": 0.0},
        )
        return float(answer.fun) if answer.status == 0 else None


def _bounds(alone: list[BoundedSum], position: Mapping[Cell, int]) -> tuple[Floats, Floats]:
    """Return the lower and upper bound of each count on its own."""
    lowest, highest = np.zeros(len(position)), np.full(len(position), np.inf)
    for bounded in alone:
        ((cell, weight),) = bounded.weights.items()
        number, ends = position[cell], sorted((bounded.lowest / weight, bounded.highest / weight))
        lowest[number], highest[number] = max(lowest[number], ends[0]), min(highest[number], ends[1])
    return lowest, highest


def _constraints(
    joint: list[BoundedSum], position: Mapping[Cell, int], known: Floats, unknown: NDArray[np.intp]
) -> tuple[csr_array, Floats, Floats] | None:
    """Return the sums of unknown counts, with the known ones moved to the bounds; None if no sum is left."""
    entries = [
        (row, position[cell], weight) for row, bounded in enumerate(joint) for cell, weight in bounded.weights.items()
    ]
    if not entries:
        return None
    rows, columns, weights = (np.array(column) for column in zip(*entries, strict=True))
    matrix = csr_array((weights.astype(float), (rows, columns)), shape=(len(joint), len(position)))
    moved = matrix @ np.where(np.isin(np.arange(len(position)), unknown), 0.0, known)
    lowest = np.array([bounded.lowest for bounded in joint]) - moved
    highest = np.array([bounded.highest for bounded in joint]) - moved
    left = matrix[:, unknown]
    still_open = (np.diff(left.indptr) > 0) | (lowest > TOLERANCE) | (highest < -TOLERANCE)
    if not still_open.any():
        return None
    return left[still_open], lowest[still_open], highest[still_open]
