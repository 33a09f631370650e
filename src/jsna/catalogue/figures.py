"""The figures of one indicator in memory: a frame for each period and group, on an index that most of them share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.extensions import ExtensionArray

from jsna.catalogue.observations import values
from jsna.model.observations import COLUMNS, KEY
from jsna.model.period import Period, as_periods

#: Columns of each frame; where the indicator's rule protects, those of ``jsna.disclosure.represent.marked`` follow.
FIGURES = tuple(column for column in COLUMNS if column not in KEY)


@dataclass(frozen=True)
class Figures:
    """The protected figures of one indicator.

    Attributes:
        characteristic: what the indicator is about, as it is written in the table.
        periods: the periods that have figures, oldest first.
        frames: by spelling of the period and by group. Index: area code. Columns: ``FIGURES``. Not to be changed.
    """

    characteristic: str
    periods: tuple[Period, ...]
    frames: Mapping[tuple[str, str], pd.DataFrame]

    def latest(self, group: str) -> pd.DataFrame:
        """Return one group's figures of the newest period; without rows where it has none."""
        found = self.frames.get((self.periods[-1].spelling, group)) if self.periods else None
        return _nothing("area_code") if found is None else found

    def of_group(self, group: str) -> pd.DataFrame:
        """Return the figures of one group in every period: columns ``area_code``, ``period`` and ``FIGURES``.

        Periods are as :func:`jsna.model.period.as_periods` returns them.
        """
        spellings = [period.spelling for period in self.periods if (period.spelling, group) in self.frames]
        if not spellings:
            return _nothing("period", "area_code").reset_index()
        found = pd.concat({each: self.frames[each, group] for each in spellings}, names=["period", "area_code"])
        return _with_periods(found.reset_index())

    def areas(self) -> frozenset[str]:
        """Return the codes of the areas that have a row."""
        return frozenset[str]().union(*(frame.index for frame in self.frames.values()))

    def with_figure(self, codes: pd.Index[str]) -> npt.NDArray[np.bool_]:
        """Return whether each of some areas has a figure in the newest period that has any, in their order."""
        for period in reversed(self.periods):
            frames = [frame for (own, _), frame in self.frames.items() if own == period.spelling]
            known = [(frame.index, values(frame).notna().to_numpy()) for frame in frames]
            if any(each.any() for _, each in known):
                # An index finds the areas; to look each area up in a set of thousands takes far longer.
                places = [(index.get_indexer(codes), each) for index, each in known]
                return np.asarray(np.logical_or.reduce([(at >= 0) & each[at] for at, each in places]), dtype=bool)
        return np.zeros(len(codes), dtype=bool)

    def table(self) -> pd.DataFrame:
        """Return everything as one table: columns ``COLUMNS`` and any marks; made each time it is asked for.

        Periods are as :func:`jsna.model.period.as_periods` returns them.
        """
        joined = pd.concat(self.frames, names=["period", "group", "area_code"]).reset_index()
        marks = [column for column in joined.columns if column not in COLUMNS]
        return _with_periods(joined).assign(characteristic=self.characteristic)[[*COLUMNS, *marks]]


def _with_periods(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=as_periods(rows["period"]))


def _nothing(*index: str) -> pd.DataFrame:
    """Return a frame without rows: columns ``FIGURES``, and an index of those names."""
    return pd.DataFrame(columns=[*index, *FIGURES]).astype(dict.fromkeys(FIGURES[:-1], "float64")).set_index([*index])


class Shared:
    """The indexes and columns that many frames have in common, so that memory holds each once.

    An index's table, by which areas are found, is larger than the figures. All groups of an indicator have the same
    denominators, most have the same notes, and hardly any has rates: four fifths of what the figures would take.
    """

    def __init__(self) -> None:
        self._indexes: list[pd.Index[str]] = []
        self._columns: dict[tuple[int, str], pd.Series] = {}

    def index(self, given: pd.Index[str]) -> pd.Index[str]:
        """Return the index with the same areas in the same order; the given one where it is the first."""
        found = next((index for index in self._indexes if index.equals(given)), None)
        if found is None:
            self._indexes.append(found := given)
        return found

    def column(self, index: pd.Index[str], name: str, given: ExtensionArray | npt.NDArray[np.float64]) -> pd.Series:
        """Return the last column of that name on that index if it says the same, otherwise a new one.

        Args:
            index: from :meth:`index`.
            name: of the column.
            given: what the column says, in an array of its own.
        """
        key = (id(index), name)
        last = self._columns.get(key)
        if last is None or not _equal(given, last):
            self._columns[key] = last = pd.Series(given, index, name=name, copy=False)
        return last


def _equal(given: ExtensionArray | npt.NDArray[np.float64], column: pd.Series) -> bool:
    if isinstance(given, np.ndarray):
        # Bit by bit: a missing number is equal to one that is written in the same way.
        return column.dtype == given.dtype and bool((given.view(np.int64) == column.to_numpy().view(np.int64)).all())
    return bool(given.equals(column.array))  # type: ignore[attr-defined]


def figures_of(
    observations: pd.DataFrame, characteristic: str, shared: Shared | None = None, areas: pd.Index[str] | None = None
) -> Figures:
    """Return observations as figures.

    Args:
        observations: columns ``COLUMNS`` and any marks; each area once for each period and group.
        characteristic: what the indicator is about.
        shared: what the figures of other indicators can share with these.
        areas: codes of the areas whose figures are wanted; all by default.
    """
    shared, frames = shared or Shared(), {}
    period, group, area = (pd.Categorical(observations[name]) for name in ("period", "group", "area_code"))
    if not period.ordered:
        spelt = as_periods(pd.Series(period.categories))
        period = spelt.array.take(period.codes, allow_fill=True)
    arrays = {str(name): _array(observations[name]) for name in observations if name not in KEY}
    codes = area.categories.rename("area_code")
    wanted = np.ones(len(codes), dtype=bool) if areas is None else areas.get_indexer(codes) >= 0
    known, index = None, codes
    for (spelling, name), rows in sorted(_blocks(period, group), key=itemgetter(0)):
        # Positions and arrays: a table of each group, cut and cut again, takes four times as long.
        at = rows[wanted[area.codes[rows]]]
        if known is None or not np.array_equal(area.codes[at], known):
            known = area.codes[at]
            index = shared.index(codes[known])
        columns = {name: shared.column(index, name, array[at]) for name, array in arrays.items()}
        frames[spelling, name] = pd.DataFrame(columns, index, copy=False)
    return Figures(characteristic, tuple(sorted(map(Period.of, {period for period, _ in frames}))), frames)


def _array(column: pd.Series) -> Any:
    """Return a column's values: numbers without pandas' own array around them, which takes as long as the work."""
    return column.to_numpy() if column.dtype == np.float64 else column.array


def _blocks(period: pd.Categorical, group: pd.Categorical) -> Iterator[tuple[tuple[str, str], npt.NDArray[np.intp]]]:
    """Return period and group of each block of rows, and the positions of its rows, in their order."""
    block = period.codes.astype(np.int64) * len(group.categories) + group.codes
    order = np.argsort(block, kind="stable")
    # A row without a period or a group is in no block.
    order = order[(period.codes >= 0)[order] & (group.codes >= 0)[order]]
    for rows in np.split(order, np.flatnonzero(np.diff(block[order])) + 1):
        if len(rows):
            yield (str(period[rows[0]]), str(group[rows[0]])), rows
