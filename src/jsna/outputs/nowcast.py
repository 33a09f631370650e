"""A ward's modelled figures as a file: one row for each, beside what was counted."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.model.area import Level
from jsna.model.nowcast import Nowcast
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import provenance
from jsna.words.nowcast import rests_on


def nowcast_csv(found: Iterable[Nowcast], ward: str, release: str, wards: int) -> bytes:
    """Return nowcasts as CSV; shares are fractions, and every row says that it is modelled.

    Args:
        found: the ward's modelled figures.
        ward: code of the ward.
        release: id of the data release.
        wards: year of the list of wards.
    """
    return as_csv(pd.DataFrame([_fields(own, ward, release, wards) for own in found]))


def _fields(own: Nowcast, ward: str, release: str, wards: int) -> dict[str, object]:
    code = next(code for code, group in own.indicator.groups.items() if group is own.group)
    about = provenance(own.indicator, code, Level.WARD, release, wards)
    return {
        "area_code": ward,
        "area": own.name,
        "indicator": about["indicator"],
        "group": about["group"],
        "counted_on": own.counted.day.isoformat(),
        "counted_numerator": own.counted.numerator,
        "counted_denominator": own.counted.denominator,
        "counted_value": own.counted.value,
        "modelled_on": own.fitted.day.isoformat(),
        "modelled_numerator": own.fitted.numerator,
        "modelled_denominator": own.fitted.denominator,
        "modelled_value": own.fitted.value,
        "modelled_lower": own.fitted.lower,
        "modelled_upper": own.fitted.upper,
        "rests_on": f"Modelled, not counted. {rests_on(own)}",
    } | about
