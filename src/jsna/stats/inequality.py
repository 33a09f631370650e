"""Inequality across ordered groups: the slope index and the relative index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from jsna.stats.proportions import Floats, ImpossibleCounts, normal_deviate

#: Draws of the simulation, and its seed, so that the same figures always give the same limits.
DRAWS = 100_000
SEED = 20_210_321

FEWEST_GROUPS, MOST_GROUPS = 5, 100


@dataclass(frozen=True)
class Inequality:
    """The gap between the two ends of the ordered groups.

    Attributes:
        slope: slope index: the fitted value at the top minus that at the bottom, in the unit of the values.
        slope_lower: lower limit; NaN if the values do not have limits.
        slope_upper: upper limit.
        relative: relative index: the fitted value at the top over that at the bottom.
        relative_lower: lower limit.
        relative_upper: upper limit.
    """

    slope: float
    slope_lower: float
    slope_upper: float
    relative: float
    relative_lower: float
    relative_upper: float


def slope_index(
    population: ArrayLike,
    value: ArrayLike,
    lower: ArrayLike | None = None,
    upper: ArrayLike | None = None,
    *,
    kind: Literal["mean", "rate", "proportion"] = "mean",
    confidence: float = 0.95,
) -> Inequality:
    """Return the slope and relative index of inequality over groups given in order, most deprived first.

    Args:
        population: people in each group.
        value: the indicator in each group; fractions for proportions.
        lower: lower 95% limit of each value. Without limits, the indices do not have limits either.
        upper: upper 95% limit of each value.
        kind: the scale on which the limits are symmetric: identity, logarithm for rates, logit for proportions.
        confidence: two-sided, of the result.

    Returns:
        A regression on the middle of each group's share of the population, weighted by that share. Limits from 100,000
        simulated draws with a fixed seed.

    Raises:
        ValueError: fewer than 5 groups or more than 100.
        ImpossibleCounts: a group has a population of 0.

    References:
        Low A, Low A (2004), Measuring the gap: quantifying and comparing local health inequalities. Journal of Public
        Health 26:388–395.
    """
    people, level = np.asarray(population, dtype=float), np.asarray(value, dtype=float)
    _check(people)
    solver = _solver(people)
    intercept, slope = solver @ level
    if lower is None or upper is None:
        slopes, relatives = (np.nan, np.nan), (np.nan, np.nan)
    else:
        draws = _draws(level, np.asarray(lower, dtype=float), np.asarray(upper, dtype=float), kind)
        bottoms, simulated = solver @ draws
        ends = [(1 - confidence) / 2, (1 + confidence) / 2]
        slopes = tuple(np.quantile(simulated, ends))
        relatives = tuple(np.quantile((bottoms + simulated) / bottoms, ends))
    return Inequality(
        slope=float(slope),
        slope_lower=float(slopes[0]),
        slope_upper=float(slopes[1]),
        relative=float((intercept + slope) / intercept),
        relative_lower=float(relatives[0]),
        relative_upper=float(relatives[1]),
    )


def _check(people: Floats) -> None:
    if not FEWEST_GROUPS <= people.size <= MOST_GROUPS:
        msg = f"A slope index needs {FEWEST_GROUPS} to {MOST_GROUPS} groups; got {people.size}."
        raise ValueError(msg)
    if not (people > 0).all():
        raise ImpossibleCounts("A slope index needs people in every group.")


def _solver(people: Floats) -> Floats:
    """Return the matrix that turns values into (intercept, slope): weighted least squares is linear in them."""
    portion = people / people.sum()
    middle = np.cumsum(portion) - portion / 2
    root = np.sqrt(portion)
    design = np.column_stack([root, middle * root])
    return np.asarray(np.linalg.pinv(design) * root, dtype=float)


def _draws(level: Floats, lower: Floats, upper: Floats, kind: str) -> Floats:
    into, back = _SCALES[kind]
    error = (into(upper) - into(lower)) / (2 * normal_deviate(0.95))
    random = np.random.default_rng(SEED).standard_normal((level.size, DRAWS))
    return back(into(level)[:, None] + error[:, None] * random)


def _itself(at: Floats) -> Floats:
    return at


def _logarithm(at: Floats) -> Floats:
    return np.asarray(np.log(at), dtype=np.float64)


def _exponential(at: Floats) -> Floats:
    return np.asarray(np.exp(at), dtype=np.float64)


def _logit(at: Floats) -> Floats:
    return np.asarray(np.log(at / (1 - at)), dtype=np.float64)


def _logistic(at: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-at)), dtype=np.float64)


_SCALES = {"mean": (_itself, _itself), "rate": (_logarithm, _exponential), "proportion": (_logit, _logistic)}
