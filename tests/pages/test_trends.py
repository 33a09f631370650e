"""The trends page as Streamlit runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jsna.model.observations import COUNTS
from jsna.settings import DATA_VARIABLE
from tests import making
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences
from tests.unit.test_words import spaced

DATA = Path(__file__).parents[2] / "data"

PAGE = "pages/explore/trends.py"
BOSTON_WARD = "E05009621"


def test_a_series_that_cannot_be_tested_says_why_in_plain_words(open_page: OpenPage) -> None:
    page = open_page(PAGE, series="smoking")

    (said,) = sentences(page)
    assert said == (
        "Smoking in East Lindsey went from 17.5% in 2011 to 12.9% in 2024 (−4.6 points); "
        "we cannot test the trend: the source gives no margins of error."
    )


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, "Anxiety in East Lindsey went from "),
        ({"area": "E92000001"}, "Anxiety in East Lindsey went from "),
        # Each series of Boston's own lacks a year; of its county's, one does not.
        (
            {"ward": BOSTON_WARD},
            "Social contact, people who use social care (Aged 18 and over) in Lincolnshire went from ",
        ),
    ],
)
def test_without_a_choice_it_opens_on_a_trend_that_can_be_told(
    open_page: OpenPage, query: dict[str, str], shown: str
) -> None:
    (said,) = sentences(open_page(PAGE, **query))

    assert said.startswith(shown)
    assert "cannot test" not in said


def test_a_place_without_any_trend_that_can_be_told_says_so(open_page: OpenPage) -> None:
    (said,) = sentences(open_page(PAGE, area="E07000136"))

    assert said.startswith("Anxiety in Boston went from ")
    assert said.endswith("; we cannot test the trend: a year among the last five is missing.")


def test_an_example_of_a_chosen_series_is_an_area_whose_trend_can_be_told(open_page: OpenPage) -> None:
    page = open_page(PAGE, series="social-contact", area="E12000004")

    assert "cannot test" not in sentences(page)[0]


def test_the_lines_come_first_with_their_finding_and_then_the_table_of_the_same_figures(open_page: OpenPage) -> None:
    page = open_page(PAGE, series="smoking")

    (heading, *_) = page.header
    assert (
        spaced(heading.value).replace("\\", "")
        == "East Lindsey: 2.3 points below England in 2011, 2.5 points above England in 2024"
    )
    kinds = [
        "table" if each.type == "html" and "jsna-table" in each.proto.body else each.type
        for each in page.main
        if each.type in ("html", "header", "plotly_chart")
    ]
    assert [kind for kind in kinds if kind != "html"][:3] == ["header", "plotly_chart", "table"]
    assert page.get("plotly_chart")[0].proto.alt.startswith("East Lindsey: 2.3\N{NO-BREAK SPACE}points below England")


def test_a_link_restores_indicator_group_and_district(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female", "district": "E07000138"})

    assert sentences(page)[0].startswith("Life expectancy at birth (Females) in Lincoln went from")
    assert any("2017-19, 2020-22 and 2023-25 share no year" in text.value for text in page.markdown)


def test_another_place_moves_the_district_and_keeps_the_indicator(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female"})

    page.selectbox(key="jsna.area").select("E06000001").run()

    assert [problem.message for problem in page.exception] == []
    assert sentences(page)[0].startswith("Life expectancy at birth (Females) in Hartlepool went from")


def test_another_indicator_leaves_a_group_it_does_not_have(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female"})

    page.selectbox(key="jsna.page.series").select("smoking").run()

    assert page.selectbox(key="jsna.page.series-group").value == "persons"
    assert sentences(page)[0].startswith("Smoking in East Lindsey")


def test_the_area_page_says_how_old_its_figures_are(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009888")

    texts = [text.value for text in page.markdown]
    assert any("8,214 people lived in Mablethorpe on 21 March 2021, and about 8,271 on" in text for text in texts)
    assert any("Date: 21 March 2021 " in text and "Collected during Covid, before" in text for text in texts)
    assert "How old these figures are, and what has happened since" in [each.label for each in page.expander]


@pytest.mark.parametrize(
    "periods",
    [
        ["2023 Dec", "2024 Jan", "2024 Feb", "2024 Apr"],
        ["2016 - 18", "2017 - 19", "2018 - 20", "2019 - 21", "2020 - 22"],
        ["2023/24 Q1", "2023/24 Q4", "2024/25 Q1", "2024/25 Q2", "2024/25 Q3", "2024/25 Q4"],
    ],
)
def test_periods_stand_in_the_order_of_their_days_and_have_no_trend(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, periods: list[str]
) -> None:
    data = shutil.copytree(DATA, tmp_path / "data")
    waits = making.indicator(
        slug="waits", topic="local", characteristic="everyone", groups=["long"], lowest_level="district"
    )
    figures = [
        (area, period, count, 100)
        for count, period in reversed([*enumerate(periods, start=5)])
        for area in ("E07000137", "E92000001")
    ]
    columns = ("area_code", "period", *COUNTS)
    made = making.observations(figures, columns, characteristic="everyone", group="long")
    making.write(data, waits, made)
    monkeypatch.setenv(DATA_VARIABLE, str(data))

    page = open_page(PAGE, series="waits", district="E07000137")

    assert [problem.message for problem in page.exception] == []
    assert f"5.0% in {periods[0]} to {4 + len(periods)}.0% in {periods[-1]}" in spaced(sentences(page)[0])
    assert "; we cannot test the trend: the test " in sentences(page)[0]
    assert list(tables(page)[0].index) == periods
