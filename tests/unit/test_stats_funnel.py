"""The overdispersed funnel, on families small enough to work out by hand."""

import numpy as np
import pytest
from scipy.stats import false_discovery_control, norm

from jsna.stats.funnel import (
    adjusted_z,
    benjamini_hochberg,
    flagged,
    funnel_limits,
    overdispersion,
    two_sided_p,
    z_scores,
)

NAN = float("nan")


def test_z_is_the_difference_in_standard_errors():
    assert z_scores([60, 50, NAN, 0], [100, 100, 100, 0], 0.5) == pytest.approx([2, 0, NAN, NAN], nan_ok=True)


def test_equal_sizes_give_the_spread_by_hand():
    # s = 0.05, z = (-2, -2, 2, 2), phi = 4; all weights equal, so tau² = s²(K·phi − (K − 1)) / (K − 1).
    spread = overdispersion([40, 40, 60, 60], [100] * 4, 0.5, winsorise=0)
    assert (spread.phi, spread.areas, spread.baseline) == (pytest.approx(4), 4, 0.5)
    assert spread.tau == pytest.approx(0.05 * np.sqrt((4 * 4 - 3) / 3))


def test_less_spread_than_chance_is_no_spread():
    assert overdispersion([50, 50, 51], [100] * 3, 0.5).tau == 0


def test_the_extremes_are_drawn_in_before_the_spread_is_estimated():
    numerator = [48, 49, 50, 51, 52, 50, 49, 51, 50, 99]
    assert overdispersion(numerator, [100] * 10, 0.5).phi < overdispersion(numerator, [100] * 10, 0.5, winsorise=0).phi


def test_withheld_and_empty_areas_leave_the_family():
    whole = overdispersion([40, 60, 70], [100, 100, 100], 0.5)
    assert overdispersion([40, NAN, 60, 0, 70], [100, 100, 100, 0, 100], 0.5) == whole


@pytest.mark.parametrize(("numerator", "baseline"), [([5], 0.5), ([NAN, 5], 0.5), ([0, 0, 0], 0.0)])
def test_where_nothing_can_be_estimated_there_is_no_spread(numerator, baseline):
    spread = overdispersion(numerator, [10] * len(numerator), baseline)
    assert np.isnan(spread.phi)
    assert spread.tau == 0


def test_the_spread_makes_an_area_less_unusual():
    assert adjusted_z([60], [100], 0.5, tau=0.0) == pytest.approx([2])
    assert adjusted_z([60], [100], 0.5, tau=0.05) == pytest.approx([2 / np.sqrt(2)])


def test_each_area_may_have_its_own_baseline():
    assert adjusted_z([60, 60], [100, 100], np.array([0.5, NAN]), 0) == pytest.approx([2, NAN], nan_ok=True)


def test_a_baseline_of_none_and_no_spread_says_nothing():
    assert np.isnan(adjusted_z([1], [100], 0.0, tau=0.0)).all()
    assert adjusted_z([1], [100], 0.0, tau=0.01) == pytest.approx([1])


def test_a_baseline_that_is_no_fraction_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        z_scores([1], [2], 17.3)


def test_limits_and_flags_tell_the_same_story():
    sizes = np.array([50.0, 500.0, 5_000.0, NAN, 0.0])
    lower, upper = funnel_limits(sizes, 0.2, tau=0.03, confidence=0.998)
    assert np.isnan(lower[3:]).all()
    assert (np.diff(upper[:3]) < 0).all()
    for size, edge in zip(sizes[:3], upper[:3], strict=True):
        z = adjusted_z([edge * size * 1.001, edge * size * 0.999], [size, size], 0.2, tau=0.03)
        assert list(flagged(z, 0.998)) == [True, False]


def test_limits_are_cut_at_nobody_and_everybody():
    lower, upper = funnel_limits([1.0], 0.02, confidence=0.95)
    assert (lower[0], upper[0]) == (0.0, pytest.approx(0.2944, abs=1e-4))


def test_a_missing_z_is_never_flagged():
    assert list(flagged([NAN, 2.0, -2.0, 1.9])) == [False, True, True, False]


def test_p_values_are_two_sided():
    assert two_sided_p([1.959963984540054, -3, NAN]) == pytest.approx([0.05, 2 * norm.sf(3), NAN], nan_ok=True)


def test_adjusted_p_values_equal_scipys_and_the_missing_are_not_of_the_family():
    p = [0.01, 0.04, 0.03, 0.5]
    adjusted = benjamini_hochberg([*p[:2], NAN, *p[2:]])
    assert adjusted[[0, 1, 3, 4]] == pytest.approx(false_discovery_control(p))
    assert np.isnan(adjusted[2])
    assert np.isnan(benjamini_hochberg([NAN])).all()
