"""What in a text may show who somebody is: a reminder for whoever edits it, and no proof that nothing is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jsna.words.first_names import FIRST_NAMES
from jsna.words.plain import Markdown, escaped

REMINDER = "This list is a help and misses things. Read the words yourself before everybody can."
#: Parts of one kind that a list names before it counts the rest.
_MOST_NAMED = 12
#: Letters of a text that are looked through; nobody's words that are to be published are longer.
LOOKED_THROUGH = 20_000


class Shows(StrEnum):
    """What a part of a text seems to be."""

    EMAIL = "e-mail address"
    PHONE = "phone number"
    POSTCODE = "postcode"
    ADDRESS = "address"
    NAME = "name"

    @property
    def plural(self) -> str:
        """Several of them, at the beginning of a line."""
        return f"{self.capitalize()}{'es' if self is Shows.EMAIL or self is Shows.ADDRESS else 's'}"


@dataclass(frozen=True)
class Seems:
    """A part of a text that may show who somebody is.

    Attributes:
        shows: what it seems to be.
        words: as they stand in the text.
    """

    shows: Shows
    words: str


_STREET = (
    "Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Close|Drive|Crescent|Terrace|Way|Court|Gardens|Place|Square|Row|Walk|Grove"
)
_TITLE = "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Rev|Reverend|Cllr|Councillor|Nurse|Sister|Father|Sir|Lady|Lord"
#: What can follow a title without naming anybody: "the dr said".
_VERBS = "said|says|told|asked|thinks|was|is|has|had|will|never|did|does|gave|came|and|or|who|at|in|on|for|to"
_BEFORE_A_NAME = ("name is", "name was", "is called", "was called", "named")
_CAPITAL = r"[A-Z][\w’'-]{1,30}"
_PATTERNS = (
    (Shows.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}")),
    (Shows.PHONE, re.compile(r"(?<![\w+])(?:\+44|0)(?:[ ()-]{0,2}\d){8,11}(?!\d)")),
    (Shows.POSTCODE, re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)),
    (Shows.ADDRESS, re.compile(rf"\b\d{{1,4}}[a-z]?,?(?:\s[a-z’']{{2,20}}){{1,3}}\s(?:{_STREET})\b", re.IGNORECASE)),
    (Shows.ADDRESS, re.compile(rf"\b(?:{_CAPITAL}\s){{1,3}}(?:{_STREET})\b")),
    (Shows.NAME, re.compile(rf"\b(?:{_TITLE})\b\.?\s{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}")),
    (
        Shows.NAME,
        re.compile(rf"\b(?:mr|mrs|ms|mx|dr|prof|cllr)\b\.?\s(?!(?:{_VERBS})\b)[a-z][\w’'-]{{1,30}}", re.IGNORECASE),
    ),
    # At the beginning of a sentence every word has a capital: there, a second one or what a person does gives it away.
    (Shows.NAME, re.compile(rf"\b{_CAPITAL}(?:\s{_CAPITAL}){{1,2}}")),
    (Shows.NAME, re.compile(rf"\b{_CAPITAL}(?=\s(?:said|says|told|asked|thinks|is my|was my)\b|[’']s\b)")),
    (Shows.NAME, re.compile(rf"(?<=[a-z,;:)]\s){_CAPITAL}")),
    # Written small: after what says that a name follows, and common first names.
    *((Shows.NAME, re.compile(rf"(?<=\b{before} )[a-z][\w’'-]{{1,30}}")) for before in _BEFORE_A_NAME),
    (Shows.NAME, re.compile(rf"\b(?:{'|'.join(FIRST_NAMES)})\b", re.IGNORECASE)),
)
#: Words with a capital that name nobody.
_COMMON = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
october november december christmas easter i i’m i'm i’ve i've i’d i'd i’ll i'll the we it they he she my our this that
there what who everybody nobody somebody people a an and but so in on at to for from by with when if since before after
every no yes not now then here all some
"""
_NOBODY = frozenset(_COMMON.split())


def seems_to_show(text: str) -> tuple[Seems, ...]:
    """Return what in a text seems to show who somebody is, in the order of :class:`Shows`; each once."""
    return tuple(dict.fromkeys(_found(text[:LOOKED_THROUGH])))


def listed(found: Sequence[Seems]) -> Iterator[Markdown]:
    """Yield what was found, line by line: a sentence, and one point for each kind."""
    if not found:
        yield Markdown("No name, address, postcode, phone number or e-mail address was found.")
        return
    yield Markdown("**This may show who somebody is:**\n")
    for shows in Shows:
        words = [each.words for each in found if each.shows is shows]
        more = f", and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
        if words:
            yield Markdown(f"- {shows.plural}: {escaped(', '.join(words[:_MOST_NAMED]))}{more}")


def without(text: str, taken: Iterable[Seems]) -> str:
    """Return a text in which these parts are replaced by what they were: “[name]”."""
    for each in sorted(taken, key=lambda one: -len(one.words)):
        # Whole words: "Ann" is no part of "annual".
        whole = re.compile(rf"(?<!\w){re.escape(each.words)}(?!\w)")
        text = whole.sub(f"[{each.shows}]", text)
    return text


def _found(text: str) -> Iterator[Seems]:
    for shows, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if words := _told_apart(match.group()):
                yield Seems(shows, words)
        # What was found is not found again as a part of something else.
        text = pattern.sub(lambda match: " . " if _told_apart(match.group()) else match.group(), text)


def _told_apart(found: str) -> str:
    """What was found without the words before it that name nobody: "In May", "I’m", "NHS"."""
    words = found.strip()
    first, _, rest = words.partition(" ")
    if first.casefold() in _NOBODY or (first.isalpha() and first.isupper()):
        return _told_apart(rest) if rest else ""
    return words
