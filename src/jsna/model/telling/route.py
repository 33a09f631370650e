"""Who can help when a service did harm: contacts that a council edits, each with the day somebody last checked it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from jsna.model.register.item import Place
from jsna.model.slug import PATTERN
from jsna.model.strict import Strict
from jsna.model.telling.words import Text

#: Short numbers (999, 101, 111), those of three and three digits (116 123), and ten or eleven digits that begin with 0.
#: Some helplines have eight. A number for Relay UK has 18001 before it.
_PHONE = re.compile(r"(18001)?(1[01]\d|999|116\d{3}|0\d{7}|0\d{9,10})")
_SPACED = re.compile(r"[0-9]+( [0-9]+)*")


def _phone(number: str) -> str:
    if not _SPACED.fullmatch(number) or not _PHONE.fullmatch(number.replace(" ", "")):
        message = "not a phone number of the United Kingdom; accepted: digits and spaces, such as 0300 061 0614"
        raise ValueError(message)
    return number


def _email(address: str) -> str:
    if not re.fullmatch(r"[^\s@<>\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", address):
        raise ValueError("not an e-mail address; accepted: an address such as help@example.org")
    return address


Phone = Annotated[str, AfterValidator(_phone)]
Email = Annotated[str, AfterValidator(_email)]
Web = Annotated[str, Field(pattern=r"^https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?(/[^\s\"<>]*)?$")]


class For(StrEnum):
    """What somebody is turned to for, in the order in which they are shown."""

    NOW = "now"
    COMPLAIN = "complain"
    ADVOCACY = "advocacy"
    REGULATOR = "regulator"


class How(StrEnum):
    """Another way to reach somebody."""

    PHONE = "phone"
    RELAY = "relay"
    """By Relay UK: somebody types or reads out what is said."""
    TEXT = "text"
    BSL = "bsl"
    """By a video call with an interpreter of British Sign Language."""
    CHAT = "chat"
    EMAIL = "email"


_NEEDS = {
    How.PHONE: "phone",
    How.RELAY: "phone",
    How.TEXT: "phone",
    How.BSL: "web",
    How.CHAT: "web",
    How.EMAIL: "email",
}


class Way(Strict):
    """Another way to reach somebody: a number, a page or an e-mail address, whichever its kind needs."""

    how: How
    phone: Phone | None = None
    web: Web | None = None
    email: Email | None = None
    note: str = ""
    """When it is open, or what to do first. A few words."""

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        given = [name for name in ("phone", "web", "email") if getattr(self, name)]
        if given != [_NEEDS[self.how]]:
            message = f"{self.how.value} has {', '.join(given) or 'no contact'}; accepted: only {_NEEDS[self.how]}"
            raise ValueError(message)
        return self

    @property
    def contact(self) -> str:
        """The number, page or address."""
        return self.phone or self.web or self.email or ""


class State(StrEnum):
    """Whether somebody of the council made sure of a contact."""

    NEVER = "never"
    CHECKED = "checked"
    OLD = "old"
    """It was checked, but longer ago than the council allows."""


class Route(Strict):
    """Somebody who can help, or whom one can complain to."""

    id: str = Field(pattern=PATTERN)
    name: Text
    purpose: For
    first: bool = False
    """Whether it is for danger to life, and stands before everything else."""
    services: tuple[str, ...] = ()
    """Codes of the kinds of service; empty for all of them."""
    places: tuple[Place, ...] = ()
    """The areas that it is for; empty for all of England."""
    phone: Phone | None = None
    hours: str = ""
    ways: tuple[Way, ...] = ()
    post: tuple[Text, ...] = ()
    """The address, line by line."""
    web: Web | None = None
    does: Text
    """What it does, in a sentence or two."""
    does_not: str = ""
    """What it does not do."""
    source: Text
    """The public page that the contact is from, or where else it was found."""
    checked_on: date | None = None
    """The day somebody of the council last made sure of it."""
    checked_by: str = ""
    ends_on: date | None = None
    """The last day on which it is shown."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not (self.phone or self.ways or self.post or self.web):
            raise ValueError("nobody can be reached by this; accepted: a phone, ways, post or web")
        if (self.checked_on is None) != (not self.checked_by.strip()):
            raise ValueError("a check has a day and a person; accepted: both checked_on and checked_by, or neither")
        if self.first and (self.purpose is not For.NOW or self.services or self.places):
            message = "what is first is for everybody; accepted: purpose now, without services and places"
            raise ValueError(message)
        return self

    @property
    def is_local(self) -> bool:
        """Whether it is for some areas only."""
        return bool(self.places)

    def is_shown(self, today: date) -> bool:
        """Return whether it still exists on a day."""
        return self.ends_on is None or today <= self.ends_on

    def state(self, today: date, check_every_months: int) -> State:
        """Return whether it was checked, and recently enough."""
        if self.checked_on is None:
            return State.NEVER
        return State.OLD if months_after(self.checked_on, check_every_months) < today else State.CHECKED


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class Routes(Strict):
    """Who can help, from ``data/listen/routes.toml``, in the council's order."""

    check_every_months: int = Field(ge=2, le=24)
    """After so many months a check is old."""
    routes: tuple[Route, ...]

    @model_validator(mode="after")
    def _complete(self) -> Self:
        ids = [route.id for route in self.routes]
        if twice := [each for number, each in enumerate(ids) if each in ids[:number]]:
            message = f"the id {twice[0]!r} is there twice; accepted: each id once"
            raise ValueError(message)
        if not any(route.first for route in self.routes):
            message = "nobody is named for danger to life; accepted: a route with first = true"
            raise ValueError(message)
        return self
