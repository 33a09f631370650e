"""The worlds that fit the files of one collection: every number of people that may be true of an area and a group.

A world is a number for each area, group and answer. Answers add up to the people of a group, the groups of each
characteristic to everyone, and areas to the area that holds them. Whoever is in no group that is listed, or in no area
that is listed, has cells too, unless there may be nobody of them: then everybody takes it that there is nobody.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from jsna.areas.nesting import holders
from jsna.disclosure.solver import Programme
from jsna.disclosure.table import NONE, Flags, Positions
from jsna.ingest.linked_files import EVERYONE, NO, PEOPLE, YES, Bounds, Column, Fact, Floats

#: Those who are in no listed group: they may be one group, whose file is yet to come, or several.
REST = " "
#: The results of the solver are within this of a whole number.
TOLERANCE = 1e-6
#: Times that many numbers are tried at once, in another order each time.
_TURNS = 6


@dataclass(frozen=True)
class Need:
    """A number that one of the numbers must seem able to be.

    Attributes:
        place: position of the number.
        to: what it must seem able to be.
        rises: whether it must seem able to be as large; otherwise as small.
    """

    place: int
    to: float
    rises: bool

    @property
    def sign(self) -> float:
        """What the number is weighted with where a sum is made as small as possible."""
        return -1.0 if self.rises else 1.0


class LinkedWorlds:
    """The worlds of some areas and groups.

    Args:
        facts: all that is known of them; the areas and groups are those of the facts.
        areas: every area, index ``code``.
    """

    def __init__(self, facts: Sequence[Fact], areas: pd.DataFrame) -> None:
        self.codes = list(dict.fromkeys(str(code) for fact in facts for code in fact.values.index))
        above = holders(areas, self.codes)
        outer = np.unique(above[above != NONE])
        self.above = np.concatenate([above, outer])
        of = dict.fromkeys(fact.column[0] for fact in facts if fact.column != EVERYONE)
        groups = dict.fromkeys(fact.column for fact in facts if fact.column != EVERYONE)
        self.columns = [*groups, *((each, REST) for each in of), EVERYONE]
        self.layers = [YES, NO, PEOPLE] if any(fact.layer == YES for fact in facts) else [PEOPLE]
        self.shape = len(self.above), len(self.columns), len(self.layers)
        self.most = 10.0 + 2 * max((fact.values.max() for fact in facts if fact.values.notna().any()), default=0)
        self._places = np.arange(int(np.prod(self.shape))).reshape(self.shape)
        self._programme = Programme(list(self._sums()), self._places.size)

    def places(self, fact: Fact) -> Positions:
        """Return where the known values of a fact stand."""
        areas = [self.codes.index(str(code)) for code in fact.known.index]
        return self._places[areas, self.columns.index(fact.column), self.layers.index(fact.layer)]

    def cells(self) -> Iterator[tuple[int, Column, list[int]]]:
        """Yield each area, group and the positions of its numbers."""
        for area, (at, column) in itertools.product(range(self.shape[0]), enumerate(self.columns)):
            yield area, column, self._places[area, at].tolist()

    def totals(self, area: int, column: Column) -> list[list[int]]:
        """Return the positions of the totals of a cell: all groups of its area, and its group in the area above."""
        at, up = self.columns.index(column), int(self.above[area])
        found = [] if column == EVERYONE else [self._places[area, -1].tolist()]
        return found if up == NONE else [*found, self._places[up, at].tolist()]

    def unknown(self) -> Bounds:
        """Return the bounds of the numbers while nothing is known."""
        return np.zeros(self._places.size), np.full(self._places.size, self.most)

    def knowing(self, bounds: Bounds, facts: Iterable[Fact], rounding: int | None = None) -> Bounds:
        """Return bounds that facts narrow.

        Args:
            bounds: what is known without them.
            facts: what is known besides.
            rounding: what their values are rounded to; default: what each says.
        """
        lowest, highest = (each.copy() for each in bounds)
        for fact in facts:
            at, (low, high) = self.places(fact), fact.interval(rounding)
            lowest[at], highest[at] = np.maximum(lowest[at], low), np.minimum(highest[at], high)
        return lowest, highest

    def fit(self, bounds: Bounds) -> bool:
        """Return whether there is a world within bounds."""
        if (bounds[0] > bounds[1]).any():
            return False
        self._programme.bound(*bounds)
        try:
            self._programme.least({})
        except RuntimeError:
            return False
        return True

    def nobody_left(self, bounds: Bounds) -> Iterator[Flags]:
        """Yield which numbers are taken to be 0, because nobody is left for them: in every way that may be right.

        Where there may be nobody in an area that is not listed, there is nobody. The same goes for groups; but unless
        the listed ones of a characteristic are seen to be all there are, in most areas, others may come.
        """
        seen, known = len(self.codes), np.zeros(self._places.size, dtype=bool)
        for area in range(seen, self.shape[0]):
            if self._fits_without(bounds, known, self._places[area]):
                known[self._places[area]] = True
        open_ones = []
        for of in dict.fromkeys(column[0] for column in self.columns[:-1]):
            rest = self._places[:, self.columns.index((of, REST))]
            if self._fits_without(bounds, known, rest):
                if self._are_all(bounds, rest[:seen, -1]):
                    known[rest] = True
                else:
                    open_ones.append(rest)
        for number in range(len(open_ones), -1, -1):
            for some in itertools.combinations(open_ones, number):
                found = known.copy()
                for rest in some:
                    found[rest] = True
                if self.fit((bounds[0], np.where(found, 0.0, bounds[1]))):
                    yield found

    def _are_all(self, bounds: Bounds, rest: Positions) -> bool:
        """Whether there is nobody left in most of the areas: in a few of them a group may have nobody by chance."""
        return 2 * len(self.unmet(bounds, [Need(int(place), 1.0, rises=True) for place in rest])) > len(rest)

    def _fits_without(self, bounds: Bounds, found: Flags, places: Positions) -> bool:
        """Whether there may be nobody at some places beside those where there is nobody."""
        more = found.copy()
        more[places] = True
        return self.fit((bounds[0], np.where(more, 0.0, bounds[1])))

    def smallest(self, bounds: Bounds, places: Sequence[int]) -> dict[int, int]:
        """Return the smallest number that each of some may be."""
        wanted = [Need(place, float(bounds[0][place]), rises=False) for place in places]
        over = self.unmet(bounds, wanted)
        found = {need.place: need.to for need in wanted}
        found |= {need.place: self._least(bounds, need)[0] for need in over}
        return {place: int(np.ceil(value - TOLERANCE)) for place, value in found.items()}

    def unmet(self, bounds: Bounds, needs: Sequence[Need]) -> list[Need]:
        """Return the needs that no world within bounds meets."""
        left = list(needs)
        for turn in range(_TURNS):
            before = len(left)
            for batch in self._batches(left, turn):
                values = self._towards(bounds, batch)
                left = [need for need in left if not _met(need, values[need.place])]
            if not left or len(left) > 0.8 * before:
                break
        return [need for need in left if not _met(need, self._least(bounds, need)[0])]

    def at_most(self, bounds: Bounds, need: Need) -> Need:
        """Return a need, or as much of it as a world within bounds meets."""
        reached, _ = self._least(bounds, need)
        if _met(need, reached):
            return need
        return replace(need, to=float(np.floor(reached + TOLERANCE) if need.rises else np.ceil(reached - TOLERANCE)))

    def _least(self, bounds: Bounds, need: Need) -> tuple[float, Floats]:
        """The smallest or largest of a number, and the prices of all."""
        self._programme.bound(*bounds)
        world = self._programme.least({need.place: need.sign})
        return float(world.values[need.place]), world.prices

    def gains(self, bounds: Bounds, wider: Bounds, need: Need) -> tuple[float, Floats]:
        """Return how far a need is from being met, and by how much each number brings it nearer if its bounds widen.

        Args:
            bounds: what is known.
            wider: what is known if all that may be withheld is.
            need: one that is not met.
        """
        reached, prices = self._least(bounds, need)
        gains = np.maximum(-prices, 0) * (wider[1] - bounds[1]) + np.maximum(prices, 0) * (bounds[0] - wider[0])
        return abs(need.to - reached), gains

    def _towards(self, bounds: Bounds, needs: Sequence[Need]) -> Floats:
        """A world that meets as many needs as it can."""
        lowest, highest = (each.copy() for each in bounds)
        for need in needs:
            if need.rises:
                highest[need.place] = max(lowest[need.place], min(highest[need.place], need.to))
            else:
                lowest[need.place] = min(highest[need.place], max(lowest[need.place], need.to))
        weights = {need.place: need.sign for need in needs}
        self._programme.bound(lowest, highest)
        try:
            return self._programme.least(weights).values
        except RuntimeError:  # one of them is always beyond what it needs
            self._programme.bound(*bounds)
            return self._programme.least(weights).values

    def _batches(self, needs: list[Need], turn: int) -> Iterator[list[Need]]:
        """Needs that one world may meet together: one of each area."""
        width = self.shape[1] * self.shape[2]
        taken: dict[int, list[Need]] = {}
        for at in np.random.default_rng(turn).permutation(len(needs)):
            taken.setdefault(needs[at].place // width, []).append(needs[at])
        for batch in itertools.zip_longest(*taken.values()):
            yield [need for need in batch if need is not None]

    def _sums(self) -> Iterator[tuple[Positions, Floats]]:
        """Everything that adds up to nothing: parts less their total."""
        places, added = self._places, self._places[:, :, : max(1, self.shape[2] - 1)]
        for area, layer in itertools.product(range(self.shape[0]), range(added.shape[2])):
            for of in dict.fromkeys(column[0] for column in self.columns[:-1]):
                parts = [at for at, column in enumerate(self.columns[:-1]) if column[0] == of]
                yield _sum(added[area, parts, layer], added[area, -1, layer])
        for outer in np.unique(self.above[self.above != NONE]):
            for column, layer in np.ndindex(added.shape[1:]):
                yield _sum(added[self.above == outer, column, layer], added[outer, column, layer])
        if self.shape[2] > 1:
            for cell in places.reshape(-1, self.shape[2]):
                yield _sum(cell[:PEOPLE], cell[PEOPLE])


def _sum(parts: Positions, total: np.int64) -> tuple[Positions, Floats]:
    return np.array([*parts, total]), np.array([1.0] * len(parts) + [-1.0])


def _met(need: Need, value: float) -> bool:
    return value >= need.to - TOLERANCE if need.rises else value <= need.to + TOLERANCE
