"""Shrinkage and rank intervals: what small counts and league tables can bear."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from jsna.stats.proportions import Floats, as_counts

#: Draws of the simulation of ranks, and its seed.
DRAWS = 2_000
SEED = 20_210_321


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


def rank_intervals(
    numerator: pd.Series[float],
    denominator: pd.Series[float],
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> pd.DataFrame:
    """Return each area's rank, 1 for the highest share, and how far chance alone could move it.

    Args:
        numerator: counts, one an area; NaN where withheld. Such an area has no rank and takes none from others.
        denominator: counts of the same index.
        confidence: two-sided.
        draws: simulated rankings.
        seed: the same figures give the same intervals every time.

    Returns:
        Columns ``rank`` (equal shares have equal ranks), ``lower``, ``upper`` (whole ranks). Index as given.

    References:
        Goldstein H, Spiegelhalter DJ (1996), League tables and their limitations. JRSS A 159:385–443. Shares are
        drawn from their posterior under Jeffreys' prior, Beta(x + ½, n − x + ½).
    """
    counted, total = as_counts(numerator, denominator)
    known = np.isfinite(counted) & (total > 0)
    ranks = pd.DataFrame(np.nan, index=numerator.index, columns=["rank", "lower", "upper"])
    if not known.any():
        return ranks
    hits, misses = counted[known] + 0.5, total[known] - counted[known] + 0.5
    shares = np.random.default_rng(seed).beta(hits, misses, size=(draws, int(known.sum())))
    # Sorting twice turns values into ranks; the sign makes 1 the highest.
    simulated = np.argsort(np.argsort(-shares, axis=1), axis=1) + 1
    tail = (1 - confidence) / 2
    limits = np.quantile(simulated, [tail, 1 - tail], axis=0, method="closest_observation")
    observed = pd.Series(counted[known] / total[known]).rank(method="min", ascending=False)
    ranks.loc[known] = np.column_stack([observed, *limits])
    return ranks
