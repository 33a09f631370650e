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
from jsna.ingest.council.columns import COUNTED, recognised
from jsna.ingest.council.heading_words import Role
from jsna.ingest.council.shape import Columns
from jsna.ingest.council.understood import SMALL, Kind, Understood

_CODES = (
    "codes of wards of 2022 or 2025 (those of other years count in their district), LSOAs of 2011 or 2021, "
    "MSOAs of 2021, districts of 2022 or 2023, or areas above these"
)


def looked_at(understood: Understood, lookups: Lookups) -> Understood:
    """Return the file with findings on its codes and, if it is refused, on its counts above their base.

    This reports every error at once, although a single cell is enough to refuse a file. The counts of a file that is
    not refused are checked once its columns have been chosen.

    Args:
        understood: a file that was read.
        lookups: where a row may lie.
    """
    found = codes(understood, lookups)
    if found or understood.refused:
        found += likely(understood)
    return replace(understood, findings=(*understood.findings, *found))


def findings(understood: Understood, columns: Columns, lookups: Lookups) -> list[Finding]:
    """Return everything wrong with the rows of a file, without repeats, including what was found while reading it.

    Args:
        understood: a file that was read.
        columns: which column is which.
        lookups: where a row may lie.
    """
    reported = {(finding.row, finding.column) for finding in understood.findings}
    counted = list(dict.fromkeys([*columns.counts.values(), *columns.bases.values()]))
    found = [*cells(understood, counted), *codes(understood, lookups)]
    for code, base in columns.bases.items():
        found += above(understood, [columns.counts[code]], base)
    return [*understood.findings, *(each for each in dict.fromkeys(found) if (each.row, each.column) not in reported)]


def cells(understood: Understood, columns: Sequence[str]) -> list[Finding]:
    """Return a finding for each cell of the columns that is not a count; withheld and empty cells are accepted."""
    found: list[Finding] = []
    for column in columns:
        given = understood.table[column]
        filled = given[(given != "") & (given != WITHHELD)]
        to_numbers(filled, understood.name, found, may_be_empty=True)
    return found


def codes(understood: Understood, lookups: Lookups) -> list[Finding]:
    """Return what is wrong with unknown and repeated area codes; postcodes and points are not checked.

    Cells that do not look like a code were already reported when the file was read.
    """
    if not understood.area or understood.kind in (Kind.POSTCODE, Kind.POINT, None):
        return []
    given = understood.table[understood.area]
    given = given[given.str.fullmatch(r"[A-Z]\d{8}")]
    strange = ~among(given, _known(understood.kind, lookups))
    unknown = unknown_area_findings(given, strange, lookups.codes, understood.name, _CODES)
    accepted = "one row for each area; with several groups, one column for each"
    return [*unknown, *at_cells(given[given.duplicated()], understood.name, "the area is there twice", accepted)]


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
