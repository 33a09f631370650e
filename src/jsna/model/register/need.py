"""A need, with the figures and conversations it rests on, and what else may explain them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from jsna.model.register.item import Group, Item, Part, Place, RefersTo, Said, Words


class NeedStatus(StrEnum):
    """What is known of a need. Every need starts as assumed."""

    ASSUMED = "assumed"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DIFFERENT = "a different need"
    MET = "met by the community"
    NOT_NOW = "not a priority"

    @property
    def is_conclusion(self) -> bool:
        """Whether it says what asking has shown."""
        return self not in (NeedStatus.ASSUMED, NeedStatus.ASKED)

    @property
    def next(self) -> tuple[NeedStatus, ...]:
        """What a need can become from here. It is concluded after people were asked, and can be opened again."""
        if self is NeedStatus.ASSUMED:
            return (NeedStatus.ASKED,)
        others = tuple(each for each in NeedStatus if each is not self)
        return tuple(each for each in others if each is not NeedStatus.ASSUMED or self is NeedStatus.ASKED)


class Rival(StrEnum):
    """What else may explain a figure."""

    MET_ELSEWHERE = "met elsewhere"
    BARRIER = "a barrier"
    NOT_RECORDED = "not recorded"
    NO_NEED = "no need"
    OTHER = "something else"


class Explanation(Part):
    """A rival explanation, with what speaks for it and against it."""

    kind: Rival
    words: Said = ""
    evidence_for: Said = ""
    evidence_against: Said = ""


class Figure(Part):
    """A figure that is cited: the link that shows it, and what it said that day."""

    link: Words
    said: Said
    indicator: Words = ""
    area: Words = ""
    group: Words = ""
    release: Words = ""


class Need(Item):
    """What people of a place may lack."""

    KIND: ClassVar[str] = "need"

    title: Annotated[Said, Field(min_length=1)]
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    topic: Words = ""
    words: Said = ""
    groups: tuple[Group, ...] = ()
    status: NeedStatus = NeedStatus.ASSUMED
    because: Said = ""
    """Why it has this status; asked for as soon as it says more than "asked"."""
    figures: tuple[Figure, ...] = ()
    conversations: tuple[Annotated[str, RefersTo("conversation")], ...] = ()
    elsewhere: Said = ""
    """Why what was said elsewhere counts here, where nobody was asked in the places of the need."""
    explanations: tuple[Explanation, ...] = ()
    owner: Words = ""

    @property
    def people_were_asked(self) -> bool:
        """Whether a conversation is cited, also while nobody has recorded what it showed."""
        return bool(self.conversations)
