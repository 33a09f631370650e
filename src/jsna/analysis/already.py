"""Finds what was said and what exists already, before a new idea is written down."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jsna.model.already import Already
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item, Place
from jsna.model.register.need import Need
from jsna.model.register.person import Person
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.register.register import NotHere, Register, Wanted
from jsna.register.search import plain_words

#: Words looked for, and items shown.
MOST_WORDS, MOST = 8, 12
#: Shorter words, and these, are in every text.
SHORTEST = 3
_EVERYWHERE = frozenset(
    """about after also and are because been being but can could does each for from get give has have help her him his
    how into its more most much new not off one only other our out over people person service should some such than
    that the their them then there they this those through too under use very was way were what when where which
    while who why will with without would you your""".split()  # noqa: SIM905 - fifty words in quotes read worse
)
#: Endings that are cut, so that "buses" finds "bus" and "lifts" finds "lift".
_ENDINGS = ("ies", "es", "s")


def stems(asked: str) -> list[str]:
    """Return the beginnings of the telling words of a text, the longest first; all its words where none is telling."""
    words = list(dict.fromkeys(plain_words(asked)))
    telling = [word for word in words if len(word) >= SHORTEST and word not in _EVERYWHERE]
    return sorted(map(_stem, telling or words), key=len, reverse=True)[:MOST_WORDS]


def _stem(word: str) -> str:
    cut = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end)), word)
    return cut if len(cut) >= SHORTEST else word


def already(register: Register, person: Person, asked: str, areas: Collection[str] | None) -> list[Already]:
    """Return what is recorded in a place with words of a text, those that fit best first.

    Args:
        register: the open register.
        person: who looks; they find only what they may read.
        asked: the idea, as somebody typed it.
        areas: codes of the place; None for everywhere.
    """
    best = register.search(person, " ".join(stems(asked)), most=MOST, areas=areas, any_word=True)
    answers = _answers(register, person, best)
    return [_described(register, person, item, answers) for item in best]


def _answers(register: Register, person: Person, best: Sequence[Item]) -> dict[str, Response]:
    """Return the last response to each conversation and need, by identifier."""
    answers: dict[str, Response] = {}
    for item in best:
        wanted: Wanted | None = None
        if isinstance(item, Conversation):
            wanted = Wanted(refers_to=(("conversations", item.id),), most=1)
        elif isinstance(item, Need | Idea):
            wanted = Wanted(equals=((item.KIND, item.id),), most=1)
        if wanted is not None and (said := register.find(person, Response, wanted)):
            answers[item.id] = said[0]
    return answers


def _described(register: Register, person: Person, item: Item, answers: dict[str, Response]) -> Already:
    answer = outcome(answers[item.id]) if item.id in answers else ""
    match item:
        case Conversation():
            said = " · ".join(f"{each.theme}: {each.words}" if each.theme else each.words for each in item.heard)
            return Already(item, said, item.places, item.held_on, answer)
        case Need():
            said = f"{item.title}. {item.words}".strip()
            status = f"{str(item.status).capitalize()}{f': {item.because}' if item.because else ''}"
            changed = item.changed_at.date() if item.changed_at else None
            return Already(item, said, item.places, changed, ". ".join(filter(None, (status, answer))))
        case Idea():
            said, stage = f"{item.title}. {item.words}".strip(), f"{item.stage}"
            changed = item.changed_at.date() if item.changed_at else None
            why = f"{stage.capitalize()}{f': {item.because}' if item.because else ''}"
            return Already(item, said, _places(register, person, item), changed, why)
        case Response():
            return Already(item, item.heard, item.places, item.heard_on, outcome(item))
        case Provision():
            said = f"{item.name}. {item.offers}".strip()
            return Already(item, said, item.places, item.checked_on, "")
        case _:
            message = f"a {item.KIND} has no words to show"
            raise TypeError(message)


def _places(register: Register, person: Person, idea: Idea) -> tuple[Place, ...]:
    try:
        return register.get(person, Need, idea.need).places
    except NotHere:
        return ()


def outcome(response: Response) -> str:
    """Return what came of something that was heard, in one line."""
    said = {"because": response.because, "done": response.done, "decided": response.decided}
    words = next((each for each in said.values() if each), "")
    return f"{str(response.progress).capitalize()}{f': {words}' if words else ''}"
