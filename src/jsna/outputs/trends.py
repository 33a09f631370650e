"""Areas over the years as a file: one row for each area and year."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.model.indicator import Indicator
from jsna.model.trends import History
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import like_the_value, provenance


def trends_csv(histories: Iterable[History], indicator: Indicator, group: str, release: str, wards: int) -> bytes:
    """Return the years of several areas as CSV; ``reference_date`` is the day that each year's figure is about.

    Args:
        histories: of one group of one indicator; at least one.
        indicator: what the figures are.
        group: code of the group they are about.
        release: id of the data release.
        wards: year of the list of wards.
    """
    rows = pd.concat(
        history.years.assign(area_code=history.code, area=history.name).reset_index(names="period")
        for history in histories
    )
    first = ["area_code", "area", "period"]
    rows = rows[[*first, *(column for column in rows.columns if column not in first)]]
    rows["difference"] = like_the_value(rows["difference"], indicator)
    rows = rows.rename(columns={"apart": "shares_no_year", "day": "reference_date"})
    about = provenance(indicator, group, indicator.lowest_level, release, wards)
    return as_csv(rows.assign(**{heading: said for heading, said in about.items() if heading not in rows}))
