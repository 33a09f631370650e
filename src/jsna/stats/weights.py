"""Weights that make replies add up to the population. They correct for who replied, not for what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.proportions import Floats

#: Weights are kept between these multiples of the mean weight, so that one reply does not count for too many people.
LOWEST, HIGHEST = 0.2, 5.0
TOLERANCE = 1e-12
MOST_ROUNDS = 1_000
#: How often trimming and raking alternate; the last trim is final.
TURNS = 50


@dataclass(frozen=True)
class Weights:
    """One weight for each reply, and what weighting cost.

    Attributes:
        values: the weights; they add up to the population. Index: the replies.
        effective: effective sample size, (Σw)²/Σw².
        design_effect: replies over effective sample size; 1 if all weights are equal.
        lowest: smallest weight over the mean weight.
        highest: largest weight over the mean weight.
        trimmed: True if weights had to be cut.
        misfit: largest relative difference between a weighted total and its margin; 0 unless trimming prevented a fit.
    """

    values: pd.Series[float]
    effective: float
    design_effect: float
    lowest: float
    highest: float
    trimmed: bool
    misfit: float


def rake(
    replies: pd.DataFrame,
    margins: Mapping[str, pd.Series[float]],
    trim: tuple[float, float] | None = (LOWEST, HIGHEST),
) -> Weights:
    """Return weights that make the replies match the population's totals, raking one question after the other.

    Args:
        replies: one row for each reply, one column for each question, without missing answers: people who did not
            answer are a separate group or are left out beforehand.
        margins: people by answer, for each question used. Index of each: the answers. All must have the same total.
        trim: lowest and highest weight as multiples of the mean, or None not to trim.

    Raises:
        NotComparable: an answer has no people, people have no answer, or totals differ; the message names the
            question and the answer.

    References:
        Deming WE, Stephan FF (1940), Annals of Mathematical Statistics 11:427–444; Kish L (1965), Survey sampling.
    """
    total = _check(replies, margins)
    memberships = [_membership(replies[question], people) for question, people in margins.items()]
    weight, misfit = _raked(np.full(len(replies), total / len(replies)), memberships)
    trimmed = False
    if trim is not None:
        bounds = trim[0] * total / len(replies), trim[1] * total / len(replies)
        for _ in range(TURNS):
            if weight.min() >= bounds[0] * (1 - 1e-9) and weight.max() <= bounds[1] * (1 + 1e-9):
                break
            trimmed = True
            weight, misfit = _raked(np.clip(weight, *bounds), memberships)
        else:
            weight = _within(weight, bounds, total)
            misfit = _misfit(weight, memberships)
    return _described(pd.Series(weight, index=replies.index), trimmed, misfit)


def effective_size(weights: pd.Series[float]) -> float:
    """Return Kish's effective sample size, (Σw)²/Σw²: the equivalent number of equally weighted replies."""
    weight = weights.to_numpy(dtype=float)
    return float(weight.sum() ** 2 / (weight**2).sum())


Membership = tuple[Floats, Floats]


def _membership(answers: pd.Series[str], people: pd.Series[float]) -> Membership:
    holds = answers.to_numpy()[:, None] == people.index.to_numpy()[None, :]
    return holds.astype(float), np.asarray(people, dtype=np.float64)


def _raked(weight: Floats, memberships: list[Membership]) -> tuple[Floats, float]:
    misfit = np.inf
    for _ in range(MOST_ROUNDS):
        for holds, people in memberships:
            weight = weight * (holds @ (people / (weight @ holds)))
        misfit = _misfit(weight, memberships)
        if misfit <= TOLERANCE:
            break
    return weight, misfit


def _within(weight: Floats, bounds: tuple[float, float], total: float) -> Floats:
    """Return the weights cut to the bounds; the excess goes to the other weights, so that the total stays the same."""
    for _ in range(TURNS):
        weight = np.clip(weight, *bounds)
        free = (weight > bounds[0]) & (weight < bounds[1])
        gap = total - weight.sum()
        if abs(gap) <= TOLERANCE * total or not free.any():
            break
        weight = np.where(free, weight * (1 + gap / weight[free].sum()), weight)
    return weight


def _misfit(weight: Floats, memberships: list[Membership]) -> float:
    return max(float(np.abs(weight @ holds / people - 1).max()) for holds, people in memberships)


def _check(replies: pd.DataFrame, margins: Mapping[str, pd.Series[float]]) -> float:
    totals = []
    for question, people in margins.items():
        given = set(replies[question].dropna())
        if replies[question].isna().any():
            msg = f"{question}: some replies have no answer. Give them a group of their own, or leave them out."
            raise NotComparable(msg)
        for absent in [answer for answer in people.index if answer not in given]:
            msg = (
                f"{question}: nobody answered {absent!r}, so no weight can stand for them. Join it with another group."
            )
            raise NotComparable(msg)
        for extra in sorted(given - set(people.index)):
            msg = f"{question}: the population has no figure for {extra!r}."
            raise NotComparable(msg)
        if not (people > 0).all():
            msg = f"{question}: every group of the population needs a number above 0."
            raise NotComparable(msg)
        totals.append(float(people.sum()))
    if not totals or max(totals) - min(totals) > 1e-9 * max(totals):
        raise NotComparable("The population's totals differ between questions. Scale them to one total first.")
    return totals[0]


def _described(weights: pd.Series[float], trimmed: bool, misfit: float) -> Weights:
    effective = effective_size(weights)
    relative = weights / weights.mean()
    return Weights(
        values=weights,
        effective=effective,
        design_effect=len(weights) / effective,
        lowest=float(relative.min()),
        highest=float(relative.max()),
        trimmed=trimmed,
        misfit=misfit,
    )
