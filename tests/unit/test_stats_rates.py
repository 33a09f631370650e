"""Counts, rates, means and standardised rates at their edges; their values stand in tests/golden."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import poisson

from jsna.errors import NotComparable
from jsna.stats.expected import allowing_for_age, scaled_to
from jsna.stats.inequality import slope_index
from jsna.stats.mean import mean_interval
from jsna.stats.proportions import ImpossibleCounts
from jsna.stats.quantiles import quantile_groups
from jsna.stats.rates import byar_interval, count_interval, rate, rate_interval
from jsna.stats.standardise import (
    EUROPEAN_STANDARD_2013,
    directly_standardised_rate,
    indirectly_standardised_ratio,
)

NAN = float("nan")
BANDS = ["young", "old"]


def test_no_events_have_a_lower_limit_of_exactly_zero():
    lower, upper = count_interval([0])
    assert (lower[0], upper[0]) == (0.0, pytest.approx(-np.log(0.025)))


def test_the_exact_limits_are_those_of_the_poisson_curve():
    lower, upper = count_interval([4])
    assert poisson.sf(3, lower[0]) == pytest.approx(0.025)
    assert poisson.cdf(4, upper[0]) == pytest.approx(0.025)


def test_byar_takes_over_at_ten():
    below, above = count_interval([9, 10])
    assert (below[1], above[1]) == tuple(limit[0] for limit in byar_interval([10]))
    assert below[0] != byar_interval([9])[0][0]


def test_events_may_outnumber_people():
    assert rate([15], [10], per=1) == pytest.approx([1.5])


def test_what_is_withheld_or_has_nobody_has_no_rate():
    assert np.isnan(rate([NAN, 3], [10, 0])).all()
    assert np.isnan(rate_interval([NAN, 3], [10, 0])).all()


@pytest.mark.parametrize("call", [lambda: count_interval([-1]), lambda: rate([1], [-1])])
def test_less_than_nothing_is_refused(call):
    with pytest.raises(ImpossibleCounts, match="below 0"):
        call()


def test_one_reply_has_a_mean_and_no_interval():
    mean = mean_interval([7])
    assert (mean.value, mean.count, mean.identical) == (7, 1, False)
    assert np.isnan([mean.lower, mean.upper]).all()


def test_identical_replies_are_said_to_be_so():
    mean = mean_interval([4, 4, 4])
    assert (mean.lower, mean.upper, mean.identical) == (4, 4, True)


def test_no_replies_and_missing_replies_have_no_mean():
    assert np.isnan([mean_interval([]).value, mean_interval([3, NAN]).value]).all()


def test_the_standard_population_adds_up():
    assert (EUROPEAN_STANDARD_2013.sum(), len(EUROPEAN_STANDARD_2013)) == (100_000, 19)
    assert list(EUROPEAN_STANDARD_2013.index[[0, 17, 18]]) == ["0-4", "85-89", "90+"]


def standardised(events, people):
    rows = ["a"]
    return directly_standardised_rate(
        pd.DataFrame([events], index=rows, columns=BANDS),
        pd.DataFrame([people], index=rows, columns=BANDS),
        pd.Series([3.0, 1.0], index=BANDS),
        per=100,
    ).iloc[0]


def test_each_age_weighs_as_in_the_standard():
    row = standardised([10, 40], [100, 200])
    assert row["value"] == pytest.approx((3 * 10 + 1 * 20) / 4)
    assert row["lower"] < row["value"] < row["upper"]


@pytest.mark.parametrize("events", [[4, 5], [NAN, 40]])
def test_too_few_or_withheld_events_have_no_standardised_rate(events):
    assert standardised(events, [100, 200])[["value", "lower", "upper"]].isna().all()


def test_an_age_without_people_cannot_be_standardised():
    with pytest.raises(ImpossibleCounts, match="every age band"):
        standardised([10, 0], [100, 0])


def test_a_missing_band_is_named():
    with pytest.raises(KeyError, match="old"):
        directly_standardised_rate(
            pd.DataFrame({"young": [1.0]}), pd.DataFrame({"young": [1.0]}), pd.Series([1.0, 1.0], index=BANDS)
        )


def test_where_nothing_is_expected_there_is_no_ratio():
    none = pd.Series([0.0, 0.0], index=BANDS)
    people = pd.DataFrame([[5.0, 5.0]], columns=BANDS)
    found = indirectly_standardised_ratio(pd.Series([3.0]), people, none, pd.Series([10.0, 10.0], index=BANDS))
    assert found["value"].isna().all()


def test_equal_values_share_a_group_and_the_missing_have_none():
    groups = quantile_groups(pd.Series([9.0, 9, 5, 3, 1, NAN]), 5)
    assert list(groups[:5]) == [1, 1, 3, 4, 5]
    assert np.isnan(groups[5])
    assert quantile_groups(pd.Series([1.0, 2, 3]), 5).isna().all()


def test_a_straight_ladder_has_its_own_slope():
    middle = (np.arange(10) + 0.5) / 10
    found = slope_index([100] * 10, 50 + 20 * middle)
    assert (found.slope, found.relative) == (pytest.approx(20), pytest.approx(70 / 50))
    assert np.isnan([found.slope_lower, found.relative_upper]).all()


def test_a_ladder_needs_rungs_with_people():
    with pytest.raises(ValueError, match="5 to 100 groups; got 4"):
        slope_index([1] * 4, [1] * 4)
    with pytest.raises(ImpossibleCounts, match="every group"):
        slope_index([1, 1, 0, 1, 1], [1] * 5)


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
