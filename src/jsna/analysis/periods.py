"""Periods in a series: which overlap, and which are left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jsna.model.period import Period

_YEAR = 12


def with_gaps(periods: Sequence[Period]) -> list[Period]:
    """Return the periods and, between them, those that their steady step leaves out: ``2022/23, 2023/24, 2024/25``.

    Where the periods do not all last the same whole years, or do not go by one step, they are returned as they are.

    Args:
        periods: oldest first.
    """
    starts = [period.start.year for period in periods]
    steps = [later - earlier for earlier, later in pairwise(starts)]
    step = min(steps, default=0)
    alike = len({(period.months, period.start.month) for period in periods}) == 1
    if not alike or step < 1 or any(each % step for each in steps) or not in_years(periods):
        return list(periods)
    filled = list(periods[:1])
    for period, way in zip(periods[1:], steps, strict=True):
        filled += [period.years_later(years) for years in range(step - way, 0, step)]
        filled.append(period)
    return filled


def in_years(periods: Sequence[Period]) -> bool:
    """Return whether every period lasts whole years."""
    return all(period.months and period.months % _YEAR == 0 for period in periods)


def single_years(periods: Sequence[Period]) -> bool:
    """Return whether every period lasts one year."""
    return all(period.months == _YEAR for period in periods)


def consecutive(periods: Sequence[Period]) -> bool:
    """Return whether each period begins on the day after the one before it ends."""
    return all(later.follows(earlier) for earlier, later in pairwise(periods))


def apart(periods: Sequence[Period]) -> list[bool]:
    """Return which periods share no day with one another, counted back from the latest, which is always one of them.

    Args:
        periods: oldest first.
    """
    kept = [False] * len(periods)
    following: Period | None = None
    for number in reversed(range(len(periods))):
        if following is None or periods[number].end < following.start:
            kept[number], following = True, periods[number]
    return kept
