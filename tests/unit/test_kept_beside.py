"""What is worked out from a comparison is kept in it, by what of the selection decides it."""

from __future__ import annotations

from dataclasses import replace

from jsna.model.comparison import Comparison
from jsna.model.kept_beside import all_of_it, kept_beside
from tests.unit.comparing import a_comparison

WARDS = {"W1": (300.0, 1000.0), "W2": (200.0, 1000.0)}


def test_a_sentence_of_the_whole_selection_is_worked_out_for_each_ward_once():
    asked = []

    @kept_beside(all_of_it, most=8)
    def told(comparison: Comparison, day: int) -> str:
        asked.append((comparison.selection.ward, day))
        return f"{comparison.selection.ward} on {day}"

    whole = a_comparison(WARDS)
    one = whole.shown_by(replace(whole.selection, ward="W1"))
    assert [told(each, 1) for each in (whole, one, whole, one)] == ["None on 1", "W1 on 1"] * 2
    assert told(one, 2) == "W1 on 2"
    assert asked == [(None, 1), ("W1", 1), ("W1", 2)]


def test_what_the_figures_alone_decide_is_worked_out_once_for_all_their_selections():
    asked = []

    @kept_beside()
    def number(comparison: Comparison) -> int:
        asked.append(comparison.selection.ward)
        return len(comparison.areas)

    whole = a_comparison(WARDS)
    assert number(whole.shown_by(replace(whole.selection, ward="W1"))) == number(whole) == 2
    assert asked == ["W1"]


def test_other_figures_begin_anew():
    whole = a_comparison(WARDS)
    assert int(whole.words.sum()) == 2
    assert int(replace(whole, areas=whole.areas.iloc[:1]).words.sum()) == 1


def test_no_more_is_kept_than_was_said():
    asked = []

    @kept_beside(all_of_it, most=1)
    def told(comparison: Comparison) -> None:
        asked.append(comparison.selection.ward)

    whole = a_comparison(WARDS)
    other = whole.shown_by(replace(whole.selection, ward="W1"))
    for each in (whole, other, whole):
        told(each)
    assert asked == [None, "W1", None]
