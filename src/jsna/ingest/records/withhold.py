"""Which parts of a collection are shown: a group in an area is shown with all its answers, or not at all.

A part is withheld where its own figures may not be shown. Then, for every total that is shown (all replies of an area;
a group over the whole place), what the withheld parts add up to must itself be a figure that may be shown, and must be
at least two parts; otherwise the smallest shown part is withheld too. Last, an attacker who knows every total tries to
bound the withheld numbers of replies; where one is given away, the wards are withheld altogether.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.disclosure.audit import audit
from jsna.disclosure.facts import Facts
from jsna.disclosure.policy import Rule
from jsna.disclosure.protected import Withheld, protect_figure
from jsna.ingest.records.codes import NOT_ANSWERED

#: Row of the whole place, and column of all groups together.
WHOLE, EVERYONE = "whole", "everyone"
#: More parts than these cannot be audited in reasonable time, and are taken for unsafe.
MOST_AUDITED = 2_000

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
#: A total and its parts, as positions in the table.
Line = tuple[tuple[int, int], list[tuple[int, int]]]


@dataclass(frozen=True, eq=False)
class Parts:
    """A table of parts: areas and then the whole place, by groups and then everyone.

    Attributes:
        counts: replies; axes area, group, answer.
        shown: True where the part is shown; axes area, group.
        areas: codes, the last is ``WHOLE``.
        groups: codes, the last is ``EVERYONE``.
        audited: False where the attacker found a number, so that the wards are withheld altogether.
    """

    counts: Counts
    shown: Flags
    areas: tuple[str, ...]
    groups: tuple[str, ...]
    audited: bool = True

    @property
    def bases(self) -> pd.DataFrame:
        """Replies of each part; missing where withheld. Index: areas; columns: groups."""
        bases = self.counts.sum(axis=2).astype(float)
        return pd.DataFrame(np.where(self.shown, bases, np.nan), index=list(self.areas), columns=list(self.groups))


def of_everyone(counts: pd.DataFrame, rule: Rule) -> Parts:
    """Return which areas are shown, all groups together.

    Args:
        counts: rows areas, columns answers; 0 where nobody.
        rule: whose records they are.
    """
    table = _with_whole(counts.to_numpy(dtype=np.int64)[:, np.newaxis, :])
    shown = _allowed(table, rule, sensitive=False)
    _withhold_more(table, shown, [_column(len(counts), 0)], rule)
    return Parts(table, shown, (*counts.index, WHOLE), (EVERYONE,))


def of_groups(counts: pd.DataFrame, everyone: Parts, rule: Rule) -> Parts:
    """Return which groups are shown in which areas, beside what is shown of everyone.

    Args:
        counts: index (area, group), every combination; columns answers as in ``everyone``.
        everyone: as :func:`of_everyone` returned it.
        rule: whose records they are.
    """
    groups = list(dict.fromkeys(counts.index.get_level_values(1)))
    areas = everyone.areas[:-1]
    cells = counts.to_numpy(dtype=np.int64).reshape(len(areas), len(groups), -1)
    table = np.concatenate([_with_whole(cells), everyone.counts], axis=1)
    empty = _empty(table, groups)
    shown = np.concatenate([_allowed(table[:, :-1], rule, sensitive=True) | empty[:, :-1], everyone.shown], axis=1)
    # Where a total is withheld, so are its parts: of an area, and of a group over the whole place.
    shown[~shown[:, -1]] = False
    shown[:, ~shown[-1]] = False
    rows = [_row(area, len(groups)) for area in range(len(areas) + 1)]
    columns = [_column(len(areas), group) for group in range(len(groups))]
    _withhold_more(table, shown, [*rows, *columns], rule)
    parts = Parts(table, shown, everyone.areas, (*groups, EVERYONE))
    if _withstands(parts, ~empty, rule):
        return parts
    shown[:-1, :-1] = False
    return Parts(table, shown, parts.areas, parts.groups, audited=False)


def _with_whole(cells: Counts) -> Counts:
    return np.concatenate([cells, cells.sum(axis=0, keepdims=True)], axis=0)


def _allowed(table: Counts, rule: Rule, *, sensitive: bool) -> Flags:
    flags = [[_may_be_shown(part, rule, sensitive=sensitive) for part in row] for row in table]
    return np.array(flags, dtype=bool).reshape(table.shape[:2])


def _may_be_shown(part: Counts, rule: Rule, *, sensitive: bool = True) -> bool:
    """Whether every answer of a part may be shown: one that is not could be told from the others and the base."""
    base = int(part.sum())
    figures = (protect_figure(int(count), base, rule, sensitive) for count in part)
    return not any(isinstance(figure, Withheld) for figure in figures)


def _row(area: int, groups: int) -> Line:
    return (area, groups), [(area, group) for group in range(groups)]


def _column(areas: int, group: int) -> Line:
    return (areas, group), [(area, group) for area in range(areas)]


def _withhold_more(table: Counts, shown: Flags, lines: list[Line], rule: Rule) -> None:
    """Withhold the smallest shown part of every line that gives something away, until none does."""
    bases = table.sum(axis=2)
    changed = True
    while changed:
        changed = False
        for line in lines:
            while (part := _one_more(table, bases, shown, line, rule)) is not None:
                for lost in _with_its_parts(part, shown.shape):
                    shown[lost] = False
                changed = True


def _one_more(table: Counts, bases: Counts, shown: Flags, line: Line, rule: Rule) -> tuple[int, int] | None:
    total, parts = line
    hidden = [part for part in parts if not shown[part]]
    standing = [part for part in parts if shown[part]]
    if not shown[total] or not hidden or not standing:
        return None
    rest = table[total] - sum(table[part] for part in standing)
    if len(hidden) > 1 and _may_be_shown(np.asarray(rest), rule):
        return None
    return min(standing, key=lambda part: (bases[part], part))


def _with_its_parts(part: tuple[int, int], shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """The part, and what it is the total of: a group of the whole place has that group of every area."""
    yield part
    if part[0] == shape[0] - 1:
        yield from ((area, part[1]) for area in range(shape[0] - 1))


def _empty(table: Counts, groups: list[str]) -> Flags:
    """Parts with nobody to protect: a group from which nobody replied at all, and nobody without a known group."""
    empty = np.asarray(table.sum(axis=2) == 0, dtype=bool)
    unknown = np.array([group == NOT_ANSWERED for group in groups] + [False])
    return np.asarray(empty & (empty[-1] | unknown), dtype=bool)


def _withstands(parts: Parts, matters: Flags, rule: Rule) -> bool:
    """Whether an attacker who knows every shown number of replies leaves each small one free from 0 to the limit."""
    limit = rule.smallest_base - 1
    small = ~parts.shown & matters & (parts.counts.sum(axis=2) <= limit)
    small[:, -1] = False
    last = len(parts.areas) - 1
    whole = [(last, int(group)) for group in np.flatnonzero(small[last])]
    doubtful = [*_without_way_out(parts, small, limit), *whole]
    if not doubtful:
        return True
    if len(doubtful) > MOST_AUDITED:
        return False
    facts = Facts()
    bases = parts.counts.sum(axis=2)
    shown = [(int(area), int(group)) for area, group in np.argwhere(parts.shown)]
    for name, position in zip(_named(parts, shown), shown, strict=True):
        facts.exact(name, int(bases[position]))
    for total, of in _sums(parts):
        facts.sums(total, of)
    return audit(facts, _named(parts, doubtful), (0, limit)).safe


def _without_way_out(parts: Parts, small: Flags, limit: int) -> Iterator[tuple[int, int]]:
    """Yield the small parts that no exchange with other withheld parts lets seem 0, and the limit.

    Where a block of parts is withheld (some areas by some groups), replies can be moved between a part of it and the
    rest of its row, and between the rest of its column and the rest of the block, without any total changing. That
    finds most safe parts at once; the others are left to the audit.
    """
    values, hidden = parts.counts.sum(axis=2)[:-1], ~parts.shown[:-1]
    for area, group in np.argwhere(small[:-1]):
        others = [int(other) for other in np.flatnonzero(hidden[area]) if other != group]
        choices = [others, *([other] for other in others)]
        if not any(_moves(values, hidden, (area, group), chosen, limit) for chosen in choices if chosen):
            yield int(area), int(group)


def _moves(values: Counts, hidden: Flags, cell: tuple[int, int], others: list[int], limit: int) -> bool:
    """Whether a part can fall to 0 and rise to the limit by moving replies in the block of some other groups."""
    area, group = cell
    elsewhere = hidden[:, group] & hidden[:, others].all(axis=1)
    elsewhere[area] = False
    # The last column is a total: it rises and falls with the part, so it takes what is moved without an end.
    to_all = others[-1] == values.shape[1] - 1
    rise = limit - values[cell]
    in_row, in_column = values[area, others].sum(), values[elsewhere, group].sum()
    block = values[elsewhere][:, others].sum()
    falls = elsewhere.any() and (to_all or block >= values[cell])
    return bool(falls and in_column >= rise and (to_all or in_row >= rise))


def _named(parts: Parts, positions: Iterable[tuple[int, int]]) -> list[tuple[str, str]]:
    return [(parts.areas[area], parts.groups[group]) for area, group in positions]


def _sums(parts: Parts) -> Iterator[tuple[tuple[str, str], list[tuple[str, str]]]]:
    areas, groups = parts.areas[:-1], parts.groups[:-1]
    for area in parts.areas:
        yield (area, EVERYONE), [(area, group) for group in groups]
    for group in parts.groups:
        yield (WHOLE, group), [(area, group) for area in areas]
