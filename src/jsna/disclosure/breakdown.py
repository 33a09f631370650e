"""Survey replies by area and group, protected together with their totals.

Each figure is first judged alone (:func:`jsna.disclosure.protected.protect`). Then further figures are withheld until
the totals disclose nothing: first totals of areas, together with their breakdowns, then groups of the whole place, then
single figures. Finally the audit attacks the answers; if it learns anything, the whole breakdown is withheld.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.disclosure.audit import audit
from jsna.disclosure.facts import table_shown
from jsna.disclosure.policy import SMALLEST_BASE, Rule
from jsna.disclosure.protected import protect
from jsna.disclosure.suppress import TOTAL, Needs, suppress, with_totals
from jsna.errors import CatalogueError
from jsna.model.characteristic import Characteristic
from jsna.model.observations import COUNTS, RATES, Note

#: A withheld "yes" must be able to be anything from 0 to this, and so must its "no": together 0 to 10 replies.
ROOM_FOR_ANSWERS = (0.0, SMALLEST_BASE / 2)


@dataclass(frozen=True)
class _Replies:
    """One characteristic in one period: areas × groups.

    Attributes:
        base: how many replied, without the whole place.
        counted: how many of them gave the answer; the same shape.
        alone: True where a figure is withheld for its own sake; with a last row ``(total)`` for the whole place.
        has_place: whether the whole place has figures by group.
    """

    base: pd.DataFrame
    counted: pd.DataFrame
    alone: pd.DataFrame
    has_place: bool


def protect_breakdown(observations: pd.DataFrame, rule: Rule, whole: str, secondary: bool = True) -> pd.DataFrame:
    """Return survey observations as they may be stored: same rows, order and columns.

    Args:
        observations: columns as ``jsna.model.observations.COLUMNS``, with every group for every area (0 where nobody
            replied): the areas of one level, the whole place they make up, and a row of everyone for each. A row is
            one answer: how many gave it, of how many who replied.
        rule: the rule of the source. Published figures are unchanged; rounded ones are protected one by one, because
            their totals are rounded too.
        whole: code of the whole place, which is the sum of all other areas in the table.
        secondary: False skips all steps after the first; for testing that the audit detects it.

    Raises:
        CatalogueError: counts that are not whole or cannot be n of N, or a group without a row for some area.
    """
    protected = protect(observations, rule)
    if not rule.protects or rule.rounding > 1 or not secondary:
        return protected
    withheld: set[tuple[str, ...]] = set()
    for period, rows in observations.groupby("period", sort=True):
        withheld |= {(str(period), *cell) for cell in _gaps(rows, protected.loc[rows.index], whole)}
    keys = protected[["period", "area_code", "characteristic", "group"]].itertuples(index=False, name=None)
    gaps = np.array([tuple(map(str, key)) in withheld for key in keys], dtype=bool)
    protected.loc[gaps, [*COUNTS, *RATES]] = np.nan
    protected.loc[gaps, "note"] = Note.CONFIDENTIAL.value
    return protected


def _gaps(rows: pd.DataFrame, protected: pd.DataFrame, whole: str) -> set[tuple[str, str, str]]:
    """Return (area, characteristic, group) of each figure of one period that is withheld to protect others."""
    tables = {str(name): _replies(own, protected, whole) for name, own in rows.groupby("characteristic", sort=True)}
    everyone = tables.pop(Characteristic.EVERYONE.value, None)
    areas = _hidden_areas(everyone, list(tables.values()))
    gaps = {(area, name, group) for name, table in tables.items() for area, group in _pattern(table, areas, whole)}
    if everyone is not None:
        gaps |= {(area, Characteristic.EVERYONE.value, str(group)) for area in areas for group in everyone.base.columns}
    return gaps


def _replies(rows: pd.DataFrame, protected: pd.DataFrame, whole: str) -> _Replies:
    marked = rows.assign(alone=protected.loc[rows.index, "note"].eq(Note.CONFIDENTIAL.value))
    base, counted, alone = (
        marked.pivot(index="area_code", columns="group", values=value)
        for value in ("denominator", "numerator", "alone")
    )
    for area, values in zip(base.index, base.to_numpy(dtype=float), strict=True):
        if np.isnan(values).any():
            problem = f"{area}: every area needs every group, with 0 where nobody replied."
            raise CatalogueError(problem)
    inside = [area for area in base.index if area != whole]
    place = alone.loc[[whole]] if whole in base.index else alone.iloc[:0].reindex([whole], fill_value=False)
    both = pd.concat([alone.loc[inside], place.rename(index={whole: TOTAL})]).astype(bool)
    return _Replies(base.loc[inside], counted.loc[inside], both, whole in base.index)


def _hidden_areas(everyone: _Replies | None, tables: list[_Replies]) -> set[str]:
    """Return the areas with hidden totals. Characteristics share totals: an area hidden for one is hidden for all."""
    areas: set[str] = set()
    if everyone is not None:
        areas = _hidden_totals(everyone.base.sum(axis=1), _named(everyone.alone.drop(index=TOTAL)), set())
        gone = _cover(everyone, areas, set())
        if areas and not _answers_are_safe(everyone, gone):
            areas = set(map(str, everyone.base.index))
    known = -1
    while known != len(areas):
        known = len(areas)
        for table in tables:
            areas |= _hidden_totals(table.base.sum(axis=1), set(), areas)
    return areas


def _hidden_totals(sizes: pd.Series, alone: set[str], anyway: set[str]) -> set[str]:
    """Return which totals to hide so that their sum does not disclose any of them; all of them if necessary.

    Args:
        sizes: how many replied, one for each total.
        alone: totals hidden for their own sake; totals with too few replies need not be listed.
        anyway: totals that are hidden for another reason and help to protect the others.
    """
    table = sizes.to_frame("replies")
    also, cover = (_nothing(with_totals(table)) for _ in range(2))
    also.loc[sorted(alone), "replies"] = True
    cover.loc[sorted(anyway & set(map(str, table.index))), "replies"] = True
    found = suppress(table, Needs(SMALLEST_BASE, hide_zeros=True, row_totals=False), also=also, cover=cover)
    return _named(found.hidden.drop(index=TOTAL)[["replies"]])


def _pattern(table: _Replies, areas: set[str], whole: str) -> Iterator[tuple[str, str]]:
    """Yield (area, group) of every figure to withhold, including those of the whole place."""
    groups: set[str] = set()
    if table.has_place:
        groups = _hidden_totals(table.base.sum(axis=0), _named(table.alone.loc[[TOTAL]].T), set())
    cover = _cover(table, areas, groups)
    also = _nothing(cover)
    also.loc[table.alone.index, table.alone.columns] = table.alone
    needs = Needs(SMALLEST_BASE, hide_zeros=True, column_totals=table.has_place)
    found = suppress(table.base, needs, also=also, cover=cover)
    hidden = found.hidden | cover
    if found.withheld or not _answers_are_safe(table, hidden):
        hidden = cover | also
        hidden.loc[table.base.index, table.base.columns] = True
        if not _answers_are_safe(table, hidden):
            hidden.loc[TOTAL, table.base.columns] = True
    for area, group in _cells(hidden[list(table.base.columns)]):
        yield (whole if area == TOTAL else area), group


def _cover(table: _Replies, areas: set[str], groups: set[str]) -> pd.DataFrame:
    """Return what is hidden before the search for single figures: whole areas and whole groups."""
    cover = _nothing(with_totals(table.base))
    cover.loc[sorted(areas & set(map(str, table.base.index))), :] = True
    cover.loc[:, sorted(groups)] = True
    return cover


def _answers_are_safe(table: _Replies, hidden: pd.DataFrame) -> bool:
    """Return whether an attacker who knows every shown yes and no learns little about the withheld ones."""
    unpublished = hidden.copy()
    if not table.has_place:
        unpublished.loc[TOTAL, :] = True
    # The figures withheld for their own sake; the others protect them.
    wanted = _cells(table.alone)
    return all(
        audit(table_shown(with_totals(answers).astype(float).mask(unpublished)), wanted, ROOM_FOR_ANSWERS).safe
        for answers in (table.counted, table.base - table.counted)
    )


def _nothing(table: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(False, index=table.index, columns=table.columns)


def _cells(flags: pd.DataFrame) -> list[tuple[str, str]]:
    rows, columns = (found.tolist() for found in np.nonzero(flags.to_numpy(dtype=bool)))
    return [(str(flags.index[row]), str(flags.columns[column])) for row, column in zip(rows, columns, strict=True)]


def _named(flags: pd.DataFrame) -> set[str]:
    return {row for row, _ in _cells(flags)}
