"""Numbers and sentences as readers see them."""

from __future__ import annotations

import math

import pytest

from jsna.model.comparison import AreaFigure, Verdict
from jsna.model.indicator import Indicator
from jsna.words import numbers, plain, sentences
from tests.unit.making import an_indicator


def a_figure(**changes: object) -> AreaFigure:
    usual = {
        "code": "E05009888", "name": "Mablethorpe", "parent": "East Lindsey", "numerator": 2837.0,
        "denominator": 8210.0, "value": 2837 / 8210, "lower95": 0.335, "upper95": 0.356, "lower998": 0.329,
        "upper998": 0.362, "baseline": 0.173, "baseline_name": "England", "difference": 17.3, "ratio": 1.997,
        "extra": 1416.0, "verdict": Verdict.HIGHER, "reason": "unusual", "note": "",
    }  # fmt: skip
    return AreaFigure(**{**usual, **changes})  # type: ignore[arg-type]


def spaced(text: str) -> str:
    return text.replace(numbers.SPACE, " ")


def test_a_share_is_n_of_n_first() -> None:
    assert spaced(numbers.n_of_n(2837, 8210, 2837 / 8210, an_indicator())) == "2,837 of 8,210 (34.6 %)"


def test_what_is_missing_is_a_dash_never_nought() -> None:
    assert numbers.n_of_n(math.nan, math.nan, math.nan, an_indicator()) == "–"
    assert numbers.difference(math.nan, an_indicator()) == "–"
    assert numbers.extra(math.nan, an_indicator()) == "–"


@pytest.mark.parametrize(
    ("ratio", "words"),
    [(2.0, "twice"), (1.96, "twice"), (3.1, "three times"), (0.5, "half"), (1.4, "1.4 times"), (12.3, "12 times")],
)
def test_ratios_are_said_as_they_are_spoken(ratio: float, words: str) -> None:
    assert numbers.times(ratio) == words


@pytest.mark.parametrize(("points", "words"), [(17.34, "+17.3 points"), (-2.0, "−2.0 points"), (0.04, "0.0 points")])
def test_differences_carry_their_sign_and_unit(points: float, words: str) -> None:
    assert spaced(numbers.difference(points, an_indicator())) == words


def test_the_sentence_for_a_board() -> None:
    indicator = an_indicator()

    said = sentences.of_figure(a_figure(), indicator, indicator.groups["disabled"])

    assert spaced(said) == (
        "In Mablethorpe 2,837 of 8,210 people (34.6 %) are disabled, twice England's 17.3 %: "
        "about 1,416 more than England's rate would give."
    )


def test_a_similar_area_is_called_similar_with_its_reason() -> None:
    indicator = an_indicator()
    own = a_figure(verdict=Verdict.SIMILAR, reason="within natural variation", difference=0.4)

    said = spaced(sentences.of_figure(own, indicator, indicator.groups["disabled"]))

    assert said.endswith("against England's 17.3 % (+0.4 points): similar – within natural variation.")


def test_a_withheld_figure_has_a_reason_and_no_number() -> None:
    indicator = an_indicator()
    gone = dict.fromkeys(("numerator", "denominator", "value", "difference", "ratio", "extra"), math.nan)
    own = a_figure(**gone, verdict=Verdict.NOT_COMPARABLE, reason="withheld to protect the people counted", note="c")

    said = sentences.of_figure(own, indicator, indicator.groups["disabled"])

    assert said == "Mablethorpe: disabled – withheld to protect the people counted."
    assert not any(character.isdigit() for character in said)


def test_a_value_without_counts_has_its_unit() -> None:
    years: Indicator = an_indicator(measure="mean", unit="years", margin_that_matters=0.5)
    own = a_figure(
        numerator=math.nan, denominator=math.nan, extra=math.nan, value=77.9, baseline=79.5, difference=-1.6,
        ratio=0.98,
        verdict=Verdict.CANNOT_TELL, reason="no interval is published",
    )  # fmt: skip

    said = spaced(sentences.of_figure(own, years, years.groups["disabled"]))

    assert said == (
        "In Mablethorpe the figure for disabled is 77.9 years, against England's 79.5 years (−1.6 years): "
        "cannot tell – no interval is published."
    )


def test_a_percentage_without_counts_is_out_of_its_base_and_differs_in_points() -> None:
    smokers: Indicator = an_indicator(
        measure="rate", unit="% of adults", base="adults",
        groups={"persons": {"label": "Smoke", "says": "smoke"}},
    )  # fmt: skip
    own = a_figure(
        numerator=math.nan, denominator=math.nan, extra=math.nan, value=12.9, baseline=10.4, difference=2.5,
        ratio=1.24, verdict=Verdict.CANNOT_TELL, reason="no interval is published",
    )  # fmt: skip

    assert spaced(sentences.of_figure(own, smokers, smokers.groups["persons"])) == (
        "In Mablethorpe 12.9 % of adults smoke, against England's 10.4 % (+2.5 points): "
        "cannot tell – no interval is published."
    )


@pytest.mark.parametrize(
    "hostile", ["![x](http://a.example/p.png)", "<img src=x onerror=alert(1)>", "${alert(1)}", "`a`", ":red[x]"]
)
def test_markdown_shows_hostile_names_as_they_stand(hostile: str) -> None:
    escaped = plain.escaped(hostile)

    assert all(escaped[place - 1] == "\\" for place, sign in enumerate(escaped) if sign in "![]<>$`:()")
    assert escaped.replace("\\", "") == hostile
