"""Contacts in words: whether somebody checked one, for whom it is, and its number so that it can be read out."""

from __future__ import annotations

from collections.abc import Mapping

from jsna.model.telling.found import Found
from jsna.model.telling.language import Language
from jsna.model.telling.route import Route, State


def checked(found: Found, language: Language, council: str, months: int) -> str:
    """Return when somebody of the council last made sure of a contact; that nobody has is said plainly.

    Args:
        found: the contact.
        language: whose words are used.
        council: the commonly used name of the council.
        months: after so many a check is old.
    """
    words, day = language.routes, found.route.checked_on
    if found.state is State.NEVER or day is None:
        return words.never.format(council=council)
    if found.state is State.OLD:
        return words.old.format(day=language.about.spoken(day), number=months)
    return words.checked.format(day=language.about.spoken(day), name=found.route.checked_by)


def for_whom(route: Route, language: Language, names: Mapping[str, str]) -> str:
    """Return for which areas a contact is.

    Args:
        route: the contact.
        language: whose words are used.
        names: of areas by code.
    """
    if not route.places:
        return language.routes.national
    return language.routes.local.format(name=", ".join(names.get(place.code, place.code) for place in route.places))


def read_out(number: str) -> str:
    """Return a phone number digit by digit, with a pause where it has a space: ``0 1 5 2 2, 7 8 2 1 5 5``."""
    return ", ".join(" ".join(part) for part in number.split())
