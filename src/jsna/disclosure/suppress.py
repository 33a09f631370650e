"""Secondary suppression: the cheapest further gaps, so that totals do not disclose the first gaps.

:mod:`jsna.disclosure.pattern` finds the best pattern; this module decides which figures are hidden for their own sake,
which may be hidden to protect others, and what an attacker knows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.disclosure.network import Flags, Floats, Integers, Network
from jsna.disclosure.pattern import Demand, broken, cheapest

#: Label of the row and the column of totals.
TOTAL = "(total)"
CANNOT_PROTECT = (
    "No pattern of gaps protects these counts while the totals are shown, so the whole breakdown is withheld."
)


@dataclass(frozen=True)
class Suppression:
    """Which figures of a table are hidden.

    Attributes:
        hidden: True where a figure is hidden; the table's rows and columns, then their totals labelled ``(total)``.
        primary: True where it is hidden for its own sake; the same shape. Never show it to a reader: knowing which gaps
            are small counts would help an attacker.
        cost: the cost of the further gaps; by default the people in them.
        proven: whether it is proven that no cheaper pattern exists.
        reason: empty, or why the whole breakdown is withheld.
    """

    hidden: pd.DataFrame
    primary: pd.DataFrame
    cost: float
    proven: bool
    reason: str = ""

    @property
    def withheld(self) -> bool:
        """True if the whole breakdown is withheld."""
        return bool(self.reason)


@dataclass(frozen=True)
class Needs:
    """What the totals may show and what must be protected.

    Attributes:
        below: counts from 1 to one below this are hidden, and must be able to be anything from 0 to this.
        hide_zeros: whether 0 is hidden as well, so that nobody and few look the same (survey replies).
        row_totals: whether the totals of rows are published.
        column_totals: whether the totals of columns are published.
        may_hide_totals: whether a total (never the grand total) may be hidden; without it a small total cannot be.
    """

    below: int
    hide_zeros: bool = False
    row_totals: bool = True
    column_totals: bool = True
    may_hide_totals: bool = False


def with_totals(counts: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a last row and column of totals labelled ``(total)``, sorted by label.

    Raises:
        ValueError: a label is ``all``, a label is repeated, or a count is missing, below 0 or not whole.
    """
    if TOTAL in counts.index or TOTAL in counts.columns:
        problem = f"The label {TOTAL!r} is kept for totals."
        raise ValueError(problem)
    if not counts.index.is_unique or not counts.columns.is_unique:
        raise ValueError("A row or column stands twice.")
    values = counts.to_numpy(dtype=float)
    if not (np.isfinite(values) & (values >= 0) & (values == np.floor(values))).all():
        raise ValueError("Every count of a table to protect is whole, known and not below 0.")
    table = counts.sort_index(axis=0).sort_index(axis=1).astype("int64")
    table[TOTAL] = table.sum(axis=1)
    table.loc[TOTAL] = table.sum(axis=0)
    return table


def suppress(
    counts: pd.DataFrame,
    needs: Needs,
    *,
    cost: pd.DataFrame | None = None,
    also: pd.DataFrame | None = None,
    cover: pd.DataFrame | None = None,
    secondary: bool = True,
) -> Suppression:
    """Return the cheapest set of gaps that keeps every small count between 0 and ``needs.below`` for an attacker.

    The attacker knows every shown figure, that totals add up, that no count is below 0 and which zeros are shown.
    Zeros are never hidden to protect others: people who know a place know its zeros. The result does not depend on the
    order of rows or columns.

    Args:
        counts: whole counts, rows × columns, without totals.
        needs: what is protected and which totals are published.
        cost: what hiding each cell costs, the shape of ``counts``; by default its count.
        also: True for figures hidden for another reason of their own, labelled as ``with_totals(counts)``; they are
            protected like small ones, and must be able to be ``needs.below`` less or more.
        cover: True for figures that are hidden anyway and may be known; same labels. They cost nothing.
        secondary: False hides only the small counts; for testing that the audit detects it.

    Returns:
        The pattern; if no pattern protects the table, everything hidden and the reason.
    """
    table = with_totals(counts)
    values = table.to_numpy()
    named, covering = (_flags(given, table) for given in (also, cover))
    primary = _primary(values, needs) | named
    forced = primary | covering | _unpublished(values.shape, needs)
    network = Network.of(values, movable=(values > 0) | (primary & needs.hide_zeros))
    allowed = forced | _candidates(values, needs)
    demands = _demands(values, primary, needs)
    if not secondary:
        return _result(table, primary, forced, cost=0, proven=False)
    price = _price(table, cost)
    if not _may_be_hidden(primary & ~(named | covering), needs) or broken(
        network, allowed.ravel().astype(float), demands
    ):
        everything, lost = np.ones_like(primary), float(price[:-1, :-1].sum())
        return _result(table, primary, everything, cost=lost, proven=True, reason=CANNOT_PROTECT)
    pattern, proven = cheapest(network, demands, price.ravel(), forced.ravel(), allowed.ravel())
    hidden = pattern.reshape(values.shape)
    return _result(table, primary, hidden, cost=float(price[hidden & ~forced].sum()), proven=proven)


def published(counts: pd.DataFrame, suppression: Suppression) -> pd.DataFrame:
    """Return the table with totals as it may be shown: NaN where hidden, and everywhere if it is withheld."""
    return with_totals(counts).astype(float).mask(suppression.hidden)


def _primary(values: Integers, needs: Needs) -> Flags:
    """Return what is hidden for its own sake: small counts and totals, and the cells of small totals."""
    small = (values < needs.below) & ((values > 0) | needs.hide_zeros)
    if not needs.row_totals:
        small[:, -1] = False
    if not needs.column_totals:
        small[-1, :] = False
    # "0 of a hidden few" would disclose what each of the few answered.
    small[:-1, :-1] |= small[:-1, [-1]] | small[[-1], :-1]
    return np.asarray(small, dtype=bool)


def _unpublished(shape: tuple[int, ...], needs: Needs) -> Flags:
    unpublished = np.zeros(shape, dtype=bool)
    unpublished[:-1, -1] = not needs.row_totals
    unpublished[-1, :-1] = not needs.column_totals
    unpublished[-1, -1] = not (needs.row_totals or needs.column_totals)
    return unpublished


def _candidates(values: Integers, needs: Needs) -> Flags:
    candidates = values > 0
    candidates[-1, :] &= needs.may_hide_totals
    candidates[:, -1] &= needs.may_hide_totals
    candidates[-1, -1] = False
    return np.asarray(candidates, dtype=bool)


def _may_be_hidden(primary: Flags, needs: Needs) -> bool:
    """Return whether every small figure may be hidden; a small total only if totals may be hidden."""
    totals = primary[:-1, -1].any() or primary[-1, :-1].any()
    return not primary[-1, -1] and (needs.may_hide_totals or not totals)


def _demands(values: Integers, primary: Flags, needs: Needs) -> list[Demand]:
    """Return how far each small figure must be able to fall and rise, except zeros hidden with a small total."""
    demands = []
    for cell in np.flatnonzero(primary):
        value = int(values.flat[cell])
        if value > 0:
            demands.append(Demand(int(cell), min(value, needs.below), rising=False))
        if value > 0 or needs.hide_zeros:
            rise = needs.below - value if value < needs.below else needs.below
            demands.append(Demand(int(cell), rise, rising=True))
    return demands


def _price(table: pd.DataFrame, cost: pd.DataFrame | None) -> Floats:
    """Return one price for each figure: totals cost what they count, so that they are hidden last."""
    price = table.to_numpy(dtype=float).copy()
    if cost is not None:
        price[:-1, :-1] = _like(cost, table.iloc[:-1, :-1]).to_numpy(dtype=float)
    return price


def _flags(given: pd.DataFrame | None, table: pd.DataFrame) -> Flags:
    flags = table.astype(bool) & False if given is None else _like(given, table)
    return flags.to_numpy(dtype=bool)


def _like(given: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the given table in the order of another; a missing row or column is an error."""
    return given.loc[list(table.index), list(table.columns)]


def _result(
    table: pd.DataFrame, primary: Flags, hidden: Flags, *, cost: float, proven: bool, reason: str = ""
) -> Suppression:
    index, columns = table.index, table.columns
    return Suppression(
        hidden=pd.DataFrame(hidden, index=index, columns=columns, dtype=bool),
        primary=pd.DataFrame(primary, index=index, columns=columns, dtype=bool),
        cost=cost,
        proven=proven,
        reason=reason,
    )
