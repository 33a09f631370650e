"""One answer of a collection, unweighted and weighted to the people of the place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Weighted:
    """One answer before and after weighting.

    Attributes:
        answer: the answer's label.
        replies: how many replies were weighted.
        plain: share of the replies, as a fraction.
        weighted: share after weighting.
        lower: lower 95% limit of the weighted share, from the effective number of replies.
        upper: its upper limit.
        effective: effective number of replies, (Σw)²/Σw².
        design_effect: replies over effective replies; 1 if weighting cost nothing.
    """

    answer: str
    replies: int
    plain: float
    weighted: float
    lower: float
    upper: float
    effective: float
    design_effect: float
