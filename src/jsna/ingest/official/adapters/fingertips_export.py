"""Fingertips exports with limits: one row per area, period, sex, age and category; percentages of people asked."""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.errors import Finding, Findings
from jsna.files.parquet import parquet_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

_CHOICE = ["indicator_id", "sex", "age"]
_LIMITS = {"value": "value", "lower_95": "lower", "upper_95": "upper"}
_ACCEPTED = "the number of an indicator, a sex and ages, such as 90280, Persons, 18+ yrs"


def fingertips_export(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return every period's figures; a group's heading is a number, a sex and ages: ``90280, Persons, 18+ yrs``.

    Rows of a category (such as a religion) are left out, and so are areas that no longer exist; the report says how
    many.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "health" / f"{recipe.table}.parquet"
    table = parquet_table(path, [*_CHOICE, "area_code", "category_type", "period", *_LIMITS])
    everyone = table[table["category_type"].isna()]
    headings = {heading: code for code, headings in recipe.groups.items() for heading in headings}
    said = everyone[_CHOICE].astype(str).agg(", ".join, axis=1)
    if unknown := [heading for heading in headings if not (said == heading).any()]:
        raise Findings(
            Finding(f"{indicator.slug}.toml", "no such figures", _ACCEPTED, value=heading) for heading in unknown
        )
    own = everyone[said.isin(headings)].assign(group=said.map(headings))
    present = among(own["area_code"], inputs.areas["code"])
    gone = own.loc[~present, "area_code"].nunique()
    inputs.remarks.append(f"{indicator.title}: {gone} areas that are not areas of today are left out.")
    rows = own[present & own["value"].notna().to_numpy()]
    problems: list[Finding] = []
    numbers = {}
    for heading, column in _LIMITS.items():
        given = rows[heading].dropna()
        numbers[column] = to_numbers(given, path.name, problems, whole=False).reindex(rows.index)
    require(problems)
    return pd.DataFrame({column: rows[column] for column in ("area_code", "period", "group")} | numbers)
