"""The spellings of a period, and the days that each stands for.

The spellings are those of Fingertips and of English councils; docs/periods.md lists them. A spelling that may stand for
two periods is refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

#: What is accepted, for the messages.
ACCEPTED = (
    "a year (2026), a year from April to March (2025/26), years (2016-18), a quarter of such a year (2025/26 Q1), "
    "months (Jan 2026, Jan - Mar 2026) or a day (2026-01-31)"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST_YEAR, LAST_YEAR = 1801, 2100
#: Years written with two digits, such as ``2016-18``, are at most so many.
_MOST_YEARS = 30
_LONGEST = 60

_NAMES = "January February March April May June July August September October November December".lower().split()
_MONTH_OF = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH_OF |= {name[:3]: number for name, number in _MONTH_OF.items()} | {"sept": 9}

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_KINDS = r"fy|financial year|academic year|school year"
_NAMED = re.compile(rf"(?:(?P<before>{_KINDS}) ?)?(?P<rest>.+?)(?: (?P<after>{_KINDS}))?")
_PAIR = re.compile(r"([0-9]{4}) ?[-/] ?([0-9]{2}|[0-9]{4})( q[1-4])?")
_YEAR_ENDING = re.compile(r"year (?:ending|ended|to) (.+)")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_IN_WORDS = re.compile(r"([0-9]{1,2}) ([a-z]{3,9}) ([0-9]{4})")
_WEEK = re.compile(r"([0-9]{4})-w([0-9]{2})")
_YEAR_AND_TWO_DIGITS = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = r"(?P<year>[0-9]{4}(?:/[0-9]{2}(?:[0-9]{2})?)?|[0-9]{2}(?:/[0-9]{2})?)"
_PART = r"(?:(?:q|quarter )(?P<quarter>[1-4])|(?P<month>[a-z]{3,9}))"
_SIDES = tuple(re.compile(form) for form in (_YEAR, _PART, f"{_YEAR} ?{_PART}", f"{_PART} ?{_YEAR}"))

Span = tuple[date, date]


class NotAPeriod(ValueError):
    """A text is not a period, or may be two; the message says what is wrong with it."""

    def __init__(self, problem: str = "not a period") -> None:
        super().__init__(problem)


@dataclass(frozen=True)
class _Side:
    """One side of a range, or a whole period: ``2016``, ``2020/21``, ``22/23``, ``Q1``, ``Jan``, ``2024 Jan``.

    Attributes:
        year: as it is written, empty if it is left out.
        quarter: 1 to 4, or 0.
        month: 1 to 12, or 0.
    """

    year: str
    quarter: int = 0
    month: int = 0


def span_of(text: str, *, calendar: bool = False) -> Span:
    """Return the first and the last day of a period.

    Args:
        text: its spelling.
        calendar: whether it is known that years such as ``2016 - 17`` and quarters such as ``2016 Q1`` are parts of
            calendar years, as they are in Fingertips. Otherwise both may be of financial years, and are refused.

    Raises:
        NotAPeriod: the text is not a period, or may be two.
    """
    written = " ".join(text.translate(_DASHES).split()).lower()
    if not written:
        raise NotAPeriod("no period")
    if len(written) > _LONGEST:
        raise NotAPeriod
    if ending := _YEAR_ENDING.fullmatch(written):
        return _year_to(_point(ending[1])[1])
    start, end = _named(written) or _unnamed(written.replace(" to ", " - "), calendar=calendar)
    if start > end or not (start.year >= FIRST_YEAR and end.year <= LAST_YEAR):
        raise NotAPeriod
    return start, end


def _year_to(end: date) -> Span:
    """Return the days of the year that ends on a day."""
    after = end + timedelta(days=1)
    if (after.month, after.day) == (2, 29):
        # The year before has no such day.
        after += timedelta(days=1)
    return after.replace(year=after.year - 1), end


def _named(written: str) -> Span | None:
    """Return the days of a year whose kind is said (``FY 2025-26``, ``academic year 2025/26``); None without a kind."""
    found = _NAMED.fullmatch(written)
    kind = (found["before"] or found["after"]) if found else None
    if found is None or kind is None:
        return None
    pair = _PAIR.fullmatch(found["rest"])
    if pair is None or (found["before"] and found["after"]):
        raise NotAPeriod
    first = _first_of_two(f"{pair[1]}/{pair[2]}")
    if kind in ("fy", "financial year"):
        return _quarter_or_year(first, int(pair[3][-1]) if pair[3] else 0)
    if pair[3]:
        raise NotAPeriod
    return date(first, 9, 1), date(first + 1, 8, 31)


def _unnamed(written: str, *, calendar: bool) -> Span:
    if two := _YEAR_AND_TWO_DIGITS.fullmatch(written):
        return _month_or_years(two[1], two[2], calendar=calendar)
    left, dash, right = written.partition(" - ")
    if dash:
        try:
            return _point(left)[0], _point(right)[1]
        except NotAPeriod:
            return _range(_side(left), _side(right), calendar=calendar)
    left, dash, right = written.partition("-")
    if dash and not (_DAY.fullmatch(written) or _WEEK.fullmatch(written)):
        return _range(_side(left.strip()), _side(right.strip()), calendar=calendar)
    try:
        return _point(written)
    except NotAPeriod:
        return _span(_side(written), calendar=calendar)


def _month_or_years(first: str, last: str, *, calendar: bool) -> Span:
    """Return the days of ``2026-01`` (a month) or ``2016-18`` (years); refuse ``2009-11``, which may be either."""
    until = int(_completed(last, first))
    is_month, are_years = 1 <= int(last) <= 12, 0 < until - int(first) <= _MOST_YEARS
    if is_month and are_years:
        either = f"{MONTHS[int(last) - 1]} {first}, or {_clear_years(int(first), until)}"
        problem = f"a month or years: {either}; write one of them"
        raise NotAPeriod(problem)
    if is_month:
        return _month(int(first), int(last))
    return _range(_Side(first), _Side(last), calendar=calendar)


def _clear_years(first: int, last: int) -> str:
    """Return how calendar years are written so that nothing else can be meant, after what else neighbours may be."""
    years = f"Jan {first} - Dec {last}"
    pair = f"{first}/{last % 100:02}"
    return f"{pair} (April to March), academic year {pair}, or {years}" if last - first == 1 else years


def _point(written: str) -> Span:
    """Return the days of ``2026-01-31``, ``31 January 2026``, ``2026-W05``, ``2026-01`` or ``Jan 2026``."""
    try:
        if found := _DAY.fullmatch(written):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day
        if found := _DAY_IN_WORDS.fullmatch(written):
            day = date(int(found[3]), _MONTH_OF.get(found[2], 0), int(found[1]))
            return day, day
        if found := _WEEK.fullmatch(written):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6)
        if found := _YEAR_AND_TWO_DIGITS.fullmatch(written):
            return _month(int(found[1]), int(found[2]))
    except ValueError as error:
        raise NotAPeriod("there is no such day, week or month") from error
    side = _side(written)
    if not side.month:
        raise NotAPeriod
    return _span(side, calendar=False)


def _side(written: str) -> _Side:
    for form in _SIDES:
        if found := form.fullmatch(written):
            parts = {"quarter": None, "month": None, "year": None} | found.groupdict()
            month = _MONTH_OF.get(parts["month"] or "", 0)
            if parts["month"] and not month:
                break
            return _Side(parts["year"] or "", int(parts["quarter"] or 0), month)
    raise NotAPeriod


def _range(left: _Side, right: _Side, *, calendar: bool) -> Span:
    """Return the days from the first of one side to the last of the other; a year may stand on one side only."""
    first = left.year or right.year
    last = _completed(right.year or left.year, first)
    if _form(left, first) != _form(right, last):
        raise NotAPeriod
    bare_years = len(first) == len("2025") and not any(_form(left, first))
    if bare_years and not calendar and int(last) - int(first) == 1:
        problem = f"one year or two: {_clear_years(int(first), int(last))}; write one of them"
        raise NotAPeriod(problem)
    begins = _span(_Side(first, left.quarter, left.month), calendar=calendar)
    ends = _span(_Side(last, right.quarter, right.month), calendar=calendar)
    if begins[1] >= ends[0]:
        raise NotAPeriod("it ends before it begins")
    return begins[0], ends[1]


def _form(side: _Side, year: str) -> tuple[bool, bool, bool]:
    """Return whether a side is a month, a quarter, and of a year from April to March."""
    return bool(side.month), bool(side.quarter), "/" in year


def _completed(year: str, first: str) -> str:
    """Return a year with its century: ``18`` after ``2016`` is 2018, ``22/23`` after ``2020/21`` is 2022/23."""
    digits = year.partition("/")[0]
    if len(digits) == 4 or len(first.partition("/")[0]) != 4:
        return year
    begun = int(first[:4])
    return f"{begun + (int(digits) - begun) % 100}{year[2:]}"


def _span(side: _Side, *, calendar: bool) -> Span:
    if not re.fullmatch(r"[0-9]{4}(/[0-9]+)?", side.year):
        raise NotAPeriod
    year = _known_year(int(side.year[:4]))
    if "/" in side.year:
        if side.month:
            raise NotAPeriod
        return _quarter_or_year(_first_of_two(side.year), side.quarter)
    if side.month:
        return _month(year, side.month)
    if not side.quarter:
        return date(year, 1, 1), date(year, 12, 31)
    if not calendar:
        raise NotAPeriod(_either_quarter(year, side.quarter))
    return _three_months(year, 3 * side.quarter - 2)


def _either_quarter(year: int, quarter: int) -> str:
    months = f"{MONTHS[3 * quarter - 3]} - {MONTHS[3 * quarter - 1]} {year}"
    years = f"{year}/{(year + 1) % 100:02} Q{quarter} or {year - 1}/{year % 100:02} Q{quarter}"
    return f"a quarter of a calendar year or of a financial year: {months}, or {years}; write one of them"


def _first_of_two(pair: str) -> int:
    """Return the first of two neighbouring years, ``2025/26`` or ``2025/2026``."""
    first, _, last = pair.partition("/")
    if int(last) != (int(first) + 1) % 10 ** len(last):
        raise NotAPeriod("these are not two neighbouring years")
    return int(first)


def _quarter_or_year(first: int, quarter: int) -> Span:
    """Return the days of a year from April to March, or of one of its quarters."""
    if not quarter:
        return date(first, 4, 1), date(first + 1, 3, 31)
    return _three_months(first, 3 * quarter + 1) if quarter < 4 else _three_months(first + 1, 1)


def _three_months(year: int, month: int) -> Span:
    return date(year, month, 1), _month(year, month + 2)[1]


def _month(year: int, month: int) -> Span:
    if not 1 <= month <= 12:
        raise NotAPeriod("there is no such month")
    return date(_known_year(year), month, 1), date(year, month, monthrange(year, month)[1])


def _known_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        problem = f"not a year from {FIRST_YEAR} to {LAST_YEAR}"
        raise NotAPeriod(problem)
    return year
