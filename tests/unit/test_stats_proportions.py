"""Wilson's interval: edges that are exact, and properties that hold for every count."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from jsna.errors import JsnaError
from jsna.stats.funnel import flagged, z_scores
from jsna.stats.proportions import ImpossibleCounts, normal_deviate, share, wilson_interval

same_examples_each_run = settings(derandomize=True, deadline=None, max_examples=200)

NAN = float("nan")


@st.composite
def counts(draw):
    total = draw(st.integers(1, 60_000))
    return draw(st.integers(0, total)), total


def test_the_deviates_are_exact_and_not_rounded():
    assert normal_deviate(0.95) == pytest.approx(1.959963984540054, rel=1e-15)
    assert normal_deviate(0.998) == pytest.approx(3.090232306167813, rel=1e-15)


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_a_confidence_that_is_no_fraction_is_refused(confidence):
    with pytest.raises(ValueError, match="between 0 and 1"):
        normal_deviate(confidence)


def test_one_of_one_says_very_little():
    lower, upper = wilson_interval([1, 0], [1, 1])
    assert lower == pytest.approx([0.20654931437723745, 0.0], rel=1e-12)
    assert list(upper) == [1.0, pytest.approx(0.7934506856227626, rel=1e-12)]


def test_none_and_all_end_exactly_at_zero_and_one():
    lower, upper = wilson_interval([0, 0, 7, 9_999], [7, 9_999, 7, 9_999], 0.998)
    assert list(lower[:2]) == [0.0, 0.0]
    assert list(upper[2:]) == [1.0, 1.0]


def test_nobody_to_count_has_no_share_and_no_interval():
    lower, upper = wilson_interval([0], [0])
    assert np.isnan([*lower, *upper, *share([0], [0])]).all()


def test_what_is_withheld_stays_missing_and_never_becomes_zero():
    lower, upper = wilson_interval([NAN, 3, NAN], [10, NAN, NAN])
    assert np.isnan([lower, upper, share([NAN, 3, NAN], [10, NAN, NAN])]).all()


@pytest.mark.parametrize(("numerator", "denominator"), [(2, 1), (-1, 5), (1, 0), (0, -1)])
def test_impossible_counts_are_refused_without_naming_them(numerator, denominator):
    with pytest.raises(ImpossibleCounts, match="1 of the counts cannot be") as raised:
        wilson_interval([3, numerator], [4, denominator])
    assert isinstance(raised.value, JsnaError)


def test_shapes_are_kept_and_one_total_serves_many():
    lower, upper = wilson_interval([[1, 2], [3, 4]], 10)
    assert lower.shape == upper.shape == (2, 2)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_it_equals_statsmodels(confidence):
    numerator = np.array([1, 3, 10, 80, 2_837, 9_774_370])
    denominator = np.array([7, 10, 10_000, 81, 8_210, 56_490_014])
    expected = proportion_confint(numerator, denominator, alpha=1 - confidence, method="wilson")
    np.testing.assert_allclose(wilson_interval(numerator, denominator, confidence), expected, rtol=1e-12)


@same_examples_each_run
@given(counts(), st.sampled_from([0.95, 0.998]))
def test_the_interval_contains_the_estimate_and_stays_between_zero_and_one(pair, confidence):
    lower, upper = wilson_interval(*pair, confidence)
    estimate = pair[0] / pair[1]
    assert 0 <= lower <= estimate <= upper <= 1


@same_examples_each_run
@given(counts())
def test_one_more_counted_moves_both_limits_up(pair):
    numerator, denominator = pair
    lower, upper = wilson_interval([max(numerator - 1, 0), max(numerator, 1)], denominator)
    assert lower[0] < lower[1]
    assert upper[0] < upper[1]


@same_examples_each_run
@given(counts())
def test_those_who_are_not_counted_have_the_mirrored_interval(pair):
    numerator, denominator = pair
    lower, upper = wilson_interval(numerator, denominator)
    other_lower, other_upper = wilson_interval(denominator - numerator, denominator)
    np.testing.assert_allclose([lower, upper], [1 - other_upper, 1 - other_lower], rtol=1e-9, atol=1e-12)


@same_examples_each_run
@given(counts(), st.floats(0.001, 0.999), st.sampled_from([0.95, 0.998]))
def test_it_excludes_a_value_exactly_when_the_funnel_of_chance_flags_it(pair, p0, confidence):
    lower, upper = wilson_interval(*pair, confidence)
    z = abs(float(z_scores(*pair, p0)))
    on_the_edge = abs(z - normal_deviate(confidence)) < 1e-9
    excluded = not lower <= p0 <= upper
    assert on_the_edge or excluded == bool(flagged(z, confidence))


def test_counts_of_areas_in_another_order_are_refused():
    """By position, each share would be another area's."""
    counted, people = pd.Series([1.0, 9.0], index=["a", "b"]), pd.Series([20.0, 10.0], index=["b", "a"])
    with pytest.raises(ImpossibleCounts, match="same rows in the same order"):
        wilson_interval(counted, people)
    assert share(counted, people[["a", "b"]]) == pytest.approx([0.1, 0.45])
