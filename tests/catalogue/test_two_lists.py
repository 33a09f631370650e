"""Two lists of wards beside each other, ten years back, newer people and wellbeing: true to what was published."""

from __future__ import annotations

from datetime import date

import pytest

from jsna.analysis.nowcast import nowcast
from jsna.analysis.ten_years import ten_years
from jsna.analysis.timeliness import population_change
from jsna.areas.places import areas_within
from jsna.catalogue.read import Catalogue
from jsna.figures.ten_years import ten_years_table
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.words.ten_years import explained
from jsna.words.timeliness import population_line
from tests.unit.test_words import spaced

MABLETHORPE, EAST_LINDSEY, TRAFFORD = "E05009888", "E07000137", "E08000009"
#: A ward of December 2022 that ended, and one of May 2025 that followed.
ENDED, NEWER = "E05000829", "E05015247"
TODAY = date(2026, 11, 29)


def test_a_catalogue_shows_the_wards_of_one_list_and_a_ward_of_both_has_one_figure(catalogue: Catalogue) -> None:
    first, last = (catalogue.of_wards(year) for year in WARD_YEARS)
    shown = [set(areas_within(each.areas, TRAFFORD, Level.WARD).index) for each in (first, last)]
    assert (ENDED in shown[0], NEWER in shown[0], ENDED in shown[1], NEWER in shown[1]) == (True, False, False, True)

    before, after = (each.figures("disabled-people").latest("disabled") for each in (first, last))
    assert (NEWER in before.index, ENDED in after.index) == (False, False)
    both = before.index.intersection(after.index)
    wards = catalogue.areas.loc[both, "level"].eq("ward").sum()
    assert (wards, before.loc[both].equals(after.loc[both])) == (4964, True)


@pytest.mark.parametrize(
    ("slug", "group", "numerator", "denominator"),
    [
        ("disabled-people-2011", "limited", 9_352_586, 53_012_456),
        ("population-mid-2022", "people", 57_112_129, None),
    ],
)
def test_england_and_the_wards_of_either_list_are_what_was_published(
    catalogue: Catalogue, slug: str, group: str, numerator: int, denominator: int | None
) -> None:
    column = "value" if denominator is None else "numerator"
    for year in WARD_YEARS:
        shown = catalogue.of_wards(year)
        (group_code,) = shown.indicators[slug].groups if denominator is None else (group,)
        figures = shown.figures(slug).latest(group_code)
        wards = figures.reindex(areas_within(shown.areas, ENGLAND, Level.WARD).index)
        assert figures.at[ENGLAND, column] == wards[column].sum() == numerator
        if denominator is not None:
            assert figures.at[ENGLAND, "denominator"] == wards["denominator"].sum() == denominator


def test_mablethorpe_has_about_as_many_people_as_before(catalogue: Catalogue) -> None:
    change = population_change(catalogue, MABLETHORPE)

    assert change is not None
    assert (change.newer, change.newer_date, change.estimated) == (8271, date(2022, 6, 30), True)
    assert "and about 8,271 on 30 June 2022" in spaced(population_line(change, TODAY))


def test_where_only_the_number_of_people_is_newer_the_share_stays(catalogue: Catalogue) -> None:
    found = nowcast(catalogue, "religion", "muslim", MABLETHORPE, TODAY)

    assert found.fitted.value == pytest.approx(found.counted.value)
    assert found.fitted.denominator == 8271


def test_a_question_that_stayed_has_a_change_in_points_and_in_people(catalogue: Catalogue) -> None:
    found = ten_years(catalogue, "ethnic-group", MABLETHORPE)

    assert found is not None
    table = ten_years_table(found).set_index("Group")
    assert list(table.columns) == ["2011", "2021", "Change"]
    for then, now, said in zip(found.then, found.now, table["Change"], strict=True):
        assert spaced(said).endswith(f"{abs(now.numerator - then.numerator):,.0f} people")
        assert " points, " in spaced(said)
    assert explained(found, "Mablethorpe") == (
        "The question was the same. Mablethorpe is not made of whole areas of the census of 2011. "
        "So its figures for 2011 and 2021 are estimates, and so is each change."
    )


def test_a_question_that_changed_stands_beside_the_other_and_nothing_is_worked_out(catalogue: Catalogue) -> None:
    found = ten_years(catalogue, "disabled-people", MABLETHORPE)

    assert found is not None
    table = ten_years_table(found)
    assert list(table.columns) == ["Census", "How many", "Group", "The question"]
    assert [spaced(cell) for cell in table["How many"]] == [
        "3,181 of 7,885 (40.3%), estimated",
        "2,837 of 8,210 (34.6%)",
    ]
    assert table["The question"].nunique() == 2
    assert explained(found, "Mablethorpe").startswith("The question was different in 2011. So do not compare")


def test_an_indicator_without_an_earlier_census_has_no_ten_years(catalogue: Catalogue) -> None:
    assert ten_years(catalogue, "cars", MABLETHORPE) is None


def test_wellbeing_has_its_limits_and_all_its_years(catalogue: Catalogue) -> None:
    rows = catalogue.observations("happiness").set_index(["area_code", "period"])

    assert rows.loc[(ENGLAND, "2017/18"), ["value", "lower", "upper"]].tolist() == [7.52, 7.50, 7.53]
    for slug in ("happiness", "anxiety", "life-satisfaction", "worthwhile"):
        own = catalogue.observations(slug).query("area_code == @EAST_LINDSEY")
        assert own[["value", "lower", "upper"]].notna().all(axis=1).sum() == 11
