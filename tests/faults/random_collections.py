"""Collections made at random: 8 to 15 wards, five groups of very different size, as many replies as a council gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

REPLIES = 4_600
SHARES = (0.78, 0.10, 0.06, 0.04, 0.02)


def counts(seed: int, *, wards: int = 0, replies: int = REPLIES, answers: int = 2) -> NDArray[np.int64]:
    """Return replies; axes ward, group, answer."""
    generator = np.random.default_rng(seed)
    wards = wards or int(generator.integers(8, 16))
    size = generator.dirichlet(np.full(wards, 6.0))
    mix = np.array([generator.dirichlet(np.array(SHARES) * 25) for _ in range(wards)])
    said = generator.dirichlet(np.full(answers, 2.0), size=len(SHARES))
    chance = size[:, None, None] * mix[:, :, None] * said[None]
    return generator.multinomial(replies, chance.ravel()).reshape(wards, len(SHARES), answers)


@dataclass(frozen=True, eq=False)
class UploadedFile:
    """A file of counts of one collection, as a council has it.

    Attributes:
        name: of the file.
        of: the characteristic that its groups are of; ``everyone``.
        columns: the counts of each group; index area.
        base: out of how many; index area.
        reads: what a reader takes each number for: for each group and for the base, an area's group and answer.
    """

    name: str
    of: str
    columns: pd.DataFrame
    base: pd.Series
    reads: dict[str, tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Linked:
    """People of some wards by race, sex and their answers to two questions, and the files that are made of them.

    Attributes:
        people: every number by group and answer; index area, columns pairs of them. ``*`` stands for all.
        groups: of each characteristic; they make up everyone.
        questions: the answers to each, which make up all people.
        files: in the order in which they are uploaded.
    """

    people: pd.DataFrame
    groups: dict[str, list[str]]
    questions: dict[str, list[str]]
    files: list[UploadedFile]


def linked(seed: int, wards: list[str], place: str) -> Linked:
    """Return a collection that comes in as files of everyone, of one group and of several, in any order.

    Args:
        seed: of what is random.
        wards: codes to choose some of.
        place: code of the area that holds them, which some collections have.
    """
    generator = np.random.default_rng(seed)
    wards = wards[: int(generator.integers(2, 5))]
    races = ["white", "asian", "black", "mixed", "other"][: int(generator.integers(2, 6))]
    sexes = ["women", "men"]
    shares = np.array(SHARES[: len(races)]) / sum(SHARES[: len(races)])
    mix = np.array([generator.dirichlet(shares * 25) for _ in wards])
    women = generator.uniform(0.3, 0.9)
    yes = generator.beta(2, 2, size=(2, len(races)))
    counts = np.zeros((len(wards), len(races), 2, 2, 2), dtype=np.int64)
    for ward, race in np.ndindex(counts.shape[:2]):
        many = generator.poisson(mix[ward, race] * generator.uniform(60, 200))
        said = [[1 - share, share] for share in yes[:, race]]
        chance = np.einsum("i,j,k->ijk", [women, 1 - women], *said).ravel()
        counts[ward, race] = generator.multinomial(many, chance).reshape(2, 2, 2)
    with_place = bool(generator.integers(2))
    areas = [*wards, place] if with_place else wards
    counts = np.concatenate([counts, counts.sum(axis=0, keepdims=True)]) if with_place else counts
    groups = {"race": races, "sex": sexes} if generator.integers(2) else {"race": races}
    questions = {"q1": ["yes1", "no1"], "q2": ["yes2", "no2"]}
    people = _sums(counts, areas, races, sexes)
    files = list(_files(generator, people, groups))
    return Linked(people, groups, questions, [files[at] for at in generator.permutation(len(files))])


def _sums(counts: NDArray[np.int64], areas: list[str], races: list[str], sexes: list[str]) -> pd.DataFrame:
    by = {("*", "*"): counts.sum(axis=(1, 2, 3, 4))}
    for number, group in enumerate([*races, *sexes, "*"]):
        if group in races:
            own = counts[:, number].sum(axis=1)
        elif group in sexes:
            own = counts[:, :, number - len(races)].sum(axis=1)
        else:
            own = counts.sum(axis=(1, 2))
        by[group, "*"] = own.sum(axis=(1, 2))
        for at, name in ((1, "yes1"), (0, "no1")):
            by[group, name] = own[:, at].sum(axis=1)
        for at, name in ((1, "yes2"), (0, "no2")):
            by[group, name] = own[:, :, at].sum(axis=1)
    return pd.DataFrame(by, index=areas)


def _files(
    generator: np.random.Generator, people: pd.DataFrame, groups: dict[str, list[str]]
) -> Iterator[UploadedFile]:
    asked = ["yes1", "yes2"] if generator.integers(2) else ["yes1"]
    for answer in asked:
        if answer == "yes1" or generator.integers(2):
            yield _answer(people, "everyone", "*", answer)
        for of, names in groups.items():
            for name in names:
                if generator.random() < (0.7 if answer == "yes1" else 0.4):
                    yield _answer(people, of, name, answer)
    for of, names in groups.items():
        if generator.integers(2):
            yield _replies(people, of, list(names))
        if len(names) > 2 and not generator.integers(3):
            yield _replies(people, of, [str(name) for name in generator.permutation(names)[:2]])
    if not generator.integers(3):
        yield _ticks(generator, people)


def _answer(people: pd.DataFrame, of: str, group: str, answer: str) -> UploadedFile:
    """How many of one group gave an answer."""
    column = "said" if group == "*" else group
    reads = {column: (group, answer), "All": (group, "*")}
    name = f"{group if group != '*' else 'all'} who said {answer}"
    return UploadedFile(name, of, people[[(group, answer)]].set_axis([column], axis=1), people[group, "*"], reads)


def _replies(people: pd.DataFrame, of: str, groups: list[str]) -> UploadedFile:
    """How many of each group replied, out of all who did."""
    reads = {**{group: (group, "*") for group in groups}, "All": ("*", "*")}
    columns = people[[(group, "*") for group in groups]].set_axis(groups, axis=1)
    return UploadedFile(f"replies of {' and '.join(groups)}", of, columns, people["*", "*"], reads)


def _ticks(generator: np.random.Generator, people: pd.DataFrame) -> UploadedFile:
    """Groups that people may be in more than one of, by ward; what the place says is their sum."""
    everyone = people["*", "*"]
    wards = everyone.iloc[: len(everyone) - int(everyone.index[-1].startswith("E07"))]
    deaf, blind = (pd.Series(generator.binomial(wards, share), wards.index) for share in (0.6, 0.55))
    columns = pd.DataFrame({"deaf": deaf, "blind": blind})
    if len(wards) < len(everyone):
        columns.loc[everyone.index[-1]] = columns.sum()
    return UploadedFile("ticks", "disability", columns, everyone, {"All": ("*", "*")})
