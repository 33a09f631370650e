"""Decide which cells of a collection are shown: a group in an area is shown with all its answers, or not at all.

A cell is withheld if its own figures may not be shown. Then, for every shown total (all replies of an area; a group
over the whole place), there must be at least two withheld cells, and their sum must itself be a figure that may be
shown; otherwise the smallest shown cell is withheld too. Last, a simulated attacker who knows every total tries to
bound the withheld cells; if that succeeds, more cells are withheld, and as a last resort the groups of every ward.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule
from jsna.ingest.records.attack import given_away
from jsna.ingest.records.codes import NOT_ANSWERED
from jsna.ingest.records.crosstab import EVERYONE, WHOLE, Counts, Crosstab, Flags, Position

#: A total and the cells that add up to it: all but the last of a row, or of a column.
Sum = tuple[Position, tuple[slice, int] | tuple[int, slice]]
#: After this many attacks the groups are withheld in every ward.
MOST_ATTACKS = 12


def of_everyone(counts: pd.DataFrame, rule: Rule) -> Crosstab:
    """Return which areas are shown, with all groups combined.

    Args:
        counts: rows are areas, columns answers; 0 for nobody.
        rule: the disclosure rule for these records.
    """
    table = _with_whole(counts.to_numpy(dtype=np.int64)[:, np.newaxis, :])
    shown = may_be_shown(table, rule, sensitive=False)
    nobody = np.zeros_like(shown)
    _Pattern(table, shown, nobody, [_column(len(counts), 0)], rule).close()
    return Crosstab(table, shown, (*counts.index, WHOLE), (EVERYONE,))


def of_groups(counts: pd.DataFrame, everyone: Crosstab, rule: Rule) -> Crosstab:
    """Return which groups are shown in which areas, given what is shown for everyone.

    Args:
        counts: index (area, group), every combination; columns answers as in ``everyone``.
        everyone: as :func:`of_everyone` returned it.
        rule: the disclosure rule for these records.
    """
    groups = list(dict.fromkeys(counts.index.get_level_values(1)))
    areas = len(everyone.areas) - 1
    cells = counts.to_numpy(dtype=np.int64).reshape(areas, len(groups), -1)
    table = np.concatenate([_with_whole(cells), everyone.counts], axis=1)
    empty = _empty(table, groups)
    shown = np.concatenate([may_be_shown(table[:, :-1], rule) | empty[:, :-1], everyone.shown], axis=1)
    # If a total is withheld, so are the cells that add up to it: for an area, and for a group over the whole place.
    primary = ~shown
    shown[~shown[:, -1]] = False
    shown[:, ~shown[-1]] = False
    pattern = _Pattern(table, shown, empty, list(_sums(areas, len(groups))), rule)
    pattern.close()
    for _ in range(MOST_ATTACKS):
        crosstab = Crosstab(table, shown, everyone.areas, (*groups, EVERYONE))
        found = given_away(crosstab, primary, rule)
        if not found:
            return crosstab
        pattern.withhold_beside(found)
        pattern.close()
    shown[:-1, :-1] = False
    return Crosstab(table, shown, everyone.areas, (*groups, EVERYONE), audited=False)


@dataclass(frozen=True, eq=False)
class _Pattern:
    """What is shown so far, and what may be withheld for protection; ``shown`` is changed in place."""

    table: Counts
    shown: Flags
    empty: Flags
    sums: list[Sum]
    rule: Rule

    def close(self) -> None:
        """Withhold the smallest shown cell of every sum that gives something away, until no sum does."""
        changed = True
        while changed:
            changed = False
            for added in self.sums:
                while self._gives_away(added) and (cell := self._smallest(added)) is not None:
                    self._withhold(cell)
                    changed = True

    def withhold_beside(self, found: list[Position]) -> None:
        """Withhold one more cell for each cell given away: from its row or, if no cell is left there, its column."""
        areas, groups = self.shown.shape
        for area, group in found:
            cell = self._smallest(_row(area, groups - 1)) or self._smallest(_column(areas - 1, group))
            if cell is not None:
                self._withhold(cell)

    def _gives_away(self, added: Sum) -> bool:
        total, cells = added
        hidden = ~self.shown[cells]
        many = int(hidden.sum())
        if not self.shown[total] or not many:
            return False
        rest = self.table[cells][hidden].sum(axis=0)
        return many < 2 or not bool(may_be_shown(rest, self.rule))

    def _smallest(self, added: Sum) -> Position | None:
        """The shown cell with the fewest replies; empty cells are skipped because they protect nobody."""
        (area, group), cells = added
        choices = np.flatnonzero(self.shown[cells] & ~self.empty[cells])
        if not len(choices):
            return None
        smallest = int(choices[self.table[cells].sum(axis=1)[choices].argmin()])
        return (area, smallest) if isinstance(cells[0], int) else (smallest, group)

    def _withhold(self, cell: Position) -> None:
        """Withhold a cell and, if it is a group's total for the whole place, that group in every area."""
        self.shown[cell] = False
        if cell[0] == self.table.shape[0] - 1:
            self.shown[:, cell[1]] = False


def _with_whole(cells: Counts) -> Counts:
    return np.concatenate([cells, cells.sum(axis=0, keepdims=True)], axis=0)


def may_be_shown(counts: Counts, rule: Rule, *, sensitive: bool = True) -> Flags:
    """Return for each cell whether every answer may be shown: a single hidden answer could be derived from the others.

    Applies the rule of ``jsna.disclosure.protected.protect_figure`` to many cells at once.

    Args:
        counts: the last axis is the answer.
        rule: the disclosure rule for these records.
        sensitive: whether the cells are of a protected group.
    """
    base = counts.sum(axis=-1)
    few = ((counts > 0) & (counts < rule.smallest_count)).any(axis=-1)
    alike = ((counts == 0) | (counts == base[..., np.newaxis])).any(axis=-1) & (base < rule.alike_base)
    return np.asarray((base >= rule.smallest_base) & ~few & ~(alike & sensitive), dtype=bool)


def _empty(table: Counts, groups: list[str]) -> Flags:
    """Cells with nobody to protect: groups without any replies, and empty cells of the unknown group."""
    empty = np.asarray(table.sum(axis=2) == 0, dtype=bool)
    unknown = np.array([group == NOT_ANSWERED for group in groups] + [False])
    return np.asarray(empty & (empty[-1] | unknown), dtype=bool)


def _row(area: int, groups: int) -> Sum:
    return (area, groups), (area, slice(groups))


def _column(areas: int, group: int) -> Sum:
    return (areas, group), (slice(areas), group)


def _sums(areas: int, groups: int) -> Iterator[Sum]:
    yield from (_row(area, groups) for area in range(areas + 1))
    yield from (_column(areas, group) for group in range(groups))
