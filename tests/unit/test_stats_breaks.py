"""Where classes begin, for any values: round, in order, and with no class that nobody is in."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.stats.breaks import round_breaks

same_examples_each_run = settings(derandomize=True, deadline=None, max_examples=200)
values = st.lists(st.integers(0, 10_000).map(lambda number: number / 100), min_size=1, max_size=60)


@same_examples_each_run
@given(values)
def test_every_class_between_breaks_holds_a_value(numbers):
    breaks = round_breaks(np.array(numbers))
    classes = np.searchsorted(breaks, np.round(numbers, 9), side="right")
    assert set(classes) == set(range(len(breaks) + 1))


@pytest.mark.parametrize(("numbers", "breaks"), [([], []), ([float("nan")], []), ([7.0] * 9, [])])
def test_where_nothing_differs_nothing_is_parted(numbers, breaks):
    assert list(round_breaks(np.array(numbers))) == breaks
