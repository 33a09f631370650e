"""Periods by their names: when they begin, which overlap, which are left out of a series."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

_PERIOD = re.compile(r"(\d{4})(?:-(\d{4}|\d{2}))?")
#: A period of more years than this is not a range of years.
LONGEST_RANGE = 10
#: A year, or years: ``2024``, ``2023/24``, ``2015-17``.
_YEARS = re.compile(r"(\d{4})(?:([-/–])(\d{4}|\d{2}))?")


def start_and_length(period: str) -> tuple[int, int]:
    """Return the first year of a period and how many years it holds: ``2015-17`` is 2015 and 3, ``2015/16`` 2015 and 1.

    Raises:
        ValueError: the period does not begin with a year.
    """
    found = _PERIOD.match(period)
    if found is None:
        msg = f"The period {period!r} does not begin with a year."
        raise ValueError(msg)
    first, last = int(found[1]), found[2]
    if last is None:
        return first, 1
    length = (int(last) - first) % 10 ** len(last) + 1
    # ``2021-03`` is a month, not a range of eighty-three years.
    return first, length if length <= LONGEST_RANGE else 1


def with_gaps(periods: list[str]) -> list[str]:
    """Return the periods and, between them, those that their steady step leaves out: ``2022/23, 2023/24, 2024/25``.

    Where the periods are not plain years, or do not go by one step, they are returned as they are.

    Args:
        periods: oldest first.
    """
    starts = [start_and_length(period)[0] for period in periods]
    steps = [later - earlier for earlier, later in pairwise(starts)]
    step = min(steps, default=0)
    if step < 1 or any(each % step for each in steps) or not all(map(_YEARS.fullmatch, periods)):
        return periods
    filled = periods[:1]
    for period, way in zip(periods[1:], steps, strict=True):
        filled += [_moved(period, years) for years in range(step - way, 0, step)]
        filled.append(period)
    return filled


def _moved(period: str, years: int) -> str:
    """Return the name of the period that lies so many years after: ``2023/24`` and -1 give ``2022/23``."""
    first, *rest = re.split(r"([-/–])", period)
    moved = str(int(first) + years)
    if not rest:
        return moved
    mark, last = rest
    return f"{moved}{mark}{(int(last) + years) % 10 ** len(last):0{len(last)}}"


def apart(periods: list[str]) -> list[bool]:
    """Return which periods share no year with one another, counted back from the latest, which is always one of them.

    Args:
        periods: oldest first.
    """
    kept, earliest = [False] * len(periods), 10_000
    for number in reversed(range(len(periods))):
        first, length = start_and_length(periods[number])
        if first + length <= earliest:
            kept[number], earliest = True, first
    return kept


def day_of(period: str, latest: str, reference: date) -> date:
    """Return the date that represents a period: the indicator's reference date, moved back by the years between."""
    moved = reference.year - start_and_length(latest)[0] + start_and_length(period)[0]
    # 29 February has no counterpart in most years.
    return reference.replace(year=moved, day=min(reference.day, 28) if reference.month == 2 else reference.day)
