"""Protect counts beside what is published of the same collection: groups of everyone that came in other files.

Nobody says which files are about the same question. So new figures are read together with all published ones that fit:
a group has one number of people in an area, groups are parts of everyone, and areas of those that hold them. Published
figures that fit with the new ones but not with each other are read in turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.table import Flags
from jsna.ingest.counted import Counted
from jsna.ingest.linked_search import Open, still_shown
from jsna.ingest.linked_worlds import EVERYONE, PEOPLE, YES, Bounds, Column, Fact, LinkedWorlds
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS

#: Facts of one group, each of which says more than the one before.
Chain = tuple[Fact, ...]


@dataclass(frozen=True, eq=False)
class Published:
    """One indicator that is published already.

    Attributes:
        indicator: what it is.
        observations: its protected figures; columns as ``model.observations.COLUMNS``.
    """

    indicator: Indicator
    observations: pd.DataFrame


@dataclass(frozen=True, eq=False)
class _File:
    """The counts of one file and period.

    Attributes:
        indicator: what they are.
        counts: index area, columns group; missing where withheld.
        bases: out of how many; the same index and columns.
    """

    indicator: Indicator
    counts: pd.DataFrame
    bases: pd.DataFrame

    @classmethod
    def published(cls, known: Published) -> _File:
        wide = known.observations.astype({"area_code": "str"}).pivot(
            index="area_code", columns="group", values=list(COUNTS)
        )
        return cls(known.indicator, *(wide[name].astype(float) for name in COUNTS))

    @property
    def is_whole(self) -> bool:
        """Whether it is about everyone; its groups are then answers."""
        return self.indicator.characteristic is Characteristic.EVERYONE

    @cached_property
    def base(self) -> pd.Series[float] | None:
        """Out of how many people in each area, if it is the same for all groups."""
        alike = self.bases.max(axis=1).eq(self.bases.min(axis=1)) | self.bases.isna().all(axis=1)
        return self.bases.max(axis=1) if alike.all() else None

    @property
    def groups(self) -> list[str]:
        """The codes of its groups."""
        return [str(group) for group in self.counts]

    @property
    def rounding(self) -> int:
        """What its counts are rounded to."""
        return rule_for(self.indicator.disclosure).rounding

    def is_out_of_everyone(self, files: Sequence[_File]) -> bool:
        """Whether its groups are counted out of everyone, and not each out of its own people."""
        if self.is_whole or self.base is None:
            return False
        others = (other for other in files if set(other.bases) != set(self.bases))
        return self.bases.shape[1] > 1 or any(self._has_base_of(other) for other in others)

    def _has_base_of(self, other: _File) -> bool:
        if self.base is None or other.base is None:
            return False
        step = max(self.rounding, other.rounding)
        pair = (self.base.to_numpy(), other.base.reindex(self.base.index).to_numpy())
        one, two = (step * ((2 * each + step) // (2 * step)) for each in pair)
        both = np.isfinite(one) & np.isfinite(two)
        return bool(both.any() and (one[both] == two[both]).all())

    def chains(self, out_of_everyone: set[str] | None) -> dict[str, Chain]:
        """Return what is said of each group, by code.

        Args:
            out_of_everyone: codes of groups that files count out of everyone; None if this file does.
        """
        if self.is_whole:
            return {group: self._of_own_base(EVERYONE, group) for group in self.groups}
        if out_of_everyone is None:
            return {group: (self._fact(self._column(group), PEOPLE, self.counts[group]),) for group in self.groups}
        people = {group: self._column(_people_of(group, out_of_everyone)) for group in self.groups}
        return {group: self._of_own_base(column, group) for group, column in people.items()}

    def everyone(self) -> Chain:
        """Return what a file of groups out of everyone says of the number of all people."""
        return () if self.base is None else (self._fact(EVERYONE, PEOPLE, self.base),)

    def _column(self, group: str) -> Column:
        return self.indicator.characteristic.value, group

    def _of_own_base(self, column: Column, group: str) -> Chain:
        return (self._fact(column, PEOPLE, self.bases[group]), self._fact(column, YES, self.counts[group]))

    def _fact(self, column: Column, layer: int, values: pd.Series[float]) -> Fact:
        return Fact(column, layer, values, self.rounding)


def _people_of(group: str, codes: set[str]) -> str:
    """The group of people that ``white-yes`` is about, if ``white`` is one."""
    return max((code for code in codes if group.startswith(f"{code}-")), key=len, default=group)


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
    tables = (
        pd.DataFrame(each, counted.codes, counted.groups, dtype=float) for each in (counted.people, counted.bases)
    )
    new = _File(indicator, *tables)
    files = [*(_File.published(known) for known in told), new]
    said = list(_said(files))
    known = [chain for chains, everyone in said[:-1] for chain in (*chains.values(), everyone) if chain]
    own, everyone = said[-1]
    # Answers, and groups that overlap, are each read by themselves.
    alone = new.is_whole or (everyone and not counted.are_parts)
    worlds = LinkedWorlds([fact for chain in [*known, *own.values(), everyone] for fact in chain], areas)
    shown = shown.copy()
    for groups in [[group] for group in own] if alone else [list(own)]:
        at = [counted.groups.index(group) for group in groups]
        figures = _New([own[group] for group in groups], everyone)
        for facts in _readings(worlds, figures.truth(worlds), known):
            shown[:, at] = figures.still_shown(worlds, rule_for(indicator.disclosure), facts, shown[:, at])
    return np.repeat(shown.all(axis=1, keepdims=True), shown.shape[1], axis=1) if new.is_whole else shown


def _said(files: Sequence[_File]) -> Iterator[tuple[dict[str, Chain], Chain]]:
    """Yield what each file says of its groups, and of the number of all people."""
    of_everyone = [file.is_out_of_everyone(files) for file in files]
    codes = {group for file, whole in zip(files, of_everyone, strict=True) if whole for group in file.groups}
    for file, whole in zip(files, of_everyone, strict=True):
        yield file.chains(None if whole else codes), file.everyone() if whole else ()


@dataclass(frozen=True, eq=False)
class _New:
    """New figures that are parts of one whole, or one answer.

    Attributes:
        chains: what is said of each group.
        everyone: what is said of the number of all people.
    """

    chains: Sequence[Chain]
    everyone: Chain

    def truth(self, worlds: LinkedWorlds, bounds: Bounds | None = None) -> Bounds:
        """What is known here, where nothing is rounded or withheld."""
        facts = [fact for chain in [*self.chains, self.everyone] for fact in chain]
        return worlds.knowing(bounds or worlds.unknown(), facts, rounding=1)

    def still_shown(self, worlds: LinkedWorlds, rule: Rule, told: Sequence[Fact], shown: Flags) -> Flags:
        """Where the figures are shown beside published facts; axes area, group."""
        known = worlds.knowing(worlds.unknown(), told)
        truth = self.truth(worlds, known)
        for nobody in worlds.nobody_left(truth):
            without = [(low, np.where(nobody, 0.0, high)) for low, high in (known, truth)]
            shown = self._still_shown(worlds, rule, *without, shown) if shown.any() else shown
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
        return shown & np.append(found, False)[figure]


def _only(fact: Fact, areas: Flags) -> Fact:
    """A fact in some areas."""
    return replace(fact, values=fact.values.where(areas))


def _readings(worlds: LinkedWorlds, start: Bounds, known: Sequence[Chain]) -> Iterator[list[Fact]]:
    """Yield published facts that fit with new ones and with each other, until each that fits has had its turn."""
    aside = list(known)
    while aside:
        taken, bounds, left = list[Fact](), start, list[Chain]()
        for chain in [*aside, *(chain for chain in known if chain not in aside)]:
            for fact in chain:
                narrower = worlds.knowing(bounds, [fact])
                if not worlds.fit(narrower):
                    left.append(chain)
                    break
                taken.append(fact)
                bounds = narrower
        left = [chain for chain in left if chain in aside]
        yield taken
        aside = left if len(left) < len(aside) else []
