"""The classes of the map: what is coloured, how steps are chosen and what the key says."""

import numpy as np
import pandas as pd
import pytest

from jsna.stats.classes import difference_classes, extra_classes, ratio_classes, sequential_classes

NAN = float("nan")


def text(*words):
    return pd.Series(words, dtype="str")


def numbers(*values):
    return pd.Series(values, dtype=float)


def test_only_a_verdict_is_coloured():
    classes = difference_classes(
        numbers(9, -9, 9, 0.5, 30, NAN, NAN),
        text("higher", "lower", "similar", "similar", "cannot tell", "not comparable", "not comparable"),
        margin=2,
        note=text("", "", "", "", "", "c", "x"),
    )
    assert list(classes.codes)[2:] == ["3", "3", "u", "c", "x"]
    assert classes.codes[0] in "456"
    assert classes.codes[1] in "012"


def test_steps_are_symmetric_round_and_filled():
    sizes = [3, 4, 5, 7, 9, 11, 14, 18, 25]
    classes = difference_classes(
        numbers(*sizes, *[-size for size in sizes]), text(*["higher"] * 9, *["lower"] * 9), margin=2
    )
    assert classes.key == (
        ("0", "more than 12 points lower"),
        ("1", "6 to 12 points lower"),
        ("2", "2 to 6 points lower"),
        ("3", "similar: not called different"),
        ("4", "2 to 6 points higher"),
        ("5", "6 to 12 points higher"),
        ("6", "more than 12 points higher"),
    )
    assert "".join(classes.codes) == "444555666222111000"


def test_the_first_step_begins_where_the_coloured_begin():
    classes = difference_classes(numbers(6.2, 6.9, 7.4, 8.1, 9.5), text(*["higher"] * 5), margin=2)
    assert classes.key[4] == ("4", "6.2 to 7 points higher")


def test_a_county_keeps_the_key_of_the_family():
    whole = numbers(3, 5, 8, 13, 21, -3, -5, -8)
    england = difference_classes(whole, text(*["higher"] * 5, *["lower"] * 3), margin=2)
    county = difference_classes(whole[:2], text("higher", "higher"), margin=2, family=whole)
    assert county.key == england.key
    assert list(county.codes) == list(england.codes[:2])


def test_the_states_stand_in_the_key_only_where_they_occur():
    classes = difference_classes(numbers(NAN, 4), text("not comparable", "cannot tell"), margin=2)
    assert classes.key == (("u", "cannot tell"), ("x", "no figure"))


@pytest.mark.parametrize("margin", [2.0, 0.25])
def test_where_nothing_stands_out_the_key_still_has_its_steps(margin):
    classes = difference_classes(numbers(0.1), text("similar"), margin=margin, unit="years")
    assert classes.key[4] == ("4", f"{margin:g} to {2 * margin:g} years higher")


def test_twice_and_half_are_equally_far():
    classes = ratio_classes(numbers(2, 0.5, 4, 0.25, 1, 0), text(*["higher", "lower"] * 2, "similar", "lower"))
    assert "".join(classes.codes[:2]) in {"42", "51", "60"}
    assert int(classes.codes[2]) + int(classes.codes[3]) == 6
    assert classes.codes[4] == "3"
    assert classes.codes[5] == "0"


def test_extra_people_are_counted_in_words():
    classes = extra_classes(numbers(100, 300, 900, -200), text(*["higher"] * 3, "lower"), unit="households")
    assert classes.key[4][1].endswith("more households")
    assert classes.key[2][1].endswith("fewer households")


def test_many_more_people_who_are_not_called_different_stay_neutral_and_the_key_says_so():
    classes = extra_classes(numbers(900, 900), text("higher", "similar"))
    assert list(classes.codes) == ["4", "3"]
    assert dict(classes.key)["3"] == "similar: not called different"


def test_a_fifth_of_the_areas_falls_in_each_class():
    classes = sequential_classes(numbers(*np.arange(1, 101) / 100))
    assert classes.key == (
        ("0", "under 20%"),
        ("1", "20 to 40%"),
        ("2", "40 to 60%"),
        ("3", "60 to 80%"),
        ("4", "80% and over"),
    )
    assert list(classes.codes.value_counts().sort_index()) == [19, 20, 20, 20, 21]


def test_a_value_on_a_break_belongs_above_it():
    family = numbers(*np.arange(1, 101) / 100)
    assert list(sequential_classes(numbers(0.2, 0.1999), family=family).codes) == ["1", "0"]


def test_what_is_missing_is_told_apart_from_what_is_withheld():
    classes = sequential_classes(numbers(3, 9, NAN, NAN), note=text("", "", "c", "x"), percent=False, unit="years")
    assert list(classes.codes[2:]) == ["c", "x"]
    assert classes.key[-2:] == (("c", "withheld to protect the people counted"), ("x", "no figure"))
    assert classes.key[0][1].endswith(" years")


def test_values_that_are_all_the_same_make_one_class():
    classes = sequential_classes(numbers(5, 5, 5), percent=False)
    assert (classes.key, set(classes.codes)) == ((("0", "all the same"),), {"0"})


def test_many_zeros_leave_fewer_classes_and_none_is_empty():
    classes = sequential_classes(numbers(*[0] * 70, *np.linspace(0.01, 0.3, 30)))
    assert set(classes.codes) == {code for code, _ in classes.key}


def test_nothing_known_has_no_ramp():
    assert sequential_classes(numbers(NAN, NAN)).key == (("x", "no figure"),)
