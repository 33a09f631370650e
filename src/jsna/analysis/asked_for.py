"""Gathers what people of a place asked for already. Whoever looks, only what is published is in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from jsna.model.asked_for import AskedFor, InOwnWords, Theme
from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Need
from jsna.model.register.person import ANYBODY, Person, Right
from jsna.model.register.response import Response
from jsna.register.register import Register, Wanted
from jsna.register.search import plain_words

_Item = TypeVar("_Item", Conversation, Need, Response)
#: Items of each kind that are looked through: the latest, or those that have the words most often.
MOST = 200


@dataclass(frozen=True)
class About:
    """What is looked for.

    Attributes:
        areas: codes of the place; None for everywhere.
        topic: folder of indicators; empty for every topic. What is about several topics is always in.
        words: that everything must have; empty for any.
    """

    areas: Collection[str] | None = None
    topic: str = ""
    words: str = ""


def asked_for(register: Register, person: Person, about: About) -> AskedFor:
    """Return what people asked for, as everybody may read it.

    Args:
        register: the open register.
        person: who looks: they may learn how many conversations are not published.
        about: what is looked for.
    """
    talks = _found(register, Conversation, about, "held_on")
    total = _count(register, ANYBODY, about)
    unpublished = _count(register, person, about) - total if person.may(Right.READ_ALL) else None
    released = [InOwnWords(each.released, talk) for talk in talks for each in talk.own_words if each.released]
    return AskedFor(
        conversations=tuple(talks),
        total=total,
        unpublished=unpublished,
        themes=tuple(themes(talks)),
        own_words=tuple(released),
        needs=tuple(_found(register, Need, about, "changed_at")),
        responses=tuple(_found(register, Response, about, "heard_on")),
    )


def themes(talks: Iterable[Conversation]) -> list[Theme]:
    """Return what was heard, each theme once: those heard in most conversations first, then the latest.

    Two themes are one where their words are the same but for capitals and accents; nothing else is put together.
    """
    heard: dict[str, dict[str, Conversation]] = {}
    written: dict[str, str] = {}
    for talk in talks:
        for each in talk.heard:
            said = each.theme or each.words
            key = " ".join(plain_words(said))
            written.setdefault(key, said)
            heard.setdefault(key, {})[talk.id] = talk
    found = [
        Theme(
            written[key],
            len(within),
            max(talk.held_on for talk in within.values()),
            tuple(dict.fromkeys(place for talk in within.values() for place in talk.places)),
        )
        for key, within in heard.items()
    ]
    return sorted(found, key=lambda theme: (-theme.conversations, -theme.last_on.toordinal(), theme.words))


def _found(register: Register, kind: type[_Item], about: About, order: str) -> list[_Item]:
    if about.words.strip():
        found = _with_words(register, ANYBODY, kind, about)
    else:
        each_topic = [replace(wanted, order=order, most=MOST) for wanted in _wanted(about)]
        found = [each for wanted in each_topic for each in register.find(ANYBODY, kind, wanted)]
    return sorted(found, key=lambda each: str(getattr(each, order)), reverse=True)[:MOST]


def _count(register: Register, person: Person, about: About) -> int:
    if about.words.strip():
        return len(_with_words(register, person, Conversation, about))
    return sum(register.count(person, Conversation, wanted) for wanted in _wanted(about))


def _with_words(register: Register, person: Person, kind: type[_Item], about: About) -> list[_Item]:
    found = register.search(person, about.words, [kind], MOST, about.areas)
    topics = (about.topic, "")
    return [each for each in found if isinstance(each, kind) and (not about.topic or each.topic in topics)]


def _wanted(about: About) -> list[Wanted]:
    topics = (about.topic, "") if about.topic else (None,)
    return [Wanted(about.areas, () if topic is None else (("topic", topic),)) for topic in topics]
