"""Shrinkage: what small counts can bear."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from jsna.stats.proportions import Floats, as_counts


def empirical_bayes(
    numerator: ArrayLike, denominator: ArrayLike, kind: Literal["count", "proportion"] = "proportion"
) -> Floats:
    """Return each area's best guess, drawn towards the average of all as far as its size is small.

    Show it only as a best guess, beside the count and never in its place; and never to compare named small groups,
    since it pulls them towards the majority.

    Args:
        numerator: counts, one an area; NaN where withheld, which stays NaN and is not part of the average.
        denominator: counts; an area of 0 gives NaN.
        kind: whether each area's variance is that of events (b/n) or of people counted out of people (b(1 − b)/n).

    Returns:
        Fractions. b = Σx/Σn, s² = Σn(r − b)²/Σn, a = max(0, s² − v/n̄) with v = b or b(1 − b), and
        θ = b + (r − b)·a/(a + v/n).

    Raises:
        ImpossibleCounts: a count below 0, or above its denominator.

    References:
        Marshall RJ (1991), Mapping disease and mortality rates using empirical Bayes estimators. Applied Statistics
        40:283–294.
    """
    counted, total = as_counts(numerator, denominator)
    known = np.isfinite(counted) & (total > 0)
    size = np.where(known, total, np.nan)
    raw = counted / size
    if not known.any():
        return np.asarray(raw, dtype=float)
    average = float(counted[known].sum() / total[known].sum())
    variance = average if kind == "count" else average * (1 - average)
    observed = float((total[known] * (raw[known] - average) ** 2).sum() / total[known].sum())
    between = max(0.0, observed - variance / float(total[known].mean()))
    within = between + variance / size
    return np.asarray(average + (raw - average) * between / np.where(within > 0, within, np.nan), dtype=float)
