"""Convert a file of counts from the wards of one year to the wards of another."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from jsna.areas import ward_years
from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.council.carrying.carried import left_over, named
from jsna.ingest.council.carrying.to_wards import counts_of
from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.recognised import COUNTED, in_words, recognised, require_counts
from jsna.ingest.council.rows import apart_rows, row_faults
from jsna.ingest.council.rows.doubts import doubts
from jsna.ingest.council.understood import Kind, Understood
from jsna.ingest.council.upload import read_file
from jsna.ingest.store import as_csv
from jsna.model.observations import COUNTS, KEY, Note

#: Contract columns that split the rows into parts; the caller names any others.
_PARTING = tuple(column for column in KEY if column != "area_code")
_REST = "\0rest"  # no heading of a file can hold it


def rebase_file(
    source: Path,
    target: Path,
    start: int,
    end: int,
    relation: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    counts: Sequence[str] = (),
    checked: bool = False,
    estimate: bool = False,
) -> list[str]:
    """Write a file's counts by the wards of another year, and return sentences on what was done.

    Only what is known to be a count is added up: by its heading, because columns add up, or because it was named.
    Percentages, rates, ranks, years and identifiers are left out, and said to be.

    A numerator is converted together with its denominator, so that it never exceeds the denominator.

    Args:
        source: a CSV, XLSX or GeoJSON with ward codes and counts.
        target: the CSV to write; it is written completely or not at all.
        start: year of the codes, 2022 or 2025.
        end: year to convert to.
        relation: which wards of the two years overlap, as ``Lookups.ward_changes`` has it.
        areas: every area, index ``code``; the names beside the codes are compared with theirs.
        by: headings that split the rows into parts (a group, a period), in addition to the contract's.
        counts: headings of columns that are counts although nothing shows it.
        checked: whether the analyst says that names beside other codes, and numbers such as 9999, are right.
        estimate: whether counts of wards that were divided are split by residents.

    Raises:
        Findings: the file is refused, holds no counts, or a column that may be counts or not.
        NotAvailable: there is no look-up between the two years.
        SourceError: the target cannot be written.
    """
    whole = read_file(source).require()
    understood, _ = apart_rows.split(whole)
    _refuse_other_areas(understood)
    parting = [heading for heading in understood.table if heading in (*_PARTING, *by)]
    columns, report = _counted(understood, parting, counts)
    found = [*row_faults.of_cells(understood, columns), *doubts(understood, columns, areas, checked=checked)]
    if any(finding.fatal for finding in found):
        raise Findings(found)
    codes = understood.table[understood.area].to_numpy()
    numbers = counts_of(understood, columns).set_axis(codes)
    withheld = (understood.notes_of(columns) == Note.CONFIDENTIAL).set_axis(codes)
    parts = []
    report = [*understood.repairs, *apart_rows.said(whole), *report, *map(str, found)]
    for key, rows in _parts(understood, parting):
        carried = ward_years.carry(_apart(numbers.iloc[rows]), relation, start, end, estimate=estimate)
        hidden = ward_years.of_parts(withheld.iloc[rows].any(axis=1), relation, start, end)
        parts.append(_as_rows(carried, hidden, columns, dict(zip(parting, key, strict=True)), understood.area))
        report += _said(carried, ", ".join(key))
    _write(pd.concat(parts, ignore_index=True), target)
    return report


def _refuse_other_areas(understood: Understood) -> None:
    if understood.kind is not Kind.WARD:
        problem = f"the rows are about {understood.kind}s, not wards"
        raise Findings([Finding(understood.name, problem, "codes of wards", column=understood.area)])


def _counted(understood: Understood, parting: list[str], stated: Sequence[str]) -> tuple[list[str], list[str]]:
    """The headings of the counts, and a sentence on what was left out; refuse what may be counts or not."""
    columns = {
        heading: column
        for heading, column in recognised(understood).items()
        if heading in understood.numbers and heading not in parting
    }
    if absent := [heading for heading in stated if heading not in columns]:
        accepted = ", ".join(columns) or "a column of counts"
        problem = "there is no such column of numbers"
        raise Findings(Finding(understood.name, problem, accepted, 1, heading) for heading in absent)
    require_counts(understood, columns, stated)
    counted = [heading for heading, column in columns.items() if column.role in COUNTED or heading in stated]
    rest = [column for heading, column in columns.items() if heading not in counted]
    if unknown := [column for column in rest if column.role is Role.UNKNOWN]:
        accepted = " ".join(f"--count {column.heading!r}" for column in unknown)
        problem = f"it is not clear what these are: {in_words(unknown)}"
        raise Findings([Finding(understood.name, problem, f"{accepted} if they are counts; no such column if not", 1)])
    if not counted:
        problem = f"there is no column of counts: {in_words(rest) or 'no numbers'}"
        accepted = "counts: carry numerators and denominators, then divide"
        raise Findings([Finding(understood.name, problem, accepted, 1)])
    said = f"Left out, because only counts are carried from one geography to another: {in_words(rest)}."
    return counted, [said] if rest else []


def _parts(understood: Understood, parting: list[str]) -> list[tuple[tuple[str, ...], list[int]]]:
    """The row positions of each part, in file order."""
    positions = pd.RangeIndex(len(understood.table))
    if not parting:
        return [((), list(positions))]
    keys = list(understood.table[parting].itertuples(index=False, name=None))
    return [(key, [place for place in positions if keys[place] == key]) for key in dict.fromkeys(keys)]


def _apart(counts: pd.DataFrame) -> pd.DataFrame:
    """Replace the denominator by the rest (denominator minus numerator), so that no numerator can exceed its base."""
    numerator, denominator = COUNTS
    if not {numerator, denominator} <= set(counts):
        return counts
    rest = counts[denominator] - counts[numerator]
    if (rest < 0).any():
        named_codes = named(map(str, counts.index[rest < 0]))
        message = f"The numerator is above the denominator in {named_codes}."
        raise SourceError(message)
    return counts.drop(columns=denominator).assign(**{_REST: rest})


def _as_rows(
    carried: ward_years.Rebased, withheld: pd.Series[bool], columns: list[str], key: dict[str, str], area: str
) -> pd.DataFrame:
    """The converted counts as file rows, with a note if a count is missing, withheld or estimated."""
    counts = carried.counts
    if _REST in counts:
        counts = counts.assign(**{COUNTS[1]: counts[COUNTS[0]] + counts[_REST]})
    rows = counts[columns].rename_axis(area).reset_index()
    for heading, value in key.items():
        rows.insert(len(rows.columns) - len(columns), heading, value)
    estimated = pd.Series("", index=counts.index).mask(carried.fit < ward_years.WHOLE, Note.ESTIMATED.value)
    missing = counts.isna().any(axis=1)
    hidden = missing & withheld.reindex(counts.index, fill_value=False)
    note = estimated.mask(missing, Note.NOT_AVAILABLE.value).mask(hidden, Note.CONFIDENTIAL.value)
    fit = carried.fit.round(3).map(lambda share: f"{share:g}")
    return rows.assign(note=note.to_numpy(), fit=fit.to_numpy())


def _said(carried: ward_years.Rebased, part: str) -> list[str]:
    """Sentences on what was converted, what was not and why; ``left`` sums up what is not in any row."""
    given = int(carried.counts.notna().all(axis=1).sum())
    start = f"{part}: " if part else ""
    said = [f"{start}{given:,} wards have counts."]
    for reason in dict.fromkeys(carried.refused.values()):
        codes = [code for code, why in carried.refused.items() if why == reason]
        said.append(f"{start}{len(codes):,} wards have none, because {reason}: {named(codes)}.")
    shown = carried.left.rename({_REST: "all others"})
    return [*said, *(start + sentence for sentence in left_over(shown))]


def _write(rows: pd.DataFrame, target: Path) -> None:
    """Write the file completely or not at all, by renaming a temporary file."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.write_text(as_csv(rows), encoding="utf-8")
        unfinished.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        message = f"{target.name} cannot be written: {error.strerror}."
        raise SourceError(message) from error
