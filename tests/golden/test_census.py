"""Standard numbers of the census that the product's sentences rest on, from the figures that the app serves."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jsna.areas.places import of_ward_year
from jsna.stats.funnel import (
    adjusted_z,
    benjamini_hochberg,
    flagged,
    funnel_limits,
    overdispersion,
    two_sided_p,
    z_scores,
)
from jsna.stats.proportions import share, wilson_interval

DATA = Path(__file__).parents[2] / "data"


def figures(slug, group):
    observations = pd.read_parquet(DATA / "indicators" / "disability" / f"{slug}.parquet")
    return observations[observations["group"] == group].set_index("area_code")[["numerator", "denominator"]]


def in_per_cent(rows, code):
    return round(100 * rows.loc[code, "numerator"] / rows.loc[code, "denominator"], 1)


@pytest.fixture(scope="module")
def disabled():
    return figures("disabled-people", "disabled")


@pytest.fixture(scope="module")
def wards(disabled):
    areas = pd.read_parquet(DATA / "areas.parquet").set_index("code")
    of_2022 = of_ward_year(areas, 2022)
    return disabled.loc[disabled.index.intersection(of_2022.index[of_2022["level"] == "ward"])].dropna()


@pytest.fixture(scope="module")
def england(disabled):
    row = disabled.loc["E92000001"]
    return row["numerator"] / row["denominator"]


def test_england_is_what_england_is(disabled):
    assert in_per_cent(disabled, "E92000001") == 17.3
    assert in_per_cent(figures("households-with-disabled-person", "any"), "E92000001") == 32.0


def test_there_are_6887_wards_with_people(wards):
    assert len(wards) == 6_887


def test_the_naive_interval_flags_most_of_england(wards, england):
    lower, upper = wilson_interval(wards["numerator"], wards["denominator"])
    naive = (england < lower) | (england > upper)
    assert naive.sum() == 5_624
    np.testing.assert_array_equal(naive, flagged(z_scores(wards["numerator"], wards["denominator"], england)))


def test_the_adjusted_funnel_flags_those_that_stand_out_among_wards(wards, england):
    spread = overdispersion(wards["numerator"], wards["denominator"], england)
    z = adjusted_z(wards["numerator"], wards["denominator"], england, spread.tau)
    assert round(100 * spread.tau, 2) == 3.05
    assert flagged(z, 0.95).sum() == 761
    assert flagged(z, 0.998).sum() == 102
    assert (benjamini_hochberg(two_sided_p(z)) < 0.05).sum() == 29


def test_the_drawn_funnel_flags_the_same_wards(wards, england):
    spread = overdispersion(wards["numerator"], wards["denominator"], england)
    lower, upper = funnel_limits(wards["denominator"], england, spread.tau, 0.998)
    shares = share(wards["numerator"], wards["denominator"])
    assert ((shares < lower) | (shares > upper)).sum() == 102
