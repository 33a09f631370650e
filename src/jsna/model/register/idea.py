"""An idea: what somebody proposes to do about a need, and where it came from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from jsna.model.register.item import Item, Part, RefersTo, Said, Words


class Origin(StrEnum):
    """Where an idea came from."""

    PEOPLE = "people with lived experience"
    OFFICER = "an officer"
    AUTHORITY = "another authority"
    SCHEME = "a national scheme"

    @property
    def from_people(self) -> bool:
        """Whether it began with people, and not with a solution."""
        return self is Origin.PEOPLE


class Stage(StrEnum):
    """How far an idea has come. Only the first is open while its need is assumed."""

    SUGGESTED = "suggested"
    PLANNED = "planned"
    TRIED = "being tried"
    RUNNING = "running"
    DROPPED = "dropped"

    @property
    def is_open(self) -> bool:
        """Whether something is being done about it. For that, people must have been asked."""
        return self in (Stage.PLANNED, Stage.TRIED, Stage.RUNNING)

    @property
    def next(self) -> tuple[Stage, ...]:
        """What an idea can become from here."""
        return {
            Stage.SUGGESTED: (Stage.PLANNED, Stage.DROPPED),
            Stage.PLANNED: (Stage.TRIED, Stage.RUNNING, Stage.SUGGESTED, Stage.DROPPED),
            Stage.TRIED: (Stage.RUNNING, Stage.PLANNED, Stage.DROPPED),
            Stage.RUNNING: (Stage.TRIED, Stage.DROPPED),
            Stage.DROPPED: (Stage.SUGGESTED,),
        }[self]


class Override(Part):
    """Who let an idea pass while its need was assumed, and why. It is shown to everybody."""

    name: Words
    reason: Said
    at: datetime
    """When; the register writes it."""
    known: Words = ""
    """What was known then: status of the need, figures and conversations it cited; the register writes it."""


class Idea(Item):
    """What somebody proposes."""

    KIND: ClassVar[str] = "idea"

    title: Annotated[Said, Field(min_length=1)]
    need: Annotated[str, RefersTo("need")]
    origin: Origin
    origin_words: Said = ""
    """Who, in a few words: "a carers' group in Mablethorpe"."""
    words: Said = ""
    stage: Stage = Stage.SUGGESTED
    overrides: tuple[Override, ...] = ()
    because: Said = ""
    """Why it was dropped, where it was."""
    owner: Words = ""
