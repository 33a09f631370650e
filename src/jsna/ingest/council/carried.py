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
        notes: why a count is missing, or that it is estimated: codes of ``model.observations.Note``, or empty. Same
            index and columns.
        lowest: level of the smallest areas.
        report: what was done, as sentences.
    """

    counts: pd.DataFrame
    notes: pd.DataFrame
    lowest: Level
    report: tuple[str, ...]


def summed(counts: pd.DataFrame, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Return sums of rows by code; a sum with a missing part is missing. Index: code."""
    by = pd.Index(codes)
    return counts.groupby(by).sum(min_count=1).mask(counts.isna().groupby(by).any()).rename_axis("code")


def why_missing(counts: pd.DataFrame, withheld: pd.DataFrame, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Return the note of each sum by code: ``c`` where a part is withheld, ``x`` where one is not there, else empty.

    Args:
        counts: the parts; missing is NaN.
        withheld: whether a part is withheld; index and columns as ``counts``.
        codes: the area that each part is added to.
    """
    by = pd.Index(codes)
    missing = counts.isna().groupby(by).any()
    notes = pd.DataFrame("", index=missing.index, columns=missing.columns, dtype="str")
    notes = notes.mask(missing, Note.NOT_AVAILABLE.value).mask(withheld.groupby(by).any(), Note.CONFIDENTIAL.value)
    return notes.rename_axis("code")


def named(codes: Iterable[str], most: int = 5) -> str:
    """Return the first codes, with a mark if there are more."""
    every = list(codes)
    return ", ".join(every[:most]) + (" …" if len(every) > most else "")


def left_over(sums: pd.Series) -> list[str]:
    """Return a sentence on what is outside every area with a figure, or no sentence if nothing is."""
    left = ", ".join(f"{number:,.0f} of {column!r}" for column, number in sums.items() if number)
    return [f"Not in any ward shown: {left}."] if left else []
