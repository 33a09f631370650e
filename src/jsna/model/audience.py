"""Who may see a figure: everybody, whoever is signed in, or people with one of some roles."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator

from jsna.model.register.person import Person, Role

PUBLIC, SIGNED_IN = "public", "signed in"
#: Roles that can be named; everybody is a viewer.
NAMED = tuple(role for role in Role if role is not Role.VIEWER)
ACCEPTED = f'"{PUBLIC}", "{SIGNED_IN}", or a list of roles, such as ["moderator", "administrator"]'


def _read(given: object) -> object:
    if given in (PUBLIC, SIGNED_IN):
        return given
    if isinstance(given, list | tuple) and given and all(each in NAMED for each in given):
        return tuple(role for role in NAMED if role in given)
    message = f"this says of nobody whether they may see it; accepted: {ACCEPTED}"
    raise ValueError(message)


#: ``public``, ``signed in``, or roles.
WhoSees = Annotated[str | tuple[Role, ...], BeforeValidator(_read)]


#: What a form or a command offers: as it is given → words.
CHOICES = {
    PUBLIC: "Everybody",
    SIGNED_IN: "People who are signed in",
    "contributor,moderator,administrator": "Contributors, moderators and administrators",
    "moderator,administrator": "Moderators and administrators",
    "moderator": "Moderators only",
}


def from_text(said: str) -> str | tuple[str, ...]:
    """Return what a form or a command gives as the value of ``who_sees``: roles are separated by commas."""
    said = said.strip()
    return said if said in (PUBLIC, SIGNED_IN) else tuple(role.strip() for role in said.split(","))


def sees(who: str | tuple[Role, ...], person: Person) -> bool:
    """Return whether a person is among those who may see a figure."""
    if who == PUBLIC:
        return True
    return person.is_signed_in and (who == SIGNED_IN or not person.roles.isdisjoint(who))


def in_words(who: str | tuple[Role, ...]) -> str:
    """Return who may see a figure, in words."""
    if isinstance(who, str):
        return {PUBLIC: "everybody", SIGNED_IN: "people who are signed in"}[who]
    return " and ".join(f"{role.value}s" for role in who)
