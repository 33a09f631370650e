"""An attacker who has every file that was published of a collection: what counts may each withheld one be?

It is slow and obvious, and knows nothing of the code that decides what is withheld: it reads the stored figures, writes
down everything that is true of them, and asks an integer programme for the smallest and the largest of each count.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

#: A count: an area, a group and an answer.
Count = tuple[str, str, str]
#: What stands for all groups, all answers.
ALL = "*"


@dataclass
class Attacker:
    """Everything that is known of the counts of one collection; all of them are whole and not below 0.

    Attributes:
        rounding: shown counts are rounded to this.
    """

    rounding: int = 1
    _position: dict[Count, int] = field(default_factory=dict)
    _bounds: dict[int, tuple[float, float]] = field(default_factory=dict)
    _sums: list[dict[int, float]] = field(default_factory=list)

    def count(self, *count: str) -> int:
        """Return the position of a count."""
        return self._position.setdefault(count, len(self._position))  # type: ignore[arg-type]

    def shown(self, count: Count, value: float) -> None:
        """Add that a count is shown; nothing if it is withheld."""
        if not math.isnan(value):
            low, high = value - self.rounding // 2, value + (self.rounding - 1) // 2
            at = self.count(*count)
            known = self._bounds.get(at, (0.0, math.inf))
            self._bounds[at] = max(known[0], low), min(known[1], high if value else 0)

    def sums(self, whole: Count, parts: Iterable[Count]) -> None:
        """Add that counts add up to another."""
        weights = {self.count(*part): 1.0 for part in parts}
        self._sums.append({**weights, self.count(*whole): -1.0})

    def table(self, areas: list[str], place: str, groups: list[str], answers: list[str]) -> None:
        """Add what everybody knows: answers make up a group, groups everyone, areas the place."""
        for area in [*areas, place]:
            for group in [*groups, ALL]:
                if answers:
                    self.sums((area, group, ALL), [(area, group, answer) for answer in answers])
            for answer in [*answers, ALL]:
                if groups:
                    self.sums((area, ALL, answer), [(area, group, answer) for group in groups])
        for group in [*groups, ALL]:
            for answer in [*answers, ALL]:
                self.sums((place, group, answer), [(area, group, answer) for area in areas])

    def ends(self, count: Count) -> tuple[float, float]:
        """Return the smallest and the largest number that a count may be."""
        entries = [(row, column, value) for row, each in enumerate(self._sums) for column, value in each.items()]
        rows, columns, values = zip(*entries, strict=True)
        shape = (len(self._sums), len(self._position))
        known = [self._bounds.get(at, (0.0, math.inf)) for at in range(shape[1])]
        low, high = (np.array(ends) for ends in zip(*known, strict=True))
        sums = LinearConstraint(csr_array((values, (rows, columns)), shape=shape), 0, 0)
        aim = np.zeros(len(self._position))
        aim[self._position[count]] = 1.0
        found = []
        for sign in (1.0, -1.0):
            answer = milp(sign * aim, integrality=1, bounds=Bounds(low, high), constraints=sums)
            assert answer.status in (0, 3, 4), answer.message
            found.append(sign * answer.fun if answer.status == 0 else math.inf)
        return round(found[0]), found[1] if math.isinf(found[1]) else round(found[1])


def of_replies(entries: dict[str, pd.DataFrame], slug: str, characteristic: str, rounding: int = 1) -> Attacker:
    """Return the attacker who has the three files of one characteristic that a collection of records makes.

    Args:
        entries: observations by slug; the last area is the place.
        slug: of the collection.
        characteristic: which breakdown is attacked.
        rounding: of the rule.
    """
    everyone, replies = entries[slug], entries[f"{slug}-replies-by-{characteristic}"]
    by_group = entries[f"{slug}-by-{characteristic}"]
    *areas, place = dict.fromkeys(everyone["area_code"])
    answers, groups = list(dict.fromkeys(everyone["group"])), list(dict.fromkeys(replies["group"]))
    attacker = Attacker(rounding)
    attacker.table(areas, place, groups, answers)
    for area, answer, counted, base in _rows(everyone):
        attacker.shown((area, ALL, answer), counted)
        attacker.shown((area, ALL, ALL), base)
    for area, group, counted, base in _rows(replies):
        attacker.shown((area, group, ALL), counted)
        attacker.shown((area, ALL, ALL), base)
    for area, both, counted, base in _rows(by_group):
        group, answer = next((group, answer) for group in groups for answer in answers if both == f"{group}-{answer}")
        attacker.shown((area, group, answer), counted)
        attacker.shown((area, group, ALL), base)
    return attacker


def _rows(observations: pd.DataFrame) -> Iterable[tuple[str, str, float, float]]:
    return observations[["area_code", "group", "numerator", "denominator"]].itertuples(index=False, name=None)


def too_narrow(
    attacker: Attacker,
    truth: dict[Count, int],
    hidden: Iterable[tuple[str, str]],
    answers: list[str],
    place: str,
    smallest_count: int = 0,
) -> list[str]:
    """Return what is known too well of withheld cells: a sentence for each count, none if the promise holds.

    The promise: of fewer than ten people "from 0 to 9", and of each of their answers "from none to all of them", as far
    as the totals of area and group allow by themselves. Of more people, of a count that is too small for a service
    "from 0 to 7", as far again.

    Args:
        attacker: all that is published.
        truth: every true count.
        hidden: (area, group) of the withheld cells to look at.
        answers: the answers.
        place: the area that holds all others.
        smallest_count: counts below this are withheld whatever they are counted out of.
    """
    told = []
    for area, group in hidden:
        totals = [total for total in ((area, ALL), (place, group)) if total != (area, group)]
        for answer, most in _wanted(truth, (area, group), totals, answers, smallest_count).items():
            low, high = attacker.ends((area, group, answer))
            if low > 0 or high < most:
                told.append(f"{area}, {group}, {answer}: from {low} to {high}, not from 0 to {most}")
    return told


def _wanted(
    truth: dict[Count, int],
    cell: tuple[str, str],
    totals: list[tuple[str, str]],
    answers: list[str],
    smallest_count: int,
) -> dict[str, int]:
    """How large each number of a withheld cell must seem able to be; all must seem able to be 0."""
    people, totals = truth[*cell, ALL], [total for total in totals if truth[*total, ALL] >= 10]
    tops = {answer: min([truth[*total, answer] for total in totals], default=people) for answer in answers or [ALL]}
    if people >= 10:
        small = [answer for answer in answers if truth[*cell, answer] < smallest_count]
        return {answer: max(truth[*cell, answer], min(smallest_count - 1, tops[answer])) for answer in small}
    wanted = {answer: max(truth[*cell, answer], min(people, tops[answer])) for answer in answers}
    return wanted | {ALL: max(people, min(9, sum(tops.values())))}
