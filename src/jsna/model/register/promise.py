"""A response as it is on a day, and all of a place together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jsna.model.register.response import Helped, Progress, Response, Verdict


@dataclass(frozen=True)
class Promise:
    """One response as it is on a day.

    Attributes:
        response: as it is kept.
        days: from the day it was heard to the day it ended, or to today; no pause stops them.
        helped: what people, or a group that speaks for them, said last; None where nobody has said.
        council: what the council said last; it closes nothing.
        first_date: the next date as it was first set; None where it was not put off.
        ended_on: the day it ended for the people who asked; None where they still wait.
        overdue: days since the next date passed; 0 where none has.
    """

    response: Response
    days: int
    helped: Verdict | None
    council: Verdict | None
    first_date: date | None
    ended_on: date | None
    overdue: int

    @property
    def is_owed(self) -> bool:
        """Whether people still wait: for an answer, or to be told of it."""
        return self.ended_on is None


@dataclass(frozen=True)
class Summary:
    """All responses of a place.

    Attributes:
        number: how many there are.
        owed: how many have not ended.
        unanswered: how many of these have no decision.
        told: how many ended because people were told.
        not_told: how many ended though people could not be told.
        days: median, fewest and most days over all of them, with those that have not ended; None where there are none.
        progress: how many stand where.
        helped: how many people say what; of those that came to an end.
        not_said: how many came to an end, and nobody but the council has said whether it helped.
        reopened: how many people reopened.
        moved: how many had their next date put off.
    """

    number: int
    owed: int
    unanswered: int
    told: int
    not_told: int
    days: tuple[float, int, int] | None
    progress: Mapping[Progress, int]
    helped: Mapping[Helped, int]
    not_said: int
    reopened: int
    moved: int
