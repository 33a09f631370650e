"""Every method against numbers made by another program, to 1e-9; the first line of each file names its source."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jsna.model.comparison import STANDING_COLUMNS
from jsna.model.indicator import Measure
from jsna.stats.baseline import compare_with_baseline
from jsna.stats.funnel import benjamini_hochberg, funnel_limits
from jsna.stats.proportions import wilson_interval
from jsna.stats.spree import fit_to_totals
from jsna.stats.standing import family_of, standings
from jsna.stats.trends import recent_trend_of_proportions, recent_trend_of_values
from jsna.stats.weights import rake, weighted_share

HERE = Path(__file__).parent
LEVELS = [(0.95, "95"), (0.998, "998")]


def golden(name):
    return pd.read_csv(HERE / name, comment="#")


def numbers(text):
    return np.array([float(number) for number in str(text).split()])


def assert_equal(actual, expected, rtol=1e-9, atol=1e-12):
    np.testing.assert_allclose(np.asarray(actual, dtype=float), np.asarray(expected, dtype=float), rtol, atol)


@pytest.mark.parametrize(("confidence", "level"), LEVELS)
def test_wilson(confidence, level):
    figures = golden("wilson.csv")
    lower, upper = wilson_interval(figures["numerator"], figures["denominator"], confidence)
    assert_equal(lower, figures[f"lower{level}"])
    assert_equal(upper, figures[f"upper{level}"])


@pytest.mark.parametrize(("confidence", "level"), LEVELS)
def test_funnel(confidence, level):
    for figure in golden("funnel.csv").to_dict("records"):
        found = funnel_limits(figure["denominator"], figure["baseline"], confidence=confidence)
        assert_equal(found, [figure[f"lower{level}"], figure[f"upper{level}"]])


def test_benjamini_hochberg():
    figures = golden("benjamini_hochberg.csv")
    assert_equal(benjamini_hochberg(figures["p"]), figures["adjusted"])


def people(**groups):
    return pd.Series(groups, dtype=float)


SEVERAL = {
    "age": people(**{"16-34": 1400, "35-64": 3010, "65+": 3800}),
    "sex": people(female=4190, male=4020),
    "disabled": people(no=5373, yes=2837),
}
SINGLE = {"group": people(a=5000, b=4100, c=900)}
DIVIDED = {"group": people(a=6000, b=4000)}


def weighted_case(case):
    """The replies, margins, bounds and expected weights of one row of weighted_share.csv."""
    name, _, trimmed = case.partition(" ")
    bounds = (0.5, 2.4) if name == "several" else (0.2, 5)
    margins = {"several": SEVERAL, "single": SINGLE, "divided": DIVIDED}[name]
    replies = golden("raking.csv") if name == "several" else golden("trimming.csv").query("case == @name")
    return replies, margins, bounds if trimmed else None, replies["trimmed" if trimmed else "weight"]


@pytest.mark.parametrize("case", golden("weighted_share.csv").to_dict("records"), ids=lambda case: case["case"])
def test_weighting(case):
    """Weights, share and effective size against survey's rake, trimWeights and svymean; the range against prop.test."""
    replies, margins, bounds, expected = weighted_case(case["case"])
    found = rake(replies, margins, trim=bounds)
    assert_equal(found.values, expected)
    assert_equal(found.effective, case["kish"])
    share, *limits = weighted_share(replies["satisfied"] == 1, found)
    assert_equal([share, *limits], [case["share"], case["lower"], case["upper"]])
    # svyciprop has another interval (Korn and Graubard's), which lies close by.
    assert_equal(limits, [case["beta_lower"], case["beta_upper"]], rtol=0, atol=0.01)


def test_fitting_to_totals():
    cells = golden("ipf.csv").pivot_table(index="row", columns="column", values=["seed", "fitted"])
    rows = pd.Series([90.0, 75.0, 200.0], index=["A", "B", "C"])
    columns = pd.Series([110.0, 160.0, 60.0, 35.0], index=["A", "B", "C", "D"])
    assert_equal(fit_to_totals(cells["seed"], rows, columns).table, cells["fitted"])


def test_trend_of_proportions():
    cases = golden("trend_proportions.csv")
    found = recent_trend_of_proportions(
        [numbers(text) for text in cases["numerator"]], [numbers(text) for text in cases["denominator"]]
    )
    assert_equal(found["chi_squared"], cases["chi_squared"])
    assert list(found["trend"]) == ["increasing", "no clear change", "no clear change", "decreasing"]
    assert found["reason"][1] == "one year alone decides which way it goes"


def test_trend_of_values():
    cases = golden("trend_values.csv")
    level = np.array([numbers(text) for text in cases["values"]])
    reach = 1.96 * np.array([numbers(text) for text in cases["error"]])
    found = recent_trend_of_values(level, level - reach, level + reach)
    assert_equal(found["chi_squared"], cases["chi_squared"])
    assert list(found["trend"]) == ["increasing", "increasing", "decreasing"]


def test_the_comparison_in_words():
    figures = golden("comparison.csv")
    areas = figures[["numerator", "denominator"]].astype(float).assign(value=np.nan, note="")
    compared = compare_with_baseline(areas, figures["baseline"], margin=None, measure=Measure.PROPORTION)
    assert list(compared["verdict"]) == list(figures["word"])
    assert_equal(compared["difference"], figures["difference"], atol=1e-11)
    assert_equal(compared["extra"], figures["extra"], atol=1e-9)


def test_where_an_area_stands():
    figures = golden("standing.csv")
    family = family_of(np.concatenate([np.zeros(40), np.arange(1, 201) ** 2 / 40_000]))
    told = standings(figures[["value", "lower95", "upper95"]], family)
    *numbers_of, rare = STANDING_COLUMNS
    assert_equal(told[numbers_of], figures[numbers_of])
    assert list(told[rare]) == list(figures[rare].fillna(""))
