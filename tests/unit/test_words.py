"""Numbers and sentences as readers see them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.comparison import AreaFigure, BaselineFigure, Comparison, Rare, Verdict
from jsna.model.indicator import Indicator
from jsna.words import numbers, plain, provenance, sentences
from jsna.words.standing import by_chance, standing
from tests import making
from tests.unit.comparing import a_comparison

REASON = "Policy asks for it."


def a_figure(**changes: object) -> AreaFigure:
    usual = {
        "code": "E05009888", "name": "Mablethorpe", "parent": "East Lindsey", "numerator": 2837.0,
        "denominator": 8210.0, "value": 2837 / 8210, "lower95": 0.335, "upper95": 0.356, "lower998": 0.329,
        "upper998": 0.362, "baseline": 0.173, "baseline_name": "England", "baseline_numerator": 173.0,
        "baseline_denominator": 1000.0, "difference": 17.3, "ratio": 1.997,
        "extra": 1416.0, "verdict": Verdict.MUCH_HIGHER, "reason": "beyond chance", "note": "",
        "standing": 0.993, "standing_low": 0.99, "standing_high": 0.996, "level_with": 0.0001, "rare": Rare.HIGH,
    }  # fmt: skip
    return AreaFigure(**{**usual, **changes})  # type: ignore[arg-type]


def spaced(text: str) -> str:
    return text.replace(numbers.SPACE, " ")


def test_a_share_is_n_of_n_first() -> None:
    assert spaced(numbers.n_of_n(2837, 8210, 2837 / 8210, making.indicator())) == "2,837 of 8,210 (34.6%)"


@pytest.mark.parametrize(
    ("numerator", "denominator", "decimals", "said"),
    [
        (0, 2839, 1, "0.0%"),
        (1, 2839, 1, "under 0.1%"),
        (2, 2839, 1, "0.1%"),
        (2838, 2839, 1, "over 99.9%"),
        (2836, 2839, 1, "99.9%"),
        (2839, 2839, 1, "100.0%"),
        (0, 300, 0, "0%"),
        (1, 300, 0, "under 1%"),
        (299, 300, 0, "over 99%"),
        (300, 300, 0, "100%"),
        (1, 56_490_000, 1, "under 0.1%"),
    ],
)
def test_only_nobody_is_nought_and_only_everybody_is_a_hundred(
    numerator: int, denominator: int, decimals: int, said: str
) -> None:
    assert numbers.percent(numerator / denominator, decimals) == said


@pytest.mark.parametrize(("numerator", "said"), [(1, "under 1%"), (299, "over 99%"), (0, "0%"), (300, "100%")])
def test_replies_are_nought_or_a_hundred_only_where_they_all_agree(numerator: int, said: str) -> None:
    survey = making.indicator(disclosure={"rule": "survey"})
    shown = numbers.n_of_n(numerator, 300, numerator / 300, survey)
    assert shown.startswith(f"{numerator} of 300 replies ({said}; ")


def test_every_figure_of_the_data_is_nought_only_for_nobody(catalogue: Catalogue) -> None:
    """Each share is written as its own count says: nothing for nobody, a hundred for everybody, and else neither."""
    wrong = []
    for slug, indicator in catalogue.indicators.items():
        if not indicator.is_share:
            continue
        rows = catalogue.observations(slug)[["numerator", "denominator"]].dropna().drop_duplicates()
        share = rows["numerator"] / rows["denominator"]
        for n, of in rows[(share < 0.02) | (share > 0.98)].itertuples(index=False):
            said = numbers.figure(n / of, indicator, of).removesuffix(numbers.PERCENT)
            plain = said.replace("under ", "").replace("over ", "")
            ends = (float(plain) == 0, float(plain) == 100)
            if ends != (n == 0, n == of):
                wrong.append((slug, n, of, said))
    assert wrong == []


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0.0%"),
        (0.0004, "under 0.1%"),
        (-0.0004, "under 0.1%"),
        (0.05, "+5.0%"),
        (-0.05, "−5.0%"),
        (1.2, "+120.0%"),
    ],
)
def test_a_change_has_its_sign_unless_it_is_too_small_to_write(share: float, said: str) -> None:
    assert numbers.percent_change(share) == said


@pytest.mark.parametrize(
    ("edges", "decimals"),
    [((0.1, 0.2), 1), ((0.0002, 0.1), 2), ((0.1, 0.1001), 2), ((0.9, 0.9999), 2), ((0.0, 0.0), 1)],
)
def test_the_edges_of_classes_have_the_decimals_that_tell_them_apart(edges: tuple[float, ...], decimals: int) -> None:
    assert numbers.decimals_for(edges, 1) == decimals


def test_a_baseline_that_is_too_small_to_write_is_still_read_as_a_sentence() -> None:
    own = a_figure(baseline=0.0004, baseline_name="East Midlands", ratio=20.0, numerator=66.0, value=0.008)
    said = sentences.compared(own, making.indicator(), "about 63 more")
    assert said == ", 20 times the figure of the East Midlands (under 0.1%): about 63 more"


def test_what_is_missing_is_a_dash_never_nought() -> None:
    assert numbers.n_of_n(math.nan, math.nan, math.nan, making.indicator()) == "–"
    assert numbers.difference(math.nan, making.indicator()) == "–"
    assert numbers.extra(math.nan, making.indicator()) == "–"


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
    assert spaced(numbers.difference(points, making.indicator())) == words


def test_the_sentence_for_a_board() -> None:
    indicator = making.indicator()

    said = sentences.of_figure(a_figure(), indicator, indicator.groups["disabled"])

    assert spaced(said) == (
        "In Mablethorpe 2,837 of 8,210 people (34.6%) are disabled, twice England's 17.3%: "
        "about 1,416 more than England's rate would give."
    )


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        (
            {"verdict": Verdict.LOWER, "extra": -137.0},
            "lower than England (17.3%), about 137 fewer than England's rate would give.",
        ),
        (
            {"verdict": Verdict.ABOUT_THE_SAME, "extra": 33.0},
            "about the same as England (17.3%), about 33 more than England's rate would give.",
        ),
        ({"verdict": Verdict.ABOUT_THE_SAME, "extra": 0.2}, "about the same as England (17.3%)."),
    ],
)
def test_an_area_has_its_word_and_its_people(changes: dict[str, object], ending: str) -> None:
    indicator = making.indicator()
    own = a_figure(**changes)

    assert spaced(sentences.of_figure(own, indicator, indicator.groups["disabled"])).endswith(f"disabled: {ending}")


def test_a_row_of_a_comparison_says_where_the_ward_stands_too() -> None:
    many = {f"W{place}": (float(place), 1000.0) for place in range(100, 300)}

    assert spaced(sentences.of_area(a_comparison(many), "W150")) == (
        "In Ward W150 150 of 1,000 people (15.0%) are disabled: lower than England (20.0%), about 50 fewer than "
        "England's rate would give. That is lower than 75 of 100 wards."
    )


@pytest.mark.parametrize(
    ("place", "level_with", "words"),
    [
        (0.93, 0.0001, "higher than 93 of 100 wards"),
        (0.07, 0.0001, "lower than 93 of 100 wards"),
        (0.998, 0.0001, "higher than 99 of 100 wards"),
        (0.2, 0.4, "the same as 40 of 100 wards, lower than 60"),
        (0.5, 0.4, "the same as 40 of 100 wards, higher than 30, lower than 30"),
        (math.nan, math.nan, ""),
    ],
)
def test_a_standing_is_told_by_how_many_of_a_hundred(place: float, level_with: float, words: str) -> None:
    assert standing(a_figure(standing=place, level_with=level_with), Level.WARD) == words


def test_how_far_chance_could_move_a_standing_is_told_in_its_direction() -> None:
    low = a_figure(standing=0.07, standing_low=0.04, standing_high=0.12)

    assert by_chance(low, Level.WARD) == "between 88 and 96 of 100, allowing for chance"
    assert by_chance(a_figure(standing_low=0.992, standing_high=0.994), Level.WARD) == ""


@pytest.mark.parametrize(
    ("changes", "ending"),
    [
        ({"ratio": 1.06, "verdict": Verdict.MUCH_HIGHER}, ": much higher than England (17.3%), about 1,416 more"),
        ({"ratio": 1.4, "verdict": Verdict.HIGHER}, ": higher than England (17.3%), about 1,416 more"),
        ({"ratio": 0.335, "verdict": Verdict.MUCH_LOWER}, ", a third of England's 17.3%: about 1,416 more"),
        ({"ratio": 0.07, "verdict": Verdict.MUCH_LOWER}, ": much lower than England (17.3%), about 1,416 more"),
        ({"baseline_name": "South East"}, ", twice the South East's 17.3%: about 1,416 more than the South East's"),
    ],
)
def test_a_difference_is_told_as_it_is_spoken(changes: dict[str, object], ending: str) -> None:
    indicator = making.indicator()

    assert f"disabled{ending}" in spaced(
        sentences.of_figure(a_figure(**changes), indicator, indicator.groups["disabled"])
    )


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
    sentence = sentences.of_place(a_place([Verdict.TOO_FEW] * 2, "fewer than 30 to count"))

    assert sentence == "No ward is called higher or lower than England: fewer than 30 to count."


def test_the_wards_of_a_place_are_counted_by_their_word_highest_first() -> None:
    own = BaselineFigure("Lincolnshire", 400.0, 2000.0, 0.2)
    words = [Verdict.HIGHER, Verdict.HIGHER, Verdict.MUCH_LOWER, Verdict.ABOUT_THE_SAME, Verdict.TOO_FEW]

    assert (
        " Of its 5 wards, 2 are higher than England, 1 about the same and 1 much lower; for 1 we cannot say: few. "
        in (sentences.of_place(a_place(words, "few", own)))
    )


def test_where_all_wards_have_one_word_that_is_told_and_whether_it_is_usual() -> None:
    made = a_place([Verdict.MUCH_LOWER] * 3, "beyond chance")
    england = replace(made, everywhere=made.areas.assign(verdict=["much lower", "much lower", "higher"]))

    assert sentences.of_place(england).startswith("All Lincolnshire's 3 wards are much lower than England. ")
    assert sentences.of_place(england).endswith("Most wards are like this: 67 of 100 in England are much lower.")


def test_a_withheld_figure_has_a_reason_and_no_number() -> None:
    indicator = making.indicator()
    gone = dict.fromkeys(("numerator", "denominator", "value", "difference", "ratio", "extra"), math.nan)
    own = a_figure(**gone, verdict=Verdict.HIDDEN, reason="withheld to protect the people counted", note="c")

    said = sentences.of_figure(own, indicator, indicator.groups["disabled"])

    assert said == "Mablethorpe: disabled – withheld to protect the people counted."
    assert not any(character.isdigit() for character in said)


def test_a_value_without_counts_has_its_unit() -> None:
    years: Indicator = making.indicator(measure="mean", unit="years")
    own = a_figure(
        numerator=math.nan, denominator=math.nan, extra=math.nan, value=77.9, baseline=79.5, difference=-1.6,
        ratio=0.98,
        verdict=Verdict.NOT_COMPARABLE, reason="the source gives no margin of error",
    )  # fmt: skip

    said = spaced(sentences.of_figure(own, years, years.groups["disabled"]))

    assert said == (
        "In Mablethorpe the figure for disabled is 77.9 years, 1.6 years lower than England (79.5 years): "
        "not comparable – the source gives no margin of error."
    )


def test_a_percentage_without_counts_is_out_of_its_base_and_differs_in_points() -> None:
    smokers: Indicator = making.indicator(
        measure="rate", unit="% of adults", base="adults",
        groups={"persons": {"label": "Smoke", "says": "smoke"}},
    )  # fmt: skip
    own = a_figure(
        numerator=math.nan, denominator=math.nan, extra=math.nan, value=12.9, baseline=10.4, difference=2.5,
        ratio=1.24, verdict=Verdict.NOT_COMPARABLE, reason="the source gives no margin of error",
    )  # fmt: skip

    assert spaced(sentences.of_figure(own, smokers, smokers.groups["persons"])) == (
        "In Mablethorpe 12.9% of adults smoke, 2.5 points higher than England (10.4%): "
        "not comparable – the source gives no margin of error."
    )


@pytest.mark.parametrize(
    "hostile", ["![x](http://a.example/p.png)", "<img src=x onerror=alert(1)>", "${alert(1)}", "`a`", ":red[x]"]
)
def test_markdown_shows_hostile_names_as_they_stand(hostile: str) -> None:
    escaped = plain.escaped(hostile)

    assert all(escaped[place - 1] == "\\" for place, sign in enumerate(escaped) if sign in "![]<>$`:()")
    assert escaped.replace("\\", "").replace("\u2060", "") == hostile


@pytest.mark.parametrize(
    ("live", "marked"),
    [
        ("me@council.example", "me@\u2060council.example"), ("www.a.example", "www\u2060.a.example"),
        ("- one", "\\- one"), ("2024. Adults", "2024\\. Adults"), ("a\r---", "a\n\\---"), ("a\n\t- b", "a\n \\- b"),
        ("\tcode", " code"), (":material/lock:", "\\:\u2060material/lock\\:"), ("34.6% of 3-4", "34.6% of 3-4"),
    ],
)  # fmt: skip
def test_markdown_makes_no_link_list_or_picture_of_what_needs_no_sign(live: str, marked: str) -> None:
    assert plain.escaped(live) == marked


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("map?area=E07000137", True), ("https://a.example/b", True), ("mailto:me@council.example", True),
        ("//a.example", False), ("javascript:alert(1)", False), ("mailto:me@a.example?body=x", False),
    ],
)  # fmt: skip
def test_a_link_leads_to_a_page_or_to_nowhere(address: str, leads: bool) -> None:
    assert ("](" in plain.Link("Words", address).markdown, "<a" in plain.Link("Words", address).html) == (leads, leads)


@pytest.mark.parametrize(
    ("method", "said"),
    [
        ("As published by district", "Office, A. As published by district."),
        ("Counts by district", "Office, A. As published. Counts by district."),
    ],
)
def test_the_source_says_how_good_it_is_once(method: str, said: str) -> None:
    source = {"publisher": "Office", "table": "A", "method": method, "quality": "as published"}
    assert provenance.source_line(making.indicator(source=source), "disabled", Level.WARD) == said


OWN = {"own_rows": {"level": "district", "groups": ("disabled",), "method": "As published by district"}}


@pytest.mark.parametrize(
    ("group", "level", "said"),
    [
        (
            "disabled",
            Level.WARD,
            (
                "Added up from output areas. Figures of districts (disabled) are the publisher's own. We use them too "
                "where we compare a ward with its district. As published by district. They may be up to 120 people "
                "from the sum of their wards."
            ),
        ),
        (
            "disabled",
            Level.DISTRICT,
            "As published by district. Larger areas: Added up from output areas.",
        ),
        ("disabled", Level.COUNTY, "Added up from output areas."),
        ("other", Level.DISTRICT, "Added up from output areas."),
    ],
)
def test_the_source_says_whether_a_figure_is_the_publishers_own_or_a_sum(group: str, level: Level, said: str) -> None:
    indicator = making.indicator(groups=("disabled", "other"), source=OWN)
    line = provenance.source_line(indicator, group, level)
    assert line.partition(": Disability. ")[2] == said
