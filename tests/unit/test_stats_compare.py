"""The comparison and its word: each word and each state by one area that has it."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.model.comparison import COMPARISON_COLUMNS, DIFFERENT, FIVE_WORDS, STANDING_COLUMNS, Verdict
from jsna.model.indicator import Measure
from jsna.stats.baseline import COMPUTED_COLUMNS, FEW_PEOPLE, WITHIN_CHANCE, WITHIN_MARGIN, compare_with_baseline
from jsna.stats.proportions import ImpossibleCounts, wilson_interval

NAN = float("nan")


def areas(**columns):
    count = len(next(iter(columns.values())))
    blank = {"numerator": [NAN] * count, "denominator": [NAN] * count, "value": [NAN] * count, "note": [""] * count}
    return pd.DataFrame(blank | columns, index=[f"E0500000{place}" for place in range(count)])


def compare(frame, baseline=0.2, margin=None, measure=Measure.PROPORTION):
    return compare_with_baseline(frame, baseline, margin=margin, measure=measure)


def only(compared):
    row = compared.iloc[0]
    return row["verdict"], row["reason"]


def test_the_columns_are_those_of_a_comparison_without_names_and_standing():
    compared = compare(areas(numerator=[340], denominator=[1_000]))
    assert list(compared.columns) == list(COMPUTED_COLUMNS)
    joined = {"name", "parent", "baseline_name", "baseline_numerator", "baseline_denominator", *STANDING_COLUMNS}
    assert set(COMPARISON_COLUMNS) - set(COMPUTED_COLUMNS) == joined


def test_a_share_is_computed_with_everything_beside_it():
    row = compare(areas(numerator=[2_837], denominator=[8_210]), baseline=0.173).iloc[0]
    assert row["value"] == pytest.approx(2_837 / 8_210)
    assert row["difference"] == pytest.approx(100 * (2_837 / 8_210 - 0.173))
    assert row["ratio"] == pytest.approx(2_837 / 8_210 / 0.173)
    assert row["extra"] == pytest.approx(2_837 - 8_210 * 0.173)
    assert row["lower998"] < row["lower95"] < row["value"] < row["upper95"] < row["upper998"]


@pytest.mark.parametrize(
    ("numerator", "denominator", "verdict", "reason"),
    [
        # Of 20 %, the tenth is 2 points and the half 10.
        (30_000, 100_000, Verdict.MUCH_HIGHER, "beyond chance, and a large difference"),
        (29_999, 100_000, Verdict.HIGHER, "beyond chance, and large enough to matter"),
        (22_001, 100_000, Verdict.HIGHER, "beyond chance, and large enough to matter"),
        (22_000, 100_000, Verdict.ABOUT_THE_SAME, WITHIN_MARGIN),
        (20_100, 100_000, Verdict.ABOUT_THE_SAME, WITHIN_CHANCE),
        (18_000, 100_000, Verdict.ABOUT_THE_SAME, WITHIN_MARGIN),
        (17_999, 100_000, Verdict.LOWER, "beyond chance, and large enough to matter"),
        (10_001, 100_000, Verdict.LOWER, "beyond chance, and large enough to matter"),
        (10_000, 100_000, Verdict.MUCH_LOWER, "beyond chance, and a large difference"),
        (0, 100_000, Verdict.MUCH_LOWER, "beyond chance, and a large difference"),
        # 17 of 30 is 11 more than a fifth of 30; 15 of 30 is nine.
        (17, 30, Verdict.MUCH_HIGHER, "beyond chance, and a large difference"),
        (15, 30, Verdict.ABOUT_THE_SAME, FEW_PEOPLE.format(fewest=10)),
        (29, 29, Verdict.TOO_FEW, "fewer than 30 to count"),
        (0, 0, Verdict.TOO_FEW, "there is nobody here to count"),
        (NAN, 500, Verdict.NOT_PUBLISHED, "not published"),
    ],
)
def test_each_word_says_its_reason(numerator, denominator, verdict, reason):
    assert only(compare(areas(numerator=[numerator], denominator=[denominator]))) == (verdict, reason)


@pytest.mark.parametrize(
    ("counted", "verdict"),
    [
        (90_000, Verdict.ABOUT_THE_SAME),
        (91_001, Verdict.HIGHER),
        (95_000, Verdict.MUCH_HIGHER),
        (84_999, Verdict.MUCH_LOWER),
    ],
)
def test_above_a_half_the_margin_is_a_tenth_of_the_rest(counted, verdict):
    # Of 90 %, the rest is 10 %: one point counts, five are much.
    assert only(compare(areas(numerator=[counted], denominator=[100_000]), baseline=0.9))[0] == verdict


def test_an_indicators_own_margin_stands_in_place_of_the_tenth_and_five_times_is_much():
    frame = areas(numerator=[23_000, 23_001, 35_000], denominator=[100_000] * 3)
    assert list(compare(frame, margin=3.0)["verdict"]) == ["about the same", "higher", "much higher"]
    years = areas(value=[78.0, 76.0, 74.0], lower=[77.9, 75.9, 73.9], upper=[78.1, 76.1, 74.1])
    assert set(compare(years, baseline=79.0, margin=1.0, measure=Measure.MEAN)["verdict"]) == {
        "about the same",
        "too few to say",
    }


@pytest.mark.parametrize(
    ("note", "verdict", "reason"),
    [
        ("c", Verdict.HIDDEN, "withheld to protect the people counted"),
        ("x", Verdict.NOT_PUBLISHED, "not published"),
        ("z", Verdict.NOT_COMPARABLE, "does not apply here"),
    ],
)
def test_a_withheld_figure_takes_everything_made_from_it_along(note, verdict, reason):
    compared = compare(areas(numerator=[7], denominator=[1_000], value=[0.007], note=[note]))
    assert only(compared) == (verdict, reason)
    numbers = compared.drop(columns=["verdict", "reason", "note", "baseline"])
    assert numbers.isna().all(axis=None)


def test_a_figure_of_low_reliability_is_shown_and_not_judged():
    compared = compare(areas(numerator=[340], denominator=[1_000], note=["u"]))
    assert only(compared) == (Verdict.TOO_FEW, "the source marks this figure as of low reliability")
    assert compared["value"].item() == 0.34


def test_no_note_may_be_written_in_any_of_the_usual_ways():
    compared = compare(areas(numerator=[340, 340], denominator=[1_000, 1_000], note=[None, ""]))
    assert list(compared["note"]) == ["", ""]
    assert set(compared["verdict"]) == {Verdict.MUCH_HIGHER}


def test_each_area_may_have_its_own_baseline_and_one_without_is_not_comparable():
    frame = areas(numerator=[340, 340], denominator=[1_000, 1_000])
    compared = compare(frame, baseline=pd.Series([NAN, 0.34], index=frame.index[::-1]))
    assert list(compared["verdict"]) == [Verdict.ABOUT_THE_SAME, Verdict.NOT_COMPARABLE]
    assert list(compared["reason"]) == [WITHIN_CHANCE, "there is no figure to compare with"]
    with pytest.raises(KeyError):
        compare(frame, baseline=pd.Series([0.3], index=["E05000000"]))


def test_a_group_that_nobody_is_in_anywhere_has_no_ratio():
    row = compare(areas(numerator=[5], denominator=[1_000]), baseline=0.0).iloc[0]
    assert np.isnan(row["ratio"])
    assert (row["extra"], row["verdict"]) == (5, Verdict.ABOUT_THE_SAME)


def test_a_score_without_a_margin_of_error_has_a_difference_and_is_not_comparable():
    row = compare(areas(value=[30.0]), baseline=20.0, measure=Measure.SCORE).iloc[0]
    assert (row["difference"], row["ratio"]) == (10.0, 1.5)
    assert np.isnan(row["extra"])
    assert (row["verdict"], row["reason"]) == (Verdict.NOT_COMPARABLE, "the source gives no margin of error")


def test_a_share_without_counts_is_in_points_and_is_not_comparable():
    row = compare(areas(value=[0.25])).iloc[0]
    assert row["difference"] == pytest.approx(5)
    assert row["reason"] == "the source gives no margin of error"


@pytest.mark.parametrize(
    ("lower", "upper", "verdict", "reason"),
    [
        (78.0, 81.0, Verdict.ABOUT_THE_SAME, WITHIN_CHANCE),
        (79.2, 80.0, Verdict.ABOUT_THE_SAME, WITHIN_MARGIN),
        (70.0, 72.0, Verdict.TOO_FEW, "only a 95% interval is published"),
    ],
)
def test_a_published_95_interval_can_show_likeness_but_never_difference(lower, upper, verdict, reason):
    frame = areas(value=[(lower + upper) / 2], lower=[lower], upper=[upper])
    compared = compare(frame, baseline=79.0, margin=1.0, measure=Measure.MEAN)
    assert only(compared) == (verdict, reason)
    assert (compared["lower95"].item(), compared["upper95"].item()) == (lower, upper)


def test_plain_counts_are_not_compared():
    compared = compare(areas(value=[30.0]), baseline=20.0, measure=Measure.COUNT)
    assert only(compared) == (Verdict.NOT_COMPARABLE, "counts of areas of different size are not compared")


def test_more_counted_than_there_are_is_refused():
    with pytest.raises(ImpossibleCounts):
        compare(areas(numerator=[5], denominator=[4]))


def test_no_areas_make_an_empty_comparison():
    empty = areas(numerator=[1.0], denominator=[2.0]).iloc[:0]
    assert list(compare(empty).columns) == list(COMPUTED_COLUMNS)


def word_of(counted: int, total: int, baseline: float) -> Verdict:
    """The rule, written down a second time for one area, the slow and obvious way."""
    lower, upper = wilson_interval(counted, total, 0.998)
    gap, m = round(abs(counted / total - baseline), 11), min(baseline, 1 - baseline)
    if lower <= baseline <= upper or gap <= round(m / 10, 11) or abs(counted - total * baseline) < 10:
        return Verdict.ABOUT_THE_SAME
    above, much = counted / total > baseline, gap >= round(m / 2, 11)
    return FIVE_WORDS[{(False, True): 0, (False, False): 1, (True, False): 3, (True, True): 4}[above, much]]


@settings(derandomize=True, deadline=None, max_examples=400)
@given(st.integers(30, 20_000), st.floats(0, 1), st.integers(1, 99))
def test_the_rule_is_what_it_says_for_any_counts(total, share, baseline):
    counted = round(share * total)
    compared = compare(areas(numerator=[counted], denominator=[total]), baseline=baseline / 100)
    assert only(compared)[0] == word_of(counted, total, baseline / 100)
    if only(compared)[0] in DIFFERENT:
        assert abs(compared["extra"].item()) >= 10
