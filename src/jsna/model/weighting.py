"""The answers to one question, as given and weighted to the people of the place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WeightedAnswer:
    """One answer before and after weighting.

    Attributes:
        answer: the answer's label.
        plain: share of the replies that were weighted, as a fraction.
        weighted: share after weighting.
        lower: lower 95% limit of the weighted share.
        upper: its upper limit.
    """

    answer: str
    plain: float
    weighted: float
    lower: float
    upper: float


@dataclass(frozen=True)
class WeightedAnswers:
    """Every answer of a collection in one area, and how far the weights went.

    Attributes:
        characteristic: what the replies are weighted for, within a sentence: ``sex``.
        answers: in the order of the question.
        replies: how many replies were weighted: those whose group is known.
        effective: effective number of replies, (Σw)²/Σw².
        design_effect: replies over effective replies; 1 if weighting cost nothing.
        lowest: smallest weight over the mean weight.
        highest: largest weight over the mean weight.
        trimmed: how many replies have a weight that was cut to the lowest or highest allowed.
        misfit: largest difference that this leaves between a group's weighted share and its share of the people, as a
            fraction.
    """

    characteristic: str
    answers: tuple[WeightedAnswer, ...]
    replies: int
    effective: float
    design_effect: float
    lowest: float
    highest: float
    trimmed: int
    misfit: float
