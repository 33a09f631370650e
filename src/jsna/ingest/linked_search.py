"""Withhold as few new figures as keep unknown what the published ones left unknown.

Each round looks for a small number that is known too well (:mod:`jsna.ingest.linked_worlds`). The dual of the linear
programme says which new figures would have to be withheld, and the cheapest that answer all of a round are withheld.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from jsna.disclosure import solver
from jsna.disclosure.policy import Rule
from jsna.disclosure.table import Flags, Positions
from jsna.ingest.linked_files import YES, Bounds, Floats
from jsna.ingest.linked_worlds import REST, LinkedWorlds, Need

#: What a person in a withheld figure costs, where a figure costs one.
_PRICE_OF_ALL_PEOPLE = 0.1
#: What it costs to withhold the base of figures that are withheld already.
_PRICE_OF_BASE = 0.01


@dataclass(frozen=True, eq=False)
class Open:
    """The new numbers and which figure each belongs to; a figure is shown or withheld with all its numbers.

    Attributes:
        figures: by number, the position of its figure.
        places: by number, where it stands among the numbers of the worlds.
        follows: pairs of figures, of which the first is withheld if the second is.
        is_base: by figure, whether it is a base that others share.
    """

    figures: Positions
    places: Positions
    follows: Sequence[tuple[int, int]]
    is_base: Flags

    def known(self, without: Bounds, all_of_it: Bounds, shown: Flags) -> Bounds:
        """Return what is known if some of the figures are shown.

        Args:
            without: what is known without any of them.
            all_of_it: what is known with all of them.
            shown: by figure.
        """
        lowest, highest = (each.copy() for each in without)
        seen = self.places[shown[self.figures]]
        lowest[seen], highest[seen] = all_of_it[0][seen], all_of_it[1][seen]
        return lowest, highest

    def prices(self, people: Floats) -> Floats:
        """Return what it costs to withhold each figure: one, and a little for its people."""
        found = np.zeros(len(self.is_base))
        np.maximum.at(found, self.figures, people[self.places] / max(1.0, people[self.places].max(initial=0.0)))
        return np.where(self.is_base, _PRICE_OF_BASE, 1 + _PRICE_OF_ALL_PEOPLE * found)


def still_shown(worlds: LinkedWorlds, rule: Rule, told: Bounds, seen: Bounds, truth: Bounds, opened: Open) -> Flags:
    """Return which of the new figures are shown. Axis: figure.

    Args:
        worlds: the numbers.
        rule: the disclosure rule of the new figures.
        told: what everybody knows without the new figures.
        seen: what everybody knows if all of them are shown.
        truth: what is known here, where the new figures are not rounded or withheld.
        opened: the new figures that may be shown.
    """
    shown = np.ones(len(opened.is_base), dtype=bool)
    needs = worlds.unmet(seen, list(_needs(worlds, rule, seen, truth)))
    # What was known before is not made unknown by withholding more.
    needs = [worlds.at_most(told, need) for need in needs]
    price = opened.prices(seen[1])
    while needs:
        bounds = opened.known(told, seen, shown)
        lacks = [worlds.gains(bounds, told, need) for need in worlds.unmet(bounds, needs)]
        if not lacks:
            break
        missing = np.array([lack for lack, _ in lacks]) * (1 - 1e-6)
        gains = np.zeros((len(lacks), len(shown)))
        for row, (_, gain) in zip(gains, lacks, strict=True):
            np.add.at(row, opened.figures, gain[opened.places])
        gains = np.minimum(np.where(shown, gains, 0.0), missing[:, np.newaxis])
        withheld = solver.cheapest(price, must=~shown, may=shown, demands=(gains, missing), follows=opened.follows)
        shown = np.zeros_like(shown) if withheld is None else ~withheld
    return shown


def _needs(worlds: LinkedWorlds, rule: Rule, seen: Bounds, truth: Bounds) -> Iterator[Need]:
    """What each number that is not shown must seem able to be, if it may be of few people or of people all alike."""
    known = seen[1] - seen[0] < max(1, rule.rounding)
    # How many are not counted follows from the others.
    hidden = [cell for cell in worlds.cells() if not known[[cell[2][YES], cell[2][-1]]].all()]
    smallest = worlds.smallest(truth, [place for _, _, places in hidden for place in places])
    for area, column, places in hidden:
        # Of people whose number is not known here there may be as many as are too few.
        exact = truth[1][places[-1]] - truth[0][places[-1]] < 1
        least = [smallest[place] for place in places]
        least[-1] = max(least[-1], 0 if exact else rule.smallest_base - 1)
        tops = [seen[1][total] for total in worlds.totals(area, column)] or [np.full(len(places), worlds.most)]
        most = np.min(tops, axis=0)[: max(1, len(places) - 1)].astype(np.int64)
        yield from _of(rule, places, least, most)
        if column[1] == REST:  # there may be a small group among them
            few = [*[0] * (len(places) - 1), rule.smallest_base - 1]
            yield from (need for need in _of(rule, places, few, most) if need.rises)


def _of(rule: Rule, places: list[int], least: list[int], most: Positions) -> Iterator[Need]:
    """What the numbers of a cell must seem able to be, given the smallest that each may be in truth."""
    *answers, people = least
    for at, count in enumerate(answers or [people]):
        likely = np.full(max(1, len(answers)), max(0, people - count), dtype=np.int64)
        likely[at] = count
        for layer, (low, high) in rule.secrets(likely, most):
            if layer in (at, len(likely)):
                place = places[min(layer, len(places) - 1)]
                yield Need(place, low, rises=False)
                yield Need(place, high, rises=True)
