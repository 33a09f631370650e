"""The words of the map and the axis of the bars carry the unit of what they show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jsna.figures import bars
from jsna.figures.shade import labels
from jsna.model.comparison import Comparison
from tests.unit.comparing import a_comparison
from tests.unit.making import an_indicator

NAN = float("nan")


def axis(comparison: Comparison) -> str:
    drawn = bars.ranked(comparison)
    assert drawn is not None
    return str(drawn.layout.xaxis.title.text)


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
def test_the_axis_of_the_bars_has_the_unit_of_the_figures(measure: str, unit: str, title: str) -> None:
    made = a_comparison({"W1": (300.0, 1000.0)})

    assert axis(replace(made, indicator=an_indicator(measure=measure, unit=unit))) == title


def test_the_bars_say_what_their_whiskers_are_and_where_the_numbers_stand() -> None:
    made = a_comparison({"W1": (300.0, 1000.0)})
    none = replace(made, areas=made.areas.assign(lower95=NAN, upper95=NAN))

    assert bars.whiskers(made) == "Whiskers: 95% interval (natural variation)."
    assert bars.in_words(made).endswith(" The table has the figures, the file their intervals.")
    assert bars.whiskers(none) == ""
    assert bars.in_words(none).endswith(" The table has the figures.")
