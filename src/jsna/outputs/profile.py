"""An area's whole profile as a file: one row for each figure, with unformatted numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from jsna.model.msoa import MsoaTable, Touched
from jsna.model.profile import ProfileRow
from jsna.outputs import msoas
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import like_the_value, provenance
from jsna.words.timeliness import dated


def profile_csv(
    rows: Sequence[ProfileRow],
    release: str,
    wards: int,
    today: date,
    touched: Sequence[tuple[MsoaTable, Sequence[Touched]]] = (),
) -> bytes:
    """Return a profile as CSV, one row for each group of each indicator; unknown figures are empty.

    After them come the small areas that the ward touches, one row for each group of each: their level is ``msoa``, and
    they have no baseline and no comparison.

    Shares and their differences are fractions, as in the other files.

    Args:
        rows: the area's profile.
        release: id of the data release.
        wards: year of the list of wards.
        today: the date for calculating the figures' age.
        touched: tables by MSOA, each with the MSOAs that the ward touches.
    """
    own = [_fields(row, release, wards, today) for row in rows]
    beside = [fields for about, areas in touched for fields in msoas.fields(about, areas, release, today)]
    return as_csv(pd.DataFrame(own + beside))


def _fields(row: ProfileRow, release: str, wards: int, today: date) -> dict[str, object]:
    own, about = row.figure, provenance(row.indicator, row.group_code, row.level, release, wards)
    fields: dict[str, object] = {
        "area_code": own.code,
        "area": own.name,
        "level": row.level.value,
        "indicator": about["indicator"],
        "group": about["group"],
        "period": row.period,
        "unit": about["unit"],
        "base": about["base"],
        "numerator": own.numerator,
        "denominator": own.denominator,
        "value": own.value,
        **{parent.value: share for parent, share in row.parents.items()},
        "baseline": own.baseline_name,
        "baseline_value": own.baseline,
        "baseline_numerator": own.baseline_numerator,
        "baseline_denominator": own.baseline_denominator,
        "difference": like_the_value(own.difference, row.indicator),
        "extra": own.extra,
        "comparison": str(own.verdict),
        "reason": own.reason,
        "standing": own.standing,
        "standing_low": own.standing_low,
        "standing_high": own.standing_high,
        "rare": str(own.rare),
        "note": own.note,
        "reference_date": about["reference_date"],
        "age": dated(row.indicator.reference_date, today),
    }
    return {**fields, **about}
