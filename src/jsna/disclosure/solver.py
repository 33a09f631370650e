"""HiGHS, the solver of linear and integer programmes: the only module that knows its interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Numbers = NDArray[np.int64] | Floats
#: How much dearer than the cheapest set the chosen one may be, as a fraction.
GAP = 0.02


@dataclass(frozen=True, eq=False)
class Solved:
    """The solution of a linear programme.

    Attributes:
        values: of each variable.
        prices: by how much the sum falls for each unit by which the nearer bound of each variable rises, negated.
    """

    values: Floats
    prices: Floats


class Programme:
    """A linear programme whose rows all add up to nothing; bounds and aim change, and it starts where it ended."""

    def __init__(self, rows: Sequence[tuple[NDArray[np.int64], Floats]], variables: int) -> None:
        self._every = np.arange(variables, dtype=np.int32)
        zeros = np.zeros(len(rows))
        self._solver = _solver(
            rows, cost=np.zeros(variables), bounds=(np.zeros(variables), np.zeros(variables)), sides=(zeros, zeros)
        )
        # Its own simplifications would throw the last solution away, from which the next is a few steps.
        self._solver.setOptionValue("presolve", "off")

    def bound(self, lowest: Numbers, highest: Numbers) -> None:
        """Set the bounds of every variable."""
        both = (bound.ravel().astype(np.float64) for bound in (lowest, highest))
        self._solver.changeColsBounds(len(self._every), self._every, *both)

    def least(self, weights: Mapping[int, float]) -> Solved:
        """Return the solution with the smallest weighted sum of the named variables."""
        aim = np.zeros(len(self._every))
        aim[list(weights)] = list(weights.values())
        self._solver.changeColsCost(len(aim), self._every, aim)
        if not _run(self._solver):
            message = "the shown counts contradict each other"
            raise RuntimeError(message)
        solution = self._solver.getSolution()
        return Solved(np.array(solution.col_value), np.array(solution.col_dual))


def cheapest(
    price: Floats,
    *,
    must: Flags,
    may: Flags,
    demands: tuple[Floats, Floats],
    follows: Sequence[tuple[int, int]],
) -> Flags | None:
    """Return the cheapest choice of items, or None if none answers the demands.

    Args:
        price: of each item.
        must: the items that are chosen anyway.
        may: the items that may be chosen, besides those that must.
        demands: rows of weights, and what the weights of the chosen items add up to at least in each.
        follows: pairs of items, of which the first is chosen if the second is.
    """
    weights, least = demands
    rows = [(np.flatnonzero(row), row[row > 0]) for row in weights]
    rows += [(np.array(pair), np.array([1.0, -1.0])) for pair in follows]
    sides = (np.concatenate([least, np.zeros(len(follows))]), np.full(len(rows), np.inf))
    bounds = (must.astype(float), (may | must).astype(float))
    solver = _solver(rows, cost=price, bounds=bounds, sides=sides, whole=True)
    solver.setOptionValue("mip_rel_gap", GAP)
    if not _run(solver):
        return None
    return np.asarray(np.array(solver.getSolution().col_value) > 0.5, dtype=bool)


def _solver(
    rows: Sequence[tuple[NDArray[np.int64], Floats]],
    *,
    cost: Floats,
    bounds: tuple[Floats, Floats],
    sides: tuple[Floats, Floats],
    whole: bool = False,
) -> Any:
    import highspy  # noqa: PLC0415 - megabytes that only a run that protects needs

    problem = highspy.HighsLp()
    problem.num_row_, problem.num_col_ = len(rows), len(cost)
    problem.col_cost_ = cost
    problem.col_lower_, problem.col_upper_ = bounds
    problem.row_lower_, problem.row_upper_ = sides
    problem.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    problem.a_matrix_.start_ = np.cumsum([0, *(len(columns) for columns, _ in rows)]).astype(np.int32)
    if rows:
        columns, values = (np.concatenate(pieces) for pieces in zip(*rows, strict=True))
        problem.a_matrix_.index_, problem.a_matrix_.value_ = columns.astype(np.int32), values
    if whole:
        problem.integrality_ = [highspy.HighsVarType.kInteger] * len(cost)
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.passModel(problem)
    return solver


def _run(solver: Any) -> bool:
    import highspy  # noqa: PLC0415 - as above

    solver.run()
    return bool(solver.getModelStatus() == highspy.HighsModelStatus.kOptimal)
