"""Where an area stands among all of its kind, by areas whose place can be counted on the fingers."""

import numpy as np
import pandas as pd
import pytest

from jsna.stats.standing import family_of, standings

NAN = float("nan")
#: Two hundred areas: 0.5 %, 1.0 %, … 100 %.
HUNDRED = np.arange(1, 201) / 200


def standing(value, lower=NAN, upper=NAN, family=HUNDRED):
    areas = pd.DataFrame({"value": [value], "lower95": [lower], "upper95": [upper]}, index=["E05000001"])
    return standings(areas, family_of(np.array(family))).iloc[0]


def test_the_standing_is_the_mid_rank():
    row = standing(0.5, 0.45, 0.55)
    # 99 areas lie below 50 %, one is at it; 89 lie below 45 %, 110 are at or below 55 %.
    assert row[:4].tolist() == pytest.approx([99.5 / 200, 89 / 200, 110 / 200, 1 / 200])


@pytest.mark.parametrize(
    ("value", "lower", "upper", "rare"),
    [
        (0.99, 0.98, 1.0, "high"),
        (0.99, 0.98, 0.995, "high"),
        (0.99, 0.975, 0.995, ""),
        (0.01, 0.005, 0.025, "low"),
        (0.01, 0.005, 0.03, ""),
        (0.5, 0.0, 1.0, ""),
        (1.0, NAN, NAN, ""),
    ],
)
def test_only_an_area_whose_whole_interval_lies_at_an_end_is_rare(value, lower, upper, rare):
    assert standing(value, lower, upper)["rare"] == rare


def test_many_of_one_figure_stand_together_in_the_middle_of_their_places():
    row = standing(0.0, 0.0, 0.004, family=[0.0] * 60 + list(HUNDRED[:140]))
    assert (row["standing"], row["level_with"]) == (0.15, 0.3)
    assert row["rare"] == ""


def test_equal_shares_from_different_divisions_are_level():
    thirds = [1 / 3, 2 / 6, 1 - 2 / 3] * 50
    assert standing(3 / 9, family=thirds)["level_with"] == 1


def test_nothing_is_said_of_all_where_too_few_are_known():
    half_unknown = [*HUNDRED[:99], *[NAN] * 101]
    assert family_of(np.array(half_unknown)).size == 0
    row = standing(0.5, 0.4, 0.6, family=half_unknown)
    assert row[:4].isna().all()
    assert row["rare"] == ""


def test_an_area_without_a_figure_stands_nowhere():
    assert standing(NAN)[:4].isna().all()


def test_the_interval_is_where_simulation_puts_it():
    """The simpler interval against ranks drawn from the posterior of every area at once."""
    rng = np.random.default_rng(7)
    total = rng.integers(3_000, 9_000, 2_000)
    counted = rng.binomial(total, rng.beta(6, 30, 2_000))
    drawn = rng.beta(counted + 0.5, total - counted + 0.5, size=(400, 2_000))
    ranks = drawn.argsort(axis=1).argsort(axis=1) / 2_000
    simulated = np.quantile(ranks, [0.025, 0.975], axis=0)
    error = 1.96 * np.sqrt(counted / total * (1 - counted / total) / total)
    frame = pd.DataFrame(
        {"value": counted / total, "lower95": counted / total - error, "upper95": counted / total + error}
    )
    found = standings(frame, family_of(frame["value"].to_numpy()))
    assert np.abs(found["standing_low"] - simulated[0]).max() < 0.04
    assert np.abs(found["standing_high"] - simulated[1]).max() < 0.04
