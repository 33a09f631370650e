"""What people of a place said and what came of it, in short."""

from __future__ import annotations

from datetime import date

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item
from jsna.model.register.need import Need
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.model.together import Together
from jsna.words.numbers import count, listed, spoken
from jsna.words.promises import STAGES, short
from jsna.words.provenance import spoken_date

_NAMES = {
    Conversation.KIND: ("conversation", "conversations"),
    Need.KIND: ("need", "needs"),
    Idea.KIND: ("idea", "ideas"),
    Response.KIND: ("answer we owe", "answers we owe"),
    Provision.KIND: ("group or service", "groups and services"),
}
#: Said first; what is done about it is a sentence of its own.
_HEARD = (Conversation.KIND, Need.KIND, Idea.KIND)


def headline(found: Together, place: str) -> str:
    """Return how much is recorded about a place, or that nobody was asked."""
    said = {kind: f"{count(number)} {_NAMES[kind][number > 1]}" for kind, number in found.counts.items() if number}
    if not said:
        return f"Nothing is recorded yet of what people in {spoken(place)} say. Figures do not say what they need."
    heard = listed([words for kind, words in said.items() if kind in _HEARD])
    rest = listed([words for kind, words in said.items() if kind not in _HEARD])
    return f"Recorded for {spoken(place)}: {f'{heard}. And {rest}' if heard and rest else heard or rest}."


def line(item: Item, today: date) -> str:
    """Return an item in one line."""
    match item:
        case Conversation():
            heard = short("; ".join(each.theme or each.words for each in item.heard))
            return f"{spoken_date(item.held_on)}: {heard}"
        case Need():
            return f"{short(item.title)} ({item.status.value})"
        case Idea():
            return f"{short(item.title)} ({item.stage.value}; from {item.origin.value})"
        case Response():
            days = (today - item.heard_on).days
            ago = "today" if not days else f"{count(days)} {'day' if days == 1 else 'days'} ago"
            return f"{short(item.heard)} ({STAGES[item.progress].lower()}; heard {ago})"
        case _:
            return item.id
