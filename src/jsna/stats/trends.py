"""Recent trend: whether the last five years rose, fell, or did not change significantly."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from jsna.stats.proportions import Floats, as_counts

#: How many of the latest points count, and χ² with one degree of freedom at 0.998.
POINTS = 5
CRITICAL = 9.54953570608324


class Trend(StrEnum):
    """The four states of a recent trend. They do not say better or worse."""

    INCREASING = "increasing"
    DECREASING = "decreasing"
    NO_CHANGE = "no clear change"
    NOT_CALCULABLE = "cannot be tested"


def recent_trend_of_proportions(numerator: ArrayLike, denominator: ArrayLike) -> pd.DataFrame:
    """Return the recent trend of shares: χ² for trend above 9.5495, and a slope whose sign does not depend on one year.

    The rule is for single, consecutive years that do not overlap and were counted in the same way. The caller must
    ensure that (a change of definition or boundaries ends a trend).

    Args:
        numerator: counts, years in order along the last axis, the latest last; areas along the first axis if there are
            several. NaN where withheld.
        denominator: counts of the same shape.

    Returns:
        Columns ``trend`` (values of :class:`Trend`), ``chi_squared``, ``reason`` (plain words). One row for each area.
        The slope is that of the logits. If one of the five years is missing, or its share is 0 or 1, the trend cannot
        be calculated.

    Raises:
        ImpossibleCounts: a count below 0, or above its denominator.

    References:
        Public Health England, Fingertips: recent trends, technical guidance; Armitage P (1955), Tests for linear
        trends in proportions and frequencies. Biometrics 11:375–386.
    """
    counted, total = (_last_points(figures) for figures in as_counts(numerator, denominator))
    usable = np.all((counted > 0) & (counted < total), axis=1)
    counted, total = np.where(usable[:, None], counted, np.nan), np.where(usable[:, None], total, np.nan)
    year = np.arange(1, counted.shape[1] + 1)
    everyone, events = total.sum(axis=1), counted.sum(axis=1)
    people_years = (total * year).sum(axis=1)
    moment = everyone * (counted * year).sum(axis=1) - events * people_years
    chi = everyone * moment**2
    chi = chi / (events * (everyone - events) * (everyone * (total * year**2).sum(axis=1) - people_years**2))
    logit = np.log(counted / (total - counted))
    slopes = _slopes_without_each(logit, np.ones_like(logit))
    return _trends(chi, slopes, "one of the last five years is missing, or nobody or everybody is counted in it")


def recent_trend_of_values(value: ArrayLike, lower: ArrayLike, upper: ArrayLike) -> pd.DataFrame:
    """Return the recent trend of rates, means and scores that have 95% limits.

    Args:
        value: figures, years in order along the last axis, the latest last; areas along the first.
        lower: lower 95% limits of the same shape.
        upper: upper 95% limits.

    Returns:
        As :func:`recent_trend_of_proportions`. The slope is weighted by 1/v, v = ((upper − lower) / 3.92)², and
        χ² = (slope / its standard error)². If a year has no limits, the trend cannot be calculated.

    References:
        Public Health England, Fingertips: recent trends, technical guidance.
    """
    level = _last_points(value)
    error = (_last_points(upper) - _last_points(lower)) / 3.92
    weight = 1 / np.where(error > 0, error, np.nan) ** 2
    slopes = _slopes_without_each(level, weight)
    year = np.arange(1, level.shape[1] + 1)
    sums = weight.sum(axis=1)
    information = (weight * year**2).sum(axis=1) - (weight * year).sum(axis=1) ** 2 / sums
    return _trends(slopes[:, 0] ** 2 * information, slopes, "one of the last five years, or its interval, is missing")


def _last_points(figures: ArrayLike) -> Floats:
    """Return the last five points of each area, padded in front with NaN if there are fewer."""
    given = np.atleast_2d(np.asarray(figures, dtype=float))[:, -POINTS:]
    return np.pad(given, [(0, 0), (POINTS - given.shape[1], 0)], constant_values=np.nan)


def _slopes_without_each(level: Floats, weight: Floats) -> Floats:
    """Return weighted slopes: of all points, then leaving out each point in turn. Shape: areas × (points + 1)."""
    points = level.shape[1]
    year = np.arange(1, points + 1)
    kept = np.vstack([np.ones(points), 1 - np.eye(points)])

    def added(figures: Floats) -> Floats:
        return np.asarray(figures @ kept.T, dtype=float)

    sums, times = added(weight), added(weight * year)
    rise = sums * added(weight * level * year) - times * added(weight * level)
    return np.asarray(rise / (sums * added(weight * year**2) - times**2), dtype=float)


def _trends(chi: Floats, slopes: Floats, missing: str) -> pd.DataFrame:
    unknown = np.isnan(chi) | np.isnan(slopes).any(axis=1)
    rising, falling = np.all(slopes > 0, axis=1), np.all(slopes < 0, axis=1)
    steady = "larger than chance, and no single year decides it"
    cases: list[tuple[NDArray[np.bool_], Trend, str]] = [
        (unknown, Trend.NOT_CALCULABLE, missing),
        (chi <= CRITICAL, Trend.NO_CHANGE, "within natural variation"),
        (np.asarray(rising), Trend.INCREASING, steady),
        (np.asarray(falling), Trend.DECREASING, steady),
        (np.full(chi.shape, fill_value=True), Trend.NO_CHANGE, "one year alone decides which way it goes"),
    ]
    chosen = np.select([holds for holds, _, _ in cases], list(range(len(cases))))
    columns = {
        "trend": pd.array([trend.value for _, trend, _ in cases], dtype="str").take(chosen),
        "chi_squared": np.where(unknown, np.nan, chi),
        "reason": pd.array([reason for _, _, reason in cases], dtype="str").take(chosen),
    }
    return pd.DataFrame(columns)
