"""Brings together what is known of a need: its conversations, ideas, responses and versions."""

from __future__ import annotations

from dataclasses import replace

from jsna.model.due_regard import AnyItem, Regard, Step
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.model.register.person import Person, Right
from jsna.model.register.response import Response
from jsna.register.register import NotHere, Register, Wanted


def regard(register: Register, person: Person, need_id: str) -> Regard:
    """Return everything that is known of a need, as far as the person may read it.

    Raises:
        NotHere: there is no such need for this person.
    """
    need = register.get(person, Need, need_id)
    seen = register.find(person, Conversation, Wanted(ids=need.conversations, most=None, order="held_on"))
    of_it = Wanted(equals=(("need", need.id),), most=None)
    responses = register.find(person, Response, replace(of_it, order="heard_on"))
    return Regard(
        need=need,
        conversations=tuple(reversed(seen)),
        unseen=len(need.conversations) - len(seen),
        ideas=tuple(register.find(person, Idea, of_it)),
        responses=tuple(reversed(responses)),
        steps=steps(register, person, Need, need.id),
    )


def steps(register: Register, person: Person, kind: type[AnyItem], item_id: str) -> tuple[Step[AnyItem], ...]:
    """Return the versions of an item, oldest first; those whose words were erased are left out.

    Raises:
        NotHere: there is no such item for this person.
    """
    found: list[Step[AnyItem]] = []
    before: AnyItem | None = None
    for change in register.changes(person, kind, item_id):
        try:
            after = register.version(person, kind, item_id, change.version)
        except NotHere:
            continue
        if before is None or before.version != after.version:
            who = change.who if person.may(Right.READ_ALL) else ""
            found.append(Step(change.at, who, change.note, before, after))
        before = after
    return tuple(found)
