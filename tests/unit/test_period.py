"""Periods: the spellings that docs/periods.md lists, and their order, which goes by their days alone."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from jsna.model.period import Period, as_periods
from jsna.model.period_spelling import NotAPeriod

PAGE = Path(__file__).parents[2] / "docs/periods.md"
CELLS = re.compile(r"^\| `(.+?)` \| `?(.+?)`? \| `?(.+?)`? \|$", re.MULTILINE)
ACCEPTED, REFUSED = (CELLS.findall(part) for part in PAGE.read_text("utf-8").split("## Refused"))
SPELLINGS = [spelling for spelling, *_ in ACCEPTED]


@pytest.mark.parametrize(("spelling", "start", "end"), ACCEPTED)
def test_every_spelling_of_the_page_has_the_days_it_says(spelling: str, start: str, end: str) -> None:
    period = Period.of(spelling)
    assert (str(period.start), str(period.end), str(period)) == (start, end, spelling)


@pytest.mark.parametrize(("spelling", "one", "other"), REFUSED)
def test_what_may_be_either_is_refused_and_both_are_offered(spelling: str, one: str, other: str) -> None:
    with pytest.raises(NotAPeriod) as refused:
        Period.of(spelling)
    assert (one in str(refused.value), other in str(refused.value)) == (True, True), refused.value
    assert Period.of(one) != Period.of(other)


NO_PERIODS = """
2025/27; 2016 - 06 - 18; 2018-16; 2026-13; 2026-02-30; 2026-W60; 31/01/2026; Jan-26; 1700; 9999; 2100/01; 2026/01
202526; 18-19; spring 2026; mid-2026; ٢٠٢٦; Mar 2026 - Jan 2026; Q5 2025/26; 2018 - Mar 2020; 2018 - 2019/20
academic year 2025/26 Q1; FY 2026; year ending 2026; 22/23 - 2024/25; Q1; 26; 2026.0; 2021-22-23; Jan 2024/25
"""


@pytest.mark.parametrize("text", ["", " ", "2026" * 40, *NO_PERIODS.strip().replace("\n", "; ").split("; ")])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(NotAPeriod):
        Period.of(text)


#: The forms of the service's own test of its formatter, with the days that it makes them of.
@pytest.mark.parametrize(
    ("text", "start", "end", "stored"),
    [
        ("2006", "2006-01-01", "2006-12-31", "2006"),
        ("2006 - 07", "2006-01-01", "2007-12-31", "Jan 2006 - Dec 2007"),
        ("2006 - 08", "2006-01-01", "2008-12-31", "2006 - 08"),
        ("2006 Q4", "2006-10-01", "2006-12-31", "Oct 2006 - Dec 2006"),
        ("2006/07", "2006-04-01", "2007-03-31", "2006/07"),
        ("2006/07 - 07/08", "2006-04-01", "2008-03-31", "2006/07 - 07/08"),
        ("2006/07 Q4", "2007-01-01", "2007-03-31", "2006/07 Q4"),
        ("2006/07 Q2 - 2009/10 Q1", "2006-07-01", "2009-06-30", "2006/07 Q2 - 2009/10 Q1"),
        ("2006 Q2 - 2007 Q1", "2006-04-01", "2007-03-31", "Apr 2006 - Mar 2007"),
        ("2006/07 Q1-Q3", "2006-04-01", "2006-12-31", "2006/07 Q1-Q3"),
        ("Mar 2006 - Feb 2008", "2006-03-01", "2008-02-29", "Mar 2006 - Feb 2008"),
        ("Feb 2009", "2009-02-01", "2009-02-28", "Feb 2009"),
        ("2024 Jan", "2024-01-01", "2024-01-31", "2024 Jan"),
    ],
)
def test_fingertips_spellings_are_read_by_its_own_conventions(text: str, start: str, end: str, stored: str) -> None:
    period = Period.of(text, calendar=True)
    assert (str(period.start), str(period.end), period.spelling) == (start, end, stored)
    assert Period.of(period.spelling) == period


@given(some.dates(date(1801, 1, 1), date(2090, 12, 1)), some.integers(0, 100))
def test_a_period_of_months_is_read_back_from_its_spelling(day: date, months: int) -> None:
    first = day.replace(day=1)
    number = 12 * first.year + first.month + months
    period = Period.between(first, date(number // 12, number % 12 + 1, 1) - timedelta(days=1))
    again = Period.of(str(period))
    assert (again, again.spelling, again.months) == (period, period.spelling, months + 1)


@given(some.sampled_from(SPELLINGS), some.sampled_from(["-", "–", "—", " - ", " – "]), some.booleans())
def test_dashes_and_capitals_make_no_difference(spelling: str, dash: str, capitals: bool) -> None:
    written = spelling.replace(" - ", dash) if spelling != "2009 - 11" else spelling
    assert Period.of(written.upper() if capitals else written) == Period.of(spelling)


@given(some.sampled_from(SPELLINGS), some.integers(-40, 40))
def test_some_years_later_lie_the_same_days_and_back_again(spelling: str, years: int) -> None:
    period = Period.of(spelling)
    if not period.months:
        return
    moved = period.years_later(years)
    assert (moved.start.year - period.start.year, moved.start.month, moved.months) == (
        years, period.start.month, period.months,
    )  # fmt: skip
    assert (Period.of(str(moved)), moved.years_later(-years)) == (moved, period)


@given(some.lists(some.sampled_from(SPELLINGS), min_size=1))
def test_a_column_is_ordered_by_its_days(spellings: list[str]) -> None:
    column = as_periods(pd.Series(spellings, index=range(5, 5 + len(spellings))))
    ordered = [Period.of(text) for text in column.sort_values()]
    assert [period.end for period in ordered] == sorted(Period.of(text).end for text in spellings)
    assert Period.of(column.max()) == max(map(Period.of, spellings))
    assert [Period.of(text) for text in column] == list(map(Period.of, spellings))
    assert list(column.index) == list(range(5, 5 + len(spellings)))


def test_a_column_has_one_spelling_for_a_period_and_nothing_for_what_cannot_be_read() -> None:
    column = as_periods(pd.Series(["2016 - 18", None, "2016-18", "Q1 2026", "2015"]))
    assert column.isna().tolist() == [False, True, False, True, False]
    assert column.dropna().tolist() == ["2016 - 18", "2016 - 18", "2015"]


@pytest.mark.parametrize(
    ("period", "latest", "reference", "day"),
    [
        ("2015-17", "2023-25", date(2024, 7, 1), date(2016, 7, 1)),
        ("2021", "2024", date(2024, 2, 29), date(2021, 2, 28)),
        ("2024 Jan", "2024 Apr", date(2024, 4, 30), date(2024, 1, 31)),
        ("2024 Feb", "2024 Apr", date(2024, 4, 15), date(2024, 2, 15)),
        ("2023/24 Q1", "2023/24 Q1-Q4", date(2024, 3, 31), date(2023, 6, 30)),
        ("2026-W01", "2026-W05", date(2026, 2, 1), date(2026, 1, 4)),
    ],
)
def test_a_period_stands_as_far_from_the_reference_date_as_from_the_latest(
    period: str, latest: str, reference: date, day: date
) -> None:
    assert Period.of(period).day_beside(Period.of(latest), reference) == day
