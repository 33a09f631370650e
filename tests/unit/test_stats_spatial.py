"""Spatial pattern on a chessboard and on a coast."""

import esda
import numpy as np
import pandas as pd
import pytest
from libpysal.weights import W

from jsna.model.clusters import Cluster
from jsna.stats.spatial import connected, local_clusters, standardised_shares

SIDE = 15
NAN = float("nan")


def code(row, column):
    return f"E{row:02}{column:02}"


CODES = [code(row, column) for row in range(SIDE) for column in range(SIDE)]
PAIRS = [(code(row, column), code(row, column + 1)) for row in range(SIDE) for column in range(SIDE - 1)]
PAIRS += [(code(row, column), code(row + 1, column)) for row in range(SIDE - 1) for column in range(SIDE)]


def board(value):
    values = [value(row, column) for row in range(SIDE) for column in range(SIDE)]
    return pd.Series(values, index=CODES, dtype=float)


COAST = board(lambda row, column: 30 + row / 10 if column >= SIDE - 2 else 10 + (7 * row + 3 * column) % 5)


def test_the_coast_is_found_and_is_one_piece():
    found = local_clusters(COAST, PAIRS)
    high = found.index[found["cluster"] == Cluster.HIGH]
    assert all(int(name[3:]) >= SIDE - 2 for name in high)
    assert len(connected(high, PAIRS)) == 1
    assert len(high) >= 15


@pytest.mark.filterwarnings("ignore:The alternative hypothesis")
@pytest.mark.parametrize("steps", [0, 4], ids=["all different", "many the same"])
def test_a_figure_is_to_the_last_digit_the_one_that_esda_works_out(steps):
    noise = np.random.default_rng(8).normal(size=SIDE * SIDE)
    values = pd.Series(np.round(noise * steps) if steps else noise, index=CODES)
    beside = {one: [] for one in CODES}
    for one, other in PAIRS:
        beside[one].append(other)
        beside[other].append(one)
    weights = W(beside, id_order=CODES)
    weights.transform = "r"
    theirs = esda.Moran_Local(values.to_numpy(), weights, permutations=499, seed=3, keep_simulations=False)

    ours = local_clusters(values, PAIRS, permutations=499, seed=3)

    assert ours["local_i"].tolist() == theirs.Is.tolist()
    # Where an area is like its neighbours: elsewhere esda leaves out the permutations that give it just these.
    like = theirs.Is > 0
    tail, found = np.minimum(theirs.p_sim[like].astype(float), 0.5), ours["p"].to_numpy()[like] / 2
    assert (found >= tail).all()
    assert (found == tail).mean() > (0.9 if steps else 0.999)


def test_the_same_figures_give_the_same_map():
    pd.testing.assert_frame_equal(local_clusters(COAST, PAIRS), local_clusters(COAST, PAIRS))


def test_the_correction_leaves_no_pattern_in_noise():
    noise = pd.Series(np.random.default_rng(4).normal(size=SIDE * SIDE), index=CODES)
    found = local_clusters(noise, PAIRS)
    assert (found["p"] < 0.05).any()
    assert set(found["cluster"]) == {Cluster.NONE}


def test_what_is_withheld_is_left_out_and_never_taken_for_zero():
    values = COAST.copy()
    values[code(0, 0)] = NAN
    found = local_clusters(values, PAIRS)
    assert found.loc[code(0, 0), "cluster"] == Cluster.NO_FIGURE
    assert found.loc[code(0, 0), ["local_i", "p", "p_adjusted"]].isna().all()


def test_an_island_is_named_and_left_out():
    values = pd.concat([COAST, pd.Series({"E9999": 40.0})])
    assert local_clusters(values, PAIRS).loc["E9999", "cluster"] == Cluster.NO_NEIGHBOURS


def test_an_area_whose_neighbours_are_all_withheld_is_an_island():
    values = COAST.copy()
    values[[code(0, 1), code(1, 0)]] = NAN
    assert local_clusters(values, PAIRS).loc[code(0, 0), "cluster"] == Cluster.NO_NEIGHBOURS


def test_an_area_beside_all_the_others_is_never_unusual():
    values = pd.Series({"hub": 90.0, "a": 10.0, "b": 11.0, "c": 12.0, "d": 10.0, "e": 11.0, "f": 12.0})
    found = local_clusters(values, [("hub", spoke) for spoke in "abcdef"])
    assert found.loc["hub", "p"] == 1
    assert set(found["cluster"]) == {Cluster.NONE}


def test_an_area_with_one_neighbour_is_as_unusual_as_that_neighbour_is_rare():
    found = local_clusters(
        pd.Series({"hub": 90.0, "a": 10.0, "b": 11.0, "c": 12.0, "d": 13.0, "e": 14.0, "f": 15.0}),
        [("hub", spoke) for spoke in "abcdef"],
    )
    # One of the six others would have been as high: 1/6, two-sided.
    assert found.loc["a", "p"] == pytest.approx(1 / 3, abs=0.001)


def test_values_that_are_all_the_same_have_no_pattern():
    flat = board(lambda row, column: 5)
    assert set(local_clusters(flat, PAIRS)["cluster"]) == {Cluster.NONE}


def test_shares_are_standardised_for_size_and_the_missing_stay_missing():
    rates = standardised_shares(pd.Series([5.0, 50, 9, NAN, 0]), pd.Series([10.0, 100, 10, 10, 0]))
    # The same share stands out more where more people were counted.
    assert abs(rates[1]) > abs(rates[0])
    assert abs(rates[2]) > abs(rates[0])
    assert list(rates.isna()) == [False, False, False, True, True]


def test_a_standardised_share_is_what_the_formula_gives_by_hand():
    rates = standardised_shares(pd.Series([10.0, 60.0]), pd.Series([100.0, 100.0]))
    # b = 0.35, s² = 0.0625, b(1−b)/n = 0.002275: z = ±0.25 / √(0.0625 − 0.002275 + 0.002275)
    assert list(rates) == pytest.approx([-1.0, 1.0])
    assert list(standardised_shares(pd.Series([0.0, 0.0]), pd.Series([10.0, 20.0]))) == [0.0, 0.0]


def test_pieces_come_largest_first_and_alone_is_a_piece():
    assert connected(["a", "b", "c", "d"], [("a", "b"), ("c", "x")]) == [("a", "b"), ("c",), ("d",)]
    assert connected([], []) == []
