"""What the numbers of a table say of its columns: which is worked out from others, and which are no counts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from jsna.ingest.council.heading_words import Role
from jsna.stats.proportions import Floats

#: Fewer rows than this prove nothing about a column.
_FEWEST = 3
#: From so many rows on, an order without gaps is not chance.
_LONG = 5
#: Rows that are looked at; a pattern that holds in all of them holds by more than chance.
_SAMPLE = 40
#: Columns of which every selection is tried as the parts of a total.
_PARTS = 10
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
    return found | _percentages(numbers)


def sums(numbers: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Return the parts of each column that is the sum of two or more others in every row, by its heading."""
    rows = numbers.dropna().head(_SAMPLE)
    if len(rows) < 2 or len(numbers.columns) < 3:
        return {}
    headings = [str(heading) for heading in rows]
    values = {str(heading): rows[heading].to_numpy(float) for heading in rows}
    found = {}
    for whole in headings:
        others = [part for part in headings if part != whole and (values[part] <= values[whole]).all()]
        found[whole] = next((parts for parts in _selections(others) if _adds_up(values, parts, values[whole])), ())
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


def _percentages(numbers: pd.DataFrame) -> dict[str, Evidence]:
    """Columns that are 100 × a ÷ b, or a ÷ b, of two others in every row."""
    rows = numbers.head(_SAMPLE)
    found: dict[str, Evidence] = {}
    for part, whole in combinations(rows, 2):
        for a, b in ((part, whole), (whole, part)):
            share = rows[a].to_numpy(float) / rows[b].where(rows[b] > 0).to_numpy(float)
            for heading in rows.columns.drop([a, b]):
                given = rows[heading].to_numpy(float)
                if str(heading) not in found and _is_share(given, share, rows[a].to_numpy(float)):
                    reason = f"it is {a!r} out of {b!r} in every row"
                    found[str(heading)] = Evidence(Role.PERCENTAGE, reason, certain=True)
    return found


def _is_share(given: Floats, share: Floats, part: Floats) -> bool:
    both = np.isfinite(given) & np.isfinite(share)
    if both.sum() < _FEWEST or (given[both] == part[both]).all() or (share[both] > 1).any() or not given[both].any():
        return False
    whole = bool((given[both] % 1 == 0).all())
    for scale, tolerance in ((100.0, 0.5 if whole else 0.051), *([] if whole else [(1.0, 0.0051)])):
        if (np.abs(given[both] - scale * share[both]) <= tolerance + 1e-9).all():
            return True
    return False


def _selections(headings: Sequence[str]) -> list[tuple[str, ...]]:
    """Selections of two or more columns that may be the parts of a total, the largest first."""
    if len(headings) <= _PARTS:
        return [parts for size in range(len(headings), 1, -1) for parts in combinations(headings, size)]
    ends = range(len(headings) + 1)
    return [tuple(headings[start:end]) for start in ends for end in reversed(ends) if end - start >= 2]


def _adds_up(values: Mapping[str, Floats], parts: Sequence[str], whole: Floats) -> bool:
    return bool(whole.any()) and bool((np.sum([values[part] for part in parts], axis=0) == whole).all())
