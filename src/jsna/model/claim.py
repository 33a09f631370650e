"""Whether a claim about replies may be made: the verdict, and the report with its reasons."""

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
    """The result of checking a claim.

    Attributes:
        verdict: in one phrase.
        interval: 95% limits as fractions, or None if they would disclose too much.
        may_say: sentences that may be printed.
        may_not_say: what may not be printed, each with its reason.
        more_replies: how many more replies at the same share would support the claim; None if more replies would
            not help, or if the answer would reveal how many replied.
        needed: ``more_replies`` in words.
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
        """Every text of the report, in the order of a page."""
        return (self.verdict.value, *self.may_say, *self.may_not_say, self.needed, self.wording)
