"""The comparison and its verdict: each state by one area that is in it."""

import numpy as np
import pandas as pd
import pytest

from jsna.model.comparison import COMPARISON_COLUMNS, Verdict
from jsna.model.indicator import Measure
from jsna.stats.compare import COMPUTED_COLUMNS, compare_with_baseline
from jsna.stats.proportions import ImpossibleCounts

NAN = float("nan")


def areas(**columns):
    count = len(next(iter(columns.values())))
    blank = {"numerator": [NAN] * count, "denominator": [NAN] * count, "value": [NAN] * count, "note": [""] * count}
    return pd.DataFrame(blank | columns, index=[f"E0500000{place}" for place in range(count)])


def compare(frame, baseline=0.17, margin=2.0, measure=Measure.PROPORTION, tau=0.03):
    return compare_with_baseline(frame, baseline, margin=margin, measure=measure, tau=tau, areas_called="wards")


def only(compared):
    row = compared.iloc[0]
    return row["verdict"], row["reason"]


def test_the_columns_are_those_of_a_comparison_without_the_names():
    compared = compare(areas(numerator=[340], denominator=[1_000]))
    assert list(compared.columns) == list(COMPUTED_COLUMNS)
    assert set(COMPARISON_COLUMNS) - set(COMPUTED_COLUMNS) == {"name", "parent", "baseline_name"}


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
        (3_400, 10_000, Verdict.HIGHER, "larger than chance and than 2 points, and unusual among wards"),
        (500, 10_000, Verdict.LOWER, "larger than chance and than 2 points, and unusual among wards"),
        (2_100, 10_000, Verdict.SIMILAR, "larger than 2 points, but not unusual among wards"),
        (1_880, 10_000, Verdict.SIMILAR, "larger than chance, but smaller than 2 points"),
        (1_710, 10_000, Verdict.SIMILAR, "within natural variation"),
        (28, 100, Verdict.SIMILAR, "within natural variation"),
        (29, 29, Verdict.CANNOT_TELL, "fewer than 30 to count, too few to tell"),
        (0, 0, Verdict.NOT_COMPARABLE, "there is nobody here to count"),
        (NAN, 500, Verdict.NOT_COMPARABLE, "there is no figure here"),
    ],
)
def test_each_verdict_says_its_reason(numerator, denominator, verdict, reason):
    assert only(compare(areas(numerator=[numerator], denominator=[denominator]))) == (verdict, reason)


def test_all_three_conditions_are_needed():
    # 24% against 17% of 10,000: far beyond chance and margin, and unusual only where wards differ little.
    frame = areas(numerator=[2_400], denominator=[10_000])
    assert only(compare(frame, tau=0.03))[0] == Verdict.HIGHER
    assert only(compare(frame, tau=0.04))[0] == Verdict.SIMILAR
    assert only(compare(frame, margin=7.5))[0] == Verdict.SIMILAR
    small = areas(numerator=[24], denominator=[100])
    assert only(compare(small, tau=0.0))[0] == Verdict.SIMILAR


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("c", "withheld to protect the people counted"),
        ("x", "not available"),
        ("z", "does not apply here"),
    ],
)
def test_a_withheld_figure_takes_everything_made_from_it_along(note, reason):
    compared = compare(areas(numerator=[7], denominator=[1_000], value=[0.007], note=[note]))
    assert only(compared) == (Verdict.NOT_COMPARABLE, reason)
    numbers = compared.drop(columns=["verdict", "reason", "note", "baseline"])
    assert numbers.isna().all(axis=None)


def test_a_figure_of_low_reliability_is_shown_and_not_judged():
    compared = compare(areas(numerator=[340], denominator=[1_000], note=["u"]))
    assert only(compared) == (Verdict.CANNOT_TELL, "the source marks this figure as of low reliability")
    assert compared["value"].item() == 0.34


def test_no_note_may_be_written_in_any_of_the_usual_ways():
    compared = compare(areas(numerator=[340, 340], denominator=[1_000, 1_000], note=[None, ""]))
    assert list(compared["note"]) == ["", ""]
    assert set(compared["verdict"]) == {Verdict.HIGHER}


def test_each_area_may_have_its_own_baseline_and_one_without_is_not_comparable():
    frame = areas(numerator=[340, 340], denominator=[1_000, 1_000])
    compared = compare(frame, baseline=pd.Series([NAN, 0.34], index=frame.index[::-1]))
    assert list(compared["verdict"]) == [Verdict.SIMILAR, Verdict.NOT_COMPARABLE]
    assert list(compared["reason"]) == ["within natural variation", "the baseline has no figure"]
    with pytest.raises(KeyError):
        compare(frame, baseline=pd.Series([0.3], index=["E05000000"]))


def test_a_group_that_nobody_is_in_anywhere_has_no_ratio():
    row = compare(areas(numerator=[5], denominator=[1_000]), baseline=0.0, tau=0.0).iloc[0]
    assert np.isnan(row["ratio"])
    assert (row["extra"], row["verdict"]) == (5, Verdict.SIMILAR)


def test_a_score_without_an_interval_has_a_difference_and_no_verdict():
    row = compare(areas(value=[30.0]), baseline=20.0, measure=Measure.SCORE).iloc[0]
    assert (row["difference"], row["ratio"]) == (10.0, 1.5)
    assert np.isnan(row["extra"])
    assert (row["verdict"], row["reason"]) == (Verdict.CANNOT_TELL, "no interval is published")


def test_a_share_without_counts_is_in_points_and_has_no_verdict():
    row = compare(areas(value=[0.25]), baseline=0.2).iloc[0]
    assert row["difference"] == pytest.approx(5)
    assert row["reason"] == "no interval is published"


@pytest.mark.parametrize(
    ("lower", "upper", "verdict", "reason"),
    [
        (78.0, 81.0, Verdict.SIMILAR, "within natural variation"),
        (79.2, 80.0, Verdict.SIMILAR, "larger than chance, but smaller than 1"),
        (70.0, 72.0, Verdict.CANNOT_TELL, "only a 95% interval is published"),
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
