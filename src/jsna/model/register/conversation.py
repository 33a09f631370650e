"""A conversation: who was asked, what they said, and what they were promised."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from jsna.model.characteristic import Characteristic
from jsna.model.register.item import INTERNAL, PRIVATE, Item, Part, Place, Said, Words


class Way(StrEnum):
    """How people were met."""

    STREET = "in the street"
    GROUP = "at a group's own meeting"
    EVENT = "at an event"
    SERVICE = "where a service is given"
    HOME = "at home"
    PHONE = "by phone"
    ONLINE = "online"
    LETTER = "by letter or on paper"
    NOT_SAID = "not recorded"


class Counting(StrEnum):
    """How the number of people was found."""

    COUNTED = "counted"
    ABOUT = "about"
    NOT_COUNTED = "not counted"


class SaidBy(StrEnum):
    """Who said which group people are in. An officer does not guess."""

    THEMSELVES = "they said so themselves"
    GROUP = "the group is for them"


class Reached(Part):
    """How many people of a group were reached."""

    characteristic: Characteristic
    group: Words
    """Code of the group, or one of ``not-asked``, ``not-answered``, ``prefer-not-to-say``, ``not-recorded``."""
    people: int = Field(ge=0)
    said_by: SaidBy = SaidBy.THEMSELVES


class Heard(Part):
    """One thing that was heard, in the recorder's words."""

    words: Said
    theme: Said = ""
    """In a few words, with its direction: "buses stop too early", not "transport"."""
    people: Annotated[int | None, INTERNAL] = Field(default=None, ge=1)
    """How many said so, where somebody counted."""


class OwnWords(Part):
    """What somebody said, word for word."""

    words: Annotated[Words, PRIVATE] = ""
    agreed: bool = False
    """Whether they agreed that it may be published."""
    released: Said = ""
    """As a moderator edited and released it; empty until then."""
    released_by: Annotated[str, INTERNAL] = ""
    released_on: date | None = None


class Conversation(Item):
    """Who was asked, where and how, and what was heard."""

    KIND: ClassVar[str] = "conversation"

    held_on: date
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    heard: Annotated[tuple[Heard, ...], Field(min_length=1)]
    way: Way = Way.NOT_SAID
    topic: Words = ""
    """Folder of the indicators that it is about, such as ``health``; empty for several or none."""
    asked: Said = ""
    """What was asked, as it was asked."""
    ran_by: Annotated[Words, INTERNAL] = ""
    organisation: Annotated[Words, INTERNAL] = ""
    """Through which organisation people were met. One speaker for 300 members is one person."""
    people: Annotated[int | None, INTERNAL] = Field(default=None, ge=0)
    counting: Counting = Counting.NOT_COUNTED
    first_time: Annotated[int | None, INTERNAL] = Field(default=None, ge=0)
    """How many of the people were there for the first time."""
    groups: Annotated[tuple[Reached, ...], INTERNAL] = ()
    answer_list: Words = ""
    """Which list of answers the groups were counted by, such as ``2026``."""
    own_words: tuple[OwnWords, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.people is None:
            return self
        if self.first_time is not None and self.first_time > self.people:
            message = f"{self.first_time} were there for the first time, but only {self.people} were there"
            raise ValueError(message)
        for characteristic in {each.characteristic for each in self.groups}:
            reached = sum(each.people for each in self.groups if each.characteristic is characteristic)
            if self.counting is Counting.COUNTED and reached > self.people:
                message = f"{reached} people are counted by {characteristic}, but only {self.people} were there"
                raise ValueError(message)
        return self

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the fields that can still be filled in, in the order of the form."""
        wanted = ("way", "ran_by", "asked", "people", "first_time", "groups")
        empty = (None, "", (), Way.NOT_SAID)
        themes = () if all(each.theme.strip() for each in self.heard) else ("heard.theme",)
        return (*themes, *(name for name in wanted if getattr(self, name) in empty))
