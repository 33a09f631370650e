"""Names in capitals, written as people write them."""

from __future__ import annotations

import re

_SMALL = frozenset(["and", "at", "by", "for", "in", "of", "on", "the", "to"])
#: Words of two letters, and words without a vowel. All others of that form are initials.
_WORDS = _SMALL | frozenset(
    """al am an as be co de do dr el go gt he is la le lo me mr ms mt my no op or rd so sq st up us we
    blvd cntr cnt ctr ctrs drs grp hlth hth jnr ltd mrs ptnr ptnrs snr tce""".split()  # noqa: SIM905 - forty words in quotes read worse
)
#: Initials that could be words.
_INITIALS = frozenset(["aph", "apms", "cic", "hiv", "ooh", "uea", "utc", "wic"])
_VOWELS = frozenset("aeiouy")
_RUN = re.compile(r"[A-Z]+(?:['’][A-Z]+)?")
_SMALL_WITHIN = re.compile(f"(?<=-)({'|'.join(sorted(_SMALL))})(?=-)", re.IGNORECASE)


def readable(name: str) -> str:
    """Return a name in capitals as people write it: ``DR J&K SMITH'S`` becomes ``Dr J&K Smith's``.

    Initials stay capitals as far as they can be told from words: single letters, two letters that are no word, and
    letters without a vowel. What stands beside a digit stays as it is. Spaces are tidied.
    """
    words = [_token(word) for word in name.split()]
    first, *rest = words or [""]
    return " ".join([first, *(word.lower() if word.lower() in _SMALL else word for word in rest)])


def _token(token: str) -> str:
    if any(character.isdigit() for character in token):
        return re.sub(r"(?<=[0-9])(ST|ND|RD|TH)\b", lambda found: found[0].lower(), token)
    written = _RUN.sub(lambda found: _run(found[0]), token)
    return _SMALL_WITHIN.sub(lambda found: found[0].lower(), written)


def _run(letters: str) -> str:
    head, mark, tail = letters.replace("’", "'").partition("'")
    if not mark:
        return _word(head)
    return f"{_word(head)}'{tail.capitalize() if len(head) == 1 and len(tail) > 1 else tail.lower()}"


def _word(letters: str) -> str:
    low = letters.lower()
    if len(low) == 1 or low in _INITIALS or (low not in _WORDS and (len(low) == 2 or not _VOWELS & set(low))):
        return letters
    if re.fullmatch("mc[a-z]{3,}", low):
        return f"Mc{low[2:].capitalize()}"
    return low.capitalize()
