"""What is said of few replies: a test reads every sentence, label and cell that up to 30 of them can give."""

from __future__ import annotations

import math

import numpy as np
import pytest

from jsna.analysis.comparison import with_standing
from jsna.disclosure.policy import SERVICE, SURVEY, Rule
from jsna.disclosure.protected import protect
from jsna.disclosure.represent import marked
from jsna.model.comparison import AreaFigure, Verdict, area_figures
from jsna.model.indicator import Measure
from jsna.stats.baseline import compare_with_baseline
from jsna.words import numbers, sentences
from tests import making

REPLIES = making.indicator(disclosure={"rule": "survey"}, groups={"black": {"label": "Black", "says": "are happy"}})
RECORDS = making.indicator(disclosure={"rule": "service"}, groups={"deaf": {"label": "Deaf", "says": "were seen"}})
TOO_FEW = "Fenside: black – Too few replies to report."


def figures(pairs: list[tuple[int, int]], rule: Rule = SURVEY, baseline: float = 0.5) -> list[AreaFigure]:
    """Each x of n as the app would hold it, against a baseline."""
    rows = [(f"W{at:08}", float(counted), float(base)) for at, (counted, base) in enumerate(pairs)]
    given = making.observations(rows, period="2025", characteristic="race", group="black")
    protected = marked(protect(given, rule), rule).set_index("area_code")
    compared = compare_with_baseline(protected, baseline, margin=2.0, measure=Measure.PROPORTION)
    compared = with_standing(compared, np.array([]))
    counts = {"baseline_numerator": 500.0, "baseline_denominator": 1000.0}
    return area_figures(compared.assign(name="Fenside", parent="Boston", baseline_name="Boston", **counts))


def sentence(own: AreaFigure) -> str:
    return sentences.of_figure(own, REPLIES, REPLIES.groups["black"]).replace(numbers.SPACE, " ")


@pytest.mark.parametrize("n", range(10))
def test_under_ten_replies_all_read_alike(n: int) -> None:
    assert {sentence(own) for own in figures([(x, n) for x in range(n + 1)])} == {TOO_FEW}


@pytest.mark.parametrize("n", range(10, 30))
def test_under_thirty_replies_have_counts_and_a_range_and_no_percentage(n: int) -> None:
    for x, own in enumerate(figures([(x, n) for x in range(n + 1)])):
        said = sentence(own)
        cell = numbers.n_of_n(own.numerator, own.denominator, own.value, REPLIES)
        assert "%" not in said + cell
        assert "per cent" not in said + cell
        assert own.verdict in (Verdict.TOO_FEW, Verdict.HIDDEN)
        assert math.isnan(own.value + own.lower95 + own.difference + own.ratio + own.extra)
        if x in (0, n):
            assert said == TOO_FEW
        else:
            assert said.startswith(f"In Fenside {x} of {n} people who replied (")
            assert "in every 100 if replies were random" in said


def test_nine_of_twelve_in_full() -> None:
    (own,) = figures([(9, 12)])
    assert sentence(own) == (
        "In Fenside 9 of 12 people who replied (47 to 91 in every 100 if replies were random) are happy: "
        "too few to say – fewer than 30 replies, too few for a percentage."
    )


def test_thirty_replies_have_a_whole_percentage_and_its_range() -> None:
    for x, own in enumerate(figures([(x, 30) for x in range(31)])):
        assert f"{x} of 30 people who replied ({100 * x / 30:.0f}%; " in sentence(own)


def test_a_wide_range_is_called_one_and_has_no_difference() -> None:
    wide, narrow, decimal = figures([(18, 36), (80, 100), (801, 1_000)])
    assert numbers.n_of_n(18, 36, 0.5, REPLIES).replace(numbers.SPACE, " ") == (
        "18 of 36 replies (50%; a wide range, 34 to 66% if replies were random)"
    )
    assert (wide.verdict, wide.reason) == (Verdict.TOO_FEW, "a wide range")
    assert math.isnan(wide.difference)
    assert sentence(wide).endswith("are happy: too few to say – a wide range.")
    assert narrow.difference == pytest.approx(30)
    assert "(80.1%; 77.5 to 82.5% if replies were random)" in sentence(decimal)


def test_records_are_told_from_rounded_counts_alone() -> None:
    exact, few, withheld, small = figures([(93, 238), (43, 118), (3, 118), (4, 9)], SERVICE)
    assert (exact.numerator, exact.denominator, exact.value) == (95, 240, 95 / 240)
    assert numbers.n_of_n(95, 240, 95 / 240, RECORDS).replace(numbers.SPACE, " ") == "95 of 240 (40%)"
    assert numbers.n_of_n(45, 120, math.nan, RECORDS).replace(numbers.SPACE, " ") == "45 of 120"
    assert (few.verdict, few.reason) == (
        Verdict.TOO_FEW,
        "fewer than 200 people, too few for a percentage of rounded counts",
    )
    for own in (withheld, small):
        assert (own.verdict, own.reason) == (Verdict.HIDDEN, "Withheld to protect the people counted")
        assert all(math.isnan(number) for number in (own.numerator, own.difference, own.extra))
