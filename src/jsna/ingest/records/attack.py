"""Simulate an attack on a collection: what the shown cells reveal about the withheld ones.

Areas add up to the whole place and groups to everyone, for all replies and for each answer. For a cell withheld for
its own sake, a small number of replies must be able to take any value from 0 to just below the limit, and the number
who gave each answer must stay unknown. Cells withheld to protect others could be shown, so they are not tested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from jsna.disclosure.audit import Range, audit
from jsna.disclosure.facts import Cell, Facts
from jsna.disclosure.policy import Rule
from jsna.ingest.records.crosstab import EVERYONE, WHOLE, Counts, Crosstab, Flags, Position, positions

#: Cells to examine times all cells: above this an audit takes minutes, so the cells are assumed to be given away.
MOST_EXAMINED = 300_000


@dataclass(frozen=True)
class _Target:
    """What must stay unknown: a table of counts, which of them matter, and the range that each must be able to take."""

    values: Counts
    matter: Flags
    lowest: Counts
    highest: Counts
    _blocks: dict[tuple[int, ...], tuple[int, int, int]] = field(default_factory=dict)

    def block(self, crosstab: Crosstab, group: int, others: tuple[int, ...]) -> tuple[int, int, int]:
        """Return, for wards that withhold a group and others: how many, replies of the group, replies of the others."""
        key = (group, *others)
        if key not in self._blocks:
            wards = ~crosstab.shown[:-1, list(key)].any(axis=1)
            rows = self.values[:-1][wards]
            self._blocks[key] = int(wards.sum()), int(rows[:, group].sum()), int(rows[:, list(others)].sum())
        return self._blocks[key]


def given_away(crosstab: Crosstab, primary: Flags, rule: Rule) -> list[Position]:
    """Return the withheld cells about which an attacker learns too much.

    Args:
        crosstab: which cells are shown.
        primary: cells withheld for their own sake; axes area, group.
        rule: the disclosure rule for these records.
    """
    hidden = ~crosstab.shown & primary
    hidden[:, -1] = False
    found = [position for target in _targets(crosstab, hidden, rule) for position in _found(crosstab, target)]
    return list(dict.fromkeys(found))


def _targets(crosstab: Crosstab, hidden: Flags, rule: Rule) -> Iterator[_Target]:
    bases = crosstab.counts.sum(axis=2)
    limit = rule.smallest_base - 1
    yield _Target(bases, hidden & (bases <= limit), np.zeros_like(bases), np.full_like(bases, limit))
    for answer in range(crosstab.counts.shape[2]):
        values = crosstab.counts[:, :, answer]
        # The totals of an area, and of a group in the whole place, are shown, and are upper bounds of their cells.
        most = np.minimum(values[:, -1:], values[-1:, :])
        yield _Target(values, hidden & (bases > 0), np.maximum(values - 1, 0), np.minimum(values + 1, most))


def _found(crosstab: Crosstab, target: _Target) -> list[Position]:
    doubtful = [position for position in positions(target.matter) if not _has_way_out(crosstab, target, position)]
    if not doubtful or len(doubtful) * crosstab.shown.size > MOST_EXAMINED:
        return doubtful
    names = {position: (crosstab.areas[position[0]], crosstab.groups[position[1]]) for position in doubtful}
    required: dict[Cell, Range] = {
        name: (float(target.lowest[at]), float(target.highest[at])) for at, name in names.items()
    }
    failed = {failure.cell for failure in audit(_facts(crosstab, target.values), names.values(), required).failures}
    return [position for position, name in names.items() if name in failed]


def _has_way_out(crosstab: Crosstab, target: _Target, position: Position) -> bool:
    """Whether an exchange with other withheld ward cells lets a cell vary over its required range.

    If a block of cells is withheld (some areas by some groups), replies can be moved between a cell of it and the
    rest of its row, and between the rest of its column and the rest of the block, without changing any total. This
    finds most safe cells at once; the audit checks the others.
    """
    area, group = position
    if area == len(crosstab.areas) - 1:
        return False
    others = tuple(int(other) for other in np.flatnonzero(~crosstab.shown[area]) if other != group)
    choices = [others, *((other,) for other in others)] if others else []
    return any(_moves(crosstab, target, position, chosen) for chosen in choices)


def _moves(crosstab: Crosstab, target: _Target, position: Position, others: tuple[int, ...]) -> bool:
    area, group = position
    wards, of_group, of_others = target.block(crosstab, group, others)
    own, in_row = int(target.values[position]), int(target.values[area, list(others)].sum())
    fall, rise = own - target.lowest[position], target.highest[position] - own
    # The last column is a total: it rises and falls with the cell, so it can absorb any change.
    to_all = others[-1] == len(crosstab.groups) - 1
    falls = wards > 1 and (to_all or of_others - in_row >= fall)
    return bool(falls and of_group - own >= rise and (to_all or in_row >= rise))


def _facts(crosstab: Crosstab, values: Counts) -> Facts:
    """Everything that one table shows, and its sums."""
    facts = Facts()
    for area, group in positions(crosstab.shown):
        facts.exact((crosstab.areas[area], crosstab.groups[group]), int(values[area, group]))
    for name in crosstab.areas:
        facts.sums((name, EVERYONE), [(name, group) for group in crosstab.groups[:-1]])
    for name in crosstab.groups:
        facts.sums((WHOLE, name), [(area, name) for area in crosstab.areas[:-1]])
    return facts
