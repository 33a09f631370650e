"""Secondary suppression: the cheapest pattern that an attacker with the totals cannot see through."""

from itertools import chain, combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsna.disclosure.audit import audit
from jsna.disclosure.facts import table_shown
from jsna.disclosure.suppress import CANNOT_PROTECT, TOTAL, Needs, published, suppress, with_totals

DIAGONAL = [[3, 50, 40], [60, 4, 30], [20, 30, 40]]


def table(rows):
    values = np.array(rows)
    return pd.DataFrame(
        values, index=[f"w{i}" for i in range(values.shape[0])], columns=[f"g{j}" for j in range(values.shape[1])]
    )


def small(counts, below):
    return [cell for cell, count in counts.stack().items() if 0 < count < below]


def attacked(counts, suppression, below):
    return audit(table_shown(published(counts, suppression)), small(with_totals(counts), below), (0, below))


def hidden_cells(suppression):
    stacked = suppression.hidden.stack()
    return set(stacked.index[stacked])


def protects(counts, pattern, below):
    """The same question as the optimiser's, asked of another method: linear programmes over the shown table."""
    shown = with_totals(counts).astype(float)
    for row, column in pattern:
        shown.loc[row, column] = np.nan
    facts = table_shown(shown)
    return all(audit(facts, [cell], (0, below)).safe for cell in small(counts, below))


def cheapest_by_trying_all(counts, below):
    forced = small(counts, below)
    others = [cell for cell, count in counts.stack().items() if count >= below]
    subsets = chain.from_iterable(combinations(others, size) for size in range(len(others) + 1))
    for subset in sorted(subsets, key=lambda cells: sum(counts.loc[cell] for cell in cells)):
        if protects(counts, [*forced, *subset], below):
            return sum(counts.loc[cell] for cell in subset)
    return None


def test_a_table_without_small_counts_is_shown_whole():
    counts = table([[10, 20], [30, 40]])
    pd.testing.assert_frame_equal(published(counts, suppress(counts, Needs(10))), with_totals(counts).astype(float))


def test_two_gaps_on_the_diagonal_need_a_whole_ring_and_more():
    """One ring of four hides the exact counts, but 4 could then never be 0: the 3 beside it runs out first."""
    counts = table(DIAGONAL)
    ring = [("w0", "g0"), ("w0", "g1"), ("w1", "g0"), ("w1", "g1")]
    assert not protects(counts, ring[:1] + ring[3:], 8)
    assert not protects(counts, ring, 8)
    suppression = suppress(counts, Needs(8))
    assert hidden_cells(suppression) == {*ring, ("w2", "g0"), ("w2", "g1")}
    assert attacked(counts, suppression, 8).safe


def test_engagement_happy_cannot_be_protected_while_totals_are_shown():
    """One reply from the group, and it was "happy"; 74 and 44 from everyone else."""
    counts = table([[1, 0], [74, 44]])
    suppression = suppress(counts, Needs(10))
    assert suppression.withheld
    assert suppression.reason == CANNOT_PROTECT
    assert published(counts, suppression).isna().all().all()


def test_a_lone_small_count_beside_zeros_is_withheld_too():
    assert suppress(table([[5, 0, 40], [0, 30, 0], [60, 0, 0]]), Needs(8)).withheld


def test_a_small_total_can_be_hidden_where_totals_may_be():
    counts = table([[1, 0], [74, 44], [30, 60]])
    suppression = suppress(counts, Needs(10, may_hide_totals=True))
    assert not suppression.withheld
    assert {("w0", "g0"), ("w0", "g1"), ("w0", TOTAL)} <= hidden_cells(suppression)
    assert attacked(counts, suppression, 10).safe


def test_zeros_are_never_gaps_for_others():
    counts = table([[3, 0, 40], [0, 50, 60], [20, 30, 10]])
    suppression = suppress(counts, Needs(8))
    assert not suppression.withheld
    assert not {("w0", "g1"), ("w1", "g0")} & hidden_cells(suppression)


def test_of_replies_nobody_and_few_look_alike():
    counts = table([[0, 40, 30], [25, 3, 60], [50, 20, 70]])
    suppression = suppress(counts, Needs(10, hide_zeros=True))
    assert suppression.primary.stack().sum() == 2
    report = audit(table_shown(published(counts, suppression)), [("w0", "g0"), ("w1", "g1")], (0, 10))
    assert report.safe


def test_without_totals_a_small_count_needs_no_company():
    needs = Needs(8, row_totals=False, column_totals=False)
    suppression = suppress(table([[3, 50], [60, 40]]), needs)
    assert suppression.cost == 0
    assert not suppression.hidden.loc["w0":"w1", "g0":"g1"].drop(index="w0").any().any()


def test_with_one_set_of_totals_one_neighbour_is_enough():
    suppression = suppress(table([[3, 50, 70], [60, 40, 80]]), Needs(8, column_totals=False))
    assert hidden_cells(suppression) >= {("w0", "g0"), ("w0", "g1")}
    assert suppression.cost == 50


def test_the_price_decides_which_gaps_are_taken():
    counts = table([[3, 50, 70], [60, 90, 80], [40, 30, 20]])
    dear = pd.DataFrame(1.0, counts.index, counts.columns)
    dear.loc["w0", "g1"] = 100.0
    assert ("w0", "g1") in hidden_cells(suppress(counts, Needs(8)))
    assert ("w0", "g1") not in hidden_cells(suppress(counts, Needs(8), cost=dear))


def test_a_figure_hidden_for_its_own_reason_is_protected_and_one_hidden_anyway_gives_cover():
    counts = table([[20, 50, 70], [60, 90, 80], [40, 30, 25]])
    flags = with_totals(counts) < 0
    also, cover = flags.copy(), flags.copy()
    also.loc["w0", "g0"] = True
    cover.loc["w1", :] = True
    suppression = suppress(counts, Needs(10), also=also, cover=cover)
    assert suppression.cost == 50
    assert {("w0", "g0"), ("w0", "g1"), ("w1", "g0"), ("w1", "g1")} <= hidden_cells(suppression)
    report = audit(table_shown(published(counts, suppression)), [("w0", "g0")], (10, 30))
    assert report.safe


def test_with_secondary_suppression_off_the_attacker_wins():
    counts = table(DIAGONAL)
    report = attacked(counts, suppress(counts, Needs(8), secondary=False), 8)
    assert report.ranges == {("w0", "g0"): (3, 3), ("w1", "g1"): (4, 4)}
    assert not report.safe


@pytest.mark.parametrize("seed", range(8))
def test_the_pattern_is_as_cheap_as_the_best_of_all_patterns(seed):
    counts = table(np.random.default_rng(seed).integers(0, 40, (3, 3)))
    suppression = suppress(counts, Needs(8, column_totals=True))
    best = cheapest_by_trying_all(counts, 8) if not _has_small_totals(counts, 8) else None
    assert (None if suppression.withheld else suppression.cost) == best
    assert suppression.proven


def _has_small_totals(counts, below):
    totals = [*counts.sum(axis=0), *counts.sum(axis=1)]
    return any(0 < total < below for total in totals)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        (pd.DataFrame({TOTAL: [1]}), "kept for totals"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "stands twice"),
        (pd.DataFrame({"a": [1.5]}), "whole"),
        (pd.DataFrame({"a": [np.nan]}), "known"),
        (pd.DataFrame({"a": [-1]}), "not below 0"),
    ],
)
def test_a_table_that_is_not_counts_is_refused(counts, message):
    with pytest.raises(ValueError, match=message):
        suppress(counts, Needs(8))


tables = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 60), min_size=width, max_size=width), min_size=2, max_size=5).map(
        table
    )
)
policies = st.sampled_from(
    [Needs(8), Needs(10, hide_zeros=True), Needs(8, may_hide_totals=True), Needs(10, row_totals=False)]
)


@settings(max_examples=40, deadline=None)
@given(tables, policies, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_columns_does_not_matter(counts, needs, random):
    rows, columns = list(counts.index), list(counts.columns)
    random.shuffle(rows)
    random.shuffle(columns)
    pd.testing.assert_frame_equal(suppress(counts.loc[rows, columns], needs).hidden, suppress(counts, needs).hidden)


@settings(max_examples=40, deadline=None)
@given(tables, policies)
def test_every_pattern_withstands_the_attacker(counts, needs):
    suppression = suppress(counts, needs)
    shown = published(counts, suppression)
    sensitive = suppression.primary & (with_totals(counts) < needs.below)
    if not needs.hide_zeros:
        sensitive &= with_totals(counts) > 0
    cells = sensitive.stack()
    assert audit(table_shown(shown), list(cells.index[cells]), (0, needs.below)).safe


@settings(max_examples=40, deadline=None)
@given(tables, policies)
def test_a_shown_figure_is_the_true_one_and_a_hidden_one_is_never_zero(counts, needs):
    suppression = suppress(counts, needs)
    shown = published(counts, suppression)
    assert shown.isna().equals(suppression.hidden)
    assert (shown.fillna(0) == with_totals(counts).where(~suppression.hidden, 0)).all().all()
