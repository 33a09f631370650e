"""Pack lines of text about thousands of areas in a few bytes each: every sentence once, and each area's numbers.

Unpacking (in ``area_words.js``) restores exactly the lines that were packed, whatever they are. numpy finds and encodes
the numbers of all lines together, so that a map of all of England costs the server a few milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

#: Printable characters that do not need escaping in JSON, JavaScript or HTML.
DIGITS = "!#%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^abcdefghijklmnopqrstuvwxyz|~"

#: A gap: decimals, grouped in threes (1 or 0), what is added to the digits, the sign with which the line's first number
#: is also added, and the number of digits. Differences from one baseline then take at most one digit.
Gap = tuple[int, int, int, int, int]
#: Text, gap, text, gap, … text.
Sentence = tuple[str | Gap, ...]
Ints = npt.NDArray[np.int64]
Characters = npt.NDArray[np.int32]

_ZERO, _NINE, _COMMA, _DOT = ord("0"), ord("9"), ord(","), ord(".")
#: Means "not a number": larger than any number that is written.
_NONE = 2**62
_LONGEST, _LONGEST_GROUP, _MOST_GROUPS, _MOST_DECIMALS = 9, 3, 2, 3
#: Marks a number: half of a surrogate pair, which never occurs alone in text; its last three bits encode the format.
_MARK = 0xD800
_MARKS = re.compile("([\ud800-\ud807])")


@dataclass(frozen=True)
class Packed:
    """Packed lines.

    Attributes:
        sentences: each distinct sentence: its texts, with the numbers' gaps between them.
        width: digits of a sentence's index in ``sentences``.
        digits: for each line in turn, the sentence's index and its numbers.
    """

    sentences: tuple[Sentence, ...]
    width: int
    digits: str


@dataclass(frozen=True)
class _Numbers:
    """The numbers in the lines' joined text: first and last character (exclusive), digits, and format."""

    start: Ints
    end: Ints
    value: Ints
    manner: Ints


def pack(lines: pd.Series[str]) -> Packed:
    """Return the packed lines, in order. England's have a quarter as many distinct lines, so each is read once."""
    indices, different = pd.factorize(lines)
    packed, ends = _pack(different.to_numpy(dtype=object).tolist())
    each = [packed.digits[start:end] for start, end in pairwise((0, *ends))]
    return replace(packed, digits="".join([each[index] for index in indices.tolist()]))


def _pack(lines: list[str]) -> tuple[Packed, list[int]]:
    """Return some packed lines, and where the digits of each end."""
    joined = "\n".join([*lines, ""])
    text = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32).astype(np.int32)
    ends = np.cumsum(np.fromiter(map(len, lines), dtype=np.int64, count=len(lines)) + 1)
    numbers = _numbers(text, ends)
    seen: dict[bytes, int] = {}
    indices = np.array([seen.setdefault(each, len(seen)) for each in _skeletons(text, ends, numbers)], dtype=np.int64)
    counts = np.diff(np.searchsorted(numbers.start, ends), prepend=0)
    sentences = [each.decode("utf-32-le", "surrogatepass") for each in seen]
    return _write(sentences, indices, numbers.value, np.cumsum(counts) - counts)


def _numbers(text: Characters, ends: Ints) -> _Numbers:
    """Return the numbers as Python formats them: whole or grouped in threes, up to three decimals, no leading zeros."""
    digit = (text >= _ZERO) & (text <= _NINE)
    part = digit | (text == _COMMA) | (text == _DOT)
    # A run ends with its line, even if the line itself contains a line break.
    part[ends - 1] = False
    edges = np.flatnonzero(np.diff(part.astype(np.int8), prepend=0, append=0))
    start, end = edges[::2], edges[1::2]
    start, end = start[digit[start]], end[digit[start]]
    while (loose := ~digit[end - 1]).any():
        end = end - loose
    return _written(text, start, end)


def _written(text: Characters, start: Ints, end: Ints) -> _Numbers:
    """Return the runs of digits, commas and points that are numbers."""
    commas, dots = np.flatnonzero(text == _COMMA), np.flatnonzero(text == _DOT)
    points = _between(dots, start, end)
    dot = np.append(dots, len(text))[np.searchsorted(dots, start)]
    whole_end = np.where(points > 0, np.minimum(dot, end), end)
    decimals = np.where(points > 0, end - whole_end - 1, 0)
    whole, groups = whole_end - start, _between(commas, start, end)
    first = whole - 4 * groups
    third, sixth = (text[np.maximum(whole_end - back, 0)] == _COMMA for back in (4, 8))
    grouped = third & ((groups == 1) | ((groups == _MOST_GROUPS) & sixth)) & (first > 0) & (first <= _LONGEST_GROUP)
    plain = (groups == 0) & (whole > 0) & (whole <= _LONGEST)
    leading = (text[start] == _ZERO) & (whole > 1)
    tail = (points == 0) | ((points == 1) & (decimals > 0) & (decimals <= _MOST_DECIMALS))
    kept = (grouped & (_between(commas, start, whole_end) == groups) | plain) & ~leading & tail
    manner = decimals * 2 + (grouped | (whole <= _LONGEST_GROUP))
    return _Numbers(start[kept], end[kept], _values(text, start[kept], end[kept]), manner[kept])


def _between(positions: Ints, start: Ints, end: Ints) -> Ints:
    """Return how many of the positions lie in each run."""
    return np.asarray(np.searchsorted(positions, end) - np.searchsorted(positions, start))


def _values(text: Characters, start: Ints, end: Ints) -> Ints:
    """Return the digits of each number as one integer, ignoring separators."""
    value, worth = np.zeros(len(start), dtype=np.int64), np.ones(len(start), dtype=np.int64)
    for back in range(1, int((end - start).max(initial=0)) + 1):
        own = text[np.maximum(end - back, 0)]
        counts = (end - back >= start) & (own >= _ZERO) & (own <= _NINE)
        value += np.where(counts, (own - _ZERO) * worth, 0)
        worth = np.where(counts, worth * 10, worth)
    return value


def _skeletons(text: Characters, ends: Ints, numbers: _Numbers) -> list[bytes]:
    """Return each line with a mark in place of each number, in UTF-32; only the distinct ones need decoding."""
    marked = text.astype(np.uint32)
    marked[numbers.start] = _MARK + numbers.manner
    steps = np.zeros(len(text) + 1, dtype=np.int8)
    steps[numbers.start + 1] += 1
    steps[numbers.end] -= 1
    kept = np.cumsum(steps[:-1], dtype=np.int8) == 0
    joined = marked[kept].tobytes()
    edges = (np.cumsum(kept, dtype=np.int32)[ends - 1] * marked.itemsize).tolist()
    return [joined[low : high - marked.itemsize] for low, high in zip([0, *edges], edges, strict=False)]


def _write(skeletons: list[str], indices: Ints, values: Ints, firsts: Ints) -> tuple[Packed, list[int]]:
    """Return the packed lines, and where the digits of each end.

    Args:
        skeletons: the distinct sentences.
        indices: the index of each line's sentence.
        values: the numbers of all lines.
        firsts: how many numbers come before those of each line.
    """
    width = _width(max(len(skeletons) - 1, 0), least=1)
    order = np.argsort(indices, kind="stable")
    rows_of = np.split(order, np.searchsorted(indices[order], np.arange(1, len(skeletons))))
    sentences, columns = [], []
    for skeleton, rows in zip(skeletons, rows_of, strict=False):
        pieces = _MARKS.split(skeleton)
        found = values[firsts[rows][:, None] + np.arange(len(pieces) // 2)]
        gaps, kept = _gaps(found, [ord(mark) - _MARK for mark in pieces[1::2]])
        sentences.append(tuple(gaps[at // 2] if at % 2 else text for at, text in enumerate(pieces)))
        columns.append((rows, kept, [gap[4] for gap in gaps]))
    digits, ends = _digits(indices, width, columns)
    return Packed(tuple(sentences), width, digits), ends


def _gaps(found: Ints, manners: list[int]) -> tuple[list[Gap], list[Ints]]:
    """Return how each number of a sentence is stored, and its stored value: itself, or its distance from the first."""
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


def _digits(indices: Ints, width: int, columns: list[tuple[Ints, list[Ints], list[int]]]) -> tuple[str, list[int]]:
    lengths = np.full(len(indices), width)
    for rows, _, widths in columns:
        lengths[rows] += sum(widths)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    digits = np.zeros(int(lengths.sum()), dtype=np.int64)
    _put(digits, starts, indices, width)
    for rows, kept, widths in columns:
        at = starts[rows] + width
        for numbers, digits_each in zip(kept, widths, strict=True):
            _put(digits, at, numbers, digits_each)
            at = at + digits_each
    return written(digits), ends.tolist()


def written(digits: Ints) -> str:
    """Return numbers below ``len(DIGITS)`` as one character each."""
    return np.frombuffer(DIGITS.encode(), dtype=np.uint8)[digits].tobytes().decode()


def written_alike(numbers: npt.NDArray[np.float64], decimals: int) -> Ints:
    """Return an integer for each number; equal integers mean that Python formats both numbers identically.

    Args:
        numbers: NaN if missing.
        decimals: how many are shown.
    """
    scaled = np.where(np.isnan(numbers), 0.0, numbers) * 10**decimals
    # Python rounds the stored number; exactly half-way, numpy's product may fall on the other side.
    halfway = np.abs(scaled - np.floor(scaled) - 0.5) <= np.maximum(1e-6, np.abs(scaled) * 1e-14)
    rounded = 4 * np.rint(scaled).astype(np.int64) + 2 * np.signbit(numbers)
    alike = np.where(np.isnan(numbers), _NONE, rounded)
    # Odd numbers: equal to no other.
    return np.where(halfway, 2 * np.arange(len(numbers)) + 1, alike)


def _put(digits: Ints, at: Ints, numbers: Ints, width: int) -> None:
    for back in range(width):
        digits[at + width - 1 - back] = numbers // len(DIGITS) ** back % len(DIGITS)


def _width(largest: int, least: int = 0) -> int:
    width = least
    while len(DIGITS) ** width <= largest:
        width += 1
    return width
