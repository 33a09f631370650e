"""The policy: which counts may be shown, by type of source. Every number of the policy is a named constant here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from jsna.model.indicator import Disclosure

#: Service records: counts of 0 to 7 are withheld and all others rounded to the nearest 5, totals independently. It is
#: the national rule for hospital figures below England, except that 0 looks like 1 to 7 unless the source shows it.
SMALLEST_SERVICE_COUNT = 8
SERVICE_ROUNDING = 5
#: A base below 10 is never shown, whatever the source.
SMALLEST_BASE = 10
#: A base of 10 to 29 replies is shown as words ("9 of 12 replies") with an interval; from 30 as a percentage.
SMALLEST_PERCENTAGE_BASE = 30
#: Rounding moves a percentage by at most two points from this base on, and by a tenth of a point from the second.
SMALLEST_ROUNDED_BASE = 200
#: Half the width of the 95% interval, as a fraction: above it the figure is marked as a wide range and not coloured.
WIDEST_HALF_WIDTH = 0.15
#: Decimals: one from these bases, otherwise none.
ONE_DECIMAL_OF_REPLIES = 1_000
ONE_DECIMAL_OF_ROUNDED = 4_000

#: Of replies that were all alike, this many must seem able to have been others.
ROOM = 9

TOO_FEW_REPLIES = "Too few replies to report"
TOO_FEW_PEOPLE = "Withheld to protect the people counted"


@dataclass(frozen=True)
class Rule:
    """What one type of source may show.

    Attributes:
        name: ``published``, ``service`` or ``survey``.
        smallest_count: counts below this are withheld, and those that leave fewer than this of their base.
        shows_nobody: whether a count of 0 is shown all the same.
        smallest_base: with a base below this nothing is shown, not even whether the count was 0.
        rounding: shown counts are multiples of this; 1 leaves them exact.
        percentage_base: with a base below this a percentage, rank or colour is not shown.
        alike_base: with a base below this "all" and "none" are withheld in a protected group, because they
            would disclose each person's answer.
        widest: largest half-width of the 95% interval that is still ranked or coloured, as a fraction.
        one_decimal_base: with a base below this percentages are whole numbers.
        reason: the one sentence for every withheld figure; a second sentence would reveal which cause applied.
    """

    name: str
    smallest_count: int = 0
    shows_nobody: bool = False
    smallest_base: int = 0
    rounding: int = 1
    percentage_base: int = 1
    alike_base: int = 0
    widest: float = 1.0
    one_decimal_base: int = 0
    reason: str = TOO_FEW_PEOPLE

    @property
    def protects(self) -> bool:
        """False if the source has already protected its figures, which are then shown as published."""
        return self.smallest_count > 0 or self.smallest_base > 0 or self.rounding > 1

    def is_small(self, counts: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which counts are withheld whatever they are counted out of."""
        return np.asarray((counts < self.smallest_count) & ~(self.shows_nobody & (counts == 0)), dtype=bool)

    def secrets(self, answers: NDArray[np.int64], most: NDArray[np.int64]) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield what must stay unknown of a withheld cell.

        Args:
            answers: its true counts.
            most: for each answer, the largest number that the totals of its area and its group allow by themselves.

        Yields:
            The position of an answer, or the number of answers for the people of the cell, and the smallest and the
            largest number that it must seem able to be; both include the true one.
        """
        people, last = int(answers.sum()), len(answers)
        few = people < self.smallest_base
        if few:
            yield last, (0, max(people, min(self.smallest_base - 1, int(most.sum()))))
        small = self.is_small(answers)
        for place, (count, top) in enumerate(zip(answers.tolist(), most.tolist(), strict=True)):
            if small[place] or (few and last > 1):
                room = max(self.smallest_count - 1, people if few else 0)
                yield place, (0, max(count, min(room, top)))
            elif last > 1 and people < self.alike_base and count in (0, people):
                yield place, (0, min(ROOM, people, top)) if count == 0 else (people - min(ROOM, people), people)

    def rounded(self, count: int) -> int:
        """Return the count rounded for display: the nearest multiple of ``rounding``, halves upwards."""
        return self.rounding * ((2 * count + self.rounding) // (2 * self.rounding))


PUBLISHED = Rule("published")
SERVICE = Rule(
    "service",
    smallest_count=SMALLEST_SERVICE_COUNT,
    smallest_base=SMALLEST_BASE,
    rounding=SERVICE_ROUNDING,
    percentage_base=SMALLEST_ROUNDED_BASE,
    one_decimal_base=ONE_DECIMAL_OF_ROUNDED,
)
SURVEY = Rule(
    "survey",
    smallest_base=SMALLEST_BASE,
    percentage_base=SMALLEST_PERCENTAGE_BASE,
    alike_base=SMALLEST_PERCENTAGE_BASE,
    widest=WIDEST_HALF_WIDTH,
    one_decimal_base=ONE_DECIMAL_OF_REPLIES,
    reason=TOO_FEW_REPLIES,
)
RULES = {rule.name: rule for rule in (PUBLISHED, SERVICE, SURVEY)}


def rule_for(disclosure: Disclosure) -> Rule:
    """Return the rule that an indicator's ``[disclosure]`` names."""
    rule = RULES[disclosure.rule]
    return replace(rule, shows_nobody=True) if disclosure.shows_nobody else rule
