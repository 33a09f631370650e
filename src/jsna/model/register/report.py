"""A report: what somebody told us of their own accord, about a figure or of harm from a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from jsna.model.register.item import INTERNAL, PRIVATE, Item, Part, Place, RefersTo, Words
from jsna.model.register.person import Right


class About(StrEnum):
    """What a report is about."""

    FIGURE = "a figure"
    HARM = "harm from a service"


class Handled(StrEnum):
    """What was done about a report."""

    READ = "read"
    PASSED_ON = "passed on"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


class Added(Part):
    """Words that the author added later."""

    on: date
    words: Annotated[Words, PRIVATE] = ""


class Done(Part):
    """One thing that was done about it. The author reads it."""

    on: date
    what: Handled
    words: Annotated[Words, PRIVATE] = ""
    by: Annotated[Words, INTERNAL] = ""


class Report(Item):
    """What somebody told us. It is never published, and its words end on a day that is known from the first."""

    KIND: ClassVar[str] = "report"
    READ_BY: ClassVar[Right] = Right.READ_PRIVATE

    about: About
    reference: str = ""
    """By which its author and the council speak of it. Everybody may know it."""
    received_on: date
    ends_on: date
    """The day on which its words are erased."""
    latest_on: date
    """The day on which they are erased even if nobody has read them."""
    language: str = ""
    """Of the page that it was written on, such as ``en``."""
    on_paper: bool = False
    places: Annotated[tuple[Place, ...], PRIVATE] = ()
    link: Annotated[Words, PRIVATE] = ""
    """The figure that it is about, as it was shown."""
    shown: Annotated[Words, PRIVATE] = ""
    """What the page said of the figure."""
    service: Annotated[str, PRIVATE] = ""
    """Code of the kind of service."""
    which: Annotated[Words, PRIVATE] = ""
    """Which service, and where."""
    when: Annotated[Words, PRIVATE] = ""
    what: Annotated[Words, PRIVATE] = ""
    """What happened, or what the author sees instead of the figure."""
    should_have: Annotated[Words, PRIVATE] = ""
    """What should have happened."""
    wants_answer: bool = False
    reach: Annotated[Words, PRIVATE] = ""
    """How to reach the author, where they cannot read the answer here."""
    added: tuple[Added, ...] = ()
    unread: bool = True
    """Whether there are words in it that no moderator has read."""
    done: tuple[Done, ...] = ()
    theme: str = ""
    """Code of the theme under which it is counted; a moderator gives it."""
    themed_on: date | None = None
    conversation: Annotated[str | None, RefersTo("conversation")] = None
    """What a moderator recorded of it for everybody who works here."""

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer; None while there is none."""
        return next((each.on for each in self.done if each.what is Handled.ANSWERED), None)

    @property
    def is_over(self) -> bool:
        """Whether its words were erased: withdrawn by the author, at the end of its time, or by a moderator."""
        return bool(self.erased)


@dataclass(frozen=True)
class Keep:
    """For how long the words of a report are kept.

    Attributes:
        days: from the day it is received.
        extra: more days, once, where at the end nobody has read them, or more words came.
    """

    days: int
    extra: int

    def ends(self, received_on: date) -> tuple[date, date]:
        """Return the day on which the words end, and the latest such day."""
        ends_on = received_on + timedelta(days=self.days)
        return ends_on, ends_on + timedelta(days=self.extra)
