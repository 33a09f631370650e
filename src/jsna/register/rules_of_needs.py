"""The rules of needs and of the gate: nobody goes on with an idea before somebody was asked about its need."""

from __future__ import annotations

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea, Stage
from jsna.model.register.need import Need, NeedStatus
from jsna.register.refusing import Around, Refused

#: Letters of the reason for an override at least: "urgent" is no reason.
SHORTEST_REASON = 20


def need(before: Need | None, after: Need, around: Around) -> Need:
    """Return a need as it may be saved.

    Raises:
        Refused: something is missing.
    """
    if before is None and after.status is not NeedStatus.ASSUMED:
        raise Refused("A need starts as assumed. Save it first, then say who was asked.")
    talks = [around.look(Conversation, each) for each in after.conversations]
    if not after.sample and any(talk.sample for talk in talks):
        raise Refused("A sample conversation was made up, so it says nothing about a real need. Take it off the list.")
    if after.status is not NeedStatus.ASSUMED:
        _require_asked(after, talks)
    if before is not None and before.status is not after.status:
        _require_move(before, after, around)
    if after.status.is_conclusion and not after.because.strip():
        message = f"“{after.status}” needs a reason: what did people say?"
        raise Refused(message)
    weighed = any(each.evidence_for.strip() or each.evidence_against.strip() for each in after.explanations)
    if after.status is NeedStatus.CONFIRMED and not weighed:
        raise Refused(
            "Before a need is confirmed, weigh at least one other explanation: write what speaks for it or against it."
        )
    return after


def _require_asked(after: Need, talks: list[Conversation]) -> None:
    if not talks:
        message = f"“{after.status}” needs a conversation: say who was asked about it."
        raise Refused(message)
    here = {place.code for place in after.places}
    if not after.elsewhere.strip() and not any(place.code in here for talk in talks for place in talk.places):
        raise Refused(
            "None of these conversations was held in the places of this need. Ask people there; or say why what was "
            "said elsewhere counts here, which everybody who reads the need will see."
        )


def _require_move(before: Need, after: Need, around: Around) -> None:
    if after.status not in before.status.next:
        then = "say that people were asked" if before.status is NeedStatus.ASSUMED else "go back to “asked”"
        message = f"From “{before.status}” a need does not become “{after.status}” at once. First {then}."
        raise Refused(message)
    if before.status.is_conclusion and (not after.because.strip() or after.because == before.because):
        message = f"It was “{before.status}”. Say why that has changed."
        raise Refused(message)
    if after.status is NeedStatus.ASSUMED:
        going_on = [each for each in around.referring(Idea, "need", after.id) if each.stage.is_open]
        waiting = [f"“{each.title}” ({each.stage})" for each in going_on if not each.overrides]
        if waiting:
            message = (
                f"Ideas go on because people were asked: {', '.join(waiting)}. Take these back or drop them first."
            )
            raise Refused(message)


def idea(before: Idea | None, after: Idea, around: Around) -> Idea:
    """Return an idea as it may be saved; an override is dated, and what was known that day is put into it.

    Raises:
        Refused: something is missing.
    """
    of_it: Need = around.look(Need, after.need)
    if of_it.sample and not after.sample:
        raise Refused("The need is a sample: made up. Record the real need first.")
    if before is None and (after.stage is not Stage.SUGGESTED or after.overrides):
        raise Refused("An idea starts as suggested. Save it first; whether it can go on depends on its need.")
    if before is not None and (after.origin, after.need) != (before.origin, before.need):
        raise Refused("Where an idea came from, and its need, stay as they were. Drop it and record another.")
    if after.stage is Stage.DROPPED and not after.because.strip():
        raise Refused("Say why it was dropped.")
    if before is None:
        return after
    if after.overrides[: len(before.overrides)] != before.overrides:
        raise Refused("Who let an idea pass, and why, stays on record.")
    if after.stage is not before.stage and after.stage not in before.stage.next:
        message = f"From “{before.stage}” an idea can become {_or(before.stage.next)}, not “{after.stage}”."
        raise Refused(message)
    return _through_the_gate(before, after, of_it, around)


def _through_the_gate(before: Idea, after: Idea, of_it: Need, around: Around) -> Idea:
    new = after.overrides[len(before.overrides) :]
    leaves = before.stage is Stage.SUGGESTED and after.stage.is_open
    if of_it.status is not NeedStatus.ASSUMED or not leaves:
        if new:
            raise Refused("There is nothing to override here: the idea is not waiting for anybody to be asked.")
        return after
    if not new:
        first = (
            f"People were asked about “{of_it.title}”, and nobody has recorded what that showed. Record it first"
            if of_it.people_were_asked
            else f"Nobody has been asked about “{of_it.title}” yet. Ask people first"
        )
        message = f"{first}; or give a name and a reason, which everybody will see."
        raise Refused(message)
    if len(new) > 1 or not new[0].name.strip() or len(new[0].reason.strip()) < SHORTEST_REASON:
        message = f"Give one name, and a reason of at least {SHORTEST_REASON} letters. Everybody will see both."
        raise Refused(message)
    pinned = new[0].model_copy(update={"at": around.at, "known": known(of_it, around)})
    return after.model_copy(update={"overrides": (*before.overrides, pinned), "published": True})


def known(of_it: Need, around: Around) -> str:
    """Return what is known of a need at this moment, in words that everybody may read.

    The words of conversations are left out: not all of them are published. Their number and dates are in.
    """
    held = sorted(around.look(Conversation, each).held_on for each in of_it.conversations)
    figures = " ".join(f"“{each.said}” (data release {each.release or 'not named'})." for each in of_it.figures)
    days = ", ".join(f"{day.day} {day:%B %Y}" for day in held)
    return (
        f"The need “{of_it.title}”, version {of_it.version}, was {of_it.status}. "
        f"Figures cited: {figures or 'none.'} "
        f"Conversations cited: {f'{len(held)}, held on {days}' if held else 'none'}."
    )


def _or(stages: tuple[Stage, ...]) -> str:
    return " or ".join(f"“{each}”" for each in stages)
