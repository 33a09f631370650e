"""Allowing for age: a ward's expected figure if each age had the national rate, and the remaining difference."""

from __future__ import annotations

import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.proportions import share, wilson_interval


def scaled_to(
    rates: pd.Series[float], reference_population: pd.Series[float], reference_share: float
) -> pd.Series[float]:
    """Return the rates scaled by one factor, so that they reproduce the reference population's own figure exactly.

    Rates by age are often published in rounded bands, for a different base or from a different table than the crude
    figure. Without scaling, part of every "difference" would be the difference between two tables.

    Args:
        rates: fraction in each band. Index: the bands.
        reference_population: people of the reference in each band.
        reference_share: the reference's crude fraction.

    Raises:
        NotComparable: the rates give nobody, or a rate or a number of people is missing, so no factor exists.
        KeyError: a band of the rates is not in ``reference_population``.
    """
    people = reference_population.loc[rates.index]
    found = float((rates * people).sum(skipna=False) / people.sum(skipna=False)) if people.sum() > 0 else 0.0
    if not found > 0:
        missing = [str(band) for band in rates.index if not (rates[band] >= 0 and people[band] >= 0)]
        why = f"missing in the bands {', '.join(missing)}" if missing else "they give nobody among the people"
        msg = f"The rates by age cannot be scaled to the reference's own figure: {why}."
        raise NotComparable(msg)
    return rates * (reference_share / found)


def allowing_for_age(
    counts: pd.DataFrame,
    population: pd.DataFrame,
    reference_rates: pd.Series[float],
    reference_share: float,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return each area's expected figure, and its difference in two parts: explained by age, and remaining.

    Args:
        counts: columns ``numerator`` and ``denominator``; one row for each area. NaN where withheld.
        population: people by band; the same rows, one column for each band (age, or age and sex). Only the profile is
            used: it may be of a different year or have a different total from ``denominator``.
        reference_rates: fraction in each band of the reference. Index: the bands. See :func:`scaled_to`.
        reference_share: the reference's crude fraction.
        confidence: two-sided, of the ratio.

    Returns:
        ``expected_share`` (fraction), ``expected`` (count), ``explained`` and ``remaining`` (percentage points; they
        add up to the crude difference), ``ratio`` (observed over expected) with ``lower`` and ``upper`` (Wilson's
        limits of the share over the expected share). NaN where a count or the profile is missing.

    Raises:
        NotComparable: an area of ``counts`` has no row in ``population``, or an area stands more than once in one of
            them; the message names the first codes.
        KeyError: a band of the rates is not in ``population``.

    References:
        Breslow NE, Day NE (1987), Statistical methods in cancer research II, IARC (indirect standardisation); Kitagawa
        EM (1955), Components of a difference between two rates. JASA 50:1168–1194.
    """
    twice = [*counts.index[counts.index.duplicated()], *population.index[population.index.duplicated()]]
    if twice:
        msg = f"Areas stand more than once: {', '.join(map(str, twice[:5]))}."
        raise NotComparable(msg)
    missing = counts.index.difference(population.index)
    if len(missing):
        msg = f"{len(missing)} areas have no population by age: {', '.join(map(str, missing[:5]))}."
        raise NotComparable(msg)
    profile = population.loc[counts.index, list(reference_rates.index)]
    everyone = profile.sum(axis=1, skipna=False)
    expected_share = expected_events(profile, reference_rates) / everyone.where(everyone > 0)
    observed = share(counts["numerator"], counts["denominator"])
    lower, upper = wilson_interval(counts["numerator"], counts["denominator"], confidence)
    likely = expected_share.where(expected_share > 0)
    columns = {
        "expected_share": expected_share,
        "expected": expected_share * counts["denominator"],
        "explained": 100 * (expected_share - reference_share),
        "remaining": 100 * (observed - expected_share),
        "ratio": observed / likely,
        "lower": lower / likely,
        "upper": upper / likely,
    }
    return pd.DataFrame(columns)


def expected_events(population: pd.DataFrame, reference_rates: pd.Series[float]) -> pd.Series[float]:
    """Return the events each area would have if every band had the reference rate.

    Args:
        population: people; one row for each area, one column a band. A missing band makes the answer missing.
        reference_rates: events per person in each band. Index: the bands; every one must be in ``population``.

    Raises:
        KeyError: a band is missing.
    """
    people = population[list(reference_rates.index)].to_numpy(dtype=float)
    return pd.Series(people @ reference_rates.to_numpy(dtype=float), index=population.index)
