"""What must be true of a response before it is saved, whoever saves it: words, days, and who says that it helped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from jsna.model.register.person import Person, Right
from jsna.model.register.response import Happened, Helped, Progress, Response, SaidWho, Step
from jsna.register.refusing import Refused

#: What must be said for each stage, and the sentence where it is not.
_WANTED = {
    Progress.DECIDED: ("decided", "Say what was decided."),
    Progress.DOING: ("decided", "Say what was decided."),
    Progress.DONE: ("done", "Say what was done."),
    Progress.NOTHING_CHANGED: ("because", "“Nothing changed” is an honest answer, if you say why."),
}
#: Without one of these there is nothing that could have helped.
_SOMETHING = (Happened.DOING, Happened.DONE, Happened.NOTHING_CHANGED)


def checked_response(before: Response | None, after: Response, person: Person, today: date) -> Response:
    """Return a response as it may be saved: with a step for everything that changed.

    Args:
        before: the stored version, or None for a new one.
        after: what is to be saved.
        person: who saves it.
        today: the day in England.

    Raises:
        Refused: something is missing; nothing is saved.
    """
    _require_words(after)
    _require_kept(before, after)
    _require_days(before, after, today)
    _require_next(before, after, today)
    _require_verdicts(before, after)
    _require_publisher(before, after, person)
    if _said_no(before, after):
        after = after.model_copy(update={"progress": Progress.HEARD, "not_told": "", "next_on": None})
    _require_new_words(before, after)
    after = after.model_copy(update={"steps": (*after.steps, *_missing_steps(before, after, today))})
    return after.model_copy(update={"steps": _signed(before, after, person)})


def require_one_at_a_time(given: Sequence[object], stored: Callable[[Sequence[str]], Sequence[Response]]) -> None:
    """Refuse to end several responses in one go: each is read, and each has its own people to tell.

    Args:
        given: what is to be saved.
        stored: returns responses as they are, by identifier.

    Raises:
        Refused: more than one would end that has not ended yet.
    """
    closing = [each.id for each in given if isinstance(each, Response) and each.version and each.is_closed]
    ending = [each for each in stored(closing) if not each.is_closed] if len(closing) > 1 else []
    if len(ending) > 1:
        message = f"{len(ending)} would end at once. Each is answered by itself, and its own people are told."
        raise Refused(message)


def _require_words(after: Response) -> None:
    if not after.heard.strip():
        raise Refused("Say what was heard.")
    if after.progress in _WANTED:
        field, sentence = _WANTED[after.progress]
        if not getattr(after, field).strip():
            raise Refused(sentence)
    if after.not_told.strip() and not after.progress.is_an_end:
        raise Refused("Whether people could be told is said when there is an answer to tell them.")
    if any(not (each.how.strip() and each.by.strip()) for each in after.told):
        raise Refused("Say how people were told, and who told them.")


def _require_kept(before: Response | None, after: Response) -> None:
    if before is None:
        return
    if after.heard_on > before.heard_on:
        raise Refused("Days are counted from the day it was first heard; that day cannot move to a later one.")
    for name in ("moves", "verdicts", "told", "steps"):
        if getattr(after, name)[: len(getattr(before, name))] != getattr(before, name):
            raise Refused("What was recorded stays: add to it instead of changing it.")
    if before.promised.strip() and not after.promised.strip():
        raise Refused("What was promised stays on record. If it cannot be kept, say so under “nothing changed”.")


def _require_days(before: Response | None, after: Response, today: date) -> None:
    if after.heard_on > today:
        raise Refused("It cannot have been heard on a day to come. Accepted: today or an earlier day.", "heard_on")
    days = (
        ("People cannot be told", [each.on for each in _added(before, after, "told")]),
        ("People cannot say whether it helped", [each.on for each in _added(before, after, "verdicts")]),
        ("That cannot have happened", [each.on for each in _added(before, after, "steps")]),
    )
    for what, found in days:
        if any(day > today for day in found):
            message = f"{what} on a day to come."
            raise Refused(message)
        if any(day < after.heard_on for day in found):
            message = f"{what} before it was heard ({after.heard_on:%d %B %Y})."
            raise Refused(message)
    steps = [step.on for step in after.steps]
    if steps != sorted(steps):
        raise Refused("The steps stand in the order of their days: none comes before the one recorded last.")


def _require_next(before: Response | None, after: Response, today: date) -> None:
    if after.next_on is not None and after.next_on < after.heard_on:
        raise Refused("The next date comes after the day it was heard.", "next_on")
    if before is None:
        return
    moved = _added(before, after, "moves")
    if any(each.was != before.next_on or not each.reason.strip() for each in moved):
        raise Refused("A date that is put off is the one that stood here, and has a reason.")
    if before.next_on == after.next_on:
        return
    if after.next_on is not None and after.next_on < today:
        raise Refused("The next date is today or later.", "next_on")
    put_off = before.next_on is not None and (after.next_on is None or after.next_on > before.next_on)
    if put_off and not after.progress.is_an_end and not moved and not _said_no(before, after):
        message = f"The next date was {before.next_on}. Say why it is put off."
        raise Refused(message)


def _require_verdicts(before: Response | None, after: Response) -> None:
    something = after.progress not in (Progress.HEARD, Progress.DECIDED)
    something = something or any(step.what in _SOMETHING for step in after.steps)
    for each in _added(before, after, "verdicts"):
        if each.helped is not Helped.NOT_NEEDED and not something:
            raise Refused("Nothing has been done yet that could have helped.")
        if each.said_by is not SaidWho.COUNCIL and not each.words.strip():
            raise Refused("Say who said whether it helped, and where: “carers at the Tuesday group”.")


def _require_publisher(before: Response | None, after: Response, person: Person) -> None:
    """What people said, and what was answered, is published by a person who may, with a reason that everybody reads."""
    was = before is not None and before.published
    if not was and not after.published:
        return
    reasons = any(step.reason.strip() for step in _added(before, after, "steps"))
    shown = ("published", "heard", "promised", "progress", "decided", "done", "because")
    changed = before is None or any(getattr(before, name) != getattr(after, name) for name in shown)
    if not changed:
        return
    if not person.may(Right.PUBLISH):
        raise Refused("Only a moderator publishes. Save it as a draft; a moderator will read it.")
    if not reasons and not (before is not None and _said_no(before, after)):
        raise Refused("Say why this is published now, such as “agreed by the board on 3 March”.")


def _said_no(before: Response | None, after: Response) -> bool:
    """Whether people, and not the council, say that it did not help."""
    added = _added(before, after, "verdicts")
    return any(each.helped is Helped.NO and each.said_by is not SaidWho.COUNCIL for each in added)


def _require_new_words(before: Response | None, after: Response) -> None:
    """An answer that did not help is not given a second time."""
    if before is None or before.progress is after.progress or not after.progress.is_an_end:
        return
    if after.times_reopened == 0:
        return
    words = _words_of(after)
    if any(step.what.value == after.progress.value and step.words == words for step in before.steps):
        raise Refused("People said that this did not help. Say what is different now.")


def _missing_steps(before: Response | None, after: Response, today: date) -> Iterator[Step]:
    """Yield a step, dated today, for whatever changed and has none yet."""
    given = {step.what for step in _added(before, after, "steps")}

    def step(what: Happened, words: str = "", on: date | None = None) -> Iterator[Step]:
        if what not in given:
            yield Step(on=on or today, what=what, words=words)

    if before is None and not after.steps:
        yield from step(Happened.HEARD, on=after.heard_on)
    moved = after.progress is not (Progress.HEARD if before is None else before.progress)
    reworded = before is not None and _words_of(before) != _words_of(after)
    if _said_no(before, after):
        yield from step(Happened.REOPENED)
    elif moved or reworded:
        # Whoever was told of an end was told after it: what is recorded later is dated no later than that.
        told = [each.on for each in _added(before, after, "told")] if after.progress.is_an_end else []
        on = max(min(told), *(each.on for each in after.steps), after.heard_on) if told else today
        yield from step(Happened(after.progress.value), _words_of(after), on)
    if after.not_told.strip() and (before is None or before.not_told != after.not_told):
        yield from step(Happened.NOT_TOLD, after.not_told)
    if after.published and not (before is not None and before.published):
        yield from step(Happened.PUBLISHED)
    if before is not None and before.published and not after.published:
        yield from step(Happened.WITHDRAWN)


def _words_of(response: Response) -> str:
    field, _ = _WANTED.get(response.progress, ("", ""))
    return str(getattr(response, field)) if field else ""


def _signed(before: Response | None, after: Response, person: Person) -> tuple[Step, ...]:
    known = () if before is None else before.steps
    added = (each.model_copy(update={"by": person.name}) for each in after.steps[len(known) :])
    return (*known, *added)


def _added(before: Response | None, after: Response, name: str) -> tuple[Any, ...]:
    """The parts of a list that are new."""
    parts: tuple[Any, ...] = getattr(after, name)
    return parts if before is None else parts[len(getattr(before, name)) :]
