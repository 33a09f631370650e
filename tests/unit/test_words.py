"""Numbers and sentences as readers see them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from jsna.model.comparison import AreaFigure, BaselineFigure, Comparison, Verdict
from jsna.model.indicator import Indicator
from jsna.stats.compare import NATURAL_VARIATION, NOT_UNUSUAL
from jsna.words import numbers, plain, provenance, sentences
from tests.unit.comparing import a_comparison
from tests.unit.making import an_indicator

REASON = "Policy asks for it."


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
    [
        (2.0, "twice"), (1.997, "twice"), (1.96, "twice"), (1.94, "nearly twice"), (2.1, "more than twice"),
        (3.1, "more than three times"), (1.4, "1.4 times"), (12.3, "12 times"),
        (0.5, "half"), (0.47, "nearly half"), (0.34, "a third of"), (0.25, "a quarter of"), (0.8, ""), (0.07, ""),
    ],
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        (
            {"difference": 0.4, "extra": 33.0, "reason": NATURAL_VARIATION},
            (
                "about the same as England's 17.3 % (0.4 points higher, about 33 more than England's rate would give: "
                "within natural variation)."
            ),
        ),
        (
            {"difference": 0.9, "extra": 74.0, "reason": "larger than chance, but smaller than 2 points"},
            (
                "0.9 points higher than England's 17.3 %, about 74 more than England's rate would give, but smaller "
                "than the 2 points that matter: not called different."
            ),
        ),
        (
            {"difference": -8.9, "extra": -730.0, "reason": f"larger than 2 points, {NOT_UNUSUAL}wards"},
            (
                "8.9 points lower than England's 17.3 %, about 730 fewer than England's rate would give, but no more "
                "than wards usually differ: not called different."
            ),
        ),
    ],
)
def test_a_similar_area_has_its_direction_its_people_and_its_reason(changes: dict[str, object], ending: str) -> None:
    indicator = an_indicator()
    own = a_figure(verdict=Verdict.SIMILAR, **changes)

    assert spaced(sentences.of_figure(own, indicator, indicator.groups["disabled"])).endswith(f"disabled, {ending}")


def test_a_row_of_a_comparison_is_told_as_a_figure_is() -> None:
    made = a_comparison({"W1": (201.0, 1000.0), "W2": (200.0, 1000.0)})

    assert spaced(sentences.of_area(made, "W1")) == (
        "In Ward W1 201 of 1,000 people (20.1 %) are disabled, about the same as England's 20.0 % (0.1 points higher, "
        "about 1 more than England's rate would give: within natural variation)."
    )
    assert sentences.of_area(made, "W2").endswith(" (within natural variation).")


def test_a_margin_of_one_matters() -> None:
    indicator = an_indicator(margin_that_matters=1, margin_reason=REASON)
    own = a_figure(verdict=Verdict.SIMILAR, difference=0.9, reason="larger than chance, but smaller than 1 point")

    said = sentences.of_figure(own, indicator, indicator.groups["disabled"])

    assert said.endswith(", but smaller than the 1 point that matters: not called different.")


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        ({"ratio": 1.06, "difference": 1.0, "extra": 85.0}, "1.0 points higher than England's 17.3 %: about 85 more"),
        ({"ratio": 0.6, "difference": -6.9, "extra": -9.0}, "6.9 points lower than England's 17.3 %: about 9 fewer"),
        ({"ratio": 0.335, "difference": -11.5, "extra": -9.0}, "a third of England's 17.3 %: about 9 fewer"),
        ({"baseline_name": "South East"}, "twice the South East's 17.3 %: about 1,416 more than the South East's"),
    ],
)
def test_a_difference_is_told_as_it_is_spoken(changes: dict[str, object], ending: str) -> None:
    indicator = an_indicator()

    assert f", {ending}" in spaced(sentences.of_figure(a_figure(**changes), indicator, indicator.groups["disabled"]))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("South East", "the South East's"), ("City of London", "the City of London's"), ("England", "England's"),
        ("North East Lincolnshire", "North East Lincolnshire's"), ("Isles of Scilly", "the Isles of Scilly's"),
        ("East Midlands", "the East Midlands'"), ("Yorkshire and The Humber", "Yorkshire and The Humber's"),
        ("Bristol, City of", "Bristol's"),
    ],
)  # fmt: skip
def test_whose_it_is_has_an_article_where_it_is_spoken_with_one(name: str, said: str) -> None:
    assert numbers.possessive(name) == said


def a_place(verdicts: list[Verdict], reason: str, place_figure: BaselineFigure | None = None) -> Comparison:
    made = a_comparison({f"W{place}": (200.0, 1000.0) for place in range(len(verdicts))})
    return replace(
        made, areas=made.areas.assign(verdict=verdicts, reason=reason), place="Lincolnshire", place_figure=place_figure
    )


def test_where_nothing_can_be_told_no_area_is_said_to_be_like_the_rest() -> None:
    told = sentences.of_place(a_place([Verdict.CANNOT_TELL] * 2, "no interval is published"))

    assert told == (
        "For none of Lincolnshire's 2 wards can it be told whether it differs from England: no interval is published."
    )


def test_a_place_with_its_own_figure_has_its_wards() -> None:
    own = BaselineFigure("Lincolnshire", 400.0, 2000.0, 0.2)
    verdicts = [Verdict.SIMILAR, Verdict.CANNOT_TELL]

    assert sentences.of_place(a_place(verdicts, "few", own)).endswith(
        " None of its 2 wards stands out from England; for 1 it cannot be told: few."
    )


def test_a_margin_is_in_the_singular_where_it_is_one() -> None:
    assert (
        numbers.margin(an_indicator(measure="mean", unit="years", margin_that_matters=1, margin_reason=REASON))
        == "1 year"
    )
    assert (
        numbers.margin(an_indicator(measure="score", unit="points", margin_that_matters=5, margin_reason=REASON))
        == "5 points"
    )


def test_a_withheld_figure_has_a_reason_and_no_number() -> None:
    indicator = an_indicator()
    gone = dict.fromkeys(("numerator", "denominator", "value", "difference", "ratio", "extra"), math.nan)
    own = a_figure(**gone, verdict=Verdict.NOT_COMPARABLE, reason="withheld to protect the people counted", note="c")

    said = sentences.of_figure(own, indicator, indicator.groups["disabled"])

    assert said == "Mablethorpe: disabled – withheld to protect the people counted."
    assert not any(character.isdigit() for character in said)


def test_a_value_without_counts_has_its_unit() -> None:
    years: Indicator = an_indicator(measure="mean", unit="years")
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


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("As published by district", "Office, A. As published by district."),
        ("Counts by district", "Office, A. As published. Counts by district."),
    ],
)
def test_the_source_says_how_good_it_is_once(method: str, said: str) -> None:
    source = {
        "publisher": "Office", "table": "A", "url": "https://www.gov.uk/", "licence": "OGL", "published": "2025-01-01",
        "retrieved": "2026-11-24", "method": method, "quality": "as published",
    }  # fmt: skip
    assert provenance.source_line(an_indicator(source=source)) == said
