"""The people by answer that replies are weighted to, and why some replies cannot be weighted to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.proportions import Floats

#: Totals of two questions may differ by this fraction: no more than rounding.
ROUNDING = 1e-9


@dataclass(frozen=True, eq=False)
class Margin:
    """One question that replies are weighted by.

    Attributes:
        question: its name.
        groups: the answers.
        people: fraction of the people in each group; they add up to 1.
        holds: cells × groups; 1 where the replies of the cell gave that answer. A cell is one combination of answers.
    """

    question: str
    groups: pd.Index[str]
    people: Floats
    holds: Floats

    def shares(self, mass: Floats) -> Floats:
        """Return the share of each group, where ``mass`` is what each cell counts for; all cells together are 1."""
        return np.asarray(mass @ self.holds, dtype=np.float64)

    def gaps(self, mass: Floats) -> Floats:
        """Return the share of each group less its share of the people: below 0 where a group counts too little."""
        return self.shares(mass) - self.people


def margins_of(
    replies: pd.DataFrame, cells: pd.DataFrame, people: Mapping[str, pd.Series[float]]
) -> tuple[list[Margin], float]:
    """Return one margin for each question, and the number of people.

    Args:
        replies: one row for each reply, one column for each question.
        cells: the different rows of ``replies``.
        people: people by answer, for each question used. Index of each: the answers.

    Raises:
        NotComparable: a question has no answers, an answer is missing, nobody gave an answer, an answer has no people
            or is listed twice, or the totals differ; the message names the question and the answers.
    """
    if not people:
        raise NotComparable("There is no question to weight by.")
    for question, numbers in people.items():
        _check(question, replies, numbers)
    totals = {question: float(numbers.sum()) for question, numbers in people.items()}
    if max(totals.values()) - min(totals.values()) > ROUNDING * max(totals.values()):
        said = ", ".join(f"{total:,.10g} by {question}" for question, total in totals.items())
        msg = f"The people add up to different totals: {said}. Scale them to one total first."
        raise NotComparable(msg)
    found = [
        Margin(
            question,
            numbers.index,
            np.asarray(numbers, dtype=np.float64) / totals[question],
            _holds(cells[question], numbers.index),
        )
        for question, numbers in people.items()
    ]
    return found, next(iter(totals.values()))


def not_settled(margins: list[Margin], mass: Floats, rounds: int) -> str:
    """Return why raking did not converge, and which group is furthest below its people."""
    margin = max(margins, key=lambda each: -each.gaps(mass).min())
    worst = int(margin.gaps(mass).argmin())
    said = (
        f"{_named(margin, worst)} would count for {_percent(margin.shares(mass)[worst])} and has "
        f"{_percent(margin.people[worst])} of the people."
    )
    if _possible(margins):
        return f"The weights did not settle in {rounds:,} rounds. {said} Join groups, or use fewer questions."
    absent = _never_with(margin, worst, margins)
    both = f"nobody who replied is both {margin.groups[worst]} and {' or '.join(absent)}"
    why = both if absent else "some combinations of groups have no replies"
    return f"No weights can match the people. {said} The reason: {why}. Join groups, or use fewer questions."


def not_made_up_for(
    margins: list[Margin], replies: Floats, wanted: Floats, given: Floats, bounds: tuple[float, float], most: float
) -> list[str]:
    """Return a sentence for each group that the trimmed weights leave too far from its share of the people.

    Args:
        margins: from :func:`margins_of`.
        replies: share of the replies in each cell.
        wanted: what each cell would count for without trimming.
        given: what it counts for after trimming.
        bounds: lowest and highest weight, as multiples of the mean.
        most: largest difference from the people's share that is left alone, as a fraction.

    Returns:
        The groups whose own weights lost or gained more than that by trimming; where there is none, the group furthest
        off. Empty if none is too far off.
    """
    weight = wanted / replies
    cut = (weight - np.clip(weight, *bounds)) * replies
    causes, others = [], []
    for margin in margins:
        gaps = margin.gaps(given)
        for position in np.flatnonzero(np.abs(gaps) > most * (1 + ROUNDING)):
            own = weight[margin.holds[:, position] > 0]
            lost = float(cut @ margin.holds[:, position])
            said = _shares_of(margin, int(position), replies)
            if gaps[position] < 0 and lost > most:
                causes.append(
                    f"{said}: its replies would have to count up to {own.max():.2g} times the mean, and none may count "
                    f"more than {bounds[1]:g} times."
                )
            elif gaps[position] > 0 and lost < -most:
                causes.append(
                    f"{said}: its replies would have to count as little as {own.min():.2g} times the mean, and none "
                    f"may count less than {bounds[0]:g} times."
                )
            else:
                off = f"{said}, and still {100 * abs(gaps[position]):.1f} percentage points off after trimming."
                others.append((abs(gaps[position]), off))
    return causes or [sentence for _, sentence in sorted(others)[-1:]]


def _check(question: str, replies: pd.DataFrame, people: pd.Series[float]) -> None:
    if question not in replies.columns:
        msg = f"{question}: the replies have no such question."
        raise NotComparable(msg)
    if people.empty:
        msg = f"{question}: the population has no groups."
        raise NotComparable(msg)
    if replies[question].isna().any():
        msg = f"{question}: some replies have no answer. Give them a group of their own, or leave them out."
        raise NotComparable(msg)
    given = set(replies[question])
    nobody = [answer for answer in people.index if answer not in given]
    extra = sorted(map(str, given - set(people.index)))
    empty = [str(answer) for answer, number in people.items() if not 0 < number < np.inf]
    twice = sorted(set(map(str, people.index[people.index.duplicated()])))
    for answers, why in (
        (empty, "the number of people must be above 0"),
        (twice, "the people list it more than once"),
        (extra, "there are replies but no number of people"),
    ):
        if answers:
            msg = f"{'; '.join(answers)} ({question}): {why}."
            raise NotComparable(msg)
    if nobody:
        portion = people / people.sum()
        named = "; ".join(f"{answer} ({question}, {_percent(portion[answer])} of the people)" for answer in nobody)
        msg = f"Nobody replied from {named}, so no weight can stand for them. Join groups first."
        raise NotComparable(msg)


def _holds(answers: pd.Series[str], groups: pd.Index[str]) -> Floats:
    holds = answers.to_numpy()[:, None] == groups.to_numpy()[None, :]
    return np.asarray(holds, dtype=np.float64)


def _possible(margins: list[Margin]) -> bool:
    """Return whether any weights of 0 or more have these margins: combinations without replies can rule them out."""
    # scipy.optimize takes 0.2 s to load, and only raking that fails needs it.
    from scipy.optimize import linprog  # noqa: PLC0415

    sums = np.hstack([margin.holds for margin in margins]).T
    people = np.concatenate([margin.people for margin in margins])
    return bool(linprog(np.zeros(sums.shape[1]), A_eq=sums, b_eq=people).success)


def _never_with(margin: Margin, position: int, margins: list[Margin]) -> list[str]:
    """Return the groups of the other questions that nobody of this group is in."""
    own = margin.holds[:, position]
    return [
        f"{group} ({other.question})"
        for other in margins
        if other is not margin
        for group, together in zip(other.groups, own @ other.holds, strict=True)
        if together == 0
    ]


def _shares_of(margin: Margin, position: int, replies: Floats) -> str:
    return (
        f"{_named(margin, position)} is {_percent(margin.shares(replies)[position])} of the replies and "
        f"{_percent(margin.people[position])} of the people"
    )


def _named(margin: Margin, position: int) -> str:
    return f"{margin.groups[position]} ({margin.question})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%"
