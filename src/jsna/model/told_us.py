"""What people told us in one year, as everybody may see it: counts by theme, and how long answers took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jsna.model.register.report import About

#: Before this year nobody could tell us anything here.
FIRST_YEAR = 2026


@dataclass(frozen=True)
class Waits:
    """How long those who asked for an answer waited for the first one, counted to the end of the year at most.

    A wait that had not ended by then is known to be longer. It is said in steps of :data:`STEP` days: with its exact
    length, anybody could work out the day on which somebody told us.

    Attributes:
        asked: reports of the year whose author asked for an answer.
        answered: how many of these were answered within the year.
        median: days over all of them.
        median_is_more: whether the median is at least this: some who still waited may wait longer than it.
        quickest: days of the quickest answer; None where there was none.
        longest: days of the longest wait.
        longest_is_more: whether that one still waited at the end of the year.
    """

    asked: int
    answered: int
    median: float
    median_is_more: bool
    quickest: int | None
    longest: int
    longest_is_more: bool


#: Days; see :class:`Waits`.
STEP = 30


@dataclass(frozen=True)
class ToldUs:
    """What people told us of one kind in one year that is over.

    Attributes:
        about: figures, or harm from services. The two are never added up.
        year: the calendar year.
        themed: reports that were given their theme in that year; None where withheld.
        themes: the same by code of the theme; None where withheld. A theme that is not here had none, or too few.
        waits: of reports that came in that year; None where withheld.
    """

    about: About
    year: int
    themed: int | None
    themes: Mapping[str, int | None]
    waits: Waits | None

    @property
    def is_withheld(self) -> bool:
        """Whether nothing of it may be shown."""
        return self.themed is None and self.waits is None
