"""How long what was heard has waited, what came of it, and which answers people are still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from jsna.model.register.response import Helped, Progress, Response, SaidWho, Verdict


@dataclass(frozen=True)
class Promise:
    """One response as it stands on a day.

    Attributes:
        response: as it is kept.
        days: from the day it was heard to the day it ended, or to today; no pause stops them.
        helped: what people, or a group that speaks for them, said last; None where nobody has said.
        council: what the council said last; it closes nothing.
        first_date: the next date as it was first set; None where it was not put off.
        overdue: days since the next date passed; 0 where none has.
    """

    response: Response
    days: int
    helped: Verdict | None
    council: Verdict | None
    first_date: date | None
    overdue: int

    @property
    def is_owed(self) -> bool:
        """Whether people still wait: for an answer, or to be told of it."""
        return not self.response.is_closed


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


def promise(response: Response, today: date) -> Promise:
    """Return a response as it stands on a day."""
    until = response.closed_on or today
    people = [each for each in response.verdicts if each.said_by is not SaidWho.COUNCIL]
    council = [each for each in response.verdicts if each.said_by is SaidWho.COUNCIL]
    late = (today - response.next_on).days if response.next_on and not response.is_closed else 0
    return Promise(
        response=response,
        days=max((until - response.heard_on).days, 0),
        helped=people[-1] if people else None,
        council=council[-1] if council else None,
        first_date=response.moves[0].was if response.moves else None,
        overdue=max(late, 0),
    )


def oldest_first(responses: Iterable[Response], today: date) -> list[Promise]:
    """Return those that are owed, the oldest first, and after them those that have ended, the last one first."""
    found = [promise(each, today) for each in responses]
    owed = sorted((each for each in found if each.is_owed), key=lambda each: (each.response.heard_on, each.response.id))
    ended = [each for each in found if not each.is_owed]
    return owed + sorted(ended, key=lambda each: (each.response.closed_on or today, each.response.id), reverse=True)


def summary(promises: Sequence[Promise]) -> Summary:
    """Return what can be said of all of them together; of no place, team or person by itself."""
    days = [each.days for each in promises]
    ended = [each for each in promises if not each.is_owed]
    told = sum(_was_told(each.response) for each in ended)
    answered = [each for each in promises if each.response.progress.is_an_end]
    return Summary(
        number=len(promises),
        owed=len(promises) - len(ended),
        unanswered=sum(each.response.progress is Progress.HEARD for each in promises),
        told=told,
        not_told=len(ended) - told,
        days=(median(days), min(days), max(days)) if days else None,
        progress=Counter(each.response.progress for each in promises),
        helped=Counter(each.helped.helped for each in promises if each.helped),
        not_said=sum(each.helped is None for each in answered),
        reopened=sum(each.response.times_reopened > 0 for each in promises),
        moved=sum(bool(each.response.moves) for each in promises),
    )


def _was_told(response: Response) -> bool:
    ended = response.ended_on
    return ended is not None and any(each.on >= ended for each in response.told)
