"""Structure-preserving estimation: a census table fitted to newer totals. Label the results as modelled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.errors import NotComparable
from jsna.stats.proportions import Floats

#: Two sets of totals that differ by more than this do not describe the same people.
LARGEST_DISAGREEMENT = 0.005
TOLERANCE = 1e-10
MOST_ROUNDS = 2_000

#: Replaces a zero, so that a group that was absent on census day can be present now.
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
    """Return the table closest to the seed that has the new totals, by iterative proportional fitting.

    The association of groups and areas stays as in the census; the totals are the newer ones. A zero stays zero unless
    ``fill_zeros`` is set.

    Args:
        seed: census counts; one row for each area, one column for each group. No cell may be missing: withheld counts
            cannot be fitted.
        row_totals: newer totals of the rows. Index: the rows.
        column_totals: newer totals of the columns. Index: the columns. They are scaled to the sum of the row totals,
            from which they may differ by at most half a per cent.
        fill_zeros: replace each zero with a half, and report how many.

    Raises:
        NotComparable: a cell or total is missing or negative, the totals disagree, or a row or column of zeros has a
            positive total; the message names it.

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
        # The columns fit by construction; the rows show the remaining misfit.
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
