"""The attacker on a collection: from every part that is shown, what is known of those that are not.

Areas add up to the whole place and groups to everyone, for all replies and for each answer. Of a part that may not be
shown for its own sake, a small number of replies must seem able to be anything from 0 to just below the limit, and how
many gave each answer must not be known. Parts withheld to protect others could be shown, so nothing is asked of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from jsna.disclosure.audit import Range, audit
from jsna.disclosure.facts import Cell, Facts
from jsna.disclosure.policy import Rule
from jsna.ingest.records.parts import EVERYONE, WHOLE, Counts, Flags, Parts, Position, positions

#: Parts to examine times all parts: beyond this an audit takes minutes, and the parts are taken to be given away.
MOST_EXAMINED = 300_000


@dataclass(frozen=True)
class _Target:
    """What must not be known: a table of counts, which of them matter, and how far each must seem able to go."""

    values: Counts
    matter: Flags
    lowest: Counts
    highest: Counts
    _blocks: dict[tuple[int, ...], tuple[int, int, int]] = field(default_factory=dict)

    def block(self, parts: Parts, group: int, others: tuple[int, ...]) -> tuple[int, int, int]:
        """Return of the wards that withhold a group and others: how many, replies of the group, and of the others."""
        key = (group, *others)
        if key not in self._blocks:
            wards = ~parts.shown[:-1, list(key)].any(axis=1)
            rows = self.values[:-1][wards]
            self._blocks[key] = int(wards.sum()), int(rows[:, group].sum()), int(rows[:, list(others)].sum())
        return self._blocks[key]


def given_away(parts: Parts, primary: Flags, rule: Rule) -> list[Position]:
    """Return the withheld parts of which an attacker learns too much.

    Args:
        parts: which parts are shown.
        primary: parts withheld for their own sake; axes area, group.
        rule: whose records they are.
    """
    hidden = ~parts.shown & primary
    hidden[:, -1] = False
    found = [position for target in _targets(parts, hidden, rule) for position in _found(parts, target)]
    return list(dict.fromkeys(found))


def _targets(parts: Parts, hidden: Flags, rule: Rule) -> Iterator[_Target]:
    bases = parts.counts.sum(axis=2)
    limit = rule.smallest_base - 1
    yield _Target(bases, hidden & (bases <= limit), np.zeros_like(bases), np.full_like(bases, limit))
    for answer in range(parts.counts.shape[2]):
        values = parts.counts[:, :, answer]
        # What everyone in an area said, and a group in the whole place, is shown, and bounds each of its parts.
        most = np.minimum(values[:, -1:], values[-1:, :])
        yield _Target(values, hidden & (bases > 0), np.maximum(values - 1, 0), np.minimum(values + 1, most))


def _found(parts: Parts, target: _Target) -> list[Position]:
    doubtful = [position for position in positions(target.matter) if not _has_way_out(parts, target, position)]
    if not doubtful or len(doubtful) * parts.shown.size > MOST_EXAMINED:
        return doubtful
    names = {position: (parts.areas[position[0]], parts.groups[position[1]]) for position in doubtful}
    required: dict[Cell, Range] = {
        name: (float(target.lowest[at]), float(target.highest[at])) for at, name in names.items()
    }
    failed = {failure.cell for failure in audit(_facts(parts, target.values), names.values(), required).failures}
    return [position for position, name in names.items() if name in failed]


def _has_way_out(parts: Parts, target: _Target, position: Position) -> bool:
    """Whether an exchange with other withheld parts of wards lets a part fall and rise as far as it must.

    Where a block of parts is withheld (some areas by some groups), replies can be moved between a part of it and the
    rest of its row, and between the rest of its column and the rest of the block, without any total changing. That
    finds most safe parts at once; the others are left to the audit.
    """
    area, group = position
    if area == len(parts.areas) - 1:
        return False
    others = tuple(int(other) for other in np.flatnonzero(~parts.shown[area]) if other != group)
    choices = [others, *((other,) for other in others)] if others else []
    return any(_moves(parts, target, position, chosen) for chosen in choices)


def _moves(parts: Parts, target: _Target, position: Position, others: tuple[int, ...]) -> bool:
    area, group = position
    wards, of_group, of_others = target.block(parts, group, others)
    own, in_row = int(target.values[position]), int(target.values[area, list(others)].sum())
    fall, rise = own - target.lowest[position], target.highest[position] - own
    # The last column is a total: it rises and falls with the part, so it takes what is moved without an end.
    to_all = others[-1] == len(parts.groups) - 1
    falls = wards > 1 and (to_all or of_others - in_row >= fall)
    return bool(falls and of_group - own >= rise and (to_all or in_row >= rise))


def _facts(parts: Parts, values: Counts) -> Facts:
    """Everything shown of one table, and what adds up to what."""
    facts = Facts()
    for area, group in positions(parts.shown):
        facts.exact((parts.areas[area], parts.groups[group]), int(values[area, group]))
    for name in parts.areas:
        facts.sums((name, EVERYONE), [(name, group) for group in parts.groups[:-1]])
    for name in parts.groups:
        facts.sums((WHOLE, name), [(area, name) for area in parts.areas[:-1]])
    return facts
