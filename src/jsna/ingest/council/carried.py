"""The result of converting a file's rows to the areas of the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from jsna.model.area import Level
from jsna.model.observations import Note


@dataclass(frozen=True, eq=False)
class Carried:
    """Counts by the areas of the data folder.

    Attributes:
        counts: whole numbers (float), one column for each column of the file; missing is NaN. Index: area code, the
            smallest areas and any others in the file (its district, England).
        notes: why an area has no count, or that its count is estimated: codes of ``model.observations.Note``, or empty.
        lowest: level of the smallest areas.
        report: what was done, as sentences.
    """

    counts: pd.DataFrame
    notes: pd.Series[str]
    lowest: Level
    report: tuple[str, ...]


def summed(counts: pd.DataFrame, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Return sums of rows by code; a sum with a missing part is missing. Index: code."""
    by = pd.Index(codes)
    return counts.groupby(by).sum(min_count=1).mask(counts.isna().groupby(by).any()).rename_axis("code")


def withheld_notes(counts: pd.DataFrame) -> pd.Series[str]:
    """Return the note of each row: ``c`` where a count is missing, else empty."""
    notes = pd.Series("", index=counts.index, dtype="str")
    return notes.mask(counts.isna().any(axis=1), Note.CONFIDENTIAL.value)


def named(codes: Iterable[str], most: int = 5) -> str:
    """Return the first codes, with a mark if there are more."""
    every = list(codes)
    return ", ".join(every[:most]) + (" …" if len(every) > most else "")


def left_over(sums: pd.Series) -> list[str]:
    """Return a sentence on what is outside every area with a figure, or no sentence if nothing is."""
    left = ", ".join(f"{number:,.0f} of {column!r}" for column, number in sums.items() if number)
    return [f"Not in any ward shown: {left}."] if left else []
