"""Wards compared as a file: one row for each ward and column, with its counts, baseline and source."""

from __future__ import annotations

import pandas as pd

from jsna.model.compare import WardsCompared
from jsna.model.comparison import Comparison
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import like_the_value, provenance

_COLUMNS = {
    "name": "ward", "parent": "district", "numerator": "numerator", "denominator": "denominator", "value": "value",
    "baseline_name": "baseline", "baseline": "baseline_value",
    "baseline_numerator": "baseline_numerator", "baseline_denominator": "baseline_denominator",
    "difference": "difference", "verdict": "comparison",
    "reason": "reason", "note": "note",
}  # fmt: skip


def wards_csv(compared: WardsCompared, release: str, wards: int) -> bytes:
    """Return every cell of the table as a row of a CSV; unknown figures are empty.

    Shares and their differences are fractions, as in the other files.

    Args:
        compared: the differences and their comparisons.
        release: id of the data release.
        wards: year of the list of wards.
    """
    return as_csv(
        pd.concat([_rows(comparison, release, wards) for comparison in compared.comparisons], ignore_index=True)
    )


def _rows(comparison: Comparison, release: str, wards: int) -> pd.DataFrame:
    areas = comparison.areas[list(_COLUMNS)].rename(columns=_COLUMNS)
    about = provenance(comparison.indicator, comparison.selection.group, comparison.level, release, wards)
    areas = areas.assign(difference=like_the_value(areas["difference"], comparison.indicator))
    rows = areas.assign(**about).reset_index(names="area_code")
    first = ["area_code", "ward", "district", "indicator", "group", "unit", "base"]
    return rows[[*first, *(column for column in rows.columns if column not in first)]]
