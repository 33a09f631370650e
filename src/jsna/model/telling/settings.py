"""What a council decides about "Tell us": what is collected, why, for how long, and where people are sent."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from jsna.model.register.report import About, Keep
from jsna.model.slug import PATTERN
from jsna.model.strict import Strict
from jsna.model.telling.route import Email, Phone, Web
from jsna.model.telling.words import Text

Code = Annotated[str, StringConstraints(pattern=PATTERN)]
#: The same sentence by the code of a language.
ByLanguage = dict[str, Text]
#: The language that every council has; others may be left out.
FIRST_LANGUAGE = "en"
_REASONS = ("purpose", "article_6", "article_9")


class Harm(Strict):
    """Reports of harm from a service. They are data about health, so the council says why it may collect them."""

    collecting: bool = False
    purpose: ByLanguage = Field(default_factory=dict)
    """What the council collects them for."""
    article_6: ByLanguage = Field(default_factory=dict)
    """UK GDPR article 6: what makes it lawful."""
    article_9: ByLanguage = Field(default_factory=dict)
    """UK GDPR article 9: the condition for data about health."""

    @model_validator(mode="after")
    def _is_lawful(self) -> Self:
        lacking = [name for name in _REASONS if FIRST_LANGUAGE not in getattr(self, name)]
        if self.collecting and lacking:
            message = (
                f"harm is collected without {', '.join(lacking)}; "
                f"accepted: words for each in {FIRST_LANGUAGE!r}, or collecting = false"
            )
            raise ValueError(message)
        return self

    def is_said_in(self, language: str) -> bool:
        """Return whether purpose and lawful basis are written in a language."""
        return all(language in getattr(self, name) for name in _REASONS)


class KeepFor(Strict):
    """For how long words are kept."""

    days: int = Field(ge=1, le=3650)
    """From the day they are received."""
    extra: int = Field(ge=0, le=365)
    """More days, once, where nobody has read them by then or more words came."""


class Keeping(Strict):
    """For how long the words of each kind of report are kept."""

    figure: KeepFor
    harm: KeepFor

    def of(self, about: About) -> Keep:
        """Return for how long the words of a report are kept, as the register takes it."""
        given = self.harm if about is About.HARM else self.figure
        return Keep(given.days, given.extra)


class Council(Strict):
    """How to reach the council without this page; what is empty is not shown."""

    phone: Phone | None = None
    relay: Phone | None = None
    email: Email | None = None
    hours: str = ""
    post: tuple[Text, ...] = ()
    """The address, line by line. Paper forms are sent there."""


class Theme(Strict):
    """What reports are counted under."""

    code: Code
    name: Text
    """For moderators."""
    public: Text
    """For everybody, where the counts are published."""


class TellUs(Strict):
    """The council's switches and lists, from ``data/listen/tell_us.toml``."""

    exit_to: Web
    """Where "Exit this page" leads: a page that says nothing of the one before."""
    read_within_days: int = Field(ge=2, le=60)
    """Working days within which somebody reads a report."""
    services: tuple[Code, ...] = Field(min_length=1)
    """Codes of the kinds of service. Their names stand with the words of each language."""
    harm: Harm = Harm()
    keep: Keeping
    council: Council = Council()
    themes: tuple[Theme, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        for key, codes in (("services", self.services), ("themes", tuple(theme.code for theme in self.themes))):
            if twice := [code for number, code in enumerate(codes) if code in codes[:number]]:
                message = f"{key}: {twice[0]!r} is there twice; accepted: each code once"
                raise ValueError(message)
        if self.harm.collecting and not self.council.post:
            message = "harm is collected and a paper form cannot be sent back; accepted: lines for council.post"
            raise ValueError(message)
        return self
