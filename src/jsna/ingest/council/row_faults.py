"""Find everything wrong with a file's rows at once: cells that are not counts, bad codes, counts above their base."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.areas.unknown import unknown_area_findings
from jsna.errors import Finding, at_cells
from jsna.files.cells import WITHHELD
from jsna.files.to_numbers import WHOLE, to_numbers
from jsna.ingest.council import named_areas
from jsna.ingest.council.columns import COUNTED, recognised
from jsna.ingest.council.heading_words import Role
from jsna.ingest.council.understood import SMALL, Kind, Understood

_CODES = (
    "codes of wards of 2022 or 2025 (those of other years count in their district), LSOAs of 2011 or 2021, "
    "MSOAs of 2021, districts of 2022 or 2023, or areas above these"
)
#: Rows of one area that are named.
_FIRST = 3


def looked_at(understood: Understood, lookups: Lookups, place: str = "") -> Understood:
    """Return the file with the areas that it names, findings on its codes and, if refused, on counts above their base.

    This reports every error at once, although a single cell is enough to refuse a file. The counts of a file that is
    not refused are checked once its columns have been chosen.

    Args:
        understood: a file that was read.
        lookups: where a row may lie.
        place: code of the place in which names of wards are looked for, where no column says the district.
    """
    understood = named_areas.found(understood, lookups, place)
    found = codes(understood, lookups)
    if found or understood.refused:
        found += likely(understood)
    return replace(understood, findings=(*understood.findings, *found))


def findings(
    understood: Understood, counts: Iterable[str], out_of: str | None, lookups: Lookups, *, add_up: bool = False
) -> list[Finding]:
    """Return everything wrong with the rows of a file, without repeats, including what was found while reading it.

    Args:
        understood: a file that was read.
        counts: headings of the counts.
        out_of: heading of the denominator, or None if unknown.
        lookups: where a row may lie.
        add_up: whether several rows of one area are added up.
    """
    every = list(dict.fromkeys([*counts, *([out_of] if out_of else [])]))
    reported = {(finding.row, finding.column) for finding in understood.findings}
    found = [*cells(understood, every), *codes(understood, lookups)]
    if not add_up:
        found += repeated(understood)
    if out_of:
        found += above(understood, counts, out_of)
    return [*understood.findings, *(each for each in found if (each.row, each.column) not in reported)]


def cells(understood: Understood, columns: Sequence[str]) -> list[Finding]:
    """Return a finding for each cell of the columns that is not a count; withheld and empty cells are accepted."""
    found: list[Finding] = []
    for column in columns:
        given = understood.table[column]
        filled = given[(given != "") & (given != WITHHELD)]
        to_numbers(filled, understood.name, found, may_be_empty=True)
    return found


def codes(understood: Understood, lookups: Lookups) -> list[Finding]:
    """Return what is wrong with unknown area codes; postcodes and points are not checked.

    Cells that do not look like a code were already reported when the file was read.
    """
    if not understood.area or understood.kind in (Kind.POSTCODE, Kind.POINT, None):
        return []
    given = understood.table[understood.area]
    given = given[given.str.fullmatch(r"[A-Z]\d{8}")]
    strange = ~among(given, _known(understood.kind, lookups))
    return unknown_area_findings(given, strange, lookups.codes, understood.name, _CODES)


def repeated(understood: Understood) -> list[Finding]:
    """Return one finding on the areas that have several rows, or none; postcodes and points may have them."""
    if understood.kind in (Kind.POSTCODE, Kind.POINT, None):
        return []
    areas = understood.located[understood.area]
    again = areas[areas.duplicated(keep=False)]
    if again.empty:
        return []
    first = again[again == again.iloc[0]]
    which = "1 area" if again.nunique() == 1 else f"{again.nunique():,} areas"
    rows = ", ".join(map(str, first.index[:_FIRST])) + (" …" if len(first) > _FIRST else "")
    problem = f"several rows of an area: {which}, first {first.iloc[0]} (rows {rows})"
    accepted = "one row for each area; or --add-up, or the box on the form, to add them up"
    return [Finding(understood.name, problem, accepted, int(str(first.index[0])), understood.area)]


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
        says = [f"{own[row]:g} of {base[row]:g}" for row in own.index[own > base]]
        shown = pd.Series(says, index=own.index[own > base], name=column, dtype=str)
        accepted = f"at most what {out_of!r} says"
        found += at_cells(shown, understood.name, "the numerator is above the denominator", accepted)
    return found


def likely(understood: Understood) -> list[Finding]:
    """Return a finding for each count above its denominator, in the columns that headings and numbers show."""
    return above(understood, *_likely_columns(understood))


def _likely_columns(understood: Understood) -> tuple[list[str], str | None]:
    """Headings of the counts and of their denominator, as far as headings and numbers show them."""
    columns = recognised(understood)
    counted = [heading for heading, column in columns.items() if column.role in COUNTED]
    if len(counted) < 2:
        return [], None
    numbers = {heading: _numbers(understood.table[heading]) for heading in counted}
    largest = max(counted, key=lambda heading: (columns[heading].role is Role.TOTAL, numbers[heading].sum()))
    base = numbers.pop(largest)
    return [heading for heading, own in numbers.items() if (own <= base).sum() > (own > base).sum()], largest


def _known(kind: Kind | None, lookups: Lookups) -> npt.NDArray[np.object_]:
    if kind in SMALL:
        return lookups.small_areas["code"].to_numpy(dtype=object)
    known = (lookups.codes, lookups.every_ward.index, lookups.merged_districts.index)
    return np.concatenate([codes.to_numpy(dtype=object) for codes in known])


def _numbers(given: pd.Series) -> pd.Series:
    """Counts as numbers; NaN if a cell is not a count."""
    return pd.to_numeric(given.where(given.str.fullmatch(WHOLE)), errors="coerce")
