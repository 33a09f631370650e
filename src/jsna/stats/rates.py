"""Counts of events and crude rates: exact limits below ten events, Byar's limits from ten."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtri

from jsna.stats.proportions import Floats, ImpossibleCounts, normal_deviate

#: From this many events Byar's approximation is as good as the exact limits; health bodies publish it.
BYAR_FROM = 10


def count_interval(events: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of a count of independent events.

    Args:
        events: counts of any shape; NaN where withheld, which stays NaN.
        confidence: two-sided.

    Returns:
        Exact Poisson limits (through χ²) below ten events, Byar's from ten; 0 events have a lower limit of exactly 0.

    Raises:
        ImpossibleCounts: a count below 0.

    References:
        Breslow NE, Day NE (1987), Statistical methods in cancer research II, IARC, p. 69 (Byar); Armitage P, Berry G
        (2002), Statistical methods in medical research (exact).
    """
    observed = _events(events)
    few = observed < BYAR_FROM
    exact = _exact(np.where(few, observed, 0.0), confidence)
    byar = byar_interval(np.where(few, BYAR_FROM, observed), confidence)
    return np.where(few, exact[0], byar[0]), np.where(few, exact[1], byar[1])


def byar_interval(events: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Return Byar's limits; meant for ten or more events, so the lower limit is NaN below one event.

    Raises:
        ImpossibleCounts: a count below 0.
    """
    observed = _events(events)
    z = normal_deviate(confidence)
    some = np.where(observed > 0, observed, np.nan)
    above = observed + 1
    lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    upper = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    return np.where(lower < 0, np.nan, lower), upper


def rate(events: ArrayLike, population: ArrayLike, per: float = 100_000) -> Floats:
    """Return events per ``per`` of the population; NaN where either is missing or the population is 0."""
    return _events(events) / _population(population) * per


def rate_interval(
    events: ArrayLike, population: ArrayLike, per: float = 100_000, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return the lower and upper limits of a crude rate. Events may outnumber people: one person can have several.

    Args:
        events: counts; NaN where withheld.
        population: people, or person-years, at risk.
        per: the rate is per this many.
        confidence: two-sided.

    Raises:
        ImpossibleCounts: a count below 0.
    """
    lower, upper = count_interval(events, confidence)
    people = _population(population)
    return lower / people * per, upper / people * per


def _exact(events: Floats, confidence: float) -> tuple[Floats, Floats]:
    tail = (1 - confidence) / 2
    # chdtri takes the upper tail and is undefined for zero degrees of freedom, where the limit is 0.
    lower = np.where(events > 0, chdtri(2 * np.maximum(events, 0.5), 1 - tail) / 2, 0.0)
    upper = chdtri(2 * events + 2, tail) / 2
    return lower, np.asarray(upper, dtype=float)


def _events(events: ArrayLike) -> Floats:
    observed = np.asarray(events, dtype=float)
    if (observed < 0).any():
        raise ImpossibleCounts("A count of events cannot be below 0.")
    return observed


def _population(population: ArrayLike) -> Floats:
    people = np.asarray(population, dtype=float)
    if (people < 0).any():
        raise ImpossibleCounts("A population cannot be below 0.")
    return np.where(people > 0, people, np.nan)
