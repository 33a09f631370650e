"""Recent trend: what counts as rising, and when nothing can be said."""

import numpy as np
import pytest

from jsna.stats.trends import CRITICAL, Trend, recent_trend_of_proportions, recent_trend_of_values

NAN = float("nan")
THOUSAND = [1000] * 5


def trend(numerator, denominator=None):
    return recent_trend_of_proportions(numerator, denominator or [1000] * len(numerator))["trend"].item()


def test_the_critical_value_is_chi_squared_at_998():
    assert pytest.approx(3.090232306167813**2) == CRITICAL


def test_only_the_last_five_years_count():
    assert trend([900, 800, 100, 120, 140, 160, 180]) == Trend.INCREASING


def test_one_year_alone_makes_no_trend():
    found = recent_trend_of_proportions([100, 98, 97, 95, 180], THOUSAND).iloc[0]
    assert found["chi_squared"] > CRITICAL
    assert (found["trend"], found["reason"]) == (Trend.NO_CHANGE, "one year alone decides which way it goes")


@pytest.mark.parametrize("numerator", [[100, 120, 140, 160], [1000, 990, 980, 970, 960], [0, 20, 40, 60, 80]])
def test_four_years_or_everybody_or_nobody_cannot_be_calculated(numerator):
    found = recent_trend_of_proportions(numerator, [1000] * len(numerator)).iloc[0]
    assert found["trend"] == Trend.NOT_CALCULABLE
    assert np.isnan(found["chi_squared"])


def test_a_withheld_year_is_not_zero():
    assert trend([100, 120, NAN, 160, 180]) == Trend.NOT_CALCULABLE


def test_areas_are_rows():
    found = recent_trend_of_proportions([[100, 120, 140, 160, 180], [180, 160, 140, 120, 100]], [THOUSAND] * 2)
    assert list(found["trend"]) == [Trend.INCREASING, Trend.DECREASING]


def test_values_need_their_intervals():
    level = np.array([10.0, 11, 12, 13, 14])
    assert recent_trend_of_values(level, level - 1, level + 1)["trend"].item() == Trend.INCREASING
    assert recent_trend_of_values(level, level - 9, level + 9)["trend"].item() == Trend.NO_CHANGE
    for lower in (level, np.full(5, NAN)):
        assert recent_trend_of_values(level, lower, level)["trend"].item() == Trend.NOT_CALCULABLE
