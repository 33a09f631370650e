"""Groups that are counted without their answers give nobody away: not by the counts, and not by which were chosen."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from jsna.areas.lookups import read_areas
from jsna.catalogue import read
from jsna.disclosure import withhold
from jsna.disclosure.grouping import counted_apart
from jsna.disclosure.policy import SERVICE, SURVEY, Rule
from jsna.disclosure.table import NONE, Table
from jsna.disclosure.withhold import shown_and_counted, shown_everyone, shown_groups
from jsna.ingest.linked_files import Published
from jsna.ingest.protection import protected
from jsna.model.observations import COUNTS, KEY
from tests import making
from tests.faults import random_collections
from tests.faults.attacker_of_files import ALL, Attacker, of_replies, too_narrow
from tests.faults.local_figures import BOSTON, ROOT, WARDS
from tests.faults.test_given_away import ANSWERS, GROUPS, by_command, figures_of, records, truth_of

#: The smallest group that is counted, the smallest that is counted by itself, how many groups, and their most people.
SCALES = ((3, 4, 2, 14), (3, 4, 3, 14), (3, 5, 3, 16), (3, 5, 4, 11), (4, 12, 3, 32))


@pytest.mark.parametrize(("base", "alone", "groups", "most"), SCALES)
def test_the_choice_tells_nothing_of_a_small_group(base: int, alone: int, groups: int, most: int) -> None:
    """Whoever knows the rule goes through all tables that lead to the same figures: a small group has any size."""
    rule = Rule("small", smallest_base=base, percentage_base=alone)
    fitting = defaultdict(list)
    for people in itertools.product(range(most + 1), repeat=groups):
        apart = counted_apart(np.array(people), rule)
        fitting[tuple(apart), tuple(np.array(people)[apart]), sum(people)].append(people)
    attacked = 0
    for (apart, told, everyone), tables in fitting.items():
        together = everyone - sum(told)
        # Tables of more people than were gone through are no proof that there is no other.
        for group in range(groups if together <= most else 0):
            possible = {people[group] for people in tables}
            if not apart[group] and min(possible) < base:
                attacked += 1
                assert set(range(min(base - 1, together) + 1)) <= possible
    assert attacked


@pytest.mark.parametrize("seed", range(12))
def test_any_number_from_0_to_9_leads_to_the_same_choice(seed: int) -> None:
    """The rule as it is: the people of a small group change places with those of another, and nobody sees it."""
    generator = np.random.default_rng(seed)
    many = int(generator.integers(2, 8))
    people = np.concatenate([[generator.integers(100, 900)], generator.poisson(generator.gamma(1.5, 12), many)])
    apart = counted_apart(people, SURVEY)
    hidden = np.flatnonzero(~apart)
    together = int(people[hidden].sum())
    for group, number in itertools.product(hidden[people[hidden] < 10], range(min(9, together) + 1)):
        assert any((counted_apart(other, SURVEY) == apart).all() for other in _others(people, hidden, group, number))


def _others(people: NDArray[np.int64], hidden: NDArray[np.int64], group: int, number: int) -> list[NDArray[np.int64]]:
    """Tables with the same published numbers, in which a group has this number of people.

    The others have what is left: one of them all of it, or all of them as much.
    """
    rest = [int(other) for other in hidden if other != group]
    left = int(people[hidden].sum()) - number
    shares = [[left if other == taker else 0 for other in rest] for taker in rest]
    found = []
    for share in [*shares, [len(part) for part in np.array_split(np.arange(left), len(rest))]]:
        table = people.copy()
        table[group], table[rest] = number, share
        found.append(table)
    return found


def sparse(seed: int, wards: int = 8) -> NDArray[np.int64]:
    """A survey to which nearly only White people replied, and who mostly said the same; axes ward, group, answer."""
    generator = np.random.default_rng(seed)
    people = [generator.integers(300, 900), *generator.multinomial(generator.integers(12, 60), np.full(4, 0.25))]
    size, yes = generator.dirichlet(np.full(wards, 6.0)), generator.uniform(0.6, 0.98, 5)
    cells = [
        generator.multinomial(many, np.outer(size, [own, 1 - own]).ravel())
        for many, own in zip(people, yes, strict=True)
    ]
    return np.stack([own.reshape(wards, 2) for own in cells], axis=1)


def attacked(counts: NDArray[np.int64], above: list[int]) -> tuple[Table, Attacker, list[str]]:
    """The table of a survey, the attacker who has all that is shown of it, and the names of its areas."""
    table = Table.summed(counts, np.array(above))
    shown, counted = shown_and_counted(table, SURVEY, shown_everyone(table, SURVEY))
    areas, groups = [f"area {at}" for at in range(len(above))], [*GROUPS, ALL]
    attacker = Attacker()
    for at, group in itertools.product(range(len(areas)), range(len(groups))):
        cell, own = (areas[at], groups[group]), table.counts[at, group]
        attacker.sums((*cell, ALL), [(*cell, answer) for answer in ANSWERS])
        for answer, many in zip(ANSWERS, own, strict=True):
            attacker.shown((*cell, answer), float(many) if shown[at, group] else np.nan)
        attacker.shown((*cell, ALL), float(own.sum()) if counted[at, group] else np.nan)
    for at, answer in itertools.product(range(len(areas)), [*ANSWERS, ALL]):
        attacker.sums((areas[at], ALL, answer), [(areas[at], group, answer) for group in GROUPS])
        for group in groups if (parts := table.parts(at)).size else []:
            attacker.sums((areas[at], group, answer), [(areas[part], group, answer) for part in parts])
    return table, attacker, areas


#: Surveys of a district that give somebody away where answers are shown as if nobody were counted without them.
LEAKING = (13, 14)
#: Eight wards of a district, and of two districts in a county.
DISTRICT, COUNTY = [*[8] * 8, NONE], [*[8] * 4, *[9] * 4, 10, 10, NONE]


def known_too_well(seed: int, above: list[int], most: int = 4) -> list[str]:
    """What the attacker knows too well of some small groups of a survey, always of those of the whole place."""
    table, attacker, areas = attacked(sparse(seed), above)
    layers = np.concatenate([table.counts, table.people[:, :, np.newaxis]], axis=2)
    names = itertools.product(areas, [*GROUPS, ALL], [*ANSWERS, ALL])
    truth = {name: int(many) for name, many in zip(names, layers.ravel(), strict=True)}
    small = [(areas[at], [*GROUPS][group]) for at, group in np.argwhere(table.people[:, :-1] < 10)]
    some = [small[at] for at in np.random.default_rng(seed).permutation(len(small))[:most]]
    looked_at = dict.fromkeys([*(cell for cell in small if cell[0] == areas[-1]), *some])
    return too_narrow(attacker, truth, looked_at, ANSWERS, areas[-1])


@pytest.mark.parametrize("above", [DISTRICT, COUNTY], ids=["a district", "a county"])
@pytest.mark.parametrize("seed", range(5))
def test_no_small_count_or_answer_is_known_beside_the_counted_groups(seed: int, above: list[int]) -> None:
    """Wards, their districts and the place, answers and totals together."""
    assert known_too_well(seed, above) == []


@pytest.mark.parametrize("seed", range(5))
def test_of_every_such_survey_white_people_are_counted(seed: int) -> None:
    table, attacker, areas = attacked(sparse(seed), DISTRICT)
    assert attacker.ends((areas[-1], "white", ALL)) == (table.people[-1, 0],) * 2


def test_the_attacker_wins_where_answers_are_shown_as_if_nothing_were_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    decided = withhold.shown_groups

    def blind(*given: Any, counted: object = None, **named: Any) -> Any:
        return decided(*given, **named)

    monkeypatch.setattr(withhold, "shown_groups", blind)
    assert [told for seed in LEAKING for told in known_too_well(seed, DISTRICT)]


@pytest.mark.parametrize("seed", range(6))
def test_as_many_answers_are_shown_as_without_counting_groups(seed: int) -> None:
    counts = sparse(seed) if seed % 2 else random_collections.counts(seed)
    table = Table.summed(counts, np.array([*[len(counts)] * len(counts), NONE]))
    everyone = shown_everyone(table, SURVEY)
    shown, counted = shown_and_counted(table, SURVEY, everyone)
    assert shown.sum() >= shown_groups(table, SURVEY, everyone).sum()
    assert (counted | ~shown).all()


def test_groups_of_a_service_are_counted_only_with_their_answers() -> None:
    """One from 0 to 7 is promised to stay unknown whatever it is counted out of, so a known base is too much."""
    counts = sparse(0)
    table = Table.summed(counts, np.array([*[len(counts)] * len(counts), NONE]))
    shown, counted = shown_and_counted(table, SERVICE, shown_everyone(table, SERVICE))
    assert (shown == counted).all()


@pytest.fixture
def replies() -> NDArray[np.int64]:
    """869 White people and 31 others, most of whom are satisfied; axes ward, group, answer."""
    counts = np.zeros((3, 5, 2), dtype=np.int64)
    for group, (yes, no) in enumerate([(780, 89), (14, 0), (10, 0), (3, 1), (2, 1)]):
        counts[:, group, 0], counts[:, group, 1] = ([len(part) for part in np.array_split(np.arange(many), 3)]
                                                    for many in (yes, no))  # fmt: skip
    return counts


@pytest.fixture
def stored(data: Path, tmp_path: Path, replies: NDArray[np.int64]) -> Path:
    """A data folder with what the command makes of these replies."""
    records(replies, WARDS[:3]).to_csv(tmp_path / "replies.csv", index=False)
    by_command(data, str(tmp_path / "replies.csv"))
    return data


def test_the_command_counts_white_people_and_all_others_together(stored: Path) -> None:
    figures = figures_of(stored)
    of_place = figures["voices-replies-by-race"].query("area_code == @BOSTON").set_index("group")
    assert of_place["numerator"].dropna().to_dict() == {"white": 869}
    assert set(of_place["denominator"].dropna()) == {900}
    assert figures["voices-by-race"]["numerator"].isna().all()


def test_the_report_says_where_it_can_be_said_who_replied(
    data: Path, tmp_path: Path, replies: NDArray[np.int64]
) -> None:
    records(replies, WARDS[:3]).to_csv(tmp_path / "replies.csv", index=False)
    said = by_command(data, str(tmp_path / "replies.csv"), "--dry-run")
    assert "race: we can say who replied in the whole place and 0 of 15 smaller areas." in said


def test_of_the_stored_files_nobody_learns_more_than_is_promised(stored: Path, replies: NDArray[np.int64]) -> None:
    attacker = of_replies(figures_of(stored), "voices", "race")
    truth = truth_of(replies, WARDS[:3], BOSTON, list(GROUPS))
    truth |= dict.fromkeys(itertools.product(WARDS[3:], [*GROUPS, ALL], [*ANSWERS, ALL]), 0)
    hidden = [*itertools.product([BOSTON, WARDS[0]], ["mixed", "other", "black"])]
    assert too_narrow(attacker, truth, hidden, ANSWERS, BOSTON) == []
    # All 14 Asian and 10 Black people said yes, and nine of each could have said no.
    assert min(attacker.ends((BOSTON, group, "no"))[1] for group in ("asian", "black")) >= 9
    assert attacker.ends((BOSTON, "mixed", ALL)) == (0, 31)


def test_a_later_file_of_the_collection_is_read_beside_the_counted_groups(stored: Path) -> None:
    """14 Asian and 10 Black people of the 31 would leave 7 of mixed and other groups."""
    catalogue = read.open_catalogue(stored)
    told = [
        Published(catalogue.indicators[slug], table) for slug, table in figures_of(stored, "voices-replies").items()
    ]
    groups = {"asian": 14, "black": 10}
    named = {group: {"label": group, "says": "are counted"} for group in groups}
    later = told[0].indicator.model_copy(update={"slug": "later", "groups": named})
    rows = [(BOSTON, "2026", "race", group, many, 900) for group, many in groups.items()]
    raw = making.observations(rows, (*KEY, *COUNTS), note="").astype(dict.fromkeys(COUNTS, "float64"))
    alone, beside = (protected(later, raw, read_areas(ROOT / "data"), each)["numerator"] for each in ([], told))
    assert list(alone) == [14, 10]
    assert list(beside.dropna()) == [14]
