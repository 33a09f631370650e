"""Where a table lies among the rows of a sheet: what stands above it, its rows of headings, its body, and what follows.

The rows of areas are found by their codes or postcodes. Where there are none, the headings are the first row that is as
wide as those below it and stands above numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jsna.files.area_codes import cell_of, is_code, key_column
from jsna.files.lines import Line
from jsna.files.marks import is_mark

NUMBER = re.compile(r"[-+]?[£$€]?\d[\d,]*(\.\d+)?%?|\d+(\.\d+)?[eE][-+]?\d+")
_YEAR = re.compile(r"(19|20)\d\d(\d\d)?([/–-]\d\d(\d\d)?)?")
#: Rows of headings, one below the other.
_STOREYS = 3


@dataclass(frozen=True)
class Place:
    """Where a table lies. Positions of lines and of cells count from 0.

    Attributes:
        header: the lines of headings, the lowest last.
        body: first line of the body, and the line after its last.
        key: the column of codes or postcodes, or None.
        numbers: the columns that mostly hold numbers.
    """

    header: tuple[int, ...]
    body: tuple[int, int]
    key: int | None
    numbers: frozenset[int]


def is_number(text: str) -> bool:
    """Return whether a cell holds a number, or a mark in place of one."""
    text = text.strip()
    return bool(NUMBER.fullmatch(text)) or (bool(text) and is_mark(text))


def place_of(lines: Sequence[Line]) -> Place | None:
    """Return where the table lies, or None if no row is wider than one cell."""
    key = key_column(lines)
    first = next((at for at, line in enumerate(lines) if key is not None and is_code(cell_of(line, key))), None)
    if first is None:
        return _without_codes(lines)
    coded = [line for line in lines[first : first + 500] if is_code(cell_of(line, key or 0))]
    numbers = number_columns(coded)
    bottom = _bottom(lines, first, numbers)
    if bottom is None:
        return Place((), (first, _end(lines, first, numbers)), key, numbers)
    header = _storeys(lines, bottom, key, numbers)
    return Place(header, (bottom + 1, _end(lines, bottom + 1, numbers)), key, numbers)


def number_columns(lines: Sequence[Line]) -> frozenset[int]:
    """Return the positions of the columns that mostly hold numbers."""
    found = set()
    for position in range(max((len(line.cells) for line in lines), default=0)):
        filled = [text for line in lines if (text := cell_of(line, position))]
        if filled and sum(map(is_number, filled)) > len(filled) / 2:
            found.add(position)
    return frozenset(found)


def _without_codes(lines: Sequence[Line]) -> Place | None:
    """The first row that is about as wide as the usual one below it, and stands above a number."""
    widths = sorted(line.filled for line in lines[:200] if line.filled > 1)
    if not widths:
        return None
    usual = widths[len(widths) // 2]
    wide = [at for at, line in enumerate(lines[:200]) if line.filled > 1]
    # The name of what stands down the side may have a row of its own below the headings.
    fitting = [
        at
        for at, below in itertools.pairwise(wide)
        if lines[at].filled >= 0.6 * usual and any(map(is_number, lines[below].cells))
    ]
    header = fitting[0] if fitting else wide[0]
    numbers = number_columns(lines[header + 1 : header + 500])
    if any(map(is_number, lines[header].cells)) and not fitting:
        numbers = frozenset()
    storeys = _storeys_of_names(lines, header, numbers)
    return Place(storeys, (header + 1, _end(lines, header + 1, numbers)), None, numbers)


def _storeys_of_names(lines: Sequence[Line], bottom: int, numbers: frozenset[int]) -> tuple[int, ...]:
    """The rows of headings that end with one, in a table whose first column of words holds names.

    Where the name of that column has a row of its own below, the words at the left of these rows say what they label.
    """
    if bottom + 1 < len(lines) and lines[bottom + 1].filled == 1:
        first = bottom
        while first > 0 and bottom - first + 1 < _STOREYS and _filled(lines[first - 1]) & numbers:
            first -= 1
        return tuple(range(first, bottom + 1))
    key = min(set(range(len(lines[bottom].cells))) - numbers, default=None)
    return _storeys(lines, bottom, key, numbers)


def _bottom(lines: Sequence[Line], first: int, numbers: frozenset[int]) -> int | None:
    """The lowest row of headings: the nearest above the first code that does not hold mostly numbers."""
    for at in range(first - 1, -1, -1):
        more = any(line.filled > 1 for line in lines[:at])
        labels = lines[at].filled > 1 or (more and _filled(lines[at]) <= numbers)
        if labels and not (more and _is_data(lines[at], numbers)):
            return at
    return None


def _is_data(line: Line, numbers: Iterable[int]) -> bool:
    """Whether most cells of a line's columns of numbers are numbers, beside years, and no ages in their order."""
    every = [text for position in numbers if (text := cell_of(line, position))]
    filled = [text for text in every if not _YEAR.fullmatch(text) and not is_mark(text)]
    found = [text for text in filled if NUMBER.fullmatch(text)]
    whole = [int(text) for text in found if text.isdecimal()]
    steps = {after - before for before, after in itertools.pairwise(whole)}
    return len(found) > len(filled) / 2 and not (len(whole) > 2 and steps == {1})


def _storeys(lines: Sequence[Line], bottom: int, key: int | None, numbers: frozenset[int]) -> tuple[int, ...]:
    """The rows of headings that end with one: those right above it that label its groups of columns."""
    found = [bottom]
    while found[0] > 0 and len(found) < _STOREYS:
        upper, lower = lines[found[0] - 1], lines[found[0]]
        if upper.row != lower.row - 1 or not _labels(upper, lower, key, numbers):
            break
        found.insert(0, found[0] - 1)
    return tuple(found)


def _labels(upper: Line, lower: Line, key: int | None, numbers: frozenset[int]) -> bool:
    """Whether a row labels groups of columns of the row of headings below it, or completes it."""
    above, below = _filled(upper), _filled(lower)
    own = above & numbers
    keys = {key} if key is not None else set()
    if not above - below and not own:
        return False
    if not above & below and above | below >= numbers | keys:
        # Each heading stands in one of two rows: "Ward code" above, "eligible" below.
        return True
    if len(numbers) > 1 and above >= numbers | keys and not any(NUMBER.fullmatch(cell_of(upper, at)) for at in numbers):
        # Both rows are headings of their own: "Eligible" above, "number" below.
        return True
    complete = keys <= above and not keys & below
    labels = own and (len(own) < len(numbers) or len(numbers) > 1) and not is_number(cell_of(upper, min(own)))
    beside = above - numbers <= {position for position in above if cell_of(upper, position) == cell_of(lower, position)}
    years = own and all(_YEAR.fullmatch(cell_of(upper, position)) for position in own)
    if complete:
        return bool(own)
    return bool((labels or years) and beside and own & below)


def _end(lines: Sequence[Line], start: int, numbers: frozenset[int]) -> int:
    """The line after the last one of the body: below it stand notes and sources, without a number in its columns."""
    end = len(lines)
    while end > start:
        line = lines[end - 1]
        if _is_legend(line):
            end -= 1
            continue
        if any(is_code(text) for text in line.cells) or any(is_number(cell_of(line, position)) for position in numbers):
            break
        if not numbers and line.filled > 1:
            break
        end -= 1
    return end


def _is_legend(line: Line) -> bool:
    """Whether a line explains a mark: "[c]", "withheld"."""
    filled = [text.strip() for text in line.cells if text.strip()]
    return len(filled) == 2 and bool(re.fullmatch(r"\[\w+\]|\*+|[~:-]|\.\.", filled[0]))


def _filled(line: Line) -> frozenset[int]:
    return frozenset(position for position, text in enumerate(line.cells) if text.strip())
