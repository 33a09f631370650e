"""Shrinkage: stable estimates from small counts."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from jsna.stats.proportions import Floats, as_counts


def empirical_bayes(
    numerator: ArrayLike, denominator: ArrayLike, kind: Literal["count", "proportion"] = "proportion"
) -> Floats:
    """Return each area's best estimate, shrunk towards the overall average; smaller areas shrink more.

    Show it only as a best estimate next to the count, never instead of it. Never use it to compare named small groups,
    because it pulls them towards the majority.

    Args:
        numerator: counts, one for each area; NaN where withheld, which stays NaN and is left out of the average.
        denominator: counts; 0 gives NaN.
        kind: whether each area's variance is that of events (b/n) or of a proportion (b(1 − b)/n).

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
