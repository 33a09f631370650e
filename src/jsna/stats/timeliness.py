"""How old a figure is: in words, and as a wider interval."""

from __future__ import annotations

from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from jsna.stats.proportions import Floats

DAYS_IN_YEAR = 365.25

#: Robust standard deviation of a ward's relative growth in a year, by who is counted: mid-2020 estimates rolled forward
#: from 2011 against the census of 2021, over 5,828 wards. The tails are heavier than a normal curve's.
GROWTH_A_YEAR = {"everyone": 0.004, "0-14": 0.007, "20-24": 0.014, "65+": 0.004, "85+": 0.013}


def age_in_years(reference: date, today: date) -> float:
    """Return the years from the reference date to today; below 0 for a date to come."""
    return (today - reference).days / DAYS_IN_YEAR


def age_in_words(reference: date, today: date) -> str:
    """Return the age of a figure in words: ``5 years``; in the first year ``3 months``, ``under a month``.

    Raises:
        ValueError: the reference date is after today.
    """
    if reference > today:
        raise ValueError("A figure cannot be about a day to come.")
    months = 12 * (today.year - reference.year) + today.month - reference.month - (today.day < reference.day)
    if months == 0:
        return "under a month"
    return _counted(months // 12, "year") if months >= 12 else _counted(months, "month")


def past_half_life(reference: date, today: date, half_life_years: float) -> bool:
    """Return whether a figure is out of date: sentences about it are then in the past tense."""
    return age_in_years(reference, today) >= half_life_years


def widened(deviation: ArrayLike, growth: ArrayLike, years: float) -> Floats:
    """Return the standard deviation of a figure carried forward: √(σ² + (g·t)²).

    Args:
        deviation: standard deviation on the reference date, in the figure's unit.
        growth: standard deviation of the change in one year, in the same unit (relative: ``GROWTH_A_YEAR``).
        years: how many years it is carried forward.
    """
    moved = np.hypot(np.asarray(deviation, dtype=float), np.asarray(growth, dtype=float) * years)
    return np.asarray(moved, dtype=float)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
