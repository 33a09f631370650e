"""Standardised rates: the rate with a standard age structure, and the expected rate with the area's own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.stats.proportions import ImpossibleCounts
from jsna.stats.rates import byar_interval, count_interval

#: With fewer events than this, a directly standardised rate is too unstable to publish.
FEWEST_EVENTS = 10

#: The European Standard Population of 2013: people in each five-year band, out of 100,000.
EUROPEAN_STANDARD_2013 = pd.Series(
    [5000, 5500, 5500, 5500, 6000, 6000, 6500, 7000, 7000, 7000, 7000, 6500, 6000, 5500, 5000, 4000, 2500, 1500, 1000],
    index=[*(f"{age}-{age + 4}" for age in range(0, 90, 5)), "90+"],
    dtype=float,
    name="people",
)


def directly_standardised_rate(
    events: pd.DataFrame,
    population: pd.DataFrame,
    standard: pd.Series[float] = EUROPEAN_STANDARD_2013,
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the rate each area would have with the standard's age structure.

    Args:
        events: counts; one row for each area, one column for each age band. A withheld count makes the area's rate
            missing: treating it as 0 would lower the rate.
        population: people; the same rows and bands.
        standard: people in each band of the standard. Index: the bands. Bands are matched by name, not position.
        per: the rate is per this many.
        confidence: two-sided.

    Returns:
        Columns ``value``, ``lower``, ``upper`` (Dobson's limits from Byar's), ``events``. Index: areas. NaN below ten
        events.

    Raises:
        KeyError: a band or area is missing.
        ImpossibleCounts: a count below 0, or a band with a population of 0.

    References:
        Dobson AJ, Kuulasmaa K, Eberle E, Scherer J (1991), Confidence intervals for weighted sums of Poisson
        parameters. Statistics in Medicine 10:457–462.
    """
    counted, people = _by_band(events, population, standard)
    if (people <= 0).any():
        raise ImpossibleCounts("A rate by age needs people in every age band.")
    weight = standard.to_numpy(dtype=float) / people
    size = float(standard.sum())
    total = counted.sum(axis=1)
    total = np.where(total >= FEWEST_EVENTS, total, np.nan)
    value = np.where(np.isnan(total), np.nan, (weight * counted).sum(axis=1) / size)
    spread = np.sqrt((weight**2 * counted).sum(axis=1) / size**2 / total)
    lower, upper = byar_interval(total, confidence)
    columns = {
        "value": value * per,
        "lower": (value + spread * (lower - total)) * per,
        "upper": (value + spread * (upper - total)) * per,
        "events": counted.sum(axis=1),
    }
    return pd.DataFrame(columns, index=events.index)


def expected_events(population: pd.DataFrame, reference_rates: pd.Series[float]) -> pd.Series[float]:
    """Return the events each area would have if every band had the reference rate.

    Args:
        population: people; one row for each area, one column for each band. A missing value makes the result missing.
        reference_rates: events per person in each band. Index: the bands; every one must be in ``population``.

    Raises:
        KeyError: a band is missing.
    """
    people = population[list(reference_rates.index)].to_numpy(dtype=float)
    return pd.Series(people @ reference_rates.to_numpy(dtype=float), index=population.index)


def indirectly_standardised_ratio(
    observed: pd.Series[float],
    population: pd.DataFrame,
    reference_events: pd.Series[float],
    reference_population: pd.Series[float],
    *,
    times: float = 100,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return observed over expected events, times 100: the area against the reference, allowing for age.

    Two areas' ratios have different weights: compare each with the reference, never with one another.

    Args:
        observed: events in all bands together, one for each area; NaN where withheld.
        population: people; one row for each area, one column for each band.
        reference_events: events of the reference. Index: the bands.
        reference_population: people of the reference. Index: the bands.
        times: the reference's own value.
        confidence: two-sided.

    Returns:
        Columns ``value``, ``lower``, ``upper``, ``observed``, ``expected``. Index: areas. NaN where nothing is
        expected.

    References:
        Breslow NE, Day NE (1987), Statistical methods in cancer research II, IARC.
    """
    expected = expected_events(population, reference_events / reference_population)
    divisor = expected.where(expected > 0)
    lower, upper = count_interval(observed, confidence)
    columns = {
        "value": observed / divisor * times,
        "lower": lower / divisor * times,
        "upper": upper / divisor * times,
        "observed": observed,
        "expected": expected,
    }
    return pd.DataFrame(columns, index=population.index)


def indirectly_standardised_rate(
    observed: pd.Series[float],
    population: pd.DataFrame,
    reference_events: pd.Series[float],
    reference_population: pd.Series[float],
    *,
    per: float = 100_000,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the standardised ratio times the reference's crude rate. See :func:`indirectly_standardised_ratio`."""
    crude = float(reference_events.sum() / reference_population.sum()) * per
    return indirectly_standardised_ratio(
        observed, population, reference_events, reference_population, times=crude, confidence=confidence
    )


def _by_band(
    events: pd.DataFrame, population: pd.DataFrame, standard: pd.Series[float]
) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.float64]], np.ndarray[tuple[int, int], np.dtype[np.float64]]]:
    bands = list(standard.index)
    counted = events[bands].to_numpy(dtype=float)
    people = population.loc[events.index, bands].to_numpy(dtype=float)
    if (counted < 0).any():
        raise ImpossibleCounts("A count of events cannot be below 0.")
    return counted, people
