"""Mid-2020 residents by single year of age, as age bands."""

from __future__ import annotations

import re

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official import counts
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

CODE = "ward22cd"
OLDEST = 90  # the file's last column is "90+"


def population(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator; a group's heading is a span of ages: ``0-4``, ``85+``.

    The LSOA best fit assigned the residents of a few wards to their neighbours: these wards are missing, but the sums
    are still complete.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "population" / f"{recipe.table}.csv"
    years = {code: _years(indicator, headings) for code, headings in recipe.groups.items()}
    by_year = recipe.model_copy(update={"groups": years})
    table = text_table(path, path.name)
    require_columns(table, [CODE, *counts.wanted(by_year)], path.name)
    rows = table[~table[CODE].str.startswith("W")]
    problems: list[Finding] = []
    groups = counts.group(rows, by_year, path.name, problems)
    by_ward = counts.wards(inputs, rows[CODE], groups, path.name, problems)
    require(problems)
    absent = inputs.peopled_wards.difference(by_ward.index)
    inputs.remarks.append(
        f"{indicator.title}: {len(absent)} peopled wards have no best-fit LSOA of 2011; they are [x]."
    )
    return counts.every_level(inputs, indicator, by_ward, required=by_ward.index)


def _years(indicator: Indicator, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The columns of a span of ages."""
    years: list[str] = []
    for heading in headings:
        span = re.fullmatch(r"(\d+)(?:-(\d+)|(\+))?", heading)
        if span is None:
            raise Findings([Finding(f"{indicator.slug}.toml", "not a span of ages", "0-4, 85+ or 17", value=heading)])
        first = int(span[1])
        last = OLDEST if span[3] else int(span[2] or first)
        years += [f"{year}+" if year == OLDEST else str(year) for year in range(first, last + 1)]
    return tuple(years)
