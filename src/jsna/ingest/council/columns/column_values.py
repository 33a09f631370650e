"""What the numbers of a table say of its columns: which is worked out from others, and which are no counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.ingest.council.columns.heading_words import Role
from jsna.stats.proportions import Floats

#: Fewer rows than this prove nothing about a column.
_FEWEST = 3
#: From so many rows on, an order without gaps is not chance.
_LONG = 5
#: Rows that are looked at; a pattern that holds in all of them holds by more than chance.
_SAMPLE = 40
#: Columns of which every selection is tried as the parts of a total.
_PARTS = 10
#: What percentages of one base add up to, and how far they may be from it where each is rounded.
_HUNDRED, _ROUNDED = 100, 1.01
_NINES = re.compile(r"9{2,}[789]")


@dataclass(frozen=True)
class Evidence:
    """What the numbers of one column show.

    Attributes:
        role: what they are taken for.
        reason: why, as the end of a sentence.
        certain: whether a heading cannot outweigh it.
    """

    role: Role
    reason: str
    certain: bool


def evidence(numbers: pd.DataFrame) -> dict[str, Evidence]:
    """Return what the numbers show, by heading; columns whose numbers show nothing are left out.

    Args:
        numbers: every column of numbers (float); missing is NaN.
    """
    found = {str(heading): shown for heading in numbers if (shown := _alone(numbers[heading])) is not None}
    return found | _of_a_hundred(numbers) | _percentages(numbers)


def sums(numbers: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the parts of each column that is the sum of two or more others in every row, by its heading."""
    rows = numbers.dropna().head(_SAMPLE)
    if len(rows) < 2 or len(numbers.columns) < 3:
        return {}
    values = rows.to_numpy(float)
    found = {str(whole): _parts(rows, values[:, at], at) for at, whole in enumerate(rows)}
    return {whole: parts for whole, parts in found.items() if parts}


def stand_ins(numbers: pd.Series) -> list[float]:
    """Return numbers such as 9999 that stand in a column for "missing", because no count there is like them.

    A number of nines (999, 9999, 9998) is one if it is more than twice as large as any other count, or if it is
    repeated more often than any other.
    """
    given = numbers.dropna()
    often = given.value_counts()
    nines = [value for value in often.index if _NINES.fullmatch(f"{value:.0f}")]
    rest = given[~given.isin(nines)]
    largest, most = float(rest.max()) if len(rest) else 0.0, int(often.drop(nines).max()) if len(rest) else 0
    return [value for value in nines if value > 2 * largest or (often[value] >= 2 and often[value] > most)]


def _alone(column: pd.Series) -> Evidence | None:
    """What a column's own numbers show."""
    given = column.dropna()
    if (given % 1 != 0).any():
        return Evidence(Role.RATE, "it has fractions", certain=True)
    long = len(given) >= _LONG
    steps = set(np.diff(given.to_numpy(float)))
    years = given.between(1990, 2039).all() and given.nunique() <= max(1, len(given) // 4)
    shown = (
        (len(given) >= _FEWEST and years, Role.PERIOD, "it holds years"),
        (long and steps in ({1.0}, {-1.0}), Role.IDENTIFIER, "it counts the rows"),
        (long and sorted(given) == list(range(1, len(given) + 1)), Role.RANK, "it holds each place once"),
    )
    return next((Evidence(role, reason, certain=False) for holds, role, reason in shown if holds), None)


def _of_a_hundred(numbers: pd.DataFrame) -> dict[str, Evidence]:
    """Columns side by side that add up to 100 in every row, but for rounding; the rows are not all alike."""
    rows = numbers.head(_SAMPLE)
    found: dict[str, Evidence] = {}
    for start in range(len(rows.columns) - 1):
        added = rows.iloc[:, start : start + _PARTS].cumsum(axis=1, skipna=False)
        hundred = added.notna().sum() >= _FEWEST
        hundred &= (added.isna() | added.sub(_HUNDRED).abs().le(_ROUNDED)).all()
        ends = [place for place in np.flatnonzero(hundred) if place > 0]
        run = rows.iloc[:, start : start + ends[-1] + 1] if ends else rows.iloc[:, :0]
        if run.dropna().drop_duplicates().shape[0] >= _FEWEST:
            reason = f"it and {len(run.columns) - 1} beside it add up to 100 in every row"
            found |= {str(heading): Evidence(Role.PERCENTAGE, reason, certain=True) for heading in run}
    return found


def _percentages(numbers: pd.DataFrame) -> dict[str, Evidence]:
    """Columns that are 100 × a ÷ b, or a ÷ b, of two others in every row."""
    # Every pair is tried, so of many columns fewer rows are looked at.
    rows = numbers.head(max(_FEWEST * 3, min(_SAMPLE, 1600 // max(1, len(numbers.columns)))))
    values = rows.to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = values[:, :, np.newaxis] / values[:, np.newaxis, :]
    found = {}
    for at, heading in enumerate(rows):
        pairs = np.argwhere(_are_shares(values[:, at], shares, values))
        others = [(a, b) for a, b in pairs if a != b and at not in (a, b)]
        if others:
            part, whole = (str(rows.columns[each]) for each in others[0])
            reason = f"it is {part!r} out of {whole!r} in every row"
            found[str(heading)] = Evidence(Role.PERCENTAGE, reason, certain=True)
    return found


def _are_shares(given: Floats, shares: Floats, parts: Floats) -> npt.NDArray[np.bool_]:
    """Return for each pair of columns whether a column is the share of the one in the other.

    Args:
        given: the column.
        shares: one column divided by another; rows × part × whole.
        parts: the columns; rows × part.
    """
    known = np.isfinite(given)[:, np.newaxis, np.newaxis] & np.isfinite(shares)
    possible = (known.sum(axis=0) >= _FEWEST) & (~known | (shares <= 1)).all(axis=0)
    same = (~known | (given[:, np.newaxis] == parts)[:, :, np.newaxis]).all(axis=0)
    whole = bool((given[np.isfinite(given)] % 1 == 0).all())
    scales = [(100.0, 0.5 if whole else 0.051)] + ([] if whole else [(1.0, 0.0051)])
    near = np.zeros(possible.shape, dtype=bool)
    if np.nanmax(np.abs(given), initial=0) > 0:
        for scale, tolerance in scales:
            apart = np.abs(given[:, np.newaxis, np.newaxis] - scale * shares)
            near |= (~known | (apart <= tolerance + 1e-9)).all(axis=0)
    return np.asarray(possible & ~same & near)


def _parts(rows: pd.DataFrame, whole: Floats, at: int) -> tuple[str, ...]:
    """The largest selection of other columns that add up to one column in every row; none if there is none."""
    values = rows.to_numpy(float)
    others = [other for other in range(values.shape[1]) if other != at and (values[:, other] <= whole).all()]
    if not whole.any() or len(others) < 2:
        return ()
    if len(others) > _PARTS:
        start, end = _side_by_side(values[:, others], whole)
        return tuple(str(rows.columns[other]) for other in others[start:end])
    chosen = _selections(len(others))
    fits = (values[:, others] @ chosen.T == whole[:, np.newaxis]).all(axis=0)
    if not fits.any():
        return ()
    best = max(np.flatnonzero(fits), key=lambda selection: chosen[selection].sum())
    return tuple(str(rows.columns[other]) for other, taken in zip(others, chosen[best], strict=True) if taken)


def _selections(number: int) -> npt.NDArray[np.float64]:
    """Return every selection of two or more of a few columns."""
    every = (np.arange(2**number)[:, np.newaxis] >> np.arange(number) & 1).astype(bool)
    return np.asarray(every[every.sum(axis=1) >= 2], dtype=float)


def _side_by_side(values: Floats, whole: Floats) -> tuple[int, int]:
    """The longest run of two or more columns that add up to ``whole`` in every row: its start, and the place after."""
    added = np.concatenate([np.zeros((len(values), 1)), values.cumsum(axis=1)], axis=1)
    starts, ends = np.triu_indices(added.shape[1], 2)
    for own, of in zip(added, whole, strict=True):
        fits = np.isclose(own[ends] - own[starts], of, rtol=0, atol=1e-9)
        starts, ends = starts[fits], ends[fits]
    if not len(starts):
        return 0, 0
    longest = int((ends - starts).argmax())
    return int(starts[longest]), int(ends[longest])
