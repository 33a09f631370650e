"""What must be true of an item before it is saved, whoever saves it and by which way."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea, Stage
from jsna.model.register.item import Item
from jsna.model.register.need import Need, NeedStatus
from jsna.model.register.person import Person, Right
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.register.refusing import Around, Look, Refused
from jsna.register.rules_of_provision import checked_provision
from jsna.register.rules_of_responses import checked_response

__all__ = ["Refused", "checked"]


def checked(before: Item | None, after: Item, around: Around, person: Person) -> Item:
    """Return the item as it may be saved.

    Args:
        before: the stored version, or None for a new item.
        after: what is to be saved.
        around: other items of the same state of the register, and the time.
        person: who saves it.

    Raises:
        Refused: something is missing; nothing is saved.
    """
    if before is not None and before.sample != after.sample:
        raise Refused("A sample stays a sample, and what is real stays real. Make a new one instead.")
    match after:
        case Conversation():
            return _conversation(before, after, person)
        case Need():
            return _need(before, after)
        case Idea():
            return _idea(before, after, around.look)
        case Response():
            earlier = before if isinstance(before, Response) else None
            return checked_response(earlier, after, person, _day(around))
        case Provision():
            return checked_provision(before if isinstance(before, Provision) else None, after, _day(around))
        case _:
            return after


def _conversation(before: Item | None, after: Conversation, person: Person) -> Conversation:
    earlier = before if isinstance(before, Conversation) else None
    released = [each.released for each in after.own_words]
    known = [each.released for each in earlier.own_words] if earlier else []
    opened = (after.published, released) != (earlier.published if earlier else False, known[: len(released)])
    if (opened and (after.published or any(released))) and not person.may(Right.PUBLISH):
        raise Refused("Only a moderator publishes what people said. Save it unpublished; a moderator will read it.")
    for each in after.own_words:
        if each.released and not each.agreed:
            raise Refused("Somebody's own words are published only where they agreed. Ask them first.")
    return after


def _need(before: Item | None, after: Need) -> Need:
    if before is None and after.status is not NeedStatus.ASSUMED:
        raise Refused("A need starts as assumed. Save it first, then say who was asked.")
    if after.status is not NeedStatus.ASSUMED and not after.conversations:
        message = f"“{after.status}” needs a conversation: say who was asked about it."
        raise Refused(message)
    if after.status not in (NeedStatus.ASSUMED, NeedStatus.ASKED) and not after.because.strip():
        message = f"“{after.status}” needs a reason: what did people say?"
        raise Refused(message)
    return after


def _idea(before: Item | None, after: Idea, look: Look) -> Idea:
    earlier = before if isinstance(before, Idea) else None
    if earlier and after.overrides[: len(earlier.overrides)] != earlier.overrides:
        raise Refused("Who let an idea pass, and why, stays on record.")
    if earlier and (after.origin, after.need) != (earlier.origin, earlier.need):
        raise Refused("Where an idea came from, and its need, stay as they were. Drop it and record another.")
    if after.stage is Stage.DROPPED and not after.because.strip():
        raise Refused("Say why it was dropped.")
    if after.stage in (Stage.SUGGESTED, Stage.DROPPED) or after.overrides:
        return after
    need: Need = look(Need, after.need)
    if need.status is NeedStatus.ASSUMED:
        message = (
            f"Nobody has been asked about “{need.title}” yet. Ask people first; or give a name and a reason, "
            "which everybody will see."
        )
        raise Refused(message)
    return after


def _day(around: Around) -> date:
    """The day in England at the moment of saving."""
    return around.at.astimezone(ZoneInfo("Europe/London")).date()
