"""A period: the days that a figure is about. Periods are ordered and compared by their days, never by their text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache, total_ordering

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.model.period_spelling import ACCEPTED, MONTHS, NotAPeriod, span_of

_ONE_DAY = timedelta(days=1)
#: Years within a spelling: four digits, or the last two.
_YEARS = re.compile(r"(?<![0-9])(?:[0-9]{4}|[0-9]{2})(?![0-9])")


@total_ordering
@dataclass(frozen=True)
class Period:
    """The days that a figure is about. Two with the same days are equal; the later one is the one that ends later.

    Attributes:
        start: first day.
        end: last day.
        spelling: as the source writes it.
    """

    start: date
    end: date
    spelling: str = field(compare=False)

    @staticmethod
    def of(text: str, *, calendar: bool = False) -> Period:
        """Return the period that a text spells; each spelling is read once.

        Args:
            text: a spelling of ``docs/periods.md``.
            calendar: whether years and quarters are known to be those of the calendar, as in Fingertips, where
                ``2016 - 17`` is two years. Such a period is spelt by its months, which can be read everywhere.

        Raises:
            NotAPeriod: the text is not a period, or may be two.
        """
        return _read(text, calendar=calendar)

    @staticmethod
    def between(start: date, end: date) -> Period:
        """Return the period of whole months from one day to another, spelt by its months: ``Jan 2016 - Dec 2017``."""
        first, last = (f"{MONTHS[day.month - 1]} {day.year}" for day in (start, end))
        return Period(start, end, first if first == last else f"{first} - {last}")

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)

    def __str__(self) -> str:
        return self.spelling

    @property
    def months(self) -> int:
        """How many whole months it lasts; 0 if it does not begin and end with a month."""
        after = self.end + _ONE_DAY
        return _months_between(self.start, after) if self.start.day == after.day == 1 else 0

    def follows(self, other: Period) -> bool:
        """Return whether it begins on the day after the other ends."""
        return self.start == other.end + _ONE_DAY

    def years_later(self, years: int) -> Period:
        """Return the period so many years later, which lasts whole months; in the same spelling if that is clear."""
        start, end = _years_later(self.start, years), _years_later(self.end + _ONE_DAY, years) - _ONE_DAY
        try:
            moved = Period.of(_YEARS.sub(lambda found: _renumbered(found[0], years), self.spelling))
        except NotAPeriod:
            return Period.between(start, end)
        return moved if (moved.start, moved.end) == (start, end) else Period.between(start, end)

    def day_beside(self, latest: Period, reference: date) -> date:
        """Return the day that stands for this period where the reference date stands for the latest.

        It lies as many months from the reference date as the two ends lie apart; of a last day of a month it is the
        last day. Where one of the periods does not last whole months, it lies as many days away.
        """
        if not (self.months and latest.months):
            return reference + (self.end - latest.end)
        months = _months_between(latest.end, self.end) + 12 * reference.year + reference.month - 1
        first = date(months // 12, months % 12 + 1, 1)
        last = _last_of_month(first)
        return last if reference == _last_of_month(reference) else first.replace(day=min(reference.day, last.day))


def require_period(text: str) -> Period:
    """Return the period that a text spells.

    Args:
        text: a spelling of ``docs/periods.md``.

    Raises:
        Findings: the text is not a period, or may be two.
    """
    try:
        return Period.of(text)
    except NotAPeriod as error:
        raise Findings([Finding("period", str(error), ACCEPTED, value=text[:80])]) from error


def fault(text: str, *, calendar: bool = False) -> str:
    """Return what is wrong with the spelling of a period; empty if it can be read."""
    try:
        Period.of(text, calendar=calendar)
    except NotAPeriod as error:
        return str(error)
    return ""


def unreadable(column: pd.Series) -> pd.Series[bool]:
    """Return which cells of a column are not periods; each distinct spelling is read once."""
    return column.isin([text for text in column.unique() if fault(_text(text))]) | column.isna()


def as_periods(column: pd.Series) -> pd.Series:
    """Return a column of periods as ordered categories, so that sorting, ``max`` and grouping go by the days.

    Args:
        column: spellings, or such a column.

    Returns:
        The same index. Categories: spellings, the oldest first, one for each period (where a column spells one in
        several ways, the first in the alphabet). What cannot be read is missing.
    """
    if isinstance(column.dtype, pd.CategoricalDtype) and column.dtype.ordered:
        return column
    codes, spellings = pd.factorize(column)
    read = [None if fault(_text(text)) else Period.of(_text(text)) for text in spellings]
    one: dict[Period, str] = {}
    for period in sorted((period for period in read if period), key=lambda period: period.spelling):
        one.setdefault(period, period.spelling)
    place = {period: number for number, period in enumerate(sorted(one))}
    # The last place is that of a missing cell, whose code is -1.
    places = pd.Series([*(-1 if period is None else place[period] for period in read), -1]).to_numpy()
    ordered = pd.Index([one[period] for period in place])
    kept = pd.Categorical.from_codes(places[codes], ordered, ordered=True)
    return pd.Series(kept, index=column.index, name=column.name)


@lru_cache(maxsize=4096)
def _read(text: str, *, calendar: bool) -> Period:
    start, end = span_of(text, calendar=calendar)
    spelling = " ".join(text.split())
    if calendar and fault(spelling):
        return Period.between(start, end)
    return Period(start, end, spelling)


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _months_between(first: date, second: date) -> int:
    return 12 * (second.year - first.year) + second.month - first.month


def _years_later(first_of_month: date, years: int) -> date:
    return first_of_month.replace(year=first_of_month.year + years)


def _renumbered(year: str, years: int) -> str:
    return f"{(int(year) + years) % 10 ** len(year):0{len(year)}}"


def _last_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _ONE_DAY
