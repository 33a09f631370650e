"""A language in which people can tell us something: its names, and all of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from jsna.model.strict import Strict
from jsna.model.telling.page_words import PageWords
from jsna.model.telling.pictures import Pictures
from jsna.model.telling.route import For, How, Route
from jsna.model.telling.words import ByCode, OfCouncil, OfDay, OfDays, OfName, Text, holding


class About(Strict):
    """What a language is called and how it is written, from its ``language.toml``."""

    name: Text
    """In the language itself."""
    in_english: Text
    order: int = Field(ge=1)
    """Its place in the list of languages."""
    html_lang: str = Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    dir: Literal["ltr", "rtl"]
    easy: bool = False
    """Whether it is Easy Read, whose papers have larger type and more room."""
    months: tuple[Text, ...] = Field(min_length=12, max_length=12)
    day: Annotated[str, holding("day", "month", "year")]
    """How a day is written."""
    checked_by: str = ""
    """Who of the people who use this language read it; empty where nobody has."""
    checked_on: date | None = None
    not_checked: str = ""
    """What is said on the first screen and on paper until somebody has."""

    @property
    def caution(self) -> str:
        """What is said while nobody has checked the words; empty once somebody has."""
        return "" if self.checked_by else self.not_checked

    @model_validator(mode="after")
    def _checked(self) -> Self:
        if (self.checked_on is None) != (not self.checked_by.strip()):
            raise ValueError("a check has a day and a person; accepted: both checked_on and checked_by, or neither")
        return self

    def spoken(self, day: date) -> str:
        """Return a day in words."""
        return self.day.format(day=day.day, month=self.months[day.month - 1], year=day.year)


class Group(Strict):
    """One of the four parts of the list of who can help."""

    title: Text
    lead: Text


class Groups(Strict, ByCode[For, Group]):
    """The four parts."""

    now: Group
    complain: Group
    advocacy: Group
    regulator: Group


class Ways(Strict, ByCode[How, str]):
    """What each way to reach somebody is called."""

    phone: Text
    relay: Text
    text: Text
    bsl: Text
    chat: Text
    email: Text


class OwnWords(Strict):
    """What is said of one contact in this language, instead of the words in the list of contacts."""

    name: Text | None = None
    does: Text
    does_not: str = ""
    hours: str = ""


class RouteWords(Strict):
    """The words around the list of who can help, from ``routes.toml`` of a language."""

    title: Text
    first: Text
    """Heading above who is for danger to life; it stands before everything else."""
    danger: Text
    """What to do where life is in danger."""
    more: Text
    """What opens the rest that is said of who is for danger to life."""
    lead: OfCouncil
    nothing: Text
    """Where there is nobody for a kind of service and a place."""
    groups: Groups
    phone: Text
    hours: Text
    post: Text
    web: Text
    ways: Ways
    source: Text
    local: OfName
    """For which areas a contact is."""
    national: Text
    never: OfCouncil
    """That nobody of the council has checked a contact."""
    checked: Annotated[str, holding("day", "name")]
    old: Annotated[str, holding("day", "number")]
    """That it was last checked on a day, more than so many months ago."""
    printed: OfDay
    """At the end of the printed list."""
    services: dict[str, Text]
    """The name of each kind of service, by its code."""
    routes: dict[str, OwnWords] = Field(default_factory=dict)
    """What is said of single contacts, by their id."""

    def of(self, route: Route) -> Route:
        """Return a contact in the words of this language, as far as it has them."""
        own = self.routes.get(route.id)
        return route.model_copy(update=own.model_dump(exclude_none=True, exclude_defaults=True)) if own else route


class PaperWords(Strict):
    """The words of the paper form that the page does not have, from ``paper.toml`` of a language."""

    title: Text
    lead: OfCouncil
    choose: Text
    """Which part to fill in."""
    figure: Text
    """Heading of the part about a figure."""
    harm: Text
    """Heading of the part about harm."""
    tick_one: Text
    reach: Text
    """Below the question how somebody can be reached, instead of what the page says there."""
    more_room: Text
    """What to do where the lines are not enough."""
    give_back: Text
    """Heading above the address."""
    post_to: Text
    no_address: OfCouncil
    """Where the council has not said where a form is sent to."""
    what_next: Text
    """Heading above what happens next."""
    read_within: OfDays
    """Within how many working days of its receipt somebody reads it."""
    reference: OfCouncil
    """How people get a reference for a form on paper."""
    kept: Annotated[str, holding("days", "extra")]
    office: OfCouncil
    """Heading of the part that the council fills in."""
    office_received: Text
    office_reference: Text


@dataclass(frozen=True)
class Language:
    """A language with all of its words.

    Attributes:
        code: name of its folder, such as ``en-easy``.
        about: what it is called and how it is written.
        page: words of the page.
        routes: words around the list of who can help.
        paper: words of the paper form.
        pictures: what stands beside the words of Easy Read.
    """

    code: str
    about: About
    page: PageWords
    routes: RouteWords
    paper: PaperWords
    pictures: Pictures = field(default_factory=Pictures)
