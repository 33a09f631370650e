"""How long what was heard has waited, what came of it, and which answers people are still owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from jsna.model.register.promise import Promise, Summary
from jsna.model.register.response import Progress, Response, SaidWho


def promise(response: Response, today: date) -> Promise:
    """Return a response as it is on a day."""
    ended = response.closed_on
    people = [each for each in response.verdicts if each.said_by is not SaidWho.COUNCIL]
    council = [each for each in response.verdicts if each.said_by is SaidWho.COUNCIL]
    late = (today - response.next_on).days if response.next_on and ended is None else 0
    return Promise(
        response=response,
        days=max(((ended or today) - response.heard_on).days, 0),
        helped=people[-1] if people else None,
        council=council[-1] if council else None,
        first_date=response.moves[0].was if response.moves else None,
        ended_on=ended,
        overdue=max(late, 0),
    )


def oldest_first(responses: Iterable[Response], today: date) -> list[Promise]:
    """Return those that are owed, the oldest first, and after them those that have ended, the last one first."""
    found = [promise(each, today) for each in responses]
    owed = sorted((each for each in found if each.is_owed), key=lambda each: (each.response.heard_on, each.response.id))
    ended = [each for each in found if not each.is_owed]
    return owed + sorted(ended, key=lambda each: (each.ended_on or today, each.response.id), reverse=True)


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
