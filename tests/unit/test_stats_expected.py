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
