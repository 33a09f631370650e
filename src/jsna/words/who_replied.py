"""Sentences about who replied to a collection and who did not, shown before any answer."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from jsna.disclosure.policy import WIDEST_HALF_WIDTH
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator
from jsna.model.weighting import WeightedAnswer, WeightedAnswers
from jsna.words.numbers import count, listed, percent, spoken
from jsna.words.provenance import spoken_date

NOT_KNOWN = "not known"
UNDER, OVER, NOBODY = "under-represented", "over-represented", "nobody replied"
#: Groups named in a headline; the picture and the table have them all.
_MOST_NAMED = 3
_PEOPLE = {"are female": "women", "are male": "men"}
#: "Asian, Asian British or Asian Welsh", "disabled": what can stand before "people".
_BEFORE_PEOPLE = re.compile(r"are ((?:[A-Z]\w*(?:, | or |, or | )?)+|disabled|bisexual)")
_GROUPS = {Characteristic.RACE: "ethnic groups", Characteristic.AGE: "age groups"}


@dataclass(frozen=True)
class Represented:
    """One group of a collection compared with the people of an area.

    Attributes:
        label: the group.
        people: whom it is made of, within a sentence: ``men``, ``people aged 16 to 24``.
        respondents: replies; NaN where withheld.
        population: people in the group.
        replies: all replies that are compared; NaN where withheld.
        residents: all people who are compared.
        expected: replies that a fair sample of this size would have.
        ratio: share of replies over share of people; NaN where withheld.
        lower: lower 95% limit of the ratio.
        upper: its upper limit.
        chance_of_none: probability that a fair sample has nobody from the group.
        state: ``under-represented``, ``over-represented``, ``about right``, ``nobody replied``, ``not clear`` or
            ``not known``.
        percentages: whether there are enough replies for a percentage.
    """

    label: str
    people: str
    respondents: float
    population: float
    replies: float
    residents: float
    expected: float
    ratio: float
    lower: float
    upper: float
    chance_of_none: float
    state: str
    percentages: bool

    @property
    def share_of_people(self) -> float:
        """The group's share of the people compared, 0 to 1."""
        return self.population / self.residents

    @property
    def share_of_replies(self) -> float:
        """The group's share of the replies, 0 to 1; NaN where withheld."""
        return self.respondents / self.replies if self.replies else math.nan

    @property
    def of_replies(self) -> str:
        """The share of replies as it may be said: ``31% of replies``, ``3 of 12 replies``."""
        if self.state == NOBODY:
            return "no replies"
        if self.percentages:
            return f"{percent(self.share_of_replies, 0)} of replies"
        return f"{count(self.respondents)} of {count(self.replies)} replies"

    @property
    def of_residents(self) -> str:
        """The share of residents: ``49% of residents``."""
        return f"{percent(self.share_of_people, 0)} of residents"


def people_who(says: str) -> str:
    """Return the people of a group within a sentence: ``men``, ``White people``, ``people aged 16 to 24``.

    Args:
        says: what is said of them: ``are male``, ``are White``, ``are aged 16 to 24``.
    """
    if says in _PEOPLE:
        return _PEOPLE[says]
    if found := _BEFORE_PEOPLE.fullmatch(says):
        return f"{found[1]} people"
    if says.startswith(("are of ", "are aged ")):
        return f"people {says.removeprefix('are ')}"
    return f"people who {says}"


def groups_of(characteristic: Characteristic, number: int) -> str:
    """Return how many groups, in words: ``4 ethnic groups``, ``1 group``."""
    words = _GROUPS.get(characteristic, "groups")
    return f"{number} {words if number != 1 else words.removesuffix('s')}"


def all_others(characteristic: Characteristic, *, unanswered: bool) -> str:
    """Return the name of the withheld groups, taken together."""
    said = f"all other {_GROUPS.get(characteristic, 'groups')} together"
    return f"{said}, with those who did not say" if unanswered else said


def absent(group: Represented) -> str:
    """Return how unlikely it is that nobody replied: ``expected 3, got 0; chance of that 4.8%``."""
    return f"{group.label}: expected {count(group.expected)}, got 0; chance of that {percent(group.chance_of_none)}"


def headline(groups: Sequence[Represented], area: str, characteristic: Characteristic) -> str:
    """Return who is missing or over-represented, in one sentence, or that it cannot be said and why."""
    hidden = [group for group in groups if group.state == NOT_KNOWN]
    if len(hidden) == len(groups):
        return (
            f"We cannot say who has not replied in {spoken(area)}: a number for any of the "
            f"{groups_of(characteristic, len(hidden))} could give people away."
        )
    found = _by_gap(groups, (UNDER, NOBODY)) or _by_gap(groups, (OVER,))
    if found:
        state = UNDER if found[0].state == NOBODY else found[0].state
        return f"In {spoken(area)}, {_named(found, state)}."
    if hidden:
        return (
            f"In {spoken(area)}, nobody we can count is clearly missing, but {groups_of(characteristic, len(hidden))} "
            "cannot be told apart."
        )
    return f"In {spoken(area)}, no group is clearly missing from the replies."


def _by_gap(groups: Sequence[Represented], states: Collection[str]) -> list[Represented]:
    """The groups in some states, those with the largest difference between their shares first."""
    found = [group for group in groups if group.state in states]
    return sorted(found, key=lambda group: -abs(group.share_of_replies - group.share_of_people))


def _named(groups: Sequence[Represented], state: str) -> str:
    if len(groups) == 1:
        return f"{groups[0].people} are {state}: {groups[0].of_replies}, {groups[0].of_residents}"
    named = [f"{group.people} ({group.of_replies}, {group.of_residents})" for group in groups[:_MOST_NAMED]]
    more = len(groups) - len(named)
    return f"{listed([*named, *([f'{more} more'] if more else [])])} are {state}"


def finding(groups: Sequence[Represented]) -> str:
    """Return what the picture shows first: the replies of the group whose shares differ most, beside a fair sample's.

    Empty where nothing can be told.
    """
    known = [group for group in groups if group.state != NOT_KNOWN]
    if not known:
        return ""
    every = {group.state for group in known}
    most = (_by_gap(known, (UNDER, NOBODY)) or _by_gap(known, (OVER,)) or _by_gap(known, every))[0]
    return (
        f"A fair sample of {count(most.replies)} replies would have {count(most.expected)} from {most.people}; "
        f"there are {count(most.respondents)}"
    )


def told_together(groups: Sequence[Represented], characteristic: Characteristic) -> str:
    """Return which groups cannot be told apart, and why; empty where all can be."""
    hidden = [group.label for group in groups if group.state == NOT_KNOWN]
    if not hidden:
        return ""
    number = groups_of(characteristic, len(hidden))
    if len(hidden) == 1:
        return f"{hidden[0]} is not counted by itself: the number could give people away."
    return f"{number} cannot be told apart, because a number for each could give people away: {'; '.join(hidden)}."


def compared_with(population: Indicator, left_out: Sequence[str], among: str) -> list[str]:
    """Return whom the replies are compared with, and what is not compared, a sentence each.

    Args:
        population: the indicator of the people who live here.
        left_out: names of the groups that are not compared.
        among: the ages that are compared, in words; empty for everybody.
    """
    aged = f", of whom those aged {among} are compared" if among else ""
    said = [f"Residents: {population.base} in “{population.title}”, {spoken_date(population.reference_date)}{aged}."]
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
        f"How unevenly groups replied (coefficient of variation of their response rates): {coefficient:.2f}. For that "
        f"reason alone, an average answer could be off by up to {coefficient:.2f} standard deviations. There is no "
        "single score of how representative replies are."
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
