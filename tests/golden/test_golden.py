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
from jsna.stats.weights import rake

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


def test_raking():
    replies = golden("raking.csv")
    margins = {
        "age": pd.Series({"16-34": 1400.0, "35-64": 3010.0, "65+": 3800.0}),
        "sex": pd.Series({"female": 4190.0, "male": 4020.0}),
        "disabled": pd.Series({"no": 5373.0, "yes": 2837.0}),
    }
    assert_equal(rake(replies, margins, trim=None).values, replies["weight"])


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
