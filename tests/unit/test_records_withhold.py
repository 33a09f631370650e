"""Which cells of a collection are shown, and that what is withheld cannot be worked out from the rest."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.disclosure.policy import SERVICE, SURVEY, Rule
from jsna.disclosure.protected import Withheld, protect_figure
from jsna.ingest.records import withhold
from jsna.ingest.records.crosstab import EVERYONE, WHOLE, Crosstab
from tests.faults.audit import audit
from tests.faults.facts import Facts


def protected(counts: dict[tuple[str, str], list[int]], rule: Rule = SURVEY) -> Crosstab:
    """Protect replies by (area, group)."""
    areas, groups = (list(dict.fromkeys(names)) for names in zip(*counts, strict=True))
    table = pd.DataFrame(counts, index=["happy", "not"]).T
    table.index = pd.MultiIndex.from_tuples(counts, names=["area", "group"])
    table = table.reindex(pd.MultiIndex.from_product([areas, groups], names=["area", "group"]), fill_value=0)
    everyone = withhold.of_everyone(table.groupby("area", sort=False).sum(), rule)
    return withhold.of_groups(table, everyone, rule)


def shown(crosstab: Crosstab) -> set[tuple[str, str]]:
    return {(crosstab.areas[area], crosstab.groups[group]) for area, group in np.argwhere(crosstab.shown)}


@pytest.mark.parametrize("rule", [SURVEY, SERVICE], ids=lambda rule: rule.name)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=4), st.booleans())
def test_many_cells_at_once_are_judged_as_figures_are_one_by_one(
    rule: Rule, counts: list[int], sensitive: bool
) -> None:
    figures = [protect_figure(count, sum(counts), rule, sensitive) for count in counts]
    judged = withhold.may_be_shown(np.array([counts]), rule, sensitive=sensitive)
    assert judged.tolist() == [not any(isinstance(figure, Withheld) for figure in figures)]


def test_one_happy_reply_of_a_group_is_never_all_of_it_happy() -> None:
    """The case of the report that said 100% of a minority were happy: it was one person."""
    crosstab = protected({("w", "asian"): [1, 0], ("w", "white"): [74, 44]})
    assert shown(crosstab) == {("w", EVERYONE), (WHOLE, EVERYONE)}


def test_groups_with_enough_replies_are_shown() -> None:
    crosstab = protected({("w", "a"): [20, 15], ("w", "b"): [40, 30], ("v", "a"): [12, 20], ("v", "b"): [30, 30]})
    assert shown(crosstab) == set(itertools.product(("w", "v", WHOLE), ("a", "b", EVERYONE)))


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    crosstab = protected({("w", "a"): [3, 2], ("w", "b"): [12, 9], ("w", "c"): [30, 30], ("w", "d"): [50, 20]})
    assert {group for area, group in shown(crosstab) if area == "w"} == {"c", "d", EVERYONE}


def test_two_small_groups_that_are_few_together_take_a_third() -> None:
    crosstab = protected({("w", "a"): [1, 2], ("w", "b"): [3, 1], ("w", "c"): [20, 15], ("w", "d"): [50, 20]})
    assert {group for area, group in shown(crosstab) if area == "w"} == {"d", EVERYONE}


def test_a_group_that_answered_alike_is_withheld_below_thirty() -> None:
    crosstab = protected({("w", "a"): [20, 0], ("w", "b"): [12, 12], ("w", "c"): [40, 30]})
    assert {group for area, group in shown(crosstab) if area == "w"} == {"c", EVERYONE}


def test_a_small_ward_takes_another_with_it_because_the_whole_is_shown() -> None:
    counts = {(ward, "a"): [20 + number, 20] for number, ward in enumerate("uvw")}
    table = pd.DataFrame({**counts, ("x", "a"): [2, 1]}, index=["happy", "not"]).T
    table.index = pd.Index(["u", "v", "w", "x"], name="area")
    everyone = withhold.of_everyone(table, SURVEY)
    assert list(everyone.bases[EVERYONE].isna()) == [True, False, False, True, False]


def test_a_group_from_which_nobody_replied_is_known_to_have_none() -> None:
    crosstab = protected({("w", "a"): [20, 20], ("w", "b"): [30, 20], ("w", "nobody"): [0, 0]})
    assert crosstab.bases.loc[WHOLE].to_dict() == {"a": 40, "b": 50, "nobody": 0, EVERYONE: 90}


def test_everybody_said_their_group_needs_no_gap() -> None:
    crosstab = protected(
        {("w", "a"): [20, 20], ("w", "not-answered"): [0, 0], ("v", "a"): [30, 9], ("v", "not-answered"): [9, 9]}
    )
    assert crosstab.bases.loc["w"].to_dict() == {"a": 40, "not-answered": 0, EVERYONE: 40}


def test_where_the_whole_is_too_few_nothing_is_shown() -> None:
    assert shown(protected({("w", "a"): [3, 2], ("w", "b"): [1, 2]})) == set()


def test_records_of_a_service_withhold_one_to_seven() -> None:
    crosstab = protected({("w", "a"): [40, 5], ("w", "b"): [50, 40], ("w", "c"): [60, 0], ("w", "d"): [30, 8]}, SERVICE)
    assert {group for area, group in shown(crosstab) if area == "w"} == {"b", "c", EVERYONE}


tables = st.integers(2, 5).flatmap(
    lambda groups: st.lists(
        st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=groups, max_size=groups),
        min_size=1,
        max_size=5,
    )
)


def of_rows(rows: list[list[tuple[int, int]]]) -> dict[tuple[str, str], list[int]]:
    return {(f"w{a}", f"g{g}"): list(cell) for a, row in enumerate(rows) for g, cell in enumerate(row)}


def learned(crosstab: Crosstab, answer: int | None = None) -> dict[tuple[int, int], tuple[float, float]]:
    """What an attacker learns of each small withheld cell of a group that somebody is in: lowest and highest.

    Knows all shown replies (or those with one answer), and that areas and groups add up.
    """
    bases = crosstab.counts.sum(axis=2)
    counts = bases if answer is None else crosstab.counts[:, :, answer]
    facts = Facts()
    for area, group in np.argwhere(crosstab.shown):
        facts.exact((crosstab.areas[area], crosstab.groups[group]), int(counts[area, group]))
    for area in crosstab.areas:
        facts.sums((area, EVERYONE), [(area, group) for group in crosstab.groups[:-1]])
    for group in crosstab.groups:
        facts.sums((WHOLE, group), [(area, group) for area in crosstab.areas[:-1]])
    small = ~crosstab.shown & (bases < 10) & (bases[-1] > 0)
    small[:, -1] = False
    names = {(crosstab.areas[area], crosstab.groups[group]): (area, group) for area, group in np.argwhere(small)}
    ranges = audit(facts, names, (0, 9)).ranges
    return {position: ranges[name] for name, position in names.items()}


@pytest.mark.parametrize("rule", [SURVEY, SERVICE], ids=lambda rule: rule.name)
@given(tables)
def test_no_small_number_of_replies_can_be_worked_out(rule: Rule, rows: list[list[tuple[int, int]]]) -> None:
    found = learned(protected(of_rows(rows), rule))
    assert {position: known for position, known in found.items() if known[0] > 0 or known[1] < 9} == {}


@pytest.mark.parametrize("rule", [SURVEY, SERVICE], ids=lambda rule: rule.name)
@given(tables)
def test_no_answers_of_a_few_can_be_worked_out(rule: Rule, rows: list[list[tuple[int, int]]]) -> None:
    """But where nobody in the area, or of the group, gave an answer: that is shown of all of them."""
    crosstab = protected(of_rows(rows), rule)
    for answer in (0, 1):
        given_by = crosstab.counts[:, :, answer]
        for (area, group), (lowest, highest) in learned(crosstab, answer).items():
            nobody = not given_by[area, -1] or not given_by[-1, group]
            assert lowest < highest or nobody or not crosstab.counts[area, group].sum()


@given(tables)
def test_what_is_shown_is_true_and_may_be_shown(rows: list[list[tuple[int, int]]]) -> None:
    counts = of_rows(rows)
    crosstab = protected(counts)
    for area, group in shown(crosstab) - set(itertools.product((*crosstab.areas,), (EVERYONE,))):
        if area != WHOLE and sum(counts[area, group]):
            assert sum(counts[area, group]) == crosstab.bases.at[area, group] >= 10


def test_the_attack_succeeds_where_only_small_cells_are_withheld() -> None:
    crosstab = protected({("w", "a"): [3, 2], ("w", "b"): [12, 9], ("w", "c"): [30, 30], ("w", "d"): [50, 20]})
    crosstab.shown[:, 1] = True
    assert learned(crosstab) == {(0, 0): (5, 5), (1, 0): (5, 5)}
