"""Census counts by 2021 district, one row per district and answer: sexual orientation, disability."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.text_table import require_columns, text_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official import counts
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

LOOKUP = "lookups/geographr_lookup_ltla22_ltla23.csv"
CODE, TOTAL_COLUMN, COUNT = "ltla21_code", "total_residents", "n"
ANSWER = {
    "healthyr_england_sexual_orientation_21": "sexual_orientation",
    "healthyr_england_disability_21": "disability_level",
}


def census_district(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator for the districts of 2023 and above, by exact sums.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "health" / f"{recipe.table}.csv"
    answer = ANSWER[recipe.table]
    table = text_table(path, path.name)
    require_columns(table, [CODE, answer, COUNT, TOTAL_COLUMN], path.name)
    districts = table[CODE].map(_successors(inputs))
    problems = _faults(table, answer, districts, path.name)
    people = to_numbers(table[COUNT], path.name, problems)
    totals = to_numbers(table[TOTAL_COLUMN], path.name, problems)
    problems += counts.above_total(people.to_frame(), totals, path.name)
    require(problems)
    by_answer = people.groupby([districts, table[answer]]).sum().unstack(fill_value=0)
    by_answer[counts.TOTAL] = totals[~table.duplicated(CODE)].groupby(districts).sum()
    require_columns(by_answer, [h for headings in recipe.groups.values() for h in headings], path.name)
    groups = {code: by_answer[list(headings)].sum(axis=1) for code, headings in recipe.groups.items()}
    figures = pd.DataFrame(groups | {counts.TOTAL: by_answer[counts.TOTAL]}).rename_axis(index="code")
    return counts.every_level(inputs, indicator, figures)


def _successors(inputs: Inputs) -> pd.Series:
    """The 2023 district of each district of 2021 and 2022 (no boundary changed between those two years)."""
    table = text_table(inputs.folder / LOOKUP, LOOKUP)
    require_columns(table, ["ltla22_code", "ltla23_code"], LOOKUP)
    return table.drop_duplicates("ltla22_code").set_index("ltla22_code")["ltla23_code"]


def _faults(table: pd.DataFrame, answer: str, districts: pd.Series, name: str) -> list[Finding]:
    again = table[table.duplicated([CODE, answer])]
    found = at_cells(again[CODE] + ", " + again[answer], name, "the figure is there twice", "each answer once")
    accepted = "the code of an English district of 2021"
    unknown = table.loc[districts.isna(), CODE]
    return [*found, *at_cells(unknown, name, "not the code of any area known here", accepted)]
