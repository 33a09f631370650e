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
#: Items of each kind that are looked through: the latest.
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
    return register.find(ANYBODY, kind, replace(_wanted(about), order=order, most=MOST))


def _count(register: Register, person: Person, about: About) -> int:
    return register.count(person, Conversation, _wanted(about))


def _wanted(about: About) -> Wanted:
    """What is about several topics has none, and is always in."""
    topics = (("topic", (about.topic, "")),) if about.topic else ()
    return Wanted(about.areas, topics, words=about.words.strip())
