"""The mean of survey answers, with Student's t interval."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit


@dataclass(frozen=True)
class Mean:
    """A mean, its interval and its sample size.

    Attributes:
        value: the mean; NaN if any value is missing or there are no values.
        lower: lower limit; NaN for a single value, whose spread is unknown.
        upper: upper limit.
        count: how many values.
        identical: True if two or more values are all the same. The interval then has zero width and is meaningless:
            show "all replies identical" instead.
    """

    value: float
    lower: float
    upper: float
    count: int
    identical: bool


def mean_interval(values: ArrayLike, confidence: float = 0.95) -> Mean:
    """Return the mean and its interval, mean ± t·s/√k with k − 1 degrees of freedom.

    Args:
        values: one for each reply. A missing value makes the mean missing: first drop people who did not answer, and
            report how many they are.
        confidence: two-sided.

    References:
        Gosset WS ("Student") (1908), The probable error of a mean. Biometrika 6:1–25.
    """
    given = np.asarray(values, dtype=float)
    count = given.size
    if count == 0:
        return Mean(float("nan"), float("nan"), float("nan"), 0, identical=False)
    centre = float(given.mean())
    if count == 1:
        return Mean(centre, float("nan"), float("nan"), 1, identical=False)
    reach = float(stdtrit(count - 1, 0.5 + confidence / 2) * given.std(ddof=1) / np.sqrt(count))
    return Mean(centre, centre - reach, centre + reach, count, identical=bool((given == given[0]).all()))
