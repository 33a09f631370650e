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
    indicator: str = ""
    area: str = ""
    group: str = ""
    release: str = ""


class Need(Item):
    """What people of a place may lack."""

    KIND: ClassVar[str] = "need"

    title: Annotated[Said, Field(min_length=1)]
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    topic: str = ""
    words: Said = ""
    groups: tuple[Group, ...] = ()
    status: NeedStatus = NeedStatus.ASSUMED
    because: Said = ""
    """Why it has this status; asked for as soon as it says more than "asked"."""
    figures: tuple[Figure, ...] = ()
    conversations: tuple[Annotated[str, RefersTo("conversation")], ...] = ()
    explanations: tuple[Explanation, ...] = ()
    owner: Words = ""
