"""Fingertips extracts: one row per area, period and sex; values without counts or confidence limits."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.text_table import require_columns, text_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official.fingertips_periods import as_published, without_spaces
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import Indicator, Recipe

COLUMNS = ("area_code", "area_name", "period", "unit", "value", "inequality")
NONE = "NA"


def fingertips(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return every period's figures for current districts and for England.

    Abolished districts are left out, and the report says how many rows they had.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "health" / f"{recipe.table}.csv"
    table = text_table(path, path.name)
    require_columns(table, COLUMNS, path.name)
    # The extracts give the sex in the inequality column or, if that is empty, in the unit column.
    sex = table["inequality"].where(table["inequality"] != NONE, table["unit"])
    groups = {heading: code for code, headings in recipe.groups.items() for heading in headings}
    problems: list[Finding] = []
    problems += at_cells(sex[~sex.isin(groups)].rename("unit"), path.name, "an unknown group", ", ".join(groups))
    current = _current(inputs, indicator, table["area_code"], path.name, problems)
    given = current & (table["value"] != NONE)
    figures = pd.DataFrame(
        {
            "area_code": table["area_code"],
            "period": without_spaces(as_published(table["period"], path.name, problems)),
            "group": sex.map(groups),
            "value": to_numbers(table.loc[given, "value"], path.name, problems, whole=False),
        }
    )[given]
    require(problems)
    return figures


def _current(inputs: Inputs, indicator: Indicator, codes: pd.Series, name: str, problems: list[Finding]) -> pd.Series:
    """True for the rows of England and of current districts; reports what the others are."""
    present = codes.isin(inputs.codes(Level.DISTRICT)) | (codes == ENGLAND)
    abolished = ~present & codes.isin(inputs.abolished_districts)
    accepted = "England, or the code of an English district"
    unknown = codes[~present & ~abolished]
    problems += at_cells(unknown, name, "not the code of any area known here", accepted)
    if abolished.any():
        count, districts = int(abolished.sum()), codes[abolished].nunique()
        inputs.remarks.append(
            f"{indicator.title}: {count} rows of {districts} districts that no longer exist are left out."
        )
    return present
