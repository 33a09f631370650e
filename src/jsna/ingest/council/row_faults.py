"""Find everything wrong with a file's rows at once: cells that are not counts, bad codes, counts above their base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from jsna.areas import lookups, ward_years
from jsna.catalogue import read
from jsna.catalogue.checks import rules
from jsna.catalogue.observations import limited
from jsna.errors import Finding
from jsna.files.cells import WITHHELD
from jsna.ingest import template
from jsna.ingest.council.understood import Kind, Understood

#: Headings, as slugs, of denominator columns.
TOTALS = ("out-of", "total", "all", "denominator", "base", "population", "number-in-all")

_COUNT = "a whole number, 0 or more"
_CODES = "codes of wards of 2022 or 2025, LSOAs of 2021, districts of 2022 or 2023, or areas above these"
_WHOLE = r"\d+(\.0*)?"


def looked_at(understood: Understood, data: Path) -> Understood:
    """Return the file with findings on its codes and, if it is refused, on its counts above their base.

    This reports every error at once, although a single cell is enough to refuse a file. The counts of a file that is
    not refused are checked once its columns have been chosen.

    Args:
        understood: a file that was read.
        data: the data folder, for areas and look-ups.
    """
    found = codes(understood, data)
    if found or understood.refused:
        found += above(understood, *_likely_columns(understood))
    return replace(understood, findings=(*understood.findings, *found))


def findings(understood: Understood, counts: Iterable[str], out_of: str | None, data: Path) -> list[Finding]:
    """Return everything wrong with the rows of a file, without repeats, including what was found while reading it.

    Args:
        understood: a file that was read.
        counts: headings of the counts.
        out_of: heading of the denominator, or None if unknown.
        data: the data folder, for areas and look-ups.
    """
    every = list(dict.fromkeys([*counts, *([out_of] if out_of else [])]))
    told = {(finding.row, finding.column) for finding in understood.findings}
    found = [*cells(understood, every), *codes(understood, data)]
    if out_of:
        found += above(understood, counts, out_of)
    return [*understood.findings, *(each for each in found if (each.row, each.column) not in told)]


def cells(understood: Understood, columns: Sequence[str]) -> list[Finding]:
    """Return a finding for each cell of the columns that is not a count; withheld and empty cells are accepted."""
    found: list[Finding] = []
    for column in columns:
        given = understood.table[column]
        filled = given[(given != "") & (given != WITHHELD)]
        bad = filled[~filled.str.fullmatch(_WHOLE)]
        found += limited(
            [
                Finding(understood.name, _no_count(text), _COUNT, _row(row), column, text[:80])
                for row, text in bad.items()
            ]
        )
    return found


def codes(understood: Understood, data: Path) -> list[Finding]:
    """Return a finding for each unknown or repeated area code; postcodes and points are not checked.

    Cells that do not look like a code were already reported when the file was read.
    """
    if not understood.area or understood.kind in (Kind.POSTCODE, Kind.POINT, None):
        return []
    given = understood.table[understood.area]
    given = given[given.str.fullmatch(r"[A-Z]\d{8}")]
    known = _known(understood.kind, data)
    areas = read.areas(data).index
    unknown = [
        Finding(understood.name, rules.unknown_area(code, areas), _CODES, _row(row), understood.area, code)
        for row, code in given[~given.isin(known)].items()
    ]
    accepted = "one row for each area; with several groups, one column for each"
    twice = [
        Finding(understood.name, "the area stands twice", accepted, _row(row), understood.area, code)
        for row, code in given[given.duplicated()].items()
    ]
    return [*limited(unknown), *limited(twice)]


def above(understood: Understood, counts: Iterable[str], out_of: str | None) -> list[Finding]:
    """Return a finding for each count above its denominator; cells that are not counts are skipped.

    Args:
        understood: a file that was read.
        counts: headings of the counts.
        out_of: heading of the denominator, or None if unknown.
    """
    if out_of is None:
        return []
    base = _numbers(understood.table[out_of])
    found: list[Finding] = []
    for column in counts:
        own = _numbers(understood.table[column])
        found += limited(
            [
                Finding(
                    understood.name,
                    "the numerator is above the denominator",
                    f"at most what {out_of!r} says",
                    _row(row),
                    column,
                    f"{own[row]:g} of {base[row]:g}",
                )
                for row in own.index[own > base]
            ]
        )
    return found


def _likely_columns(understood: Understood) -> tuple[list[str], str | None]:
    """Headings of the counts and of their denominator, if the headings or the numbers leave no doubt."""
    numbers = {heading: _numbers(understood.table[heading]) for heading in understood.numbers}
    named = [heading for heading in numbers if template.slug_of(heading) in TOTALS]
    likely = named or list(numbers)[-1:]
    if len(numbers) < 2 or len(likely) != 1:
        return [], None
    base = numbers.pop(likely[0])
    return [heading for heading, own in numbers.items() if (own <= base).sum() > (own > base).sum()], likely[0]


def _known(kind: Kind | None, data: Path) -> set[str]:
    if kind is Kind.LSOA:
        return set(lookups.read_lookup(data, lookups.LSOAS)["lsoa"])
    merged = lookups.read_lookup(data, lookups.DISTRICTS)["district_2022"]
    later = ward_years.read_ward_changes(data / lookups.FOLDER)["ward_2025"]
    return {*read.areas(data).index, *merged, *later}


def _numbers(given: pd.Series) -> pd.Series:
    """Counts as numbers; NaN if a cell is not a count."""
    return pd.to_numeric(given.where(given.str.fullmatch(_WHOLE)), errors="coerce")


def _no_count(text: str) -> str:
    if text.startswith("-"):
        return "a negative count"
    return "a fraction in a count" if text.replace(".", "", 1).isdigit() else "not a count"


def _row(row: object) -> int:
    return int(str(row))
