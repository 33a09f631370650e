"""Convert a file of counts from the wards of one year to the wards of another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from jsna.areas import ward_years
from jsna.errors import Finding, Findings, SourceError
from jsna.ingest.council.carried import left_over, named
from jsna.ingest.council.to_wards import counts_of
from jsna.ingest.council.understood import Kind, Understood
from jsna.ingest.council.upload import read_file
from jsna.ingest.store import as_csv
from jsna.model.observations import COUNTS, KEY, RATES, Note

#: Contract columns that split the rows into parts; the caller names any others.
_PARTING = tuple(column for column in KEY if column != "area_code")
_RATE = re.compile(
    r"\b(per|percent|percentage|rate|rank|decile|quintile|score|mean|average|median|share|proportion|ratio|index)\b|%",
    re.IGNORECASE,
)
_REST = "\0rest"  # no heading of a file can hold it


def rebase_file(
    source: Path,
    target: Path,
    start: int,
    end: int,
    relation: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    estimate: bool = False,
) -> list[str]:
    """Write a file's counts by the wards of another year, and return sentences on what was done.

    A numerator is converted together with its denominator, so that it never exceeds the denominator.

    Args:
        source: a CSV, XLSX or GeoJSON with ward codes and counts.
        target: the CSV to write; it is written completely or not at all.
        start: year of the codes, 2022 or 2025.
        end: year to convert to.
        relation: which wards of the two years overlap, as ``Lookups.ward_changes`` has it.
        by: headings that split the rows into parts (a group, a period), in addition to the contract's.
        estimate: whether wards that were divided are split by area.

    Raises:
        Findings: the file is refused, or holds percentages, rates, ranks or values, which are never converted.
        NotAvailable: there is no look-up between the two years.
        SourceError: the target cannot be written.
    """
    understood = read_file(source).require()
    _refuse_other_areas(understood)
    parting = [heading for heading in understood.table if heading in (*_PARTING, *by)]
    columns = [heading for heading in understood.numbers if heading not in parting]
    _refuse_rates(understood, columns)
    counts = counts_of(understood, columns).set_axis(understood.table[understood.area].to_numpy())
    parts, report = [], list(understood.repairs)
    for key, rows in _parts(understood, parting):
        carried = ward_years.carry(_apart(counts.iloc[rows]), relation, start, end, estimate=estimate)
        parts.append(_as_rows(carried, columns, dict(zip(parting, key, strict=True)), understood.area))
        report += _said(carried, ", ".join(key))
    _write(pd.concat(parts, ignore_index=True), target)
    return report


def _refuse_other_areas(understood: Understood) -> None:
    if understood.kind is not Kind.WARD:
        problem = f"the rows are about {understood.kind}s, not wards"
        raise Findings([Finding(understood.name, problem, "codes of wards", column=understood.area)])


def _refuse_rates(understood: Understood, columns: list[str]) -> None:
    rates = [heading for heading in columns if heading in RATES or _RATE.search(heading.replace("_", " "))]
    accepted = "counts: carry numerators and denominators, then divide"
    problem = "percentages, rates, ranks and averages are not carried from one geography to another"
    if rates:
        raise Findings(Finding(understood.name, problem, accepted, 1, heading) for heading in rates)
    if not columns:
        raise Findings([Finding(understood.name, "there is no column of counts", accepted, 1)])


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


def _as_rows(carried: ward_years.Rebased, columns: list[str], key: dict[str, str], area: str) -> pd.DataFrame:
    """The converted counts as file rows, with a note if a count is missing or estimated."""
    counts = carried.counts
    if _REST in counts:
        counts = counts.assign(**{COUNTS[1]: counts[COUNTS[0]] + counts[_REST]})
    rows = counts[columns].rename_axis(area).reset_index()
    for heading, value in key.items():
        rows.insert(len(rows.columns) - len(columns), heading, value)
    estimated = pd.Series("", index=counts.index).mask(carried.fit < ward_years.WHOLE, Note.ESTIMATED.value)
    missing = counts.isna().any(axis=1)
    withheld = counts.index.isin([code for code, why in carried.refused.items() if why == ward_years.PART_WITHHELD])
    note = estimated.mask(missing, Note.NOT_AVAILABLE.value).mask(missing & withheld, Note.CONFIDENTIAL.value)
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
        unfinished.unlink(missing_ok=True)
        message = f"{target.name} cannot be written: {error.strerror}."
        raise SourceError(message) from error
