"""A place in an order comes with its interval, or not at all."""

from __future__ import annotations

from jsna.analysis.ranks import intervals, place_of
from jsna.model.observations import Note
from jsna.model.ranks import RankInterval
from jsna.words.numbers import SPACE
from jsna.words.ranks import place_among
from tests.unit.comparing import a_comparison

NAN = float("nan")
COUNTS = {"W1": (900.0, 1000.0), "W2": (51.0, 100.0), "W3": (49.0, 100.0), "W4": (5.0, 1000.0), "W5": (NAN, 500.0)}


def shire():
    return a_comparison(COUNTS, area="E10000001", place="Shire", notes={"W5": Note.CONFIDENTIAL.value})


def test_what_chance_cannot_move_stays_and_what_it_can_move_is_told():
    found = intervals(shire())
    assert found.loc["W1"].tolist() == [1, 1]
    assert found.loc["W2"].tolist() == [2, 3]
    assert found.loc["W3"].tolist() == [2, 3]


def test_a_withheld_ward_has_no_place_and_takes_none():
    comparison = shire()
    found = intervals(comparison)
    assert place_of(comparison, found, "W5") is None
    assert place_of(comparison, found, "W4") == RankInterval("Ward W4", lower=4, upper=4, among=4, confidence=0.95)


def test_nobody_is_placed_who_is_not_there_or_is_alone():
    comparison = shire()
    assert place_of(comparison, intervals(comparison), None) is None
    assert place_of(comparison, intervals(comparison), "W9") is None
    alone = a_comparison({"W1": (5.0, 10.0)})
    assert place_of(alone, intervals(alone), "W1") is None


def test_figures_without_counts_have_no_places():
    comparison = a_comparison(COUNTS, measure="score", unit="points")
    assert intervals(comparison).isna().all(axis=None)


def test_the_sentence_gives_the_interval_and_no_rank():
    comparison = shire()
    own = place_of(comparison, intervals(comparison), "W2")
    assert place_among(own, comparison).replace(SPACE, " ") == (
        "Counted from the highest, the place of Ward W2 among the 4 wards of Shire lies between 2 and 3 (95% interval)."
    )
