"""Shrinkage, ranks, age of a figure, fitting to totals, and representation, each at its edges."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from jsna.errors import NotComparable
from jsna.stats.proportions import ImpossibleCounts
from jsna.stats.representation import dissimilarity, representation, response_variation
from jsna.stats.spree import fit_to_totals
from jsna.stats.timeliness import age_in_words, age_in_years, past_half_life, widened

NAN = float("nan")
CENSUS_DAY = date(2021, 3, 21)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 11, 24), "4 years"),
        (date(2022, 3, 21), "1 year"),
        (date(2022, 3, 20), "11 months"),
        (date(2021, 4, 21), "1 month"),
        (date(2021, 3, 21), "under a month"),
    ],
)
def test_age_is_said_as_people_say_it(today, words):
    assert age_in_words(CENSUS_DAY, today) == words


def test_a_figure_cannot_be_about_the_future():
    with pytest.raises(ValueError, match="day to come"):
        age_in_words(CENSUS_DAY, date(2021, 3, 20))


def test_a_figure_is_past_its_half_life_the_day_after():
    today = date(2026, 3, 21)
    assert age_in_years(CENSUS_DAY, today) == pytest.approx(5, abs=0.01)
    assert [past_half_life(CENSUS_DAY, today, years) for years in (4.9, 5.1)] == [True, False]


def test_an_old_figure_is_less_certain():
    assert widened(3.0, 1.0, 4) == pytest.approx(5)
    assert widened(3.0, 1.0, 0) == pytest.approx(3)


SEED = pd.DataFrame([[50.0, 20.0], [30.0, 40.0]], index=["a", "b"], columns=["p", "q"])


def totals(*numbers, index):
    return pd.Series(numbers, index=index, dtype=float)


def test_a_fitted_table_has_the_new_totals_and_the_old_structure():
    fitted = fit_to_totals(SEED, totals(90, 75, index=SEED.index), totals(100, 65, index=SEED.columns)).table
    assert list(fitted.sum(axis=1)) == pytest.approx([90, 75])
    assert list(fitted.sum()) == pytest.approx([100, 65])
    odds = fitted.iloc[0, 0] * fitted.iloc[1, 1] / fitted.iloc[0, 1] / fitted.iloc[1, 0]
    assert odds == pytest.approx(50 * 40 / 20 / 30)


def test_totals_are_matched_by_name():
    turned = fit_to_totals(SEED, totals(75, 90, index=["b", "a"]), totals(65, 100, index=["q", "p"])).table
    assert turned.loc["a"].sum() == pytest.approx(90)


def test_a_zero_stays_zero_unless_it_is_filled_and_said():
    seed = SEED.replace(20.0, 0.0)
    rows, columns = totals(90, 75, index=seed.index), totals(120, 45, index=seed.columns)
    assert fit_to_totals(seed, rows, columns).table.loc["a", "q"] == 0
    filled = fit_to_totals(seed, rows, columns, fill_zeros=True)
    assert filled.zeros_filled == 1
    assert filled.table.loc["a", "q"] > 0


@pytest.mark.parametrize(
    ("seed", "rows", "columns", "message"),
    [
        (SEED, (90, 75), (100, 60), "rows add up to 165 and the columns to 160"),
        (SEED.replace(20.0, NAN), (90, 75), (100, 65), "withheld cannot be fitted"),
        (SEED, (90, -75), (100, 65), "negative in the row totals"),
        (SEED * np.array([[0], [1]]), (90, 75), (100, 65), "nobody in a"),
        (SEED * np.eye(2), (90, 75), (100, 65), "zeros stand in the way"),
    ],
)
def test_what_cannot_be_fitted_says_why(seed, rows, columns, message):
    with pytest.raises(NotComparable, match=message):
        fit_to_totals(seed, totals(*rows, index=seed.index), totals(*columns, index=seed.columns))


PEOPLE = pd.Series({"older": 500.0, "younger": 475.0, "new": 25.0})


def test_absent_groups_are_expected_and_their_absence_has_a_chance():
    found = representation(pd.Series({"older": 90.0, "younger": 30.0}), PEOPLE)
    assert found.loc["new", "expected"] == pytest.approx(3)
    assert found.loc["new", "chance_of_none"] == pytest.approx(0.0479, abs=1e-4)
    assert list(found["state"]) == ["over-represented", "under-represented", "nobody replied"]
    assert found.loc["older", "ratio"] == pytest.approx(1.5)


def test_chance_alone_makes_nobody_under_represented():
    found = representation(pd.Series({"older": 3.0, "younger": 6.0, "new": 1.0}), PEOPLE)
    assert set(found["state"]) == {"about right"}


def test_a_withheld_group_makes_the_whole_unknown():
    found = representation(pd.Series({"older": NAN, "younger": 30.0, "new": 1.0}), PEOPLE)
    assert set(found["state"]) == {"not known"}
    assert found[["ratio", "lower", "upper", "chance_of_none"]].isna().all(axis=None)


def test_no_replies_at_all_are_no_representation():
    found = representation(pd.Series({"older": 0.0}), PEOPLE)
    assert set(found["state"]) == {"not known"}
    assert np.isnan(dissimilarity(pd.Series({"older": 0.0}), PEOPLE))
    assert np.isnan(response_variation(pd.Series({"older": 0.0}), PEOPLE))


def test_replies_from_a_group_that_does_not_live_here_are_refused():
    with pytest.raises(ImpossibleCounts, match="visitors"):
        representation(pd.Series({"visitors": 3.0}), PEOPLE)


def test_even_response_does_not_vary_and_uneven_does():
    assert response_variation(PEOPLE / 5, PEOPLE) == pytest.approx(0)
    assert dissimilarity(PEOPLE / 5, PEOPLE) == pytest.approx(0)
    half = pd.Series({"a": 20.0, "b": 0.0})
    people = pd.Series({"a": 100.0, "b": 100.0})
    assert response_variation(half, people) == pytest.approx(np.sqrt(200 / 199))
    assert dissimilarity(half, people) == pytest.approx(0.5)
