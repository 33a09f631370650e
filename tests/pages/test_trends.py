"""The trends page as Streamlit runs it."""

from __future__ import annotations

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import sentences

PAGE = "pages/explore/trends.py"


def test_it_opens_on_the_district_of_the_place_and_says_what_the_rule_is_missing(open_page: OpenPage) -> None:
    page = open_page(PAGE, series="smoking")

    (said,) = sentences(page)
    assert said == (
        "Smoking in East Lindsey: from 17.5% in 2011 to 12.9% in 2024 (−4.6 points); "
        "in England from 19.8% in 2011 to 10.4% in 2024 (−9.4 points). Trend: cannot be calculated."
    )
    assert any("neither counts nor 95% intervals" in text.value for text in page.markdown)


def test_a_link_restores_indicator_group_and_district(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female", "district": "E07000138"})

    assert sentences(page)[0].startswith("Life expectancy at birth, females in Lincoln: from")
    assert any("2017-19, 2020-22 and 2023-25 share no year" in text.value for text in page.markdown)


def test_another_place_moves_the_district_and_keeps_the_indicator(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female"})

    page.selectbox(key="jsna.area").select("E06000001").run()

    assert [problem.message for problem in page.exception] == []
    assert sentences(page)[0].startswith("Life expectancy at birth, females in Hartlepool: from")


def test_another_indicator_leaves_a_group_it_does_not_have(open_page: OpenPage) -> None:
    page = open_page(PAGE, **{"series": "life-expectancy", "series-group": "female"})

    page.selectbox(key="jsna.page.series").select("smoking").run()

    assert page.selectbox(key="jsna.page.series-group").value == "persons"
    assert sentences(page)[0].startswith("Smoking in East Lindsey")


def test_the_area_page_says_how_old_its_figures_are(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009888")

    texts = [text.value for text in page.markdown]
    assert any("No newer ward population is loaded" in text for text in texts)
    assert any("As of 21 March 2021, " in text and "during Covid" in text for text in texts)
    assert "Timeline: when the figures were taken, and what has happened since" in [
        each.label for each in page.expander
    ]
