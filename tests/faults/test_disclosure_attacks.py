"""Leaks made by hand: each is a set of figures that looks harmless, and the attacker must get through each of them."""

import math

import pytest

from jsna.disclosure.policy import SERVICE, SURVEY
from jsna.disclosure.protected import protect_figure
from jsna.disclosure.represent import may_show_percentage
from jsna.errors import CatalogueError
from jsna.stats.proportions import wilson_interval
from tests.faults.audit import audit
from tests.faults.facts import Facts
from tests.faults.inversion import LimitsShown

ROOM = (0, 7)


def ward():
    """A ward of 120, of whom a hidden few are in the group."""
    return Facts().between("group", 0, 120)


def all_minus_one_filter():
    return Facts().exact(["group", "rest"], 120).exact("rest", 116)


def ward_minus_its_parts():
    return Facts().exact("ward", 57).sums("ward", ["north", "south", "group"]).exact("north", 30).exact("south", 23)


def two_vintages():
    """The new ward is the old one without one street, whose people are the hidden few."""
    return Facts().exact("old", 57).exact("new", 53).sums("old", ["new", "group"])


def two_releases_of_a_rolling_year():
    months = ["group", *(f"month {number}" for number in range(2, 13))]
    return Facts().exact(months, 95).exact([*months[1:], "month 13"], 98).exact("month 13", 7)


def percentage_at_one_decimal():
    return ward().percentage("group", 120, shown=3.3, decimals=1)


def percentage_of_a_hidden_base():
    """33.3% of fewer than ten: one of three, two of six or three of nine; of the rest nothing is above six."""
    return Facts().between("base", 1, 9).percentage("group", "base", shown=33.3, decimals=1)


def exact_total_of_rounded_cells():
    """Shown as 0 and 5 by rounding alone, with a total of 9: they must be 2 and 7."""
    return Facts().between("group", 0, 2).between("other", 3, 7).exact(["group", "other"], 9)


def rank_between_neighbours():
    """Third of three in the list, above 7% and below 8%: of 50 that can only be 4."""
    facts = Facts().exact("above", 8).exact("below", 14)
    return facts.order({"above": 1 / 100}, {"group": 1 / 50}).order({"group": 1 / 50}, {"below": 1 / 200})


def difference_plus_baseline():
    return ward().difference("group", 120, points=-14.0, baseline=17.3, decimals=1)


def extra_people_plus_baseline():
    """ "About 17 fewer than England's 17.3% would give", of 120."""
    return ward().between({"group": 1.0}, 0.173 * 120 - 17.5, 0.173 * 120 - 16.5)


def limits_of_a_known_base():
    return ward().limits("group", 120, LimitsShown(1.3, 8.3, decimals=1))


def limits_of_a_hidden_base():
    return Facts().limits("group", "base", LimitsShown(1.3, 8.3, decimals=1))


LEAKS = [
    (all_minus_one_filter, (4, 4)),
    (ward_minus_its_parts, (4, 4)),
    (two_vintages, (4, 4)),
    (two_releases_of_a_rolling_year, (4, 4)),
    (percentage_at_one_decimal, (4, 4)),
    (percentage_of_a_hidden_base, (1, 3)),
    (exact_total_of_rounded_cells, (2, 2)),
    (rank_between_neighbours, (4, 4)),
    (difference_plus_baseline, (4, 4)),
    (extra_people_plus_baseline, (4, 4)),
    (limits_of_a_known_base, (4, 4)),
    (limits_of_a_hidden_base, (4, 4)),
]


@pytest.mark.parametrize(("leak", "learned"), LEAKS, ids=[leak.__name__ for leak, _ in LEAKS])
def test_the_attacker_finds(leak, learned):
    report = audit(leak(), ["group"], ROOM)
    assert report.ranges == {"group": learned}
    assert not report.safe


def test_without_the_leak_the_same_ward_is_safe():
    assert audit(ward(), ["group"], ROOM).safe
    assert audit(Facts().exact(["group", "rest"], 120), ["group"], ROOM).ranges == {"group": (0, 120)}


def test_both_rounded_cells_are_found():
    assert audit(exact_total_of_rounded_cells(), ["group", "other"], ROOM).ranges["other"] == (7, 7)


def test_what_is_bounded_by_nothing_has_no_end():
    assert audit(Facts().sums("all", ["group", "rest"]), ["group"], ROOM).ranges == {"group": (0, math.inf)}


def test_figures_that_contradict_each_other_are_no_proof_of_safety():
    with pytest.raises(CatalogueError, match="contradict"):
        audit(Facts().exact("group", 4).sums("group", ["part"]).exact("part", 5), ["group"], ROOM)
    with pytest.raises(CatalogueError, match="contradict"):
        audit(ward().percentage("group", 120, shown=3.5, decimals=1), ["group"], ROOM)


def test_one_respondent_100_percent():
    """Shown, it tells that nobody in the group was unhappy. Protected, it tells nothing."""
    replies = Facts().between("base", 1, 9).sums("base", ["happy", "unhappy"])
    shown = replies.percentage("happy", "base", shown=100, decimals=0)
    assert audit(shown, ["unhappy"], (0, 8)).ranges == {"unhappy": (0, 0)}
    figure = protect_figure(1, 1, SURVEY)
    assert not may_show_percentage(figure, SURVEY)
    protected_facts = Facts().between("base", 0, 9).sums("base", ["happy", "unhappy"])
    assert audit(protected_facts, ["happy", "unhappy"], (0, 9)).safe


@pytest.mark.parametrize("base", [25, 120, 1_500])
def test_limits_at_one_decimal_give_back_the_count_and_the_base(base):
    counted = base // 5
    lower, upper = (round(100 * float(end), 1) for end in wilson_interval(counted, base))
    report = audit(Facts().limits("x", "n", LimitsShown(lower, upper, decimals=1)), ["x", "n"], ROOM)
    assert report.ranges["x"][0] <= counted <= report.ranges["x"][1]
    assert report.ranges["n"][0] <= base <= report.ranges["n"][1]
    assert report.ranges["n"][1] - report.ranges["n"][0] <= base / 10


def test_all_minus_one_of_rounded_counts_leaves_five_values_or_more():
    for group in range(1, 8):
        for rest in range(20, 60):
            facts = Facts().sums("all", ["group", "rest"])
            facts.shown("all", SERVICE.rounded(group + rest), SERVICE).shown("rest", SERVICE.rounded(rest), SERVICE)
            lowest, highest = audit(facts, ["group"], ROOM).ranges["group"]
            assert lowest <= group <= highest
            assert highest - lowest >= 4
