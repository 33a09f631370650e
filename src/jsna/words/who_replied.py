"""Sentences about who replied to a collection and who did not, shown before any answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jsna.disclosure.policy import WIDEST_HALF_WIDTH
from jsna.model.indicator import Indicator
from jsna.model.weighting import WeightedAnswer, WeightedAnswers
from jsna.words.numbers import count, listed, percent, spoken
from jsna.words.provenance import spoken_date


@dataclass(frozen=True)
class Represented:
    """One group of a collection compared with the people of an area.

    Attributes:
        label: the group.
        respondents: replies; NaN where withheld.
        population: people in the group.
        expected: replies that a fair sample of this size would have.
        ratio: share of replies over share of people; NaN where withheld.
        lower: lower 95% limit of the ratio.
        upper: its upper limit.
        chance_of_none: probability that a fair sample has nobody from the group.
        state: ``under-represented``, ``over-represented``, ``about right``, ``nobody replied`` or ``not known``.
    """

    label: str
    respondents: float
    population: float
    expected: float
    ratio: float
    lower: float
    upper: float
    chance_of_none: float
    state: str


def absent(group: Represented) -> str:
    """Return how unlikely it is that nobody replied: ``expected 3, got 0; chance of that 4.8%``."""
    return f"{group.label}: expected {count(group.expected)}, got 0; chance of that {percent(group.chance_of_none)}"


#: The row of all withheld groups together; it does not describe any single one.
TOGETHER = "Groups withheld, together"
TAKEN_TOGETHER = "the groups that are withheld, taken together"


def headline(groups: list[Represented], area: str) -> str:
    """Return who is missing and who is over-represented, in one line."""
    named = [replace(group, label=TAKEN_TOGETHER) if group.label == TOGETHER else group for group in groups]
    nobody = [group.label for group in named if group.state == "nobody replied"]
    under = [group.label for group in named if group.state == "under-represented"]
    over = [group.label for group in named if group.state == "over-represented"]
    said = [
        f"{words} {listed(labels)}"
        for words, labels in (("nobody replied from", nobody), ("too few from", under), ("too many from", over))
        if labels
    ]
    if not said:
        return f"In {spoken(area)} no group that can be compared is clearly missing."
    return f"In {spoken(area)} {'; '.join(said)}."


def compared_with(population: Indicator, left_out: Sequence[str], among: str) -> list[str]:
    """Return whom the replies are compared with, and what is not compared, a sentence each.

    Args:
        population: the indicator of the people who live here.
        left_out: names of the groups that are not compared.
        among: the ages that are compared, in words; empty for everybody.
    """
    aged = f", of whom those aged {among} are compared" if among else ""
    said = [
        f"People here: {population.base} in “{population.title}”, as of {spoken_date(population.reference_date)}{aged}."
    ]
    if left_out:
        said.append(f"Not compared: {listed(list(left_out))}, because people here are not counted in ages that fit.")
    return said


def ratio(group: Represented) -> str:
    """Return a ratio with its interval: ``0.62 (0.41 to 0.92)``."""
    if math.isnan(group.ratio):
        return "not known"
    return f"{group.ratio:.2f} ({group.lower:.2f} to {group.upper:.2f})"


def variation(coefficient: float) -> str:
    """Return the coefficient of variation of response in a sentence."""
    if math.isnan(coefficient):
        return "We cannot say how evenly groups replied, because too much is withheld."
    return (
        f"Response differs between groups by a coefficient of variation of {coefficient:.2f}: a figure could be biased "
        f"by up to {coefficient:.2f} of its own spread. There is no single score of how representative a collection is."
    )


def weighted_range(answer: WeightedAnswer) -> str:
    """Return the range of a weighted share: ``48 to 60%``."""
    said = f"{100 * answer.lower:.0f} to {100 * answer.upper:.0f}%"
    return f"{said}, a wide range" if (answer.upper - answer.lower) / 2 > WIDEST_HALF_WIDTH else said


def how_far(found: WeightedAnswers) -> str:
    """Return how far the weights went, and what weighting cost, in a few sentences."""
    return (
        f"Weighted for {found.characteristic}; not a random sample. A reply counts between {found.lowest:.2f} and "
        f"{found.highest:.2f} times as much as the mean reply. {_trimmed(found)} The {count(found.replies)} replies "
        f"are worth {count(found.effective)} after weighting (design effect {found.design_effect:.2f}). Replies whose "
        f"{found.characteristic} is not known are not counted here. Weighting corrects who replied. It does not "
        "correct what was asked, and those who did not reply may think differently."
    )


def _trimmed(found: WeightedAnswers) -> str:
    if not found.trimmed:
        return "No weight was trimmed."
    points = 100 * found.misfit
    left = "less than 0.1" if points < 0.05 else f"up to {points:.1f}"
    replies = "1 reply was" if found.trimmed == 1 else f"{count(found.trimmed)} replies were"
    return (
        f"The weight of {replies} trimmed, so that none counts too much or too little; groups are {left} percentage "
        "points from their share of the people."
    )
