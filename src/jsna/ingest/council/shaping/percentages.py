"""Check a percentage that a file gives beside count and base against the two."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.recognised import numbers_of
from jsna.ingest.council.rows.doubts import CHECKED
from jsna.ingest.council.shaping.shape import Columns
from jsna.ingest.council.understood import Understood

#: A percentage that fits fewer rows than this is one of something else.
_FITS = 0.7
#: Rows that are named; the others are counted.
_NAMED = 3


def misfits(understood: Understood, columns: Sequence[Columns], *, checked: bool) -> list[Finding]:
    """Return a finding where a percentage is not its count out of its base, within the rounding that it shows.

    A percentage that fits most rows is the figures' own, and the rows that it does not fit are asked about. One that
    fits few is of something else, which is a warning.

    Args:
        understood: the file.
        columns: which column is which, for each period.
        checked: whether the analyst says that the file is right: the findings are then warnings.
    """
    numbers = numbers_of(understood)
    found = []
    for each in columns:
        for code, heading in each.checks.items():
            if code in each.counts and code in each.bases and heading in numbers:
                shares = numbers[each.counts[code]] / numbers[each.bases[code]].where(numbers[each.bases[code]] > 0)
                found += _apart(understood, heading, numbers[heading], shares, checked=checked)
    return found


def scale(given: pd.Series) -> int:
    """Return by what a published percentage is divided to be a fraction: 100, or 1 if it is one already.

    Args:
        given: the figures of one column; its name is the heading.

    Raises:
        Findings: all are 1 or less, and the heading does not say whether they are percentages or fractions.
    """
    heading = str(given.name)
    if (given > 1).any() or re.search(r"%|per ?cent|percent|pct", heading, re.IGNORECASE):
        return 100
    if re.search(r"proportion|fraction|share", heading, re.IGNORECASE) or given.dropna().empty:
        return 1
    problem = f"nobody can tell whether {heading!r} holds percentages or fractions: none is above 1"
    raise Findings([Finding("the file", problem, "a heading that says % or proportion", column=heading)])


def _apart(
    understood: Understood, heading: str, given: pd.Series, shares: pd.Series, *, checked: bool
) -> list[Finding]:
    known = given.notna() & shares.notna()
    scale = 100.0 if (given[known] > 1).any() else 1.0
    digits = understood.table[heading].str.partition(".")[2].str.len()
    allowed = (0.5000001 * 10.0**-digits).where(known)
    fits = (given - scale * shares).abs() <= allowed
    wrong = known & ~fits
    if not wrong.any():
        return []
    if fits[known].mean() < _FITS:
        problem = (
            f"the percentage is of something else: it fits {int(fits[known].sum()):,} of {int(known.sum()):,} rows"
        )
        accepted = "one that is the count out of its base"
        return [Finding(understood.name, problem, accepted, column=heading, fatal=False)]
    rows = [str(row) for row in wrong.index[wrong]]
    named = ", ".join(rows[:_NAMED]) + (f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else "")
    first = wrong.index[wrong][0]
    problem = f"the percentage is not the count out of its base in {len(rows):,} of {int(known.sum()):,} rows ({named})"
    accepted = f"{scale * shares[first]:.{max(int(digits[first]), 1)}f} here, {CHECKED}"
    row = int(str(first))
    return [Finding(understood.name, problem, accepted, row, heading, f"{given[first]:g}", fatal=not checked)]
