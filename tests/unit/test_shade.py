"""The words of the map and the axis of the bars carry the unit of what they show."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jsna.figures import bars, theme
from jsna.figures.labels import labels
from jsna.figures.shade import opening_view, shade, views_of
from jsna.model.comparison import Comparison
from jsna.model.selection import View
from tests import making
from tests.unit.comparing import a_comparison

NAN = float("nan")


def test_the_difference_in_a_label_has_its_unit_and_none_stands_where_there_is_none() -> None:
    made = a_comparison({"W1": (300.0, 1000.0), "W2": (300.0, 1000.0)}, baseline=0.2)
    areas = made.areas.copy()
    areas.loc["W2", "difference"] = NAN

    first, second = labels(replace(made, areas=areas))

    assert first.startswith("300 of 1,000 (30.0%), +10.0 points, ")
    assert "nan" not in second


@pytest.mark.parametrize(
    ("measure", "unit", "title"),
    [
        ("proportion", "people", "Disabled (%)"),
        ("rate", "% of adults", "Disabled (%)"),
        ("score", "points", "Disabled (points)"),
        ("mean", "years", "Disabled (years)"),
    ],
)
def test_the_heading_of_the_bars_has_the_unit_of_the_figures(measure: str, unit: str, title: str) -> None:
    drawn = bars.ranked(
        replace(a_comparison({"W1": (300.0, 1000.0)}), indicator=making.indicator(measure=measure, unit=unit))
    )

    assert drawn is not None
    assert f'<th scope="col">{title}</th>' in drawn


@pytest.mark.parametrize("areas", [10, 3500])
def test_a_label_tells_nobody_and_everybody_from_what_is_rounded_to_them(areas: int) -> None:
    counts = {f"W{number}": (float(number % 4), 2839.0) for number in range(areas)}
    counts |= {"all": (2839.0, 2839.0), "but-one": (2838.0, 2839.0)}

    said = labels(a_comparison(counts))

    shares = said.loc[["W0", "W1", "W2", "all", "but-one"]].str.extract(r"((?:under |over )?[\d.]+%)")[0]
    assert shares.tolist() == ["0.0%", "under 0.1%", "0.1%", "100.0%", "over 99.9%"]


def test_a_bar_of_somebody_is_not_labelled_as_nobody() -> None:
    for rule in ("published", "survey", "service"):
        drawn = bars.ranked(a_comparison({"W1": (10.0, 5000.0), "W2": (0.0, 5000.0)}, disclosure={"rule": rule}))
        assert drawn is not None
        assert re.findall(r"<td>([^<]*%)</td>", drawn) == ["0.2%", "0.0%"]
    drawn = bars.ranked(a_comparison({"W1": (2.0, 5000.0), "W2": (0.0, 5000.0)}))
    assert drawn is not None
    assert re.findall(r"<td>([^<]*%)</td>", drawn) == ["under 0.1%", "0.0%"]


def test_the_key_writes_the_edges_of_tiny_shares_with_the_decimals_they_need() -> None:
    made = a_comparison({f"W{number}": (number * 1000.0, 1e6) for number in range(9)}, baseline=0.0008)
    assert key(seen(made, View.DIFFERENCE)) == [
        "much lower: 0.04% or less",
        "higher: 0.09 to 0.12%",
        "much higher: 0.12% or more",
    ]


def test_the_bars_say_what_their_lines_are() -> None:
    made = a_comparison({"W1": (300.0, 1000.0)})
    none = replace(made, areas=made.areas.assign(lower95=NAN, upper95=NAN))

    assert bars.in_words(made, made.areas) == (
        "Disabled in 1 ward of England. Dashed line: England, 20.0%. Thin lines: 95% interval (natural variation)."
    )
    assert bars.in_words(none, none.areas).endswith(" Dashed line: England, 20.0%.")


def test_each_bar_is_as_long_as_its_figure_and_the_picked_ward_says_so() -> None:
    counts = {"W1": (400.0, 10_000.0), "W2": (800.0, 10_000.0)}
    drawn = bars.ranked(a_comparison(counts, baseline=0.01, ward="W1"), lambda code: f"area?ward={code}&a=1")

    assert drawn is not None
    widths = [float(width) for width in re.findall(r'jsna-bar" style="left:0.00%;width:([\d.]+)%', drawn)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.02)
    assert '<strong aria-current="true">▶ <a href="area?ward=W1&amp;a=1">Ward W1 (Borough)</a></strong>' in drawn
    assert 'href="area?ward=W2&amp;a=1"' in drawn


#: Four hundred wards from none to 60 % in equal steps, against 20 %.
SPREAD = {f"W{place:03}": (15.0 * place, 10_000.0) for place in range(400)}


def seen(made: Comparison, view: View | None) -> Comparison:
    return replace(made, selection=replace(made.selection, measure=view))


def key(made: Comparison) -> list[str]:
    return [f"{line.words} | {line.baseline}" if line.baseline else line.words for line in shade(made).key]


def test_the_key_of_the_difference_is_in_the_readers_unit_with_the_baselines_figure_marked() -> None:
    assert key(seen(a_comparison(SPREAD), View.DIFFERENCE)) == [
        "much lower: 10.0% or less",
        "lower: 10.0 to 18.0%",
        "about the same, or within chance | England 20.0%",
        "higher: 22.0 to 30.0%",
        "much higher: 30.0% or more",
    ]


def test_the_key_of_replies_is_no_finer_than_their_figures_are_written() -> None:
    alike = {f"W{place:03}": (6_530.0 + place / 2, 10_000.0) for place in range(200)}
    of_replies = a_comparison(alike, disclosure={"rule": "survey"})

    assert key(seen(of_replies, View.SHARE)) == ["under 66% | England 20%", "66% or more"]
    assert len(key(seen(a_comparison(alike), View.SHARE))) == 5


def test_the_key_has_no_class_that_no_ward_of_england_holds() -> None:
    low = {f"W{place:03}": (50.0 + place, 10_000.0) for place in range(200)}

    assert key(seen(a_comparison(low), View.DIFFERENCE)) == ["much lower: 10.0% or less"]


def test_the_word_in_the_table_is_the_colour_on_the_map() -> None:
    made = seen(a_comparison(SPREAD), View.DIFFERENCE)
    words = made.areas["verdict"]

    pairs = set(zip(words, shade(made).classes, strict=True))
    assert pairs == {
        ("much lower", "0"), ("lower", "1"), ("about the same", "2"), ("higher", "3"), ("much higher", "4"),
    }  # fmt: skip


def test_a_place_keeps_the_key_of_all_england() -> None:
    made = seen(a_comparison(SPREAD), View.SHARE)
    part = replace(made, areas=made.areas.iloc[::40])

    assert key(part) == key(made)
    assert [line.baseline for line in shade(made).key] == ["", "England 20.0%", "", "", ""]


def test_a_place_whose_wards_england_would_paint_alike_has_classes_of_its_own_and_says_so() -> None:
    made = seen(a_comparison(SPREAD), View.SHARE)
    part = replace(made, areas=made.areas.head(50))

    shading = shade(part)
    assert [line.words for line in shading.key] == [
        "under 1.5% (this place's own classes)", "1.5 to 3%", "3 to 4.5%", "4.5 to 6%", "6% or more",
    ]  # fmt: skip
    assert shading.classes.value_counts().to_dict() == dict.fromkeys("01234", 10)
    assert bars.colours(part, part.areas.index[:1]) == {"W000": theme.SEQUENTIAL[0]}


def test_a_tie_that_england_tells_stays_told_where_a_place_is_all_of_one_figure() -> None:
    made = seen(a_comparison({f"W{place:03}": (max(0.0, place - 30.0), 1000.0) for place in range(100)}), View.SHARE)
    part = replace(made, areas=made.areas.head(20))

    assert key(part) == key(made)
    assert key(part)[0] == "0%: the same in 31 wards"


def test_where_most_wards_have_one_word_the_map_opens_on_the_figures() -> None:
    made = a_comparison(SPREAD)

    assert opening_view(made) is View.DIFFERENCE
    assert opening_view(replace(made, areas=made.areas.head(60))) is View.SHARE
    assert shade(seen(replace(made, areas=made.areas.head(60)), View.DIFFERENCE)).palette == "diverging"


def test_extra_people_are_circles_and_a_figure_without_counts_has_none() -> None:
    made = seen(a_comparison(SPREAD), View.EXTRA)
    shading = shade(made)

    assert shading.circles is not None
    assert shading.circles["W200"] == pytest.approx(3_000 - 2_000)
    uncounted = replace(made, areas=made.areas.assign(extra=NAN))
    assert View.EXTRA not in views_of(uncounted)
    assert shade(uncounted).circles is None


def test_without_a_baseline_only_the_figures_can_be_shown() -> None:
    made = a_comparison(SPREAD)
    nothing = made.areas.assign(baseline=NAN, ratio=NAN, verdict="not comparable")
    alone = replace(made, areas=nothing, everywhere=nothing, baseline=None)

    assert views_of(alone) == (View.SHARE,)
    assert shade(seen(alone, View.RATIO)).palette == "sequential"


def test_the_ratio_marks_one() -> None:
    marked = [line for line in shade(seen(a_comparison(SPREAD), View.RATIO)).key if line.baseline]

    assert [line.words for line in marked] == ["0.8 to 1.25 times"]
