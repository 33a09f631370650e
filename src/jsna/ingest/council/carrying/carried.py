"""The result of converting a file's rows to the areas of the data folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from jsna.areas.among import among
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
        districts: exact sums of the districts that the rows fill. Index: code; columns as ``counts``.
    """

    counts: pd.DataFrame
    notes: pd.DataFrame
    lowest: Level
    report: tuple[str, ...]
    districts: pd.DataFrame = field(default_factory=pd.DataFrame)

    def by_district(self, wards: Iterable[str]) -> Carried:
        """Return the districts in place of the wards if no ward has a figure and a district has one, else self."""
        of_wards = among(self.counts.index, wards)
        if self.lowest is not Level.WARD or self.districts.empty or self.counts[of_wards].notna().all(axis=1).any():
            return self
        own = self.counts[~of_wards]
        counts = pd.concat([own, self.districts.drop(own.index, errors="ignore")]).rename_axis("code")
        which = "1 district" if len(counts) == 1 else f"{len(counts):,} districts and larger areas"
        said = f"No ward has a figure, so the figures are those of {which}."
        notes = self.notes.reindex(counts.index, fill_value="")
        return replace(self, counts=counts, notes=notes, lowest=Level.DISTRICT, report=(*self.report, said))


def summed(counts: pd.DataFrame, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Return sums of rows by code; a sum with a missing part is missing. Index: code."""
    by = pd.Index(codes)
    return counts.groupby(by).sum(min_count=1).mask(counts.isna().groupby(by).any()).rename_axis("code")


def filled(counts: pd.DataFrame, districts: pd.Series[str], unfilled: Iterable[str]) -> pd.DataFrame:
    """Return the sums of the districts that rows fill and of which no part is missing. Index: code.

    Args:
        counts: the rows.
        districts: the district of each row, in the order of ``counts``; missing where it lies in several.
        unfilled: districts of which a part is not among the rows.
    """
    known = districts.notna().to_numpy()
    sums = summed(counts[known], pd.Index(districts[known]))
    return sums[~among(sums.index, unfilled)].dropna()


def notes_of_sums(counts: pd.DataFrame, marks: pd.DataFrame, codes: pd.Series | pd.Index) -> pd.DataFrame:
    """Return the note of each sum by code.

    A sum without a figure is ``c`` where a part is withheld; it has the note of its parts where all have one note, else
    ``x``. A sum with a figure has the most careful note of its parts: ``u``, then ``e``, then ``p``.

    Args:
        counts: the parts; missing is NaN.
        marks: the note of each part, empty text where there is none; index and columns as ``counts``.
        codes: the area that each part is added to.
    """
    by = pd.Index(codes)
    missing = counts.isna().groupby(by).any()
    written = set(marks.to_numpy().ravel())
    noted = {note: (marks == note.value).groupby(by) for note in Note if note.value in written}
    notes = pd.DataFrame("", index=missing.index, columns=missing.columns, dtype="str")
    for beside in (Note.PROVISIONAL, Note.ESTIMATED, Note.LOW_RELIABILITY):
        if beside in noted:
            notes = notes.mask(noted[beside].any(), beside.value)
    if Note.LOW in noted:
        notes = notes.mask(noted[Note.LOW].all(), Note.LOW.value)
    notes = notes.mask(missing, Note.NOT_AVAILABLE.value)
    for alone in (Note.LOW, Note.LOW_RELIABILITY, Note.NOT_APPLICABLE):
        if alone in noted:
            notes = notes.mask(missing & noted[alone].all(), alone.value)
    if Note.CONFIDENTIAL in noted:
        notes = notes.mask(missing & noted[Note.CONFIDENTIAL].any(), Note.CONFIDENTIAL.value)
    return notes.rename_axis("code")


def named(codes: Iterable[str], most: int = 5) -> str:
    """Return the first codes, with a mark if there are more."""
    every = list(codes)
    return ", ".join(every[:most]) + (" …" if len(every) > most else "")


def left_over(sums: pd.Series) -> list[str]:
    """Return a sentence on what is outside every area with a figure, or no sentence if nothing is."""
    left = ", ".join(f"{number:,.0f} of {column!r}" for column, number in sums.items() if number)
    return [f"Not in any ward shown: {left}."] if left else []
