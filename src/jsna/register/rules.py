"""What must be true of an item before it is saved, whoever saves it and by which way."""

from __future__ import annotations

from datetime import date

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item, as_read
from jsna.model.register.need import Need
from jsna.model.register.person import ANYBODY, Person, Right
from jsna.model.register.provision import Provision
from jsna.model.register.report import Report
from jsna.model.register.response import Response
from jsna.register import rules_of_needs
from jsna.register.day import day_in_england
from jsna.register.refusing import Around, Refused
from jsna.register.rules_of_provision import checked_provision
from jsna.register.rules_of_publishing import published
from jsna.register.rules_of_responses import checked_response

__all__ = ["Refused", "checked"]

#: What everybody's counts of a year are made of; see ``register.reached.in_year``.
_COUNTED = ("held_on", "places", "people", "first_time", "groups")


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
    today = day_in_england(around.at)
    match after:
        case Conversation():
            talk = before if isinstance(before, Conversation) else None
            return _conversation(talk, after, person, today)
        case Need():
            stored = before if isinstance(before, Need) else None
            return rules_of_needs.need(stored, published(stored, after, person, around), around)
        case Idea():
            suggested = before if isinstance(before, Idea) else None
            return rules_of_needs.idea(suggested, published(suggested, after, person, around), around)
        case Response():
            earlier = before if isinstance(before, Response) else None
            return checked_response(earlier, after, person, today)
        case Provision():
            return checked_provision(before if isinstance(before, Provision) else None, after, today)
        case Report():
            raise Refused("What residents tell us comes in by the page for it, and is handled there.")
        case _:
            return after


def _conversation(earlier: Conversation | None, after: Conversation, person: Person, today: date) -> Conversation:
    if after.held_on > today and (earlier is None or earlier.held_on != after.held_on):
        message = (
            f"A conversation cannot have been held on a day to come: {after.held_on.day} {after.held_on:%B %Y}. "
            "Accepted: today or an earlier day."
        )
        raise Refused(message, "held_on")
    if earlier:
        _require_counts_stay(earlier, after, today)
    released = [each.released for each in after.own_words]
    known = [each.released for each in earlier.own_words] if earlier else []
    opened = (after.published, released) != (earlier.published if earlier else False, known[: len(released)])
    if (opened and (after.published or any(released))) and not person.may(Right.PUBLISH):
        raise Refused("Only a moderator publishes what people said. Save it unpublished; a moderator will read it.")
    for each in after.own_words:
        if each.released and not each.agreed:
            raise Refused("Somebody's own words are published only where they agreed. Ask them first.")
    if earlier and after.published and not person.may(Right.PUBLISH) and _shown(earlier) != _shown(after):
        # What everybody reads is what a moderator has read.
        return after.model_copy(update={"published": False})
    return after


def _require_counts_stay(earlier: Conversation, after: Conversation, today: date) -> None:
    """What everybody saw of a year that is over stays: the difference would say something about a few people."""
    recorded = (earlier.created_at or earlier.held_on).year
    is_counted = recorded < today.year and recorded in (earlier.held_on.year, after.held_on.year)
    if is_counted and any(getattr(earlier, name) != getattr(after, name) for name in _COUNTED):
        message = (
            f"Everybody’s counts of {recorded} have been published. So the day, the wards and how many people were "
            "there stay as they are; everything else can be changed."
        )
        raise Refused(message)


def _shown(conversation: Conversation) -> Conversation:
    """The conversation as everybody reads it, whichever version it is."""
    given = {"version": 0, "changed_at": None, "created_at": None}
    return as_read(conversation, ANYBODY.may).model_copy(update=given)
