"""Allowing for age, at its edges."""

import pandas as pd
import pytest

from jsna.errors import NotComparable
from jsna.stats.expected import allowing_for_age, scaled_to

NAN = float("nan")
BANDS = ["young", "old"]
POPULATION = pd.DataFrame([[500.0, 500.0], [200.0, 800.0]], index=["w1", "w2"], columns=BANDS)
RATES = pd.Series([0.1, 0.4], index=BANDS)


def counts(*rows):
    return pd.DataFrame(rows, columns=["numerator", "denominator"], index=["w1", "w2"][: len(rows)], dtype=float)


def test_the_difference_is_split_into_age_and_the_rest():
    found = allowing_for_age(counts([300, 1000], [400, 1000]), POPULATION, RATES, 0.2)
    assert list(found["expected"]) == pytest.approx([250, 340])
    assert list(found["explained"]) == pytest.approx([5, 14])
    assert list(found["remaining"]) == pytest.approx([5, 6])
    assert list(found["explained"] + found["remaining"]) == pytest.approx([10, 20])
    assert list(found["ratio"]) == pytest.approx([300 / 250, 400 / 340])
    assert (found["lower"] < found["ratio"]).all()
    assert (found["ratio"] < found["upper"]).all()


def test_the_profile_may_be_of_another_total_than_the_count():
    doubled = allowing_for_age(counts([300, 1000]), 2 * POPULATION, RATES, 0.2)
    assert doubled["expected"].item() == pytest.approx(250)


def test_a_withheld_count_or_age_leaves_nothing_to_compare():
    assert allowing_for_age(counts([NAN, 1000]), POPULATION, RATES, 0.2)["ratio"].isna().all()
    gap = POPULATION.assign(old=NAN)
    assert allowing_for_age(counts([300, 1000]), gap, RATES, 0.2)["expected"].isna().all()


def test_an_area_without_ages_is_named():
    with pytest.raises(NotComparable, match="1 areas have no population by age: w2"):
        allowing_for_age(counts([1, 2], [1, 2]), POPULATION.loc[["w1"]], RATES, 0.2)


def test_scaled_rates_give_the_reference_its_own_figure():
    rates = scaled_to(RATES, pd.Series([700.0, 300.0], index=BANDS), 0.2)
    assert (rates * [700, 300]).sum() / 1000 == pytest.approx(0.2)
    assert rates["old"] / rates["young"] == pytest.approx(4)


def test_areas_are_matched_by_code_whatever_their_order():
    rows = counts([300, 1000], [400, 1000])
    found = allowing_for_age(rows, POPULATION[::-1], RATES[::-1], 0.2)
    assert list(found.loc["w1"]) == pytest.approx(list(allowing_for_age(rows, POPULATION, RATES, 0.2).loc["w1"]))


def test_an_area_that_stands_twice_is_named():
    with pytest.raises(NotComparable, match="more than once: w2"):
        allowing_for_age(counts([300, 1000]), POPULATION.loc[["w1", "w2", "w2"]], RATES, 0.2)


@pytest.mark.parametrize("people", [[0.0, 0.0], [NAN, 5.0]])
def test_an_area_in_which_nobody_lives_has_no_ratio(people):
    profile = pd.DataFrame([people], index=["w1"], columns=BANDS)
    found = allowing_for_age(counts([0, 0]), profile, RATES, 0.2)
    assert found[["expected", "ratio", "lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("rates", "people", "reason"),
    [
        ([0.0, 0.0], [700.0, 300.0], "give nobody"),
        ([0.1, NAN], [700.0, 300.0], "missing in the bands old"),
        ([0.1, 0.4], [NAN, 300.0], "missing in the bands young"),
        ([0.1, 0.4], [0.0, 0.0], "give nobody"),
    ],
)
def test_rates_that_cannot_be_scaled_say_why(rates, people, reason):
    with pytest.raises(NotComparable, match=reason):
        scaled_to(pd.Series(rates, index=BANDS), pd.Series(people, index=BANDS), 0.2)
