"""A comparison as a file: one row for each area."""

from __future__ import annotations

from jsna.model.comparison import Comparison
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import like_the_value, provenance

BOUNDARIES = "Boundaries: contains OS data © Crown copyright and database right"


def comparison_csv(comparison: Comparison, release: str, wards: int) -> bytes:
    """Return a comparison as CSV (UTF-8 with a byte order mark, so that spreadsheets read names correctly).

    Withheld figures are empty, with their note. Numbers stay numbers; text that a spreadsheet would calculate is
    prefixed with an apostrophe. Shares and their differences are fractions.

    Args:
        comparison: the protected record.
        release: id of the data release.
        wards: year of the list of wards.
    """
    areas = comparison.areas.rename(columns={"verdict": "comparison"}).reset_index(names="area_code")
    areas["difference"] = like_the_value(areas["difference"], comparison.indicator)
    about = provenance(comparison.indicator, comparison.selection.group, comparison.level, release, wards)
    first = {key: about[key] for key in ("indicator", "group", "unit", "base")} | {"period": comparison.period}
    return as_csv(areas.assign(**first | about | {"licence": f"{about['licence']}. {BOUNDARIES}"}))
