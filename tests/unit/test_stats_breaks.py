"""Where classes begin, for any values: round, in order, and with no class that nobody is in."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.stats.breaks import diverging_breaks, quintile_breaks

same_examples_each_run = settings(derandomize=True, deadline=None, max_examples=200)
values = st.lists(st.integers(0, 10_000).map(lambda number: number / 100), min_size=1, max_size=60)


@same_examples_each_run
@given(values)
def test_every_class_between_breaks_holds_a_value(numbers):
    breaks = quintile_breaks(np.array(numbers))
    held = np.searchsorted(breaks, np.round(numbers, 9), side="right")
    assert set(held) == set(range(len(breaks) + 1))


@same_examples_each_run
@given(values, st.sampled_from([0.0, 0.5, 2.0]))
def test_steps_begin_in_order_and_never_below_the_margin(numbers, margin):
    coloured = pd.Series([number + margin for number in numbers])
    first, second, third = diverging_breaks(coloured, None, margin)
    assert margin <= first < second < third
    assert first <= coloured.min() + 1e-9


@pytest.mark.parametrize(("numbers", "breaks"), [([], []), ([float("nan")], []), ([7.0] * 9, [])])
def test_where_nothing_differs_nothing_is_parted(numbers, breaks):
    assert list(quintile_breaks(np.array(numbers))) == breaks
