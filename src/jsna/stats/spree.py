"""Structure-preserving estimation: a census table fitted to newer totals. Modelled, and to be labelled so."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.proportions import Floats

#: Two sets of totals that differ by more than this are not about the same people.
LARGEST_DISAGREEMENT = 0.005
TOLERANCE = 1e-10
MOST_ROUNDS = 2_000

#: What stands in for a zero, so that a group that was not there on census day can be there now.
FOR_A_ZERO = 0.5


@dataclass(frozen=True)
class Fitted:
    """A table fitted to new totals.

    Attributes:
        table: the fitted cells; rows and columns of the seed.
        rounds: how many rounds it took.
        zeros_filled: how many zeros of the seed were replaced by a half.
    """

    table: pd.DataFrame
    rounds: int
    zeros_filled: int


def fit_to_totals(
    seed: pd.DataFrame,
    row_totals: pd.Series[float],
    column_totals: pd.Series[float],
    *,
    fill_zeros: bool = False,
) -> Fitted:
    """Return the table nearest to the seed that has the new totals, by iterative proportional fitting.

    What the census says about how groups and areas go together stays; the totals are today's. A zero stays zero for
    ever unless ``fill_zeros``.

    Args:
        seed: census counts; one row an area, one column a group. No cell may be missing: what is withheld cannot be
            fitted.
        row_totals: newer totals of the rows. Index: the rows.
        column_totals: newer totals of the columns. Index: the columns. They are scaled to the sum of the row totals,
            which may differ by half a per cent at most.
        fill_zeros: put a half in place of each zero, and say so.

    Raises:
        NotComparable: a cell or total is missing or negative, the totals disagree, or a row or column of zeros should
            hold people; the message names it.

    References:
        Deming WE, Stephan FF (1940), Annals of Mathematical Statistics 11:427–444; Purcell NJ, Kish L (1980),
        Postcensal estimates for local areas. International Statistical Review 48:3–18.
    """
    rows = np.asarray(row_totals.loc[seed.index], dtype=np.float64)
    columns = np.asarray(column_totals.loc[seed.columns], dtype=np.float64)
    cells = seed.to_numpy(dtype=float, copy=True)
    _check(cells, rows, columns)
    empty = cells == 0
    if fill_zeros:
        cells[empty] = FOR_A_ZERO
    _name_impossible(cells.sum(axis=1), rows, seed.index)
    _name_impossible(cells.sum(axis=0), columns, seed.columns)
    fitted, rounds = _fit(cells, rows, columns * (rows.sum() / columns.sum()))
    table = pd.DataFrame(fitted, index=seed.index, columns=seed.columns)
    return Fitted(table=table, rounds=rounds, zeros_filled=int(empty.sum()) if fill_zeros else 0)


def _fit(cells: Floats, rows: Floats, columns: Floats) -> tuple[Floats, int]:
    for done in range(1, MOST_ROUNDS + 1):
        cells = cells * _factors(rows, cells.sum(axis=1))[:, None]
        cells = cells * _factors(columns, cells.sum(axis=0))
        # The columns fit by construction; the rows tell how far there is to go.
        if np.abs(cells.sum(axis=1) - rows).max() <= TOLERANCE * rows.max():
            return cells, done
    raise NotComparable("No table of this structure has these totals: its zeros stand in the way.")


def _factors(wanted: Floats, found: Floats) -> Floats:
    return np.where(found > 0, wanted / np.where(found > 0, found, 1.0), 0.0)


def _check(cells: Floats, rows: Floats, columns: Floats) -> None:
    for figures, what in ((cells, "the census table"), (rows, "the row totals"), (columns, "the column totals")):
        if not (figures >= 0).all():
            msg = f"A figure is missing or negative in {what}: what is withheld cannot be fitted."
            raise NotComparable(msg)
    total, other = rows.sum(), columns.sum()
    if total <= 0 or abs(total - other) > LARGEST_DISAGREEMENT * total:
        msg = f"The totals disagree: the rows add up to {total:,.0f} and the columns to {other:,.0f}."
        raise NotComparable(msg)


def _name_impossible(found: Floats, wanted: Floats, names: pd.Index[str]) -> None:
    impossible = (found == 0) & (wanted > 0)
    if impossible.any():
        msg = f"The census has nobody in {names[impossible][0]}, so no structure to give its new total to."
        raise NotComparable(msg)
