"""Brings together what the register holds of a place."""

from __future__ import annotations

from dataclasses import replace

from jsna.analysis.plan import codes_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.model.register.person import Person
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.model.together import Together
from jsna.register.register import Register, Wanted


def together(catalogue: Catalogue, register: Register, person: Person, place: str, most: int = 3) -> Together:
    """Return what the register holds of a place, as far as the person may read it.

    Args:
        catalogue: the open data.
        register: the open register.
        person: who reads.
        place: code of a ward, a district, a county or England.
        most: how many of each kind are returned; all are counted.
    """
    areas = None if place == ENGLAND else codes_of(catalogue, place)
    here = Wanted(areas=areas, most=most)
    talks, waiting = replace(here, order="held_on"), replace(here, order="heard_on", owed=True)
    counts = {
        Conversation.KIND: register.count(person, Conversation, talks),
        Need.KIND: register.count(person, Need, here),
        Idea.KIND: register.count(person, Idea, here),
        Response.KIND: register.count(person, Response, waiting),
        Provision.KIND: register.count(person, Provision, here),
    }
    oldest = replace(waiting, skip=max(counts[Response.KIND] - most, 0))
    return Together(
        conversations=tuple(register.find(person, Conversation, talks)),
        needs=tuple(register.find(person, Need, here)),
        ideas=tuple(register.find(person, Idea, here)),
        responses=tuple(reversed(register.find(person, Response, oldest))),
        counts=counts,
    )
