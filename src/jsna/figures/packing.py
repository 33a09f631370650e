"""Lines of words about thousands of areas in a few bytes each: every sentence once, and its numbers for each area.

Unpacking (in ``area_map.js``) gives back exactly the lines that were packed, whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

#: Printable characters that stand for themselves in JSON, in JavaScript and in HTML.
DIGITS = "!#%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|~"

#: A number as Python writes it: grouped in threes or not at all, nine digits at most, no leading zero.
_NUMBER = re.compile(r"(?<![\d.,])((?:[1-9]\d{0,2}(?:,\d{3}){1,2}|0|[1-9]\d{0,8})(?:\.\d{1,3})?)(?!\d|[.,]\d)")

#: Numbers that are remembered: the same few thousand percentages come again and again.
KEPT = 2**15

#: Text, (decimals, grouped), text, (decimals, grouped), … text.
Sentence = tuple[str | tuple[int, bool], ...]


@dataclass(frozen=True)
class Packed:
    """Packed lines.

    Attributes:
        sentences: each different sentence: its texts with, between them, how the number there is written.
        widths: digits of the sentence's place in ``sentences``, then of the first number, the second, …
        digits: for each line one after the other, the sentence and its numbers.
    """

    sentences: tuple[Sentence, ...]
    widths: tuple[int, ...]
    digits: str


def pack(lines: Iterable[str]) -> Packed:
    """Return the lines packed, in their order."""
    parted = [_parted(line) for line in lines]
    sentences = tuple(dict.fromkeys(sentence for sentence, _ in parted))
    places = {sentence: place for place, sentence in enumerate(sentences)}
    rows = [(places[sentence], *numbers) for sentence, numbers in parted]
    longest = max((len(row) for row in rows), default=1)
    widths = tuple(
        _width(max((row[column] for row in rows if column < len(row)), default=0)) for column in range(longest)
    )
    digits = "".join(_digits(number, width) for row in rows for number, width in zip(row, widths, strict=False))
    return Packed(sentences, widths, digits)


def _parted(line: str) -> tuple[Sentence, tuple[int, ...]]:
    pieces = _NUMBER.split(line)
    numbers = [_number(number) for number in pieces[1::2]]
    sentence: list[str | tuple[int, bool]] = list(pieces)
    sentence[1::2] = [manner for manner, _ in numbers]
    return tuple(sentence), tuple(digits for _, digits in numbers)


@lru_cache(maxsize=KEPT)
def _number(number: str) -> tuple[tuple[int, bool], int]:
    """Return how a number is written (decimals, grouped) and its digits; below a thousand every number is grouped."""
    whole, _, decimals = number.partition(".")
    return (len(decimals), "," in whole or len(whole) <= 3), int(number.replace(",", "").replace(".", ""))


def _width(largest: int) -> int:
    width = 1
    while len(DIGITS) ** width <= largest:
        width += 1
    return width


@lru_cache(maxsize=KEPT)
def _digits(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits
