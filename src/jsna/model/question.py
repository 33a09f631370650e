"""An equality question: its wording, its answers, the standard it follows, and why it is asked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from jsna.model.characteristic import Characteristic
from jsna.model.slug import PATTERN
from jsna.model.strict import Strict


class Status(StrEnum):
    """The status of the standard that a question follows."""

    IN_FORCE = "in force"
    UNDER_REVIEW = "under review"
    IN_DEVELOPMENT = "in development"
    NONE = "no standard"
    UNCERTAIN = "not certain"


class Answer(Strict):
    """One answer that can be ticked."""

    label: str = Field(min_length=1)
    plain: str = ""
    """The same in easier words, or empty where the label is easy enough."""
    code: str = Field(default="", pattern=r"^$|" + PATTERN)
    """What the answer counts as; empty where the next part of the question decides."""
    groups: tuple[str, ...] | None = None
    """Groups of the question's indicator that a person with this answer is in; without it, the one named ``code``."""
    under: str = ""
    """Heading above this answer and those that follow with the same one."""
    goes_on: bool = False
    """True where the next part of the question is then asked."""

    @model_validator(mode="after")
    def _counts_or_goes_on(self) -> Self:
        if bool(self.code) == self.goes_on:
            message = "an answer either has a code, or goes_on = true because the next part of the question decides"
            raise ValueError(message)
        return self


#: Added to every part of every question, so that no file can forget it.
PREFER_NOT_TO_SAY = Answer(label="Prefer not to say", code="prefer-not-to-say", groups=())


class Part(Strict):
    """One part of a question; a second part is asked only of some people."""

    text: str = Field(min_length=10)
    """The wording of the standard, as it is read out."""
    plain: str = Field(min_length=10)
    """The same in easier words."""
    help: str = ""
    """A line below the question, for those who are not sure."""
    answers: tuple[Answer, ...]
    """At least two."""

    @property
    def offered(self) -> tuple[Answer, ...]:
        """Every answer that can be ticked, "prefer not to say" last."""
        return (*self.answers, PREFER_NOT_TO_SAY)

    @property
    def leading_on(self) -> tuple[Answer, ...]:
        """The answers after which the next part is asked."""
        return tuple(answer for answer in self.answers if answer.goes_on)

    @model_validator(mode="after")
    def _offers_a_choice(self) -> Self:
        if len(self.answers) < 2:
            raise ValueError("a question needs two answers or more")
        named = [(answer.under, answer.label) for answer in self.answers]
        if twice := [label for number, (_, label) in enumerate(named) if named[number] in named[:number]]:
            message = f"the answer {twice[0]!r} is there twice"
            raise ValueError(message)
        return self


class Standard(Strict):
    """Whose wording it is, and how certain that is."""

    name: str
    """``GSS harmonised standard: Religion``; the census, where there is none."""
    url: str = Field(pattern=r"^https://")
    status: Status
    checked: date
    """The day somebody last looked."""
    how: str = Field(min_length=10)
    """What was looked at, and what was not."""
    differs: str = ""
    """Where our wording is another one, and why."""


class PurposeCard(Strict):
    """Why we ask: the card shown to the people asked."""

    why: str = Field(min_length=30)
    plain: str = Field(min_length=10)
    """The same in one easy sentence, for forms."""
    article_6: str
    """UK GDPR Article 6: what makes it lawful to ask."""
    article_9: str
    """UK GDPR Article 9: the condition for special categories, or why it is not one."""
    duty: str
    """What the public sector equality duty has to do with it."""
    who_sees: str
    smallest_group: int = Field(ge=1)
    """Nothing is published about fewer people than this."""
    kept: str
    """How long the replies are kept."""
    changed: str = ""
    """What the answers changed the last time they were used; empty where nothing is recorded."""
    confirmed: str = ""
    """Who confirmed the lawful basis, and when; empty while it is a proposal."""


class Question(Strict):
    """One equality question, from ``data/questions/<slug>.toml``."""

    slug: str = ""
    """The file's name without its ending; set by the reader, never written in the file."""
    title: str
    characteristic: Characteristic
    """One of the nine, whose list in ``data/codes`` the answers use; ``everyone`` for a question outside the nine."""
    indicator: str = ""
    """Slug of the national figures that the answers can be set beside, or empty where there are none."""
    position: int
    """Its position on a form."""
    asked_of: str = ""
    """Who is asked, where it is not everyone."""
    parts: tuple[Part, ...]
    standard: Standard
    purpose: PurposeCard

    @property
    def has_code_list(self) -> bool:
        """True if the codes are those of ``data/codes``."""
        return self.characteristic is not Characteristic.EVERYONE

    def groups_of(self, answer: Answer) -> tuple[str, ...]:
        """Return the groups of the indicator that a person with this answer belongs to."""
        if answer.groups is not None:
            return answer.groups
        return (answer.code,) if self.indicator and answer.code else ()

    @model_validator(mode="after")
    def _parts_follow(self) -> Self:
        if not self.parts:
            raise ValueError("a question has one [[parts]] or more")
        *earlier, last = self.parts
        if last.leading_on or not all(part.leading_on for part in earlier):
            message = "every part but the last has an answer with goes_on = true, and the last has none"
            raise ValueError(message)
        return self
