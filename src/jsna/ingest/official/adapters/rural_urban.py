"""The rural urban classification: residents by the class of the small area that they live in."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.files.text_table import repeated, require_columns, text_table
from jsna.ingest.official import counts, small_areas
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.area import WARD_YEARS
from jsna.model.indicator import Indicator, Recipe

_CODE, _CLASS = "lsoa21_code", "classification"


def rural_urban(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return how many residents live in small areas (LSOAs) of the classes of a recipe's groups, for every level.

    Exact: residents are those of output areas, each of which lies in one small area and one ward.

    Raises:
        Findings: the file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / f"{recipe.table}.csv"
    table = text_table(path, path.name)
    require_columns(table, [_CODE, _CLASS], path.name)
    english = table[table[_CODE].str.startswith("E")]
    problems: list[Finding] = []
    once = repeated(english[_CODE], path.name, problems)
    lacking = sorted(set(inputs.small_areas["lsoa"]) - set(once))
    if lacking:
        problem = f"{len(lacking):,} LSOAs are missing, the first {lacking[0]}"
        problems.append(Finding(path.name, problem, "every English LSOA of 2021"))
    named = {heading for headings in recipe.groups.values() for heading in headings}
    classes = english[_CLASS]
    if absent := sorted(named - set(classes)):
        accepted = ", ".join(sorted(set(classes)))
        problems.append(Finding(path.name, "no small area is of this class", accepted, value=absent[0]))
    problems += at_cells(classes[classes == ""], path.name, "no class", "a class of the classification")
    require(problems)
    of = classes.set_axis(pd.Index(english[_CODE]))
    return counts.every_level(inputs, indicator, _residents(inputs, of, recipe))


def _residents(inputs: Inputs, of: pd.Series[str], recipe: Recipe) -> pd.DataFrame:
    """Residents by ward of both lists: in the classes of each group, and in all. Index: ``code``."""
    shares = pd.concat([small_areas.pairs(inputs.small_areas, year) for year in WARD_YEARS], ignore_index=True)
    shares = shares.drop_duplicates(["lsoa", "ward"])
    kind, people = shares["lsoa"].map(of), shares["residents"]
    columns = {code: people.where(kind.isin(headings), 0.0) for code, headings in recipe.groups.items()}
    by_ward = pd.DataFrame(columns | {counts.TOTAL: people.astype(float)}).groupby(shares["ward"].to_numpy()).sum()
    return by_ward.rename_axis(index="code")
