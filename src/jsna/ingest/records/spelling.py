"""What two spellings must share to be one, decided here for every engine: signs are meaning, punctuation is not."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

#: Every kind of dash and minus, and of "at most" and "at least", in one spelling.
_SIGNS = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "\u2264\u2266\u2a7d"), "<="),
    **dict.fromkeys(map(ord, "\u2265\u2267\u2a7e"), ">="),
}
#: "=<" for "at most".
_TURNED = re.compile(r"(?<![<>=])=([<>])(?= ?[0-9])")
_QUOTES = " \t\r\n'\"`\u00b4\u2018\u2019\u201c\u201d"
#: A number as an engine, pandas or a spreadsheet writes it: ``41``, ``41.0``, ``41.00``, ``4.1E1``, ``4e+01``.
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18}(?:e[+-]?[0-9]{1,2})?|e[+-][0-9]{1,2})?")
#: A point that does not stand between two digits.
_LOOSE_POINT = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
#: Symbols that stand between words, as punctuation does, and punctuation that changes what a number means.
_SEPARATORS, _MEANT = frozenset("|`\u00b4\u00a8\u00a6"), frozenset("%.")


def plain(spelling: str) -> str:
    """Return a spelling in small letters, with one kind of dash, comparison and space; all its signs are kept."""
    text = unicodedata.normalize("NFKC", spelling.translate(_SIGNS)).casefold().translate(_SIGNS)
    return _as_number(_TURNED.sub(r"\1=", " ".join(text.strip(_QUOTES).split())))


def tidied(spelling: str) -> str:
    """Return a spelling without differences in case, spaces, punctuation and width, and in how a number is written.

    Kept is what changes the meaning: a minus before a number, ``<``, ``>``, ``+``, ``%``, the point in a number, and
    every other symbol. So ``-9`` is not ``9``, and ``<16`` is not ``16``; ``41.0`` is ``41``.
    """
    text = _LOOSE_POINT.sub(" ", plain(spelling).replace("&", " and "))
    kept = " ".join("".join(_meant(text, place) for place in range(len(text))).split())
    kept = re.sub(r"(?<=[<>=-]) +(?=[0-9<>=])| +(?=\+)", "", kept)
    return _as_number(kept)


def is_negative(spelling: str) -> bool:
    """Return whether a tidied spelling is a whole number below 0."""
    return re.fullmatch("-[0-9]+", spelling) is not None


def _meant(text: str, place: int) -> str:
    """The sign at a place, or a space where it only separates."""
    sign = text[place]
    if sign == "-":
        return sign if _is_minus(text[:place], text[place + 1 :].lstrip()) else " "
    return sign if sign in _MEANT or (unicodedata.category(sign)[0] in "LNS" and sign not in _SEPARATORS) else " "


def _is_minus(before: str, after: str) -> bool:
    """Whether a dash is a minus: before the first number or word of a text, or at the very end of a number."""
    if not after:
        return before.rstrip()[-1:].isdecimal()
    return after[0].isdecimal() and not any(map(str.isalnum, before))


def _as_number(text: str) -> str:
    """A number without an exponent and without zeros after the point; any other text as it is."""
    if not _NUMBER.fullmatch(text):
        return text
    number = Decimal(text)
    return "0" if number == 0 else f"{number.normalize():f}"
