"""Files of one collection that come in one by one, in any order, give nobody away together."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from jsna.areas.lookups import read_areas
from jsna.areas.places import above, lies_in
from jsna.disclosure.policy import RULES
from jsna.ingest.linked_files import Published
from jsna.ingest.protection import protected
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, KEY
from tests import making
from tests.faults import random_collections
from tests.faults.attacker_of_files import ALL, Attacker, too_narrow
from tests.faults.local_figures import ROOT, USUAL, by_upload
from tests.faults.random_collections import Linked, UploadedFile

BOSTON = "E07000136"
AREAS = read_areas(ROOT / "data")
WARDS = list(AREAS.index[(AREAS["district"] == BOSTON) & (AREAS["level"] == "ward")])
#: Collections of two to four files.
BY_COMMAND = [(26, "survey"), (27, "service"), (36, "service"), (37, "service"), (53, "survey")]
#: A collection that gives somebody away where a file that was deleted is forgotten.
DELETED = [3]
#: Withheld cells looked at in each collection.
LOOKED_AT = 6

#: What a reader is shown of a file: its counts by group and its base; index area.
Shown = tuple[UploadedFile, pd.DataFrame, pd.DataFrame]


def uploaded(collection: Linked, rule: str) -> list[Shown]:
    """Every file as it is stored, each protected beside those before it."""
    told: list[Published] = []
    for file in collection.files:
        indicator, raw = described(file, rule)
        told.append(Published(indicator, protected(indicator, raw, AREAS, told)))
    return [(file, *as_shown(known.observations)) for file, known in zip(collection.files, told, strict=True)]


def described(file: UploadedFile, rule: str) -> tuple[Indicator, pd.DataFrame]:
    indicator = making.indicator(
        **USUAL, slug=file.name.replace(" ", "-"), topic="listening", title=file.name, characteristic=file.of,
        base="people who replied", summary="How many of those who replied are counted here.",
        groups={group: {"label": group, "says": "are counted"} for group in file.columns},
        disclosure={"rule": rule, "collection": "voices"},
    )  # fmt: skip
    rows = [
        (area, "2026", file.of, group, count, file.base[area])
        for group, counts in file.columns.items()
        for area, count in counts.items()
    ]
    return indicator, making.observations(rows, (*KEY, *COUNTS), note="").astype(dict.fromkeys(COUNTS, "float64"))


def as_shown(observations: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    numerators, bases = (observations.pivot(index="area_code", columns="group", values=name) for name in COUNTS)
    return numerators, bases


def attacker_of(collection: Linked, shown: list[Shown], rounding: int) -> Attacker:
    """The attacker who has all files, and knows that groups make up everyone and wards the place."""
    attacker, people = Attacker(rounding), collection.people
    *wards, place = people.index if people.index[-1] == BOSTON else [*people.index, ""]
    for area in people.index:
        for group in dict.fromkeys(group for group, _ in people):
            for answers in collection.questions.values():
                attacker.sums((area, group, ALL), [(area, group, answer) for answer in answers])
        for answer in dict.fromkeys(answer for _, answer in people):
            for groups in collection.groups.values():
                attacker.sums((area, ALL, answer), [(area, group, answer) for group in groups])
    for group, answer in people if place else []:
        attacker.sums((place, group, answer), [(ward, group, answer) for ward in wards])
    for each in shown:
        read(attacker, *each)
    return attacker


def read(attacker: Attacker, file: UploadedFile, counts: pd.DataFrame, bases: pd.DataFrame) -> None:
    """Tell the attacker what one file shows."""
    for area, column in itertools.product(counts.index, counts):
        if column in file.reads:
            attacker.shown((area, *file.reads[column]), counts.loc[area, column])
        attacker.shown((area, *file.reads["All"]), bases.loc[area, column])


def small_cells(collection: Linked, shown: list[Shown], smallest_count: int) -> list[tuple[str, str]]:
    """The cells (area, group) of few people that no file shows, and of more people with a count that is too small."""
    people, seen = collection.people, set[tuple[str, str]]()
    for file, counts, _ in shown:
        for column in counts.columns.intersection(list(file.reads)):
            seen |= {(area, file.reads[column][0]) for area in counts.index[counts[column].notna()]}
    found = []
    for cell in itertools.product(people.index, itertools.chain(*collection.groups.values())):
        own = people.loc[cell[0], cell[1]]
        is_few = own[ALL] < 10
        if (is_few and cell not in seen) or (not is_few and own.min() < smallest_count):
            found.append(cell)
    return found


def given_away(collection: Linked, shown: list[Shown], rule: str, seed: int, most: int = LOOKED_AT) -> list[str]:
    """What is known too well of some cells that are too small to be shown."""
    people, smallest = collection.people, RULES[rule].smallest_count
    attacker = attacker_of(collection, shown, RULES[rule].rounding)
    small = small_cells(collection, shown, smallest)
    chosen = [small[at] for at in np.random.default_rng(seed).permutation(len(small))[:most]]
    truth = {(area, *column): int(people.loc[area, column]) for area in people.index for column in people}
    place = BOSTON if BOSTON in people.index else ""
    groups = itertools.chain(*collection.groups.values())
    truth |= {(place, group, ALL): 0 for group in groups if not place}
    return [
        told
        for answers in collection.questions.values()
        for told in too_narrow(attacker, truth, chosen, answers, place, smallest)
    ]


@pytest.mark.parametrize(
    ("rule", "seed"),
    [
        *itertools.product(["survey", "service"], range(4)),
        # Once gave somebody away: people in no listed group, a base that happens to be everyone's when rounded, two
        # questions whose figures were read in two of four ways, a group that nobody has in one ward, two
        # characteristics of which one lists all groups and the other does not, and how many people there are, told by
        # the answers to another question.
        *[("survey", 132), ("service", 172), ("service", 173), ("survey", 379), ("survey", 307), ("service", 499)],
    ],
)
def test_files_that_come_one_by_one_give_nobody_away(rule: str, seed: int) -> None:
    collection = random_collections.linked(seed, WARDS, BOSTON)
    assert given_away(collection, uploaded(collection, rule), rule, seed) == []


@pytest.fixture
def small(data: Path) -> Path:
    """A data folder with no areas but Boston and what it lies in: commands are quicker there."""
    areas = pd.read_parquet(data / "areas.parquet")
    kept = lies_in(AREAS, BOSTON) | AREAS.index.isin(list(above(AREAS, BOSTON).values()))
    areas[areas["code"].isin(list(AREAS.index[kept]))].to_parquet(data / "areas.parquet", index=False)
    return data


@pytest.mark.parametrize(("seed", "rule"), BY_COMMAND)
def test_nor_do_they_by_command(small: Path, seed: int, rule: str) -> None:
    collection = random_collections.linked(seed, WARDS, BOSTON)
    shown = [(file, *as_shown(by_command(small, file, rule))) for file in collection.files]
    assert given_away(collection, shown, rule, seed) == []


@pytest.mark.parametrize("seed", DELETED)
def test_nor_what_was_deleted_before_the_others_came(small: Path, seed: int) -> None:
    """The attacker has kept it."""
    collection = random_collections.linked(seed, WARDS, BOSTON)
    shown = []
    for file in collection.files:
        shown.append((file, *as_shown(by_command(small, file, "survey"))))
        for own in (small / "indicators").glob(f"*/{file.name.replace(' ', '-')}.*"):
            own.unlink()
    assert given_away(collection, shown, "survey", seed) == []


def by_command(data: Path, file: UploadedFile, rule: str) -> pd.DataFrame:
    """What is stored of a file, beside what is stored already."""
    table = pd.DataFrame({**file.columns, "All": file.base}).rename_axis("code")
    about = ["--characteristic", file.of, "--groups", "; ".join(file.columns), "--base", "All"]
    more = ["--out-of", "All"] if len(file.columns.columns) > 1 else []
    return by_upload(data, file.name, table.to_csv(), *about, *more, "--collection", "voices", rule=rule).reset_index()


def test_a_file_that_comes_again_is_stored_as_it_was() -> None:
    collection = random_collections.linked(26, WARDS, BOSTON)
    told: list[Published] = []
    for file in collection.files:
        indicator, raw = described(file, "survey")
        once = protected(indicator, raw, AREAS, told)
        told.append(Published(indicator, once))
        pd.testing.assert_frame_equal(protected(indicator, raw, AREAS, told), once)
