"""What everybody sees of what people told us: nobody can be worked out of it, whoever looks how often and when."""

from __future__ import annotations

import csv
import itertools

import pandas as pd
import pytest

from jsna.analysis.told_us import counted
from jsna.model.register.report import About
from jsna.outputs.told_us import as_file
from jsna.words import told_us as words

NAMES = {"waiting": "People waited too long", "respect": "Without respect", "access": "Could not get in"}


def told(*rows: tuple[str, int, str], about: About = About.HARM) -> pd.DataFrame:
    """Rows of reports without an answer: a theme, how many, the day on which they came and were given it."""
    each = [(theme, day) for theme, number, day in rows for _ in range(number)]
    return reports([(theme, day, day, None) for theme, day in each], about)


def reports(rows: list[tuple[str, str, str | None, str | None]], about: About = About.HARM) -> pd.DataFrame:
    """Rows of reports: theme, came, themed, answered."""
    frame = pd.DataFrame(rows, columns=["theme", "received_on", "themed_on", "answered_on"])
    days = {name: pd.to_datetime(frame[name]) for name in ("received_on", "themed_on", "answered_on")}
    return frame.assign(about=about.value, wants_answer=True, **days)


def harm(frame: pd.DataFrame, year: int = 2026):
    return next(each for each in counted(frame, year) if each.about is About.HARM)


def possible(found, most: int) -> list[tuple[int, ...]]:
    """All counts by theme, and of themes that nobody used, that fit what is shown."""
    shown = [*found.themes.values(), None]
    choices = [range(most + 1) if number is None else [number] for number in shown]
    return [each for each in itertools.product(*choices) if found.themed is None or sum(each) == found.themed]


@pytest.mark.parametrize("counts", [(15,), (12, 3), (30, 9, 1), (10, 10, 9), (40, 12, 0), (11, 11, 11), (9, 9, 9)])
def test_a_count_under_ten_may_be_any_from_none_to_nine(counts) -> None:
    """Every world that fits is looked at; in some the count is none, in some it is nine, or all there can be."""
    codes = list(NAMES)[: len(counts)]
    rows = [(code, n, "2026-05-01") for code, n in zip(codes, counts, strict=True) if n]
    # A theme that was used in the year before is in the table with none.
    earlier = [(code, 1, "2025-05-01") for code in codes]
    found = harm(told(*rows, *earlier))
    worlds = possible(found, sum(counts))
    for place, true in enumerate([*(dict(zip(codes, counts, strict=True))[code] for code in found.themes), 0]):
        if true < 10:
            could = {world[place] for world in worlds}
            assert {0, min(9, sum(counts))} <= could, (found, place)


def test_none_and_nine_read_the_same() -> None:
    said = []
    for number in (0, 1, 9):
        found = harm(told(("waiting", number, "2026-05-01")))
        assert found.is_withheld
        (line,) = as_file([found], {}, "C", "r").splitlines()[1:2]
        said.append((words.too_few(found), list(words.waits(found)), line))
    assert said[0] == said[1] == said[2]


def test_a_theme_that_is_added_to_or_leaves_the_list_changes_no_figure_of_a_year_that_is_over() -> None:
    """Otherwise two looks, before and after, would give away what each of them withholds."""
    then = told(("waiting", 12, "2026-05-01"), ("respect", 14, "2026-05-01"), ("access", 3, "2026-05-01"))
    before = harm(then)
    later = pd.concat([then, told(("new", 20, "2027-02-01"), ("waiting", 7, "2027-02-01"))])
    assert harm(later) == before
    few = dict(list(NAMES.items())[:1])
    tables = [words.by_name(before, names) for names in (NAMES, few)]
    assert [number for _, number in tables[0]] == [number for _, number in tables[1]]
    assert "respect (not in use any more)" in dict(tables[1])


def test_years_share_no_report_and_a_total_of_both_kinds_is_nowhere() -> None:
    late = reports([("waiting", "2026-12-30", "2027-01-02", None)] * 12)
    figures = told(("waiting", 11, "2026-05-01"), about=About.FIGURE)
    frame = pd.concat([late, figures])
    by_year = {year: {each.about: each.themed for each in counted(frame, year)} for year in (2026, 2027)}
    assert by_year == {
        2026: {About.FIGURE: 11, About.HARM: None},
        2027: {About.FIGURE: None, About.HARM: 12},
    }


def test_answers_count_to_the_end_of_the_year_so_that_the_figure_never_changes() -> None:
    quick = [("", "2026-03-01", None, "2026-03-05")] * 9
    waiting = reports([*quick, ("", "2026-01-25", None, None)])
    answered_later = reports([*quick, ("", "2026-01-25", None, "2027-03-01")])
    before, after = harm(waiting).waits, harm(answered_later).waits
    assert before == after
    assert (before.asked, before.answered, before.median, before.median_is_more) == (10, 9, 4.0, False)
    # Of 340 days anybody would work out that somebody told us on 25 January.
    assert (before.quickest, before.longest, before.longest_is_more) == (4, 330, True)
    assert "the longest wait is at least 330" in list(words.waits(harm(waiting)))[1]
    assert harm(waiting.iloc[:9]).waits is None


def test_the_median_has_the_unanswered_in_it_and_says_that_it_may_be_more() -> None:
    rows = [("", "2026-12-01", None, "2026-12-03")] * 4 + [("", "2026-10-25", None, None)] * 8
    found = harm(reports(rows))
    assert (found.waits.median, found.waits.median_is_more) == (60, True)
    assert "half of them waited at least 60, with those not answered by 31 December" in " ".join(words.waits(found))
    new = harm(reports([("", "2026-12-20", None, None)] * 12))
    said = " ".join(words.waits(new))
    assert "0 of 12 had one by 31 December; 12 had not" in said
    assert "under 30 days" in said
    assert "none was answered, the longest wait is under 30 so far" in said


def test_waits_of_both_kinds_are_never_put_together() -> None:
    five = [("", "2026-05-01", None, "2026-05-04")] * 5
    both = pd.concat([reports(five, about) for about in About])
    assert [each.waits for each in counted(both, 2026)] == [None, None]


def test_whoever_asked_for_no_answer_is_not_called_unanswered() -> None:
    frame = reports([("", "2026-05-01", None, None)] * 12)
    assert harm(frame.assign(wants_answer=False)).waits is None


def test_the_file_holds_what_the_page_shows_and_no_number_where_something_is_withheld() -> None:
    found = harm(told(("waiting", 12, "2026-05-01"), ("access", 15, "2026-05-01"), ("respect", 3, "2026-05-01")))
    lines = as_file([found], NAMES, "Lincolnshire County Council", "abc").decode("utf-8-sig").splitlines()
    shown = {row[0]: row[1:3] for row in csv.reader(lines)}
    assert shown == {
        "theme": ["reports", "note"],
        "All reports": ["30", ""],
        "Could not get in": ["15", ""],
        "People waited too long": ["", "c"],
        "Without respect": ["", "c"],
    }
    assert all("Reports to Lincolnshire County Council" in line for line in lines[1:])


def test_a_clock_that_went_back_gives_no_days_below_none() -> None:
    rows = [("", "2026-05-02", None, "2026-05-01")] * 12
    assert harm(reports(rows)).waits.quickest == 0
