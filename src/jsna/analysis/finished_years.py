"""The years whose counts everybody may see: they are over, and the register holds all of them.

A count of such a year is the same whenever it is looked at, so two looks say no more than one.
"""

from __future__ import annotations

from jsna.errors import NotAvailable
from jsna.register.day import day_in_england
from jsna.register.register import Register
from jsna.words import lost_years as words


def finished_years(register: Register, first: int) -> list[int]:
    """Return the years that are over and of which nothing is lost, the last one first.

    Args:
        register: the open register.
        first: the earliest year; the last year that is over is in the list even if it is before this one.
    """
    last = day_in_england(register.now()).year - 1
    lost = register.lost_years()
    return [year for year in range(last, min(first, last) - 1, -1) if year not in lost]


def shown_year(register: Register, years: list[int], asked: int | None) -> int:
    """Return the year that everybody is shown who asks for one: that one, or the last of those that can be shown.

    Args:
        register: the open register.
        years: those that can be shown, as :func:`finished_years` returns them.
        asked: the year; None for the last.

    Raises:
        NotAvailable: a part of each is lost.
    """
    if not years:
        raise NotAvailable(words.lost(register.lost_years()))
    return asked if asked in years else years[0]
