"""Figures over the years: periods that overlap, the published rule and what it is missing, the table and the lines."""

from __future__ import annotations

import math
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from jsna.analysis import periods, trends
from jsna.analysis.latest import latest
from jsna.analysis.trends_testable import Series, can_be_tested
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.errors import LinkError, NotAvailable
from jsna.figures import trends as figures
from jsna.figures.line_ends import apart
from jsna.model.period import Period
from jsna.words import trends as words
from tests import making
from tests.unit import catalogue_files
from tests.unit.test_words import spaced

NORTH, DISTRICT, ENGLAND = "E05000001", "E07000001", "E92000001"


def opened(root: Path, rows: list[str]) -> Catalogue:
    """A catalogue whose one indicator has these rows: area, period, n, N, value, lower, upper."""
    written = [
        "{},{},everyone,carers,{},{},{},{},{},".format(*row.split(",")) for row in rows
    ]  # fmt: skip
    heading = catalogue_files.FIGURES.splitlines()[0]
    return open_catalogue(catalogue_files.folder(root, "\n".join([heading, *written]) + "\n"))


def counts(years: dict[str, int], area: str = NORTH) -> list[str]:
    return [f"{area},{year},{n},1000,,," for year, n in years.items()]


def line_of(chart: go.Figure, name: str) -> go.Scatter:
    """The line of one area."""
    (found,) = [line for line in chart.data if line.name == name]
    return found


RISING = {"2022": 100, "2023": 130, "2024": 160, "2025": 190, "2026": 220}


def read(texts: list[str]) -> list[Period]:
    return [Period.of(text) for text in texts]


def test_periods_that_overlap_are_counted_back_from_the_latest() -> None:
    rolling = read(["2015-17", "2016-18", "2017-19", "2018-20", "2019-21", "2020-22"])

    assert periods.apart(rolling) == [False, False, True, False, False, True]
    assert periods.apart(read(["2014/15", "2015/16", "2016/17"])) == [True, True, True]
    assert periods.apart(read(["2023", "2023/24", "2023/24 Q4"])) == [True, False, True]


def test_with_counts_of_five_years_the_rule_speaks(tmp_path: Path) -> None:
    catalogue = opened(tmp_path, counts(RISING) + counts(dict.fromkeys(RISING, 200), ENGLAND))

    (found,) = trends.histories(catalogue, "carers", "carers", [NORTH])

    assert (found.verdict.state, found.england.state) == ("increasing", "no clear change")
    assert spaced(words.headline(found)) == (
        "Carers in North went from 10.0% in 2022 to 22.0% in 2026 (+12.0 points); "
        "the trend over the last five years is increasing."
    )
    assert spaced(words.finding(found)) == "North: 10.0 points below England in 2022, 2.0 points above England in 2026"
    assert found.years["difference"].round(6).tolist() == [-10, -7, -4, -1, 2]


def test_a_year_left_out_ends_the_rule_but_not_the_direction(tmp_path: Path) -> None:
    gap = {"2021": 80} | {year: n for year, n in RISING.items() if year != "2024"}

    (found,) = trends.histories(opened(tmp_path, counts(gap)), "carers", "carers", [NORTH])

    assert (found.verdict.state, found.verdict.reason) == (
        "cannot be tested", "a year among the last five is missing",
    )  # fmt: skip
    assert found.verdict.direction.startswith("from 8.0")


@pytest.mark.parametrize(
    ("given", "filled"),
    [
        (["2021/22", "2022/23", "2024/25"], ["2021/22", "2022/23", "2023/24", "2024/25"]),
        (["1997/98", "1998/99", "2000/01"], ["1997/98", "1998/99", "1999/00", "2000/01"]),
        (["2015-17", "2016-18", "2018-20"], ["2015-17", "2016-18", "2017-19", "2018-20"]),
        (["2001", "2011", "2021"], ["2001", "2011", "2021"]),
        (["2019", "2022", "2024"], ["2019", "2022", "2024"]),
        (["2020 - 22", "2022 - 24", "2026 - 28"], ["2020 - 22", "2022 - 24", "2024 - 26", "2026 - 28"]),
        (["2008 - 10", "2009 - 11", "2011-13"], ["2008 - 10", "2009 - 11", "Jan 2010 - Dec 2012", "2011-13"]),
        (
            ["2019/20 - 21/22", "2021/22 - 23/24", "2025/26 - 27/28"],
            [
                "2019/20 - 21/22",
                "2021/22 - 23/24",
                "2023/24 - 25/26",
                "2025/26 - 27/28",
            ],
        ),
        (["Jan 2023", "Jan 2024", "Jan 2026"], ["Jan 2023", "Jan 2024", "Jan 2026"]),
        (["2019", "2020 - 22", "2026"], ["2019", "2020 - 22", "2026"]),
    ],
)
def test_a_period_left_out_of_a_steady_series_is_named(given: list[str], filled: list[str]) -> None:
    assert list(map(str, periods.with_gaps(read(given)))) == filled


def test_a_year_left_out_is_a_row_and_breaks_the_line(tmp_path: Path) -> None:
    gap = {year: n for year, n in RISING.items() if year != "2024"}
    catalogue = opened(tmp_path, counts(gap) + counts(gap, ENGLAND))

    (found,) = trends.histories(catalogue, "carers", "carers", [NORTH])
    row = figures.years_table(found).set_index("Period").loc["2024"]
    chart = go.Figure(figures.lines(found, trends.over_years(catalogue, "carers", "carers")))

    assert list(row) == ["[x] not in the extract", "[x]", "–"]
    assert [math.isnan(drawn.y[2]) for drawn in chart.data] == [True] * len(chart.data)
    assert {drawn.mode for drawn in chart.data} == {"lines+markers"}
    assert not any(drawn.connectgaps for drawn in chart.data)
    assert "[x] in 2024: no figure for North: not in the extract." in words.notes(found).replace("\\", "")
    assert "breaks at 2024" in figures.in_words(found)


def test_values_without_intervals_name_the_missing_part(tmp_path: Path) -> None:
    rows = [f"{NORTH},{year},,,0.{n},," for year, n in RISING.items()]

    (found,) = trends.histories(opened(tmp_path, rows), "carers", "carers", [NORTH])

    assert found.verdict.reason == "the source gives no margins of error"
    assert words.trend(found.verdict) == "we cannot test the trend: the source gives no margins of error"


def test_values_with_intervals_are_judged_and_drawn(tmp_path: Path) -> None:
    rows = [f"{NORTH},{year},,,0.{n},0.{n - 5:03},0.{n + 5}" for year, n in RISING.items()]

    catalogue = opened(tmp_path, rows)
    (found,) = trends.histories(catalogue, "carers", "carers", [NORTH])
    chart = go.Figure(figures.lines(found, trends.over_years(catalogue, "carers", "carers").iloc[:0]))

    assert found.verdict.state == "increasing"
    assert spaced(figures.years_table(found)["95% interval"][0]) == "9.5% to 10.5%"
    assert line_of(chart, "North").error_y.array == pytest.approx([0.5] * 5)


def test_rolling_years_are_too_few_apart(tmp_path: Path) -> None:
    periods = ["2019-21", "2020-22", "2021-23", "2022-24", "2023-25", "2024-26"]
    catalogue = opened(tmp_path, counts({period: 100 + 20 * n for n, period in enumerate(periods)}))

    (found,) = trends.histories(catalogue, "carers", "carers", [NORTH])

    assert found.verdict.reason == "the test needs 5 figures whose years do not overlap, and there are 2"
    assert "Only 2021-23 and 2024-26 share no year with one another" in words.notes(found)
    table = figures.years_table(found)
    assert table["Mark in the chart"].tolist() == ["open: overlaps", "open: overlaps", "full: stands apart"] * 2
    drawn = line_of(go.Figure(figures.lines(found, trends.over_years(catalogue, "carers", "carers").iloc[:0])), "North")
    assert list(drawn.marker.symbol) == ["circle-open", "circle-open", "circle"] * 2


MONTHS = ["2025 Nov", "2025 Dec", "2026 Jan", "2026 Feb", "2026 Mar"]


@pytest.mark.parametrize(
    ("spellings", "reason"),
    [
        (["2016 - 18", "2017 - 19", "2018 - 20", "2019 - 21", "2020 - 22"], "years do not overlap, and there are 2"),
        (MONTHS, "the test is for single years, and these are other periods"),
        (MONTHS[:3], "the test is for single years, and these are other periods"),
        (["2011 - 13", "2014 - 16", "2017 - 19", "2020 - 22", "2023 - 25"], "the test is for single years"),
        (["2021", "2022", "2023", "2024", "2024/25"], "years do not overlap, and there are 4"),
    ],
)
def test_the_rule_does_not_speak_of_what_is_not_single_years(tmp_path: Path, spellings: list[str], reason: str) -> None:
    catalogue = opened(tmp_path, counts({period: 100 + 20 * n for n, period in enumerate(spellings)}))

    (found,) = trends.histories(catalogue, "carers", "carers", [NORTH])

    assert (found.verdict.state, reason in found.verdict.reason) == ("cannot be tested", True), found.verdict
    assert figures.years_table(found)["Period"].tolist() == spellings


@pytest.mark.parametrize(
    "spellings",
    [
        ["2018", "2020", "2021", "2022", "2023", "2024"],
        ["2023 Nov", "2023 Dec", "2024 Jan", "2024 Apr", "2024 Aug"],
        ["2016 - 18", "2017 - 19", "2018 - 20", "2019 - 21"],
        ["2019/20", "2020/21", "2021/22", "2022/23", "2023/24", "2023/24 Q4"],
        ["2019", "April 2019 to March 2020", "2020", "2020/21", "2021"],
    ],
)
@settings(max_examples=10, deadline=None)
@given(data=some.data())
def test_the_order_of_the_rows_changes_nothing(spellings: list[str], data: some.DataObject) -> None:
    years = dict(zip(spellings, (120, 90, 150, 170, 160, 210), strict=False))
    rows = counts(years) + counts({period: 2 * n for period, n in years.items()}, ENGLAND)
    shuffled = data.draw(some.permutations(rows))
    with TemporaryDirectory() as ordered, TemporaryDirectory() as mixed:
        one, other = opened(Path(ordered), rows), opened(Path(mixed), shuffled)
        (before,), (after,) = (trends.histories(each, "carers", "carers", [NORTH]) for each in (one, other))
        assert latest(other, "carers", "carers")[1] == spellings[-1] == latest(one, "carers", "carers")[1]
        assert (after.verdict, after.england) == (before.verdict, before.england)
        pd.testing.assert_frame_equal(after.years, before.years)


def test_one_period_is_no_trend(tmp_path: Path) -> None:
    catalogue = opened(tmp_path, counts({"2026": 100}))

    assert trends.with_history(catalogue) == ()
    with pytest.raises(NotAvailable, match="one period only"):
        trends.histories(catalogue, "carers", "carers", [NORTH])


def test_only_areas_with_figures_are_followed(tmp_path: Path) -> None:
    catalogue = opened(tmp_path, counts(RISING))

    assert trends.areas_with_history(catalogue, "carers", DISTRICT).to_dict() == {NORTH: "North"}
    assert trends.histories(catalogue, "carers", "carers", ["E05000002"]) == []
    with pytest.raises(LinkError, match="no group called 'x'"):
        trends.histories(catalogue, "carers", "x", [NORTH])


def test_fewer_than_two_figures_have_no_direction() -> None:
    assert words.direction(pd.DataFrame({"value": [0.1]}), making.indicator()) == (
        "fewer than two figures, so no direction"
    )


def test_a_series_is_testable_exactly_where_the_rule_speaks(tmp_path: Path) -> None:
    rows = counts(RISING) + counts({**RISING, "2026": 0}, "E05000002") + counts(RISING, DISTRICT)[1:]
    catalogue = opened(tmp_path, rows + counts(RISING, ENGLAND))

    found = can_be_tested(catalogue, Series("carers", "carers"))

    told = trends.histories(catalogue, "carers", "carers", [NORTH, "E05000002", DISTRICT, ENGLAND])
    assert found == {each.code for each in told if each.verdict.state != "cannot be tested"} == {NORTH, ENGLAND}


@pytest.mark.parametrize(
    ("wanted", "sizes", "placed"),
    [
        ([1.0, 1.0, 5.0], [2.0, 2.0, 2.0], [1.0, 3.0, 5.0]),
        ([9.0, 9.5], [2.0, 2.0], [7.0, 9.0]),
        ([5.0, 5.0], [8.0, 8.0], [4.0, 12.0]),
    ],
)
def test_names_at_the_ends_of_lines_never_touch(wanted: list[float], sizes: list[float], placed: list[float]) -> None:
    assert apart(wanted, sizes, 0.0, 10.0) == placed
