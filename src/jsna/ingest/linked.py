"""Protect counts beside what is published of the same collection: groups of everyone that came in other files.

Nobody says which files are about the same question. So new figures are read together with all published ones that fit:
a group has one number of people in an area, groups are parts of everyone, and areas of those that hold them. Published
figures that fit with the new ones but not with each other, such as answers to several questions, are read in turns.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.table import Flags
from jsna.ingest.counted import Counted
from jsna.ingest.linked_files import EVERYONE, Bounds, Chain, Fact, File, Published, what_is_said
from jsna.ingest.linked_readings import together
from jsna.ingest.linked_search import Open, still_shown
from jsna.ingest.linked_worlds import LinkedWorlds
from jsna.model.indicator import Indicator


def beside(
    indicator: Indicator, counted: Counted, told: Sequence[Published], areas: pd.DataFrame, shown: Flags
) -> Flags:
    """Return where the groups are shown, given what is published of the same collection. Axes: area, group.

    Args:
        indicator: of the new figures.
        counted: the new figures.
        told: what is published of the same collection and time.
        areas: every area, index ``code``.
        shown: where the new figures may be shown by themselves.
    """
    if not told or not shown.any():
        return shown
    counts, bases = (
        pd.DataFrame(each, counted.codes, counted.groups, dtype=float) for each in (counted.people, counted.bases)
    )
    new = File(indicator, counts, bases)
    files = [*(File.published(known) for known in told), new]
    said = list(what_is_said(files))
    read = [[chain for chains, everyone in each for chain in (*chains.values(), everyone) if chain] for each in said]
    known = [chain for each in read[:-1] for chain in each]
    worlds = LinkedWorlds([fact for each in read for chain in each for fact in chain], areas)
    shown = shown.copy()
    for own, everyone in said[-1]:
        # Answers, and groups that overlap, are each read by themselves.
        alone = new.is_whole or (everyone and not counted.are_parts)
        for groups in [[group] for group in own] if alone else [list(own)]:
            at = [counted.groups.index(group) for group in groups]
            for figures in _New([own[group] for group in groups], everyone).of_any_question(worlds, known):
                for facts in _readings(worlds, figures.truth(worlds), known):
                    shown[:, at] = figures.still_shown(worlds, rule_for(indicator.disclosure), facts, shown[:, at])
    return np.repeat(shown.all(axis=1, keepdims=True), shown.shape[1], axis=1) if new.is_whole else shown


@dataclass(frozen=True, eq=False)
class _New:
    """New figures that are parts of one whole, or one answer.

    Attributes:
        chains: what is said of each group.
        everyone: what is said of the number of all people.
    """

    chains: Sequence[Chain]
    everyone: Chain

    def of_any_question(self, worlds: LinkedWorlds, known: Sequence[Chain]) -> Iterator[_New]:
        """Yield the figures; and by itself what they say of how many people there are, which is true of every question.

        That matters only beside figures that fit with those numbers and not with the answers.
        """
        yield self
        people = _New([chain[:1] for chain in self.chains], self.everyone)
        own, any_question = self.truth(worlds), people.truth(worlds)
        if any(
            worlds.fit(worlds.knowing(any_question, chain)) and not worlds.fit(worlds.knowing(own, chain))
            for chain in known
        ):
            yield people

    def truth(self, worlds: LinkedWorlds, bounds: Bounds | None = None) -> Bounds:
        """What is known here, where nothing is rounded or withheld."""
        facts = [fact for chain in [*self.chains, self.everyone] for fact in chain]
        return worlds.knowing(bounds or worlds.unknown(), facts, rounding=1)

    def still_shown(self, worlds: LinkedWorlds, rule: Rule, published: Sequence[Fact], shown: Flags) -> Flags:
        """Where the figures are shown beside published facts; axes area, group."""
        known = worlds.knowing(worlds.unknown(), published)
        truth = self.truth(worlds, known)
        for nobody in worlds.nobody_left(truth):
            told, here = ((low, np.where(nobody, 0.0, high)) for low, high in (known, truth))
            shown = self._still_shown(worlds, rule, told, here, shown) if shown.any() else shown
        return shown

    def _still_shown(self, worlds: LinkedWorlds, rule: Rule, known: Bounds, truth: Bounds, shown: Flags) -> Flags:
        figure = np.full(shown.shape, -1)
        figure[shown] = np.arange(shown.sum())
        bases = np.where(shown.any(axis=1), shown.sum() + np.cumsum(shown.any(axis=1)) - 1, -1)
        pieces = [(fact, figure[:, at]) for at, chain in enumerate(self.chains) for fact in chain]
        pieces += [(fact, bases) for fact in self.everyone]
        seen = worlds.knowing(known, [_only(fact, at >= 0) for fact, at in pieces])
        follows = [(one, base) for own, base in zip(figure, bases, strict=True) for one in own[own >= 0]]
        opened = Open(
            np.concatenate([at[at >= 0] for _, at in pieces]),
            np.concatenate([worlds.places(_only(fact, at >= 0)) for fact, at in pieces]),
            follows if self.everyone else [],
            np.arange(bases.max() + 1 if self.everyone else shown.sum()) >= shown.sum(),
        )
        found = still_shown(worlds, rule, known, seen, truth, opened)
        return np.asarray(shown & np.append(found, [False])[figure])


def _only(fact: Fact, areas: Flags) -> Fact:
    """A fact in some areas."""
    return replace(fact, values=fact.values.where(areas))


def _readings(worlds: LinkedWorlds, start: Bounds, known: Sequence[Chain]) -> Iterator[list[Fact]]:
    """Yield published facts that fit with new ones and with each other, in every way that :func:`together` gives."""
    alone = [worlds.knowing(start, chain) for chain in known]
    fit = np.zeros((len(known), len(known)), dtype=bool)
    for one, two in itertools.combinations(range(len(known)), 2):
        fit[one, two] = fit[two, one] = worlds.fit(worlds.knowing(alone[one], known[two]))
    possible = [at for at, bounds in enumerate(alone) if worlds.fit(bounds)]
    for chosen in together(fit, possible):
        # What is said of everyone binds all groups, so it comes first.
        first = sorted((known[at] for at in chosen), key=lambda chain: chain[0].column != EVERYONE)
        yield from _in_turns(worlds, start, first, [known[at] for at in range(len(known)) if at not in chosen])


def _in_turns(
    worlds: LinkedWorlds, start: Bounds, chosen: Sequence[Chain], others: Sequence[Chain]
) -> Iterator[list[Fact]]:
    """Yield facts of figures of which any two fit, and what fits of others, until each figure has had its turn."""
    aside = list(chosen)
    while True:
        taken, bounds, left = list[Fact](), start, list[Chain]()
        for chain in [*aside, *(chain for chain in chosen if chain not in aside), *others]:
            # What a chain says first may fit even where the rest of it does not.
            for fact in chain:
                narrower = worlds.knowing(bounds, [fact])
                if not worlds.fit(narrower):
                    left.append(chain)
                    break
                taken.append(fact)
                bounds = narrower
        yield taken
        left = [chain for chain in left if chain in aside]
        if not left or len(left) == len(aside):
            return
        aside = left
