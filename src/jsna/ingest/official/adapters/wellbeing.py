"""Personal wellbeing: mean ratings with limits, by district, county, region and for England, over eleven years."""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.errors import Finding
from jsna.files.parquet import parquet_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

_KEY = ["area_code", "period", "measure", "estimate"]
_LIMITS = {"value": "value", "lower_95": "lower", "upper_95": "upper"}
_MEAN = "average-mean"


def wellbeing(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the mean of one question in every year; a group's heading is the question: ``happiness``.

    Areas that no longer exist, and groups of districts, are left out, and the report says how many. Where the publisher
    withholds a mean because too few were asked, there is no figure.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "health" / f"{recipe.table}.parquet"
    table = parquet_table(path, [*_KEY, *_LIMITS])
    groups = {heading: code for code, headings in recipe.groups.items() for heading in headings}
    own = table[(table["estimate"] == _MEAN) & table["measure"].isin(groups)]
    present = among(own["area_code"], inputs.areas["code"])
    gone = own.loc[~present, "area_code"].nunique()
    inputs.remarks.append(f"{indicator.title}: {gone} areas that are not areas of today are left out.")
    rows = own[present & own["value"].notna().to_numpy()]
    problems: list[Finding] = []
    numbers = {
        column: to_numbers(rows[heading], path.name, problems, whole=False) for heading, column in _LIMITS.items()
    }
    require(problems)
    return pd.DataFrame(
        {
            "area_code": rows["area_code"],
            "period": rows["period"].str.replace("-", "/"),
            "group": rows["measure"].map(groups),
            **numbers,
        }
    )
