"""Convert a council's rows to the areas of the data folder: exactly, with a stated fit, or refuse them by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from jsna.areas.lookups import Lookups
from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.by_code import by_code
from jsna.ingest.council.carrying.by_place import by_point, by_postcode
from jsna.ingest.council.carrying.by_small_area import by_small_area
from jsna.ingest.council.carrying.carried import Carried
from jsna.ingest.council.rows import apart_rows, row_faults
from jsna.ingest.council.understood import SMALL, Kind, Understood


def to_wards(
    understood: Understood,
    columns: Sequence[str],
    lookups: Lookups,
    *,
    out_of: str | None = None,
    estimate: bool = False,
    all_there: bool = False,
) -> Carried:
    """Return the counts of a file by ward of ``lookups.year``; counts of larger areas keep their level.

    Wards of that list stay. Those of the other are converted if that is exact (or, with ``estimate``, by residents);
    those of other years count in their district only. Small areas (LSOAs, MSOAs) go to the ward of most of their
    residents if the fit is good, postcodes and points to the ward they are in. Where no ward has a figure, the counts
    are those of districts.

    Args:
        understood: a file that was read; one row per area, or several for postcodes and points. Rows that lie in no
            area are left out.
        columns: headings of the counts.
        lookups: where a row may lie.
        out_of: heading of the denominators, above which no count may lie.
        estimate: whether counts of wards that were divided are split by residents.
        all_there: whether the rows are all there are: areas that are not in the file have nobody.

    Raises:
        Findings: the file was refused, a cell is not a count, or a code is unknown, repeated, or from another year.
        CatalogueError: postcodes are given and their look-up is missing or damaged.
    """
    understood, _ = apart_rows.split(understood)
    counts = counts_of(understood, dict.fromkeys([*columns, *([out_of] if out_of else [])]))
    found = row_faults.findings(understood, columns, out_of, lookups)
    if any(finding.fatal for finding in found):
        raise Findings(found)
    marks = understood.notes_of(map(str, counts))
    if understood.kind is Kind.POSTCODE:
        return by_postcode(understood, counts, marks, lookups)
    if understood.kind is Kind.POINT:
        return by_point(understood, counts, marks, lookups)
    codes = understood.table[understood.area].to_numpy()
    counts, marks = counts.set_axis(codes), marks.set_axis(codes)
    if understood.kind in SMALL:
        carried = by_small_area(understood, counts, marks, lookups, all_there=all_there)
    else:
        carried = by_code(understood, counts, marks, lookups, estimate=estimate, all_there=all_there)
    return carried.by_district(lookups.every_ward.index)


def counts_of(understood: Understood, columns: Iterable[str]) -> pd.DataFrame:
    """Return columns as whole numbers (float); a cell without a number is NaN. Index: ``row``.

    Raises:
        Findings: a column is missing.
    """
    columns = list(columns)
    missing = [column for column in columns if column not in understood.table]
    if missing:
        accepted = ", ".join(map(str, understood.table.columns))
        raise Findings(Finding(understood.name, "there is no such column", accepted, 1, column) for column in missing)
    text = understood.table[columns]
    numbers = {column: pd.to_numeric(text[column], errors="coerce").astype(float) for column in columns}
    return pd.DataFrame(numbers, index=text.index)
