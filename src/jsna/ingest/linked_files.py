"""What each file of a collection says: numbers of people, and of those counted, of each group and area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.disclosure.policy import rule_for
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS

Floats = NDArray[np.float64]
#: Lowest and highest of each number.
Bounds = tuple[Floats, Floats]
#: A characteristic and one of its groups.
Column = tuple[str, str]
EVERYONE: Column = ("", "")
#: The numbers of a cell: how many are counted, how many are not, and both together.
YES, NO, PEOPLE = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Fact:
    """One number of one group in every area of a file.

    Attributes:
        column: the group.
        layer: ``YES`` or ``PEOPLE``.
        values: by area; missing where the number is withheld.
        rounding: what the values are rounded to.
    """

    column: Column
    layer: int
    values: pd.Series[float]
    rounding: int = 1

    @cached_property
    def known(self) -> pd.Series[float]:
        """The values that are not missing."""
        return self.values.dropna()

    def interval(self, rounding: int | None = None) -> Bounds:
        """Return the smallest and largest number that each value may stand for, where it is known."""
        given = self.known.to_numpy(dtype=float)
        step = self.rounding if rounding is None else rounding
        shown = step * ((2 * given + step) // (2 * step))
        return np.maximum(shown - step // 2, 0), np.where(given == 0, 0, shown + (step - 1) // 2)


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
class File:
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
    def published(cls, known: Published) -> File:
        """Return what is published of one indicator and period."""
        rows = known.observations
        area, areas = pd.factorize(rows["area_code"].astype("object"))
        group, groups = pd.factorize(rows["group"].astype("object"))
        numbers = np.full((len(COUNTS), len(areas), len(groups)), np.nan)
        for each, name in zip(numbers, COUNTS, strict=True):
            each[area, group] = rows[name]
        return cls(known.indicator, *(pd.DataFrame(each, areas, groups) for each in numbers))

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

    def are_out_of_everyone(self, files: Sequence[File]) -> tuple[bool, ...]:
        """Whether its groups are counted out of everyone, or each out of its own people: both where that is not known.

        The base of a single group may be that of another file because both are everyone, or because nearly everyone is
        of the group: numbers that are rounded, or withheld in most areas, do not tell.
        """
        if self.is_whole or self.base is None:
            return (False,)
        if self.bases.shape[1] > 1:
            return (True,)
        others = (other for other in files if set(other.bases) != set(self.bases))
        return (True, False) if any(self._has_base_of(other) for other in others) else (False,)

    def _has_base_of(self, other: File) -> bool:
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


def what_is_said(files: Sequence[File]) -> Iterator[list[tuple[dict[str, Chain], Chain]]]:
    """Yield what each file says of its groups, and of the number of all people: once for each way to read it."""
    ways = [file.are_out_of_everyone(files) for file in files]
    codes = {group for file, found in zip(files, ways, strict=True) if True in found for group in file.groups}
    for file, found in zip(files, ways, strict=True):
        yield [(file.chains(None if whole else codes), file.everyone() if whole else ()) for whole in found]
