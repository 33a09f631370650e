"""Words in a file that may hold names in braces, such as ``{day}``, for what is filled in later."""

from __future__ import annotations

from enum import StrEnum
from string import Formatter
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, StringConstraints

_NAMES = "{reference}"
_Code = TypeVar("_Code", bound=StrEnum)
_Words = TypeVar("_Words")


class ByCode(Generic[_Code, _Words]):
    """Words that are looked up by a code, whose value is the name of their field."""

    def __getitem__(self, code: _Code) -> _Words:
        """Return the words of a code."""
        words: _Words = getattr(self, code.value)
        return words


def names_in(words: str) -> set[str]:
    """Return the names in braces.

    Raises:
        ValueError: a brace stands alone, or in it stands more than a name.
    """
    found: set[str] = set()
    for _, name, rule, conversion in Formatter().parse(words):
        if name is not None:
            if not name.isidentifier() or rule or conversion:
                message = f"{{{name}}} is no name; accepted: a name in braces such as {_NAMES}, or no braces"
                raise ValueError(message)
            found.add(name)
    return found


def _checked(words: str, wanted: frozenset[str]) -> str:
    accepted = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "words without braces"
    try:
        found = names_in(words)
    except ValueError as wrong:
        message = f"a brace stands alone, or holds more than a name; accepted: {accepted}"
        raise ValueError(message) from wrong
    if more := sorted(found - wanted):
        message = f"nothing is filled in for {{{more[0]}}}; accepted: {accepted}"
        raise ValueError(message)
    if less := sorted(wanted - found):
        message = f"the words lack {{{less[0]}}}; accepted: words with {accepted}"
        raise ValueError(message)
    return words


def holding(*names: str) -> AfterValidator:
    """Return the check that words hold these names in braces, and no others."""
    wanted = frozenset(names)
    return AfterValidator(lambda words: _checked(words, wanted))


_Said = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
#: Words that nothing is filled into.
Text = Annotated[_Said, holding()]
#: Words with the name of the council.
OfCouncil = Annotated[_Said, holding("council")]
#: Words with a day.
OfDay = Annotated[_Said, holding("day")]
#: Words with a number of days.
OfDays = Annotated[_Said, holding("days")]
#: Words with a name.
OfName = Annotated[_Said, holding("name")]
