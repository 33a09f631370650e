"""Find everything wrong with a file's rows at once: cells that are not counts, bad codes, counts above their base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.areas.unknown import unknown_area_findings
from jsna.errors import Finding, at_cells
from jsna.files.to_numbers import PLAIN, WHOLE, to_numbers
from jsna.ingest.council.carrying.carried import named
from jsna.ingest.council.rows import named_areas
from jsna.ingest.council.understood import SMALL, Kind, Understood

_CODES = (
    "codes of wards of 2022 or 2025 (those of other years count in their district), LSOAs of 2011 or 2021, "
    "MSOAs of 2021, districts of 2022 or 2023, or areas above these"
)
#: Codes of wards, and of the smaller areas that make them up.
_SMALLER = ("E00", "E01", "E02", "E05")
#: Larger areas that are not known are left out if they are at most this share of a file's areas.
_FEW = 0.4
#: Rows of one area that are named.
_FIRST = 3


def looked_at(understood: Understood, lookups: Lookups, place: str = "") -> Understood:
    """Return the file with the areas that it names, and findings on its codes: both are known before its columns are.

    Args:
        understood: a file that was read.
        lookups: where a row may lie.
        place: code of the place in which names of wards are looked for, where no column says the district.
    """
    understood = _without_others(named_areas.found(understood, lookups, place), lookups)
    return replace(understood, findings=(*understood.findings, *unknown(understood, lookups)))


def _without_others(understood: Understood, lookups: Lookups) -> Understood:
    """The file without larger areas of other years or kinds, such as districts that ended, if most areas are known.

    They are counted in a sentence. Wards and small areas that are not known are left: a figure may depend on them.
    """
    given = _codes(understood)
    if not len(given):
        return understood
    strange = given[~among(given, _known(understood.kind, lookups))]
    larger = strange[~strange.str[:3].isin(_SMALLER)]
    if larger.empty or larger.nunique() > _FEW * given.nunique():
        return understood
    said = (
        f"Rows of areas of other years or kinds were left out: {len(larger):,}, of {larger.nunique():,} areas "
        f"({named(larger.unique())})."
    )
    table = understood.table.drop(index=larger.index)
    return replace(understood, table=table, repairs=(*understood.repairs, said))


def findings(
    understood: Understood, counts: Iterable[str], out_of: str | None, lookups: Lookups, *, whole: bool = True
) -> list[Finding]:
    """Return everything wrong with the file and the cells of the columns that are used, without repeats.

    Args:
        understood: a file that was read.
        counts: headings of the counts.
        out_of: heading of the denominator, or None if unknown.
        lookups: where a row may lie.
        whole: whether the numbers are counts; published rates and means may have fractions.
    """
    counts = list(counts)
    every = [*counts, *([out_of] if out_of else [])]
    found = [*of_cells(understood, every, whole=whole), *unknown(understood, lookups), *repeated(understood)]
    if out_of:
        reported = {(finding.row, finding.column) for finding in found}
        found += [each for each in above(understood, counts, out_of) if (each.row, each.column) not in reported]
    return [*understood.findings, *found]


def _is_read(found: Finding, column: pd.Series) -> bool:
    """Whether a finding is about a row that is read, or about a heading."""
    return found.row is None or found.row in column.index or found.row < column.index.min()


def of_cells(understood: Understood, columns: Iterable[str], *, whole: bool = True) -> list[Finding]:
    """Return what is wrong with the cells of columns that are used, in the rows that are read; they may be empty."""
    found: list[Finding] = []
    for column in dict.fromkeys(columns):
        given = understood.table[column]
        known = [found for found in understood.in_columns.get(column, ()) if _is_read(found, given)]
        given = given[given != ""]
        if known:
            # What is no number was told when the file was read; a fraction or a negative number was not.
            given = given[given.str.fullmatch(PLAIN)]
        found += known
        to_numbers(given, understood.name, found, whole=whole, may_be_empty=True)
    return found


def unknown(understood: Understood, lookups: Lookups) -> list[Finding]:
    """Return what is wrong with unknown area codes; postcodes and points are not checked.

    Cells that do not look like a code were already reported when the file was read.
    """
    given = _codes(understood)
    strange = ~among(given, _known(understood.kind, lookups))
    return unknown_area_findings(given, strange, lookups.codes, understood.name, _CODES)


def repeated(understood: Understood) -> list[Finding]:
    """Return one finding on the areas that have several rows, or none; postcodes and points may have them."""
    given = _codes(understood)
    again = given[given.duplicated(keep=False)]
    if again.empty:
        return []
    first = again[again == again.iloc[0]]
    which = "1 area" if again.nunique() == 1 else f"{again.nunique():,} areas"
    rows = ", ".join(map(str, first.index[:_FIRST])) + (" …" if len(first) > _FIRST else "")
    problem = f"several rows of an area: {which}, first {first.iloc[0]} (rows {rows})"
    accepted = "one row for each area; or add them up: --add-up"
    return [Finding(understood.name, problem, accepted, int(str(first.index[0])), understood.area)]


def _codes(understood: Understood) -> pd.Series:
    if not understood.area or understood.kind in (Kind.POSTCODE, Kind.POINT, None):
        return pd.Series(dtype="str")
    given = understood.table[understood.area]
    return given[given.str.fullmatch(r"[A-Z]\d{8}")]


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


def _known(kind: Kind | None, lookups: Lookups) -> npt.NDArray[np.object_]:
    if kind in SMALL:
        return lookups.small_areas["code"].to_numpy(dtype=object)
    known = (lookups.codes, lookups.every_ward.index, lookups.merged_districts.index)
    return np.concatenate([codes.to_numpy(dtype=object) for codes in known])


def _numbers(given: pd.Series) -> pd.Series:
    """Counts as numbers; NaN if a cell is not a count."""
    return pd.to_numeric(given.where(given.str.fullmatch(WHOLE)), errors="coerce")
