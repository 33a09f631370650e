"""Search for the cheapest cells to withhold so that every small count of a table stays unknown.

Each round withholds a set of cells and looks at the worlds that fit what is left (:mod:`jsna.disclosure.worlds`). What
is missing there becomes a demand on the next set, and the cheapest set that answers all demands so far is a small
integer programme: Fischetti and Salazar (1999), Mathematical Programming 84:283-312.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jsna.disclosure import solver
from jsna.disclosure.policy import Rule
from jsna.disclosure.table import NONE, Counts, Flags, Positions, Table
from jsna.disclosure.worlds import TOLERANCE, Lack, Need, Worlds

Floats = NDArray[np.float64]
#: Rounds in which a cell that was withheld may be shown again; from then on the set only grows.
FREE_ROUNDS = 8
#: Times that many needs are tried at once, in another order each time.
TURNS = 6
#: What a person in a withheld cell costs, where a cell costs one: it decides between sets of as many cells.
PRICE_OF_ALL_PEOPLE = 0.1


@dataclass(frozen=True, eq=False)
class Choice:
    """What may be decided about the cells of a table. Axes of the flags: area, group.

    Attributes:
        safe: whether a cell may be shown by itself.
        settled: whether ``safe`` is final.
        secret: whether a cell that may not be shown must stay unknown.
        dear: what it costs to withhold a cell; next to nothing for one that nobody would be shown.
        counted: whether the people of a cell are shown, whatever becomes of their answers.
    """

    safe: Flags
    settled: Flags
    secret: Flags
    dear: Floats
    counted: Flags

    @classmethod
    def about(cls, safe: Flags) -> Choice:
        """Return the choice in which all is open, all is secret and each cell costs one."""
        return cls(safe, np.zeros_like(safe), np.ones_like(safe), np.ones(safe.shape), np.zeros_like(safe))

    @property
    def final(self) -> Flags:
        """The cells that are shown, whatever else is decided."""
        return self.settled & self.safe

    def of(self, areas: Positions) -> Choice:
        """Return the choice about some areas."""
        safe, settled, secret, counted = (each[areas] for each in (self.safe, self.settled, self.secret, self.counted))
        return Choice(safe, settled, secret, self.dear[areas], counted)


@dataclass(frozen=True, eq=False)
class Problem:
    """One table, its rule, and what may be decided about it."""

    table: Table
    rule: Rule
    choice: Choice

    def of_area(self, area: int) -> Problem:
        """Return the part of the problem that one area is by itself: less is known there, so its demands hold here."""
        return Problem(self.table.only(np.array([area])), self.rule, self.choice.of(np.array([area])))

    @property
    def price(self) -> Floats:
        """What it costs to withhold each flattened cell: as its group says, and a little for its people."""
        people = self.table.people
        share = people / max(1, int(people.max(initial=0)))
        return np.asarray((self.choice.dear * (1 + PRICE_OF_ALL_PEOPLE * share)).ravel())


def cheapest_pattern(problem: Problem) -> Flags | None:
    """Return which cells are shown, with the fewest withheld; None if nothing that may be withheld is enough."""
    needs = list(needs_of(problem))
    demands = list(_of_each_area(problem, needs)) if problem.table.counts.shape[0] > 1 else []
    shown = _pattern(problem, needs, demands)
    return None if shown is None else shown.reshape(problem.choice.safe.shape)


def _pattern(problem: Problem, needs: list[Need], demands: list[Lack]) -> Flags | None:
    """The flattened cells that may be shown; what was missing on the way is added to ``demands``."""
    safe = problem.choice.safe.ravel()
    if not needs:
        return safe
    worlds = Worlds(problem.table, problem.rule, problem.choice.counted)
    may, rounds = safe, 0
    while True:
        shown = _answering(problem, demands, may)
        if shown is None:
            return None
        lacks = _lacks(worlds, problem, needs, shown)
        if not lacks:
            return shown
        demands += lacks
        rounds += 1
        may = safe if rounds < FREE_ROUNDS else shown


def _of_each_area(problem: Problem, needs: list[Need]) -> Iterator[Lack]:
    """What is missing in each area by itself: most of what is missing at all, and found at once."""
    if problem.rule.rounding > 1:
        return
    areas, groups, _ = problem.table.counts.shape
    for area in range(areas):
        cells = slice(area * groups, (area + 1) * groups)
        own = [need.moved(-cells.start) for need in needs if cells.start <= need.cell < cells.stop]
        found: list[Lack] = []
        if own:
            _pattern(problem.of_area(area), own, found)
        for lack in found:
            gains = np.zeros(areas * groups)
            gains[cells] = lack.gains
            yield Lack(lack.need.moved(cells.start), gains, lack.missing)


def _lacks(worlds: Worlds, problem: Problem, needs: list[Need], shown: Flags) -> list[Lack]:
    worlds.show(shown)
    left = [need for need in needs if not shown[need.cell]]
    for turn in range(TURNS):
        before = len(left)
        left = [need for batch in _batches(left, problem, turn) for need in worlds.unmet(batch)]
        if not left or len(left) > 0.8 * before:
            break
    return [lack for need in left if (lack := worlds.lack(need)) is not None]


def _batches(needs: list[Need], problem: Problem, turn: int) -> list[list[Need]]:
    """Needs that one world may meet together: at most one of each area."""
    groups = problem.table.counts.shape[1]
    batches: list[list[Need]] = []
    taken: dict[int, int] = {}
    for place in np.random.default_rng(turn).permutation(len(needs)):
        area = needs[place].cell // groups
        taken[area] = taken.get(area, -1) + 1
        if taken[area] == len(batches):
            batches.append([])
        batches[taken[area]].append(needs[place])
    return batches


def _answering(problem: Problem, demands: list[Lack], may: Flags) -> Flags | None:
    """The cells that may be shown after the cheapest set that answers every demand is withheld."""
    price, final = problem.price, problem.choice.final.ravel()
    gains = np.array([np.minimum(lack.gains, lack.missing) for lack in demands]).reshape(len(demands), len(price))
    gains[np.arange(len(demands)), [lack.need.cell for lack in demands]] = 0
    missing = np.array([lack.missing for lack in demands]) - TOLERANCE
    # A total is withheld only together with its parts.
    pairs = [(part, total) for total, parts in problem.table.sums() for part in parts if not final[part]]
    withheld = solver.cheapest(price, must=~may, may=~final, demands=(gains, missing), follows=pairs)
    return None if withheld is None else ~withheld


def needs_of(problem: Problem) -> Iterator[Need]:
    """Yield what each cell that is withheld for its own sake must seem able to be.

    Args:
        problem: the table, and which of its cells may be shown.
    """
    table, rule = problem.table, problem.rule
    groups, answers = table.counts.shape[1:]
    alike = _first_alike(problem)
    for cell in np.flatnonzero((~problem.choice.safe & problem.choice.secret).ravel()):
        area, group = divmod(int(cell), groups)
        if alike[area] != area:
            continue
        own = table.counts[area, group]
        for layer, ends in rule.secrets(own, _most(problem, area, group)):
            now = int(own.sum() if layer == answers else own[layer])
            yield from (Need(int(cell), min(layer, answers), now, to) for to in ends if to != now)


def _first_alike(problem: Problem) -> dict[int, int]:
    """For each area the first with the same counts in the same area, of those that are withheld altogether.

    They can change places without anybody seeing it, so that what holds for one holds for all.
    """
    table = problem.table
    withheld = [not own.any() for own in problem.choice.safe]
    found: dict[tuple[int, bytes, bytes], int] = {}
    counted = problem.choice.counted
    keys = [
        (int(up), own.tobytes(), also.tobytes())
        for up, own, also in zip(table.above, table.counts, counted, strict=True)
    ]
    return {area: found.setdefault(key, area) if withheld[area] else area for area, key in enumerate(keys)}


def _most(problem: Problem, area: int, group: int) -> Counts:
    """For each answer of a cell, the largest number that the shown totals of its area and its group allow."""
    table, shown = problem.table, problem.choice.safe
    totals = [table.counts[area, -1]] if group < table.counts.shape[1] - 1 and shown[area, -1] else []
    above = int(table.above[area])
    if above != NONE and shown[above, group]:
        totals.append(table.counts[above, group])
    return np.min(totals, axis=0) if totals else np.full(table.counts.shape[2], table.people.max(initial=0) + 1)
