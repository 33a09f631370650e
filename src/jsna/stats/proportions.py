"""Proportions: n of N, with Wilson's interval."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from jsna.errors import JsnaError

Floats = NDArray[np.float64]


class ImpossibleCounts(JsnaError, ValueError):
    """Impossible counts: below zero, or a numerator above its denominator."""


def normal_deviate(confidence: float) -> float:
    """Return the two-sided standard normal deviate: 1.959964 for 0.95 and 3.090232 for 0.998.

    Args:
        confidence: between 0 and 1, both excluded.

    Raises:
        ValueError: ``confidence`` is outside those bounds.
    """
    if not 0 < confidence < 1:
        msg = f"Confidence must lie between 0 and 1; got {confidence}."
        raise ValueError(msg)
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def as_counts(numerator: ArrayLike, denominator: ArrayLike) -> tuple[Floats, Floats]:
    """Return both as float arrays of one shape, after checking that they can be n of N.

    Missing values (NaN) are allowed: withheld counts stay missing.

    Raises:
        ImpossibleCounts: a numerator below 0 or above its denominator, or a denominator below 0; or two series whose
            rows are not the same in the same order.
    """
    series = [given for given in (numerator, denominator) if isinstance(given, pd.Series)]
    if len(series) == 2 and not series[0].index.equals(series[1].index):
        raise ImpossibleCounts("The counts and what they are counted out of need the same rows in the same order.")
    counted, total = np.broadcast_arrays(np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float))
    impossible = int(((counted < 0) | (total < 0) | (counted > total)).sum())
    if impossible:
        # Do not repeat the counts: they may be ones that must not be shown.
        msg = f"{impossible} of the counts cannot be: a count lies between 0 and the number it is counted out of."
        raise ImpossibleCounts(msg)
    return counted, total


def share(numerator: ArrayLike, denominator: ArrayLike) -> Floats:
    """Return numerator / denominator as fractions; NaN where either is missing or the denominator is 0.

    Raises:
        ImpossibleCounts: see :func:`as_counts`.
    """
    counted, total = as_counts(numerator, denominator)
    return counted / np.where(total > 0, total, np.nan)


def wilson_interval(numerator: ArrayLike, denominator: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of Wilson's score interval, as fractions.

    Args:
        numerator: how many are counted, any shape; NaN where withheld.
        denominator: out of how many, the same shape or one number.
        confidence: two-sided; the pages show 0.95 and 0.998.

    Returns:
        Two arrays of the common shape. Lower is exactly 0 for 0 of N and upper exactly 1 for N of N. NaN where
        either count is missing or the denominator is 0: a share of nobody is undefined, not zero.

    Raises:
        ImpossibleCounts: a count below 0, or above its denominator.

    References:
        Wilson EB (1927), Probable inference, the law of succession, and statistical inference.
        JASA 22:209–212. Public Health England's technical guide on confidence intervals uses it for proportions.
    """
    counted, total = as_counts(numerator, denominator)
    z = normal_deviate(confidence)
    total = np.where(total > 0, total, np.nan)
    spread = z * np.sqrt(z * z + 4 * counted * (1 - counted / total))
    middle = 2 * counted + z * z
    width = 2 * (total + z * z)
    # The ends are exact algebraically; rounding would leave 1e-17 or 1 - 1e-16, which a map would treat as non-zero.
    lower = np.where(counted == 0, 0.0 * total, (middle - spread) / width)
    upper = np.where(counted == total, 1.0, (middle + spread) / width)
    return lower, upper
