"""The funnel: which areas are unusual among areas of their kind, allowing for their real spread.

With complete counts every ward is "significantly different" from England, because wards really do differ. The additive
random-effects funnel instead tests whether a ward lies outside the usual spread of wards.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from jsna.stats.proportions import Floats, as_counts, normal_deviate, share

#: Share of z-scores winsorised at each end before the spread is estimated, so that outliers do not widen the funnel.
WINSORISE = 0.10


@dataclass(frozen=True)
class Overdispersion:
    """How much more a family of areas varies than chance alone would explain.

    Attributes:
        phi: mean of the squared winsorised z-scores; 1 if there is only chance.
        tau: standard deviation between areas beyond chance, as a fraction (0.03 = 3 percentage points); never below 0.
        baseline: the fraction that the areas are compared with.
        areas: how many areas the estimate is based on.
    """

    phi: float
    tau: float
    baseline: float
    areas: int


def z_scores(numerator: ArrayLike, denominator: ArrayLike, p0: float | Floats) -> Floats:
    """Return how many standard errors each share lies from ``p0`` by chance alone; NaN where a count is missing.

    Raises:
        ImpossibleCounts: a count below 0, or above its denominator.
        ValueError: ``p0`` is not a fraction.
    """
    return adjusted_z(numerator, denominator, p0, tau=0.0)


def overdispersion(
    numerator: ArrayLike, denominator: ArrayLike, p0: float, winsorise: float = WINSORISE
) -> Overdispersion:
    """Return the spread between areas beyond chance.

    Args:
        numerator: counts, one for each area; NaN where withheld. Such areas are left out of the family.
        denominator: counts, one for each area; areas with 0 are left out of the family.
        p0: the family's baseline as a fraction.
        winsorise: share of z-scores winsorised at each end.

    Returns:
        φ = mean(z²) of the winsorised z and τ² = max(0, (Kφ − (K − 1)) / (Σw − Σw²/Σw)) with w = 1/s².
        With fewer than two areas, or a baseline of 0 or 1, the spread cannot be estimated: φ is NaN and τ 0.

    Raises:
        ImpossibleCounts: a count below 0, or above its denominator.

    References:
        Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance. Statistics in Medicine
        24:1185–1202; Spiegelhalter (2005), Handling over-dispersion of performance indicators. Qual Saf Health Care
        14:347–351.
    """
    z = z_scores(numerator, denominator, p0)
    known = np.isfinite(z)
    count = int(known.sum())
    if count < 2:
        return Overdispersion(phi=float("nan"), tau=0.0, baseline=float(p0), areas=count)
    z = _winsorised(z[known], winsorise)
    phi = float(np.mean(z * z))
    weight = 1 / np.broadcast_to(_standard_error(denominator, p0), known.shape)[known] ** 2
    scale = weight.sum() - (weight * weight).sum() / weight.sum()
    tau_squared = max(0.0, (count * phi - (count - 1)) / scale)
    return Overdispersion(phi=phi, tau=float(np.sqrt(tau_squared)), baseline=float(p0), areas=count)


def adjusted_z(numerator: ArrayLike, denominator: ArrayLike, p0: float | Floats, tau: float | Floats) -> Floats:
    """Return (p − p0) / √(s² + τ²): how unusual each area is; NaN where a count is missing or N is 0.

    The result is also NaN where nothing can vary (a baseline of 0 or 1, and ``tau`` 0).

    Args:
        numerator: counts, one for each area.
        denominator: counts, one for each area.
        p0: baseline as a fraction, one for all or one for each area.
        tau: from :func:`overdispersion` of the whole family, as a fraction.

    References:
        Spiegelhalter DJ (2005), Statistics in Medicine 24:1185–1202, section on additive random effects.
    """
    deviation = np.hypot(_standard_error(denominator, p0), tau)
    return (share(numerator, denominator) - p0) / np.where(deviation > 0, deviation, np.nan)


def two_sided_p(z: ArrayLike) -> Floats:
    """Return two-sided p-values of standard normal z; NaN stays NaN."""
    # scipy takes a fifth of a second to load, and only the funnel needs it.
    from scipy.special import ndtr  # noqa: PLC0415

    return np.asarray(2 * ndtr(-np.abs(np.asarray(z, dtype=float))), dtype=float)


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Return p-values adjusted for multiple testing within their family, in the order given.

    The family is one indicator, one level and one period. Missing p-values stay missing and do not count.

    References:
        Benjamini Y, Hochberg Y (1995), JRSS B 57:289–300. Equal to R's ``p.adjust(method = "BH")``.
    """
    # By hand: scipy.stats, which has it, takes half a second to load.
    given = np.asarray(p, dtype=float)
    adjusted = np.full(given.shape, np.nan)
    order = np.argsort(given, axis=None)[: np.count_nonzero(np.isfinite(given))]
    raised = given[order] * (len(order) / np.arange(1, len(order) + 1))
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return adjusted


def funnel_limits(
    denominator: ArrayLike, p0: float, tau: float = 0.0, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the lower and upper edge of the funnel over the given sizes, as fractions cut at 0 and 1.

    With ``tau`` 0 these are p0 ± z√(p0(1 − p0)/n), the limits of chance alone: an area lies outside them if and only if
    its Wilson interval excludes p0. With the family's tau they are the limits of the funnel page.

    Args:
        denominator: sizes to draw at; NaN or 0 gives NaN.
        p0: baseline as a fraction.
        tau: spread beyond chance, as a fraction.
        confidence: two-sided; the pages draw 0.95 and 0.998.
    """
    reach = normal_deviate(confidence) * np.hypot(_standard_error(denominator, p0), tau)
    return np.clip(p0 - reach, 0, 1), np.clip(p0 + reach, 0, 1)


def flagged(z: ArrayLike, confidence: float = 0.95) -> NDArray[np.bool_]:
    """Return True where |z| is beyond the two-sided limit; a missing z is not flagged."""
    return np.asarray(np.abs(np.asarray(z, dtype=float)) > normal_deviate(confidence))


def _standard_error(denominator: ArrayLike, p0: float | Floats) -> Floats:
    fraction = np.asarray(p0, dtype=float)
    if np.any((fraction < 0) | (fraction > 1)):
        raise ValueError("A funnel needs a baseline between 0 and 1.")
    total = as_counts(0, denominator)[1]
    error = np.sqrt(fraction * (1 - fraction) / np.where(total > 0, total, np.nan))
    return np.asarray(error, dtype=float)


def _winsorised(z: Floats, tail: float) -> Floats:
    low, high = np.quantile(z, [tail, 1 - tail])
    return np.clip(z, low, high)
