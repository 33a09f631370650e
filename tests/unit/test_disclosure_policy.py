"""What may be shown, figure by figure: the boundaries of each rule and the properties every rule must have."""

import math
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.disclosure.policy import PUBLISHED, RULES, SERVICE, SURVEY, TOO_FEW_REPLIES, rule_for
from jsna.disclosure.protected import ShownFigure, Withheld, protect, protect_figure
from jsna.disclosure.represent import decimals, marked, may_show_percentage
from jsna.errors import CatalogueError
from jsna.model.indicator import Disclosure, Measure
from jsna.model.observations import Note
from jsna.stats.proportions import wilson_interval
from tests import making

RATES = {"value": math.nan, "lower": math.nan, "upper": math.nan}


def observations(*figures, characteristic="race", note=math.nan):
    rows = [(f"E0500000{area}", *counts) for area, counts in enumerate(figures)]
    return making.observations(rows, period="2025", characteristic=characteristic, group="asian", note=note)


@pytest.mark.parametrize("name", RULES)
def test_an_indicator_names_its_rule(name):
    assert rule_for(Disclosure(rule=name)).name == name


@pytest.mark.parametrize(("count", "shown"), [(8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (102, 100), (103, 105)])
def test_service_counts_are_rounded_to_the_nearest_five(count, shown):
    assert protect_figure(count, 1_000, SERVICE) == ShownFigure(shown, 1_000)


@pytest.mark.parametrize("count", range(8))
def test_service_counts_of_none_to_seven_are_withheld_alike(count):
    assert protect_figure(count, 1_000, SERVICE) == protect_figure(0, 1_000, SERVICE)
    assert isinstance(protect_figure(count, 1_000, SERVICE), Withheld)


@pytest.mark.parametrize("others", range(4))
def test_a_service_count_is_withheld_if_it_leaves_hardly_anybody(others):
    assert isinstance(protect_figure(1_000 - others, 1_000, SERVICE), Withheld)


def test_nobody_is_shown_where_the_rule_of_the_source_shows_it():
    rule = rule_for(Disclosure(rule="service", shows_nobody=True))
    assert protect_figure(0, 1_000, rule) == ShownFigure(0, 1_000)
    assert isinstance(protect_figure(1, 1_000, rule), Withheld)


def test_a_service_total_is_rounded_on_its_own_and_withheld_below_ten():
    assert protect_figure(12, 32, SERVICE) == ShownFigure(10, 30)
    assert isinstance(protect_figure(8, 9, SERVICE), Withheld)


@pytest.mark.parametrize("replies", range(10))
@pytest.mark.parametrize("share", [0, 1])
def test_fewer_than_ten_replies_say_nothing_at_all(replies, share):
    assert protect_figure(share * replies, replies, SURVEY) == Withheld(Note.CONFIDENTIAL, TOO_FEW_REPLIES)


@pytest.mark.parametrize("replies", range(10, 30))
def test_ten_to_29_replies_have_no_percentage_or_rank(replies):
    figure = protect_figure(5, replies, SURVEY)
    assert not may_show_percentage(figure, SURVEY)
    assert not marked(protect(observations((5, replies)), SURVEY), SURVEY)["ranked"].any()


@pytest.mark.parametrize("counted", [0, 29])
def test_all_or_none_of_a_small_group_is_withheld_for_the_same_reason_as_too_few(counted):
    assert protect_figure(counted, 29, SURVEY) == protect_figure(1, 1, SURVEY)
    assert protect_figure(counted, 29, SURVEY, sensitive=False) == ShownFigure(counted, 29)


@pytest.mark.parametrize(
    ("rule", "base", "places"), [(SURVEY, 999, 0), (SURVEY, 1000, 1), (SERVICE, 3995, 0), (SERVICE, 4000, 1)]
)
def test_decimals_follow_the_base(rule, base, places):
    assert decimals(protect_figure(100, base, rule), rule) == places


@pytest.mark.parametrize("base", [200, 201, 223, 400, 1_003])
def test_a_percentage_of_rounded_counts_is_two_points_off_at_most_and_its_range_holds_the_true_one(base):
    shown = [(count, protect_figure(count, base, SERVICE)) for count in range(8, base - 7)]
    for count, figure in shown:
        assert isinstance(figure, ShownFigure)
        true = 100 * count / base
        # Half a point more, because it is written as a whole number.
        assert may_show_percentage(figure, SERVICE)
        shown = round(100 * figure.numerator / figure.denominator, decimals(figure, SERVICE))
        assert abs(shown - true) <= 2.5
        assert 0 < shown < 100
        lower, upper = wilson_interval(figure.numerator, figure.denominator)
        assert 100 * lower <= true <= 100 * upper


@pytest.mark.parametrize(("count", "base"), [(8, 12), (28, 31), (100, 190)])
def test_rounded_counts_of_few_have_no_percentage(count, base):
    figure = protect_figure(count, base, SERVICE)
    assert isinstance(figure, Withheld) or not may_show_percentage(figure, SERVICE)


def test_nothing_can_be_made_of_a_withheld_figure():
    figure = protect_figure(1, 1, SURVEY)
    assert not hasattr(figure, "numerator")
    assert not may_show_percentage(figure, SURVEY)
    assert figure.reason == TOO_FEW_REPLIES


def test_one_respondent_100_percent():
    """The story that began it: "100% of ethnic minorities who responded were happy". It was one person."""
    protected = protect(observations((1, 1), (0, 0)), SURVEY)
    assert protected["note"].tolist() == ["c", "c"]
    assert protected[["numerator", "denominator", *RATES]].isna().all().all()


def test_a_missing_count_stays_missing_and_is_not_zero():
    assert protect_figure(None, 50, SERVICE) == Withheld(Note.NOT_AVAILABLE, Note.NOT_AVAILABLE.words)
    protected = protect(observations((math.nan, math.nan), note="x"), SERVICE)
    assert protected["note"].tolist() == ["x"]
    assert protected["numerator"].isna().all()


def test_published_counts_are_untouched():
    census = observations((1, 3), (0, 2), (3, 4_000))
    pd.testing.assert_frame_equal(protect(census, PUBLISHED), census)


def test_rates_beside_counts_are_dropped_because_they_would_give_the_counts_back():
    given_rates = observations((13, 98)).assign(value=13 / 98, lower=0.079, upper=0.214)
    assert protect(given_rates, SERVICE)[["value", "lower", "upper"]].isna().all().all()


def test_a_mean_stands_on_ten_and_a_share_without_its_numerator_does_not():
    scores = observations((math.nan, 10), (math.nan, 9), (math.nan, math.nan)).assign(value=3.5)
    assert protect(scores, SURVEY, Measure.MEAN)["note"].tolist() == [pytest.approx(math.nan, nan_ok=True), "c", "c"]
    assert protect(scores, SURVEY, Measure.MEAN)["value"].notna().tolist() == [True, False, False]
    assert protect(scores, SURVEY)["note"].tolist() == ["c", "c", "c"]


def test_small_bases_are_marked_as_low_reliability():
    assert protect(observations((5, 20), (16, 32)), SURVEY)["note"].tolist() == ["u", "u"]
    assert protect(observations((50, 100)), SURVEY)["note"].isna().all()


def test_everyone_is_not_a_protected_group():
    assert protect(observations((12, 12), characteristic="everyone"), SURVEY)["numerator"].tolist() == [12]


@pytest.mark.parametrize(("numerator", "denominator"), [(1.5, 10), (-1, 10), (11, 10)])
def test_impossible_counts_name_the_row_and_not_the_count(numerator, denominator):
    with pytest.raises(CatalogueError, match="E05000000, 2025, race, asian") as caught:
        protect(observations((numerator, denominator)), SERVICE)
    assert str(numerator) not in str(caught.value).replace("E05000000", "")


counts = st.integers(0, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
frames = st.lists(counts, min_size=1, max_size=8).map(lambda figures: observations(*figures))
protecting = st.sampled_from([SERVICE, SURVEY])


@settings(deadline=None)
@given(frames, protecting)
def test_protecting_twice_changes_nothing(frame, rule):
    once = protect(frame, rule)
    pd.testing.assert_frame_equal(protect(once, rule), once)


@settings(deadline=None)
@given(frames, protecting, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(frame, rule, random):
    order = list(frame.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(protect(frame.loc[order], rule), protect(frame, rule).loc[order])


@settings(deadline=None)
@given(counts, st.integers(0, 20), protecting)
def test_a_larger_figure_is_never_shown_as_a_smaller_one(figure, more, rule):
    counted, base = figure
    smaller = protect_figure(counted, base, rule)
    larger = protect_figure(counted + more, base + more, rule)
    if isinstance(smaller, ShownFigure) and isinstance(larger, ShownFigure):
        assert larger.numerator >= smaller.numerator
        assert larger.denominator >= smaller.denominator


@settings(deadline=None)
@given(counts, st.integers(0, 20), st.sampled_from(["smallest_count", "smallest_base", "alike_base"]), protecting)
def test_a_stricter_rule_withholds_whatever_a_looser_one_does(figure, more, threshold, rule):
    stricter = replace(rule, **{threshold: getattr(rule, threshold) + more})
    if isinstance(protect_figure(*figure, rule), Withheld):
        assert isinstance(protect_figure(*figure, stricter), Withheld)


@settings(deadline=None)
@given(frames, protecting)
def test_withheld_is_never_zero(frame, rule):
    protected = protect(frame, rule)
    withheld = protected["note"] == "c"
    assert protected.loc[withheld, ["numerator", "denominator", *RATES]].isna().all().all()
    assert (frame.loc[protected["numerator"] == 0, "numerator"] == 0).all()
