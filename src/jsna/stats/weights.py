"""Weights that make replies add up to the population. They correct for who replied, not for what was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.margins import Margin, margins_of, not_made_up_for, not_settled
from jsna.stats.proportions import Floats, wilson_interval

#: Weights are kept between these multiples of the mean weight, so that one reply does not count for too many people.
LOWEST, HIGHEST = 0.2, 5.0
#: Largest difference that trimming may leave between a group's weighted share and its share of the people.
MISFIT = 0.01
#: Raking has converged when no weighted total differs from its people by more than this fraction.
TOLERANCE = 1e-12
MOST_ROUNDS = 1_000
#: How often trimming and raking alternate; the last trim is final.
TURNS = 50
#: A weight this close to a bound, as a fraction of it, is at the bound.
AT_BOUND = 1e-9


@dataclass(frozen=True)
class Weights:
    """One weight for each reply, and what weighting cost.

    Attributes:
        values: the weights; they add up to the population. Index: the replies.
        groups: the questions weighted by. Index: the replies.
        effective: effective sample size, (Σw)²/Σw².
        design_effect: replies over effective sample size; 1 if all weights are equal.
        lowest: smallest weight over the mean weight.
        highest: largest weight over the mean weight.
        trimmed: how many replies have a weight that was cut to the lowest or the highest allowed.
        misfit: largest difference between a group's weighted share and its share of the people, as a fraction; 0
            unless trimming prevented a fit.
    """

    values: pd.Series[float]
    groups: pd.DataFrame
    effective: float
    design_effect: float
    lowest: float
    highest: float
    trimmed: int
    misfit: float


def rake(
    replies: pd.DataFrame,
    margins: Mapping[str, pd.Series[float]],
    trim: tuple[float, float] | None = (LOWEST, HIGHEST),
) -> Weights:
    """Return weights that make the replies match the population's totals, raking one question after the other.

    Weights outside the bounds are cut to them, and what was cut off is shared equally among the other replies; then
    the weights are raked again, until both hold or the last turn is over. The last cut stays.

    Args:
        replies: one row for each reply, one column for each question, without missing answers: people who did not
            answer are a separate group or are left out beforehand.
        margins: people by answer, for each question used. Index of each: the answers. All must have the same total.
        trim: lowest and highest weight as multiples of the mean, or None not to trim.

    Raises:
        NotComparable: nobody gave an answer, people have no answer, totals differ, combinations without replies make
            the margins impossible, raking did not converge, or trimming leaves a group more than one percentage point
            from its people; the message names the question and the answer, and gives the reason.

    References:
        Deming WE, Stephan FF (1940), Annals of Mathematical Statistics 11:427–444; Kish L (1965), Survey sampling.
        Equal to ``rake`` and ``trimWeights(strict = TRUE)`` of R's package survey (Lumley T).
    """
    questions = list(margins)
    cells = replies.reindex(columns=questions).drop_duplicates()
    known, total = margins_of(replies, cells, margins)
    cell = replies.groupby(questions, sort=False, observed=True).ngroup().to_numpy()
    portion = np.bincount(cell) / len(replies)
    wanted = _raked(portion, known)
    mass, cut = (wanted, np.zeros(len(portion), dtype=bool)) if trim is None else _trimmed(wanted, portion, known, trim)
    if trim is not None:
        refused = not_made_up_for(known, portion, wanted, mass, trim, MISFIT)
        if refused:
            raise NotComparable(" ".join(refused))
    relative = (mass / portion)[cell]
    effective = float(relative.sum() ** 2 / (relative**2).sum())
    return Weights(
        values=pd.Series(relative * total / len(replies), index=replies.index),
        groups=replies[questions],
        effective=effective,
        design_effect=len(replies) / effective,
        lowest=float(relative.min()),
        highest=float(relative.max()),
        trimmed=int(cut[cell].sum()),
        misfit=max(float(np.abs(margin.gaps(mass)).max()) for margin in known),
    )


def weighted_share(gave: pd.Series[bool], weights: Weights) -> tuple[float, float, float]:
    """Return the weighted share of those who gave an answer, with the limits of its 95% interval, as fractions.

    The interval is Wilson's, of as many replies as the weights are worth: (Σw)²/Σw², or p(1 − p)/v if that is fewer,
    with v the variance of the share under the weighting (residuals from the groups weighted by, as in R's package
    survey). The first alone is too narrow where opinion is most divided in the groups that are weighted up.

    Args:
        gave: whether each reply gave the answer. Index: the replies.
        weights: from :func:`rake`.

    References:
        Kish L (1965), Survey sampling; Deville JC, Särndal CE (1992), JASA 87:376–382 (the variance).
    """
    weight = weights.values.to_numpy(dtype=float) / float(weights.values.sum())
    answered = gave.loc[weights.values.index].to_numpy(dtype=float)
    share = min(float(weight @ answered), 1.0)
    root = np.sqrt(weight)[:, None]
    groups = pd.get_dummies(weights.groups, dtype=float).to_numpy()
    fitted = groups @ np.linalg.lstsq(groups * root, answered * root[:, 0], rcond=None)[0]
    count = len(answered)
    variance = float(((weight * (answered - fitted)) ** 2).sum()) * count / max(count - 1, 1)
    spread = share * (1 - share)
    worth = min(weights.effective, spread / variance) if spread > 0 and variance > 0 else weights.effective
    lower, upper = wilson_interval(share * worth, worth)
    return share, float(lower), float(upper)


def _raked(mass: Floats, margins: list[Margin]) -> Floats:
    """Return what each cell counts for, so that every group has its share of the people."""
    for _ in range(MOST_ROUNDS):
        for margin in margins:
            mass = mass * (margin.holds @ (margin.people / margin.shares(mass)))
        if all((np.abs(margin.gaps(mass)) <= TOLERANCE * margin.people).all() for margin in margins):
            return mass
    raise NotComparable(not_settled(margins, mass, MOST_ROUNDS))


def _trimmed(
    mass: Floats, portion: Floats, margins: list[Margin], bounds: tuple[float, float]
) -> tuple[Floats, np.ndarray[tuple[int], np.dtype[np.bool_]]]:
    """Return what each cell counts for after trimming and raking in turn, and whether its weight was cut."""
    low, high = bounds
    if _inside(mass / portion, bounds):
        return mass, np.zeros(mass.shape, dtype=bool)
    for turn in range(TURNS):
        mass = _cut(mass / portion, portion, bounds) * portion
        if turn < TURNS - 1:
            mass = _raked(mass, margins)
        if _inside(mass / portion, bounds):
            break
    weight = mass / portion
    return mass, (weight <= low * (1 + 1e-6)) | (weight >= high * (1 - 1e-6))


def _inside(weight: Floats, bounds: tuple[float, float]) -> bool:
    return bool(weight.min() >= bounds[0] * (1 - AT_BOUND) and weight.max() <= bounds[1] * (1 + AT_BOUND))


def _cut(weight: Floats, portion: Floats, bounds: tuple[float, float]) -> Floats:
    """Return the weights cut to the bounds; the others share equally what was cut off, and are cut in their turn."""
    for _ in range(MOST_ROUNDS):
        outside = (weight < bounds[0]) | (weight > bounds[1])
        if not outside.any():
            break
        cut = np.clip(weight, *bounds)
        spare = float(((weight - cut) * portion).sum())
        weight = cut if outside.all() else np.where(outside, cut, cut + spare / portion[~outside].sum())
    return weight
