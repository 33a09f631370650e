"""The classes of the map: a word is a colour, and ranges are the same in every place."""

import numpy as np
import pandas as pd
import pytest

from jsna.model.comparison import FIVE_WORDS, Verdict
from jsna.stats.classes import Ramp, figure_ramp, ramp_classes, ratio_ramp, word_classes

NAN = float("nan")


def numbers(*values):
    return pd.Series(values, dtype=float)


def words(*verdicts):
    return pd.Series([str(verdict) for verdict in verdicts], dtype="str")


def ramp(*values, ending="%"):
    return figure_ramp(np.array(values, dtype=float), ending, lambda number, areas: f"{number} in {areas}")


def test_each_word_is_a_colour_of_its_own_and_each_state_too():
    codes = word_classes(
        words(*FIVE_WORDS, Verdict.TOO_FEW, Verdict.HIDDEN, Verdict.NOT_PUBLISHED, Verdict.NOT_COMPARABLE)
    )
    assert "".join(codes) == "01234ucxz"


def test_a_fifth_of_the_areas_falls_in_each_class_of_figures():
    whole = np.arange(1, 101)
    made = ramp(*whole)
    assert made.words == ("under 20%", "20 to 40%", "40 to 60%", "60 to 80%", "80% or more")
    codes = ramp_classes(made, numbers(*whole), words(*[Verdict.HIGHER] * 100))
    assert list(codes.value_counts().sort_index()) == [19, 20, 20, 20, 21]


def test_a_value_on_a_break_belongs_above_it():
    made = Ramp(np.array([20.0, 40.0]), ("low", "middle", "high"))
    assert [made.class_of(number) for number in (19.99, 20.0, 40.0)] == [0, 1, 2]
    assert list(ramp_classes(made, numbers(19.99, 20.0), words(Verdict.LOWER, Verdict.LOWER))) == ["0", "1"]


def test_where_there_is_no_number_the_state_is_painted():
    states = words(Verdict.HIDDEN, Verdict.NOT_PUBLISHED, Verdict.TOO_FEW, Verdict.HIGHER)
    assert "".join(ramp_classes(ramp(1, 2, 3), numbers(NAN, NAN, NAN, NAN), states)) == "cxuu"


def test_figures_without_a_baseline_are_painted_all_the_same():
    made = ramp(*np.arange(1, 101))
    assert list(ramp_classes(made, numbers(5, 95), words(*[Verdict.NOT_COMPARABLE] * 2))) == ["0", "4"]


def test_many_areas_of_the_lowest_or_the_highest_figure_are_a_class_and_said_to_be_a_tie():
    nobody = ramp(*[0] * 70, *np.arange(1, 31))
    assert nobody.words == ("0% in 70", "above 0%, under 8%", "8 to 16%", "16 to 22%", "22% or more")
    everybody = ramp(*[100] * 60, *np.arange(61, 101))
    assert everybody.words[-2:] == ("90% or more, under 100%", "100% in 61")
    codes = ramp_classes(everybody, numbers(100, 99.99, 61), words(*[Verdict.HIGHER] * 3))
    assert list(codes) == ["4", "3", "0"]
    assert ramp(0, 0, 100, 100).words == ("0% in 2", "100% in 2")


def test_values_that_are_all_the_same_make_one_class():
    assert ramp(5, 5, 5, ending=" years").words == ("5 years in 3",)


def test_nothing_known_has_no_ramp():
    made = ramp(NAN, NAN)
    assert made.words == ()
    assert list(ramp_classes(made, numbers(NAN), words(Verdict.NOT_PUBLISHED))) == ["x"]


@pytest.mark.parametrize(("ratio", "code"), [(0.5, "1"), (0.49, "0"), (1.0, "2"), (1.25, "3"), (2.0, "4"), (40.0, "4")])
def test_twice_and_half_are_equally_far(ratio, code):
    assert ramp_classes(ratio_ramp(), numbers(ratio), words(Verdict.HIGHER)).item() == code
