"""Brings together what the register holds of a place."""

from __future__ import annotations

from jsna.analysis.plan import codes_of
from jsna.areas.places import level_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
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
    areas = None if place == ENGLAND else _codes(catalogue, place)
    here = Wanted(areas=areas, most=None)
    talks = Wanted(areas=areas, order="held_on", most=most)
    needs = register.find(person, Need, here)
    of_these = Wanted(equals=(("need", tuple(need.id for need in needs)),), most=None)
    ideas = register.find(person, Idea, of_these)
    waiting = [each for each in register.find(person, Response, here) if not each.is_closed]
    waiting.sort(key=lambda response: response.heard_on)
    conversations = register.find(person, Conversation, talks)
    shown = (*conversations, *needs[:most], *ideas[:most], *waiting[:most])
    return Together(
        conversations=tuple(conversations),
        needs=tuple(needs[:most]),
        ideas=tuple(ideas[:most]),
        responses=tuple(waiting[:most]),
        counts={
            Conversation.KIND: register.count(person, Conversation, talks),
            Need.KIND: len(needs),
            Idea.KIND: len(ideas),
            Response.KIND: len(waiting),
            Provision.KIND: register.count(person, Provision, here),
        },
        samples=any(item.sample for item in shown),
    )


def _codes(catalogue: Catalogue, place: str) -> list[str]:
    """A ward and its district, whose items concern it too; of a larger place, everything within."""
    if level_of(catalogue.areas, place) is Level.WARD:
        return [place, str(catalogue.areas.at[place, "district"])]
    return codes_of(catalogue, place)
