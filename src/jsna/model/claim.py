"""What may be said of a claim about replies: the verdict, and the report that gives its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClaimVerdict(StrEnum):
    """What may be done with a claim."""

    MAY_NOT = "may not be said"
    AS_A_COUNT = "may be said as a count, not as a percentage"
    WITH_RANGE = "may be said of those who replied, with its range"
    REWORD = "may not be said in these words"


@dataclass(frozen=True)
class ClaimReport:
    """What the checker answers.

    Attributes:
        verdict: in one phrase.
        interval: 95% limits as fractions, or None where they would tell too much.
        may_say: sentences that may be printed.
        may_not_say: what may not be, each with its reason.
        more_replies: how many more replies at the same share would support the claim; None where that is not a
            question of numbers, or where the answer would tell how many replied.
        needed: the same in words.
        wording: the sentence to use.
    """

    verdict: ClaimVerdict
    interval: tuple[float, float] | None
    may_say: tuple[str, ...]
    may_not_say: tuple[str, ...]
    more_replies: int | None
    needed: str
    wording: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of the report, as a page would show them."""
        return (self.verdict.value, *self.may_say, *self.may_not_say, self.needed, self.wording)
