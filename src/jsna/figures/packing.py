"""Lines of words about thousands of areas in a few bytes each: every sentence once, and its numbers for each area.

Unpacking (in ``area_words.js``) gives back exactly the lines that were packed, whatever they are. Numbers are found and
written by numpy over all lines at once, so that a map of all England costs the server some milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

#: Printable characters that stand for themselves in JSON, in JavaScript and in HTML.
DIGITS = "!#%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|~"

#: A gap: decimals, grouped in threes (1 or 0), what is added to the digits, the sign of the line's first number that is
#: added as well, and how many digits there are. Differences from one baseline take one digit or none that way.
Gap = tuple[int, int, int, int, int]
#: Text, gap, text, gap, … text.
Sentence = tuple[str | Gap, ...]
Ints = npt.NDArray[np.int64]

_ZERO, _NINE, _COMMA, _DOT = ord("0"), ord("9"), ord(","), ord(".")
_LONGEST, _MOST_GROUPS, _MOST_DECIMALS = 9, 2, 3
#: Where a number was: a half of a surrogate pair, which no text holds by itself; the last three bits say how it is written.
_MARK = 0xD800
_MARKS = re.compile("([\ud800-\ud807])")


@dataclass(frozen=True)
class Packed:
    """Packed lines.

    Attributes:
        sentences: each different sentence: its texts with, between them, the numbers' gaps.
        width: digits of the sentence's place in ``sentences``.
        digits: for each line one after the other, the sentence and its numbers.
    """

    sentences: tuple[Sentence, ...]
    width: int
    digits: str


@dataclass(frozen=True)
class _Numbers:
    """The numbers in the lines' joined text: first and last character (exclusive), digits, and manner of writing."""

    start: Ints
    end: Ints
    value: Ints
    manner: Ints


def pack(lines: Iterable[str]) -> Packed:
    """Return the lines packed, in their order."""
    told = list(lines)
    text = np.frombuffer("".join(f"{line}\n" for line in told).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    ends = np.cumsum(np.fromiter((len(line) + 1 for line in told), dtype=np.int64, count=len(told)))
    numbers = _numbers(text, ends)
    seen: dict[str, int] = {}
    places = np.array([seen.setdefault(each, len(seen)) for each in _skeletons(text, ends, numbers)], dtype=np.int64)
    counts = np.diff(np.searchsorted(numbers.start, ends), prepend=0)
    return _write(list(seen), places, numbers.value, np.cumsum(counts) - counts)


def _numbers(text: Ints, ends: Ints) -> _Numbers:
    """Return the numbers as Python writes them: whole or grouped in threes, no leading zero, up to three decimals."""
    digit = (text >= _ZERO) & (text <= _NINE)
    part = digit | (text == _COMMA) | (text == _DOT)
    # A run ends with its line even where the line itself breaks in the middle.
    part[ends - 1] = False
    edges = np.flatnonzero(np.diff(part.astype(np.int8), prepend=0, append=0))
    start, end = edges[::2], edges[1::2]
    last_digit = np.maximum.accumulate(np.where(digit, np.arange(len(text)), -1))
    end = np.minimum(end, last_digit[end - 1] + 1) if len(end) else end
    kept = (end > start) & digit[np.minimum(start, len(text) - 1)] if len(start) else np.zeros(0, dtype=bool)
    return _written(text, start[kept], end[kept])


def _written(text: Ints, start: Ints, end: Ints) -> _Numbers:
    """Return those of the runs of digits, commas and points that are numbers."""
    before = lambda what: np.concatenate(([0], np.cumsum(what)))  # noqa: E731 - how many come before each character
    digits, commas, dots = before((text >= _ZERO) & (text <= _NINE)), before(text == _COMMA), before(text == _DOT)
    points = np.flatnonzero(text == _DOT)
    has_dot = dots[end] - dots[start]
    dot = np.append(points, len(text))[np.minimum(dots[start], len(points))]
    whole_end = np.where(has_dot == 1, np.minimum(dot, end), end)
    decimals = np.where(has_dot == 1, end - whole_end - 1, 0)
    groups, whole = commas[end] - commas[start], whole_end - start
    first = whole - 4 * groups
    at = lambda back: text[np.maximum(whole_end - back, 0)] == _COMMA  # noqa: E731 - is there a comma so far back
    grouped = (groups > 0) & (groups <= _MOST_GROUPS) & at(4) & ((groups < _MOST_GROUPS) | at(8)) & (first > 0)
    grouped &= (first <= len("999")) & (commas[whole_end] - commas[start] == groups)
    plain = (groups == 0) & (whole > 0) & (whole <= _LONGEST)
    leading = (text[start] == _ZERO) & (whole > 1)
    fits = (has_dot <= 1) & (decimals <= _MOST_DECIMALS) & ((has_dot == 0) | (decimals > 0))
    kept = (grouped | plain) & ~leading & fits
    start, end = start[kept], end[kept]
    manner = decimals[kept] * 2 + (grouped | (whole <= len("999")))[kept]
    return _Numbers(start, end, _values(text, start, end, digits), manner)


def _values(text: Ints, start: Ints, end: Ints, digits: Ints) -> Ints:
    """Return the digits of each number as one whole number, whatever stands between them."""
    lengths = end - start
    where = np.repeat(start - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())
    after = np.repeat(digits[end], lengths) - digits[where] - 1
    ciphers = text[where] - _ZERO
    worth = np.where((ciphers >= 0) & (ciphers <= len("123456789")), ciphers * 10 ** np.maximum(after, 0), 0)
    sums = np.concatenate(([0], np.cumsum(worth)))
    edges = np.cumsum(lengths)
    return np.asarray(sums[edges] - sums[edges - lengths])


def _skeletons(text: Ints, ends: Ints, numbers: _Numbers) -> list[str]:
    """Return each line with a mark in place of each number."""
    marked = text.copy()
    marked[numbers.start] = _MARK + numbers.manner
    gone = np.zeros(len(text) + 1, dtype=np.int64)
    np.add.at(gone, numbers.start + 1, 1)
    np.add.at(gone, numbers.end, -1)
    kept = np.cumsum(gone)[:-1] == 0
    joined = marked[kept].astype(np.uint32).tobytes().decode("utf-32-le", "surrogatepass")
    edges = np.concatenate(([0], np.cumsum(kept)[ends - 1])).tolist()
    return [joined[low : high - 1] for low, high in zip(edges, edges[1:], strict=False)]


def _write(skeletons: list[str], places: Ints, values: Ints, firsts: Ints) -> Packed:
    """Return the packed lines.

    Args:
        skeletons: the different sentences.
        places: which of them each line is.
        values: the numbers of all lines.
        firsts: how many numbers come before each line's.
    """
    width = _width(max(len(skeletons) - 1, 0), least=1)
    order = np.argsort(places, kind="stable")
    rows_of = np.split(order, np.searchsorted(places[order], np.arange(1, len(skeletons))))
    sentences, columns = [], []
    for skeleton, rows in zip(skeletons, rows_of, strict=False):
        pieces = _MARKS.split(skeleton)
        found = values[firsts[rows][:, None] + np.arange(len(pieces) // 2)]
        gaps, kept = _gaps(found, [ord(mark) - _MARK for mark in pieces[1::2]])
        sentences.append(tuple(gaps[at // 2] if at % 2 else text for at, text in enumerate(pieces)))
        columns.append((rows, kept, [gap[4] for gap in gaps]))
    return Packed(tuple(sentences), width, _digits(places, width, columns))


def _gaps(found: Ints, manners: list[int]) -> tuple[list[Gap], list[Ints]]:
    """Return how each number of a sentence is kept, and what is kept of it: itself, or how far it is from the first."""
    gaps: list[Gap] = []
    kept = []
    for column, manner in enumerate(manners):
        own = found[:, column]
        ways = [(0, own)] if column == 0 else [(0, own), (1, own - found[:, 0]), (-1, own + found[:, 0])]
        sign, chosen = min(ways, key=lambda way: int(np.ptp(way[1])))
        least = int(chosen.min())
        gaps.append((manner >> 1, manner & 1, least, sign, _width(int(chosen.max()) - least)))
        kept.append(chosen - least)
    return gaps, kept


def _digits(places: Ints, width: int, columns: list[tuple[Ints, list[Ints], list[int]]]) -> str:
    lengths = np.full(len(places), width)
    for rows, _, widths in columns:
        lengths[rows] += sum(widths)
    starts = np.cumsum(lengths) - lengths
    digits = np.zeros(int(lengths.sum()), dtype=np.int64)
    _put(digits, starts, places, width)
    for rows, kept, widths in columns:
        at = starts[rows] + width
        for numbers, digits_each in zip(kept, widths, strict=True):
            _put(digits, at, numbers, digits_each)
            at = at + digits_each
    return written(digits)


def written(digits: Ints) -> str:
    """Return numbers below ``len(DIGITS)`` as one character each."""
    return np.frombuffer(DIGITS.encode(), dtype=np.uint8)[digits].tobytes().decode()


def _put(digits: Ints, at: Ints, numbers: Ints, width: int) -> None:
    for back in range(width):
        digits[at + width - 1 - back] = numbers // len(DIGITS) ** back % len(DIGITS)


def _width(largest: int, least: int = 0) -> int:
    width = least
    while len(DIGITS) ** width <= largest:
        width += 1
    return width
