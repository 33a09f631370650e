"""Fingertips extracts: one row an area, period and sex; a value without counts or limits."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding
from jsna.ingest import reading
from jsna.ingest.inputs import Inputs, require
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import Indicator, Recipe

COLUMNS = ("area_code", "area_name", "period", "unit", "value", "inequality")
NONE = "NA"


def fingertips(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return every period's figures for the districts that still stand and for England.

    Districts that have been abolished are left out, and the report says how many rows that was.

    Raises:
        Findings: the file is absent, or all that is wrong with its cells.
    """
    path = inputs.folder / "health" / f"{recipe.table}.csv"
    table = reading.text_table(path, path.name)
    reading.require_columns(table, COLUMNS, path.name)
    # The extracts name the sex in the column of inequality, or, where that is empty, in the column of units.
    sex = table["inequality"].where(table["inequality"] != NONE, table["unit"])
    groups = {heading: code for code, headings in recipe.groups.items() for heading in headings}
    problems: list[Finding] = []
    problems += reading.cells(sex[~sex.isin(groups)].rename("unit"), path.name, "an unknown group", ", ".join(groups))
    current = _current(inputs, indicator, table["area_code"], path.name, problems)
    given = current & (table["value"] != NONE)
    made = pd.DataFrame(
        {
            "area_code": table["area_code"],
            "period": table["period"].str.replace(" - ", "-"),
            "group": sex.map(groups),
            "value": reading.numbers(table.loc[given, "value"], path.name, problems, whole=False),
        }
    )[given]
    require(problems)
    return made


def _current(inputs: Inputs, indicator: Indicator, codes: pd.Series, name: str, problems: list[Finding]) -> pd.Series:
    """True for the rows of England and of present districts; says what the others are."""
    present = codes.isin(inputs.codes(Level.DISTRICT)) | (codes == ENGLAND)
    abolished = ~present & codes.isin(inputs.abolished_districts)
    accepted = "England, or the code of an English district"
    unknown = codes[~present & ~abolished]
    problems += reading.cells(unknown, name, "not the code of any area known here", accepted)
    if abolished.any():
        count, districts = int(abolished.sum()), codes[abolished].nunique()
        inputs.remarks.append(
            f"{indicator.title}: {count} rows of {districts} districts that no longer exist are left out."
        )
    return present
