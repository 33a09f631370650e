"""Census 2021 topic summaries: output areas, or wards as Nomis gives them, to every level by exact sums."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest import figures, nomis, reading, sums
from jsna.ingest.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

TOTAL = "total"


def census(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator for every level.

    Raises:
        Findings: the table is absent, or all that is wrong with its cells.
    """
    path = _find(inputs, recipe.table)
    counts = (
        _from_output_areas(inputs, path, recipe) if path.suffix == ".parquet" else _from_nomis(inputs, path, recipe)
    )
    whole = sums.every_level(group_counts(counts, recipe), inputs.areas, inputs.peopled_wards)
    made = figures.from_counts(whole, TOTAL, str(indicator.reference_date.year))
    require(figures.faults(made, indicator, path.name))
    return made


def group_counts(counts: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """Return one column a group and ``TOTAL``; a group is the sum of its headings. The index is kept."""
    summed = {group: counts[list(headings)].sum(axis=1, skipna=False) for group, headings in recipe.groups.items()}
    return pd.DataFrame(summed | {TOTAL: counts[recipe.denominator]}, index=counts.index)


def wanted(recipe: Recipe) -> list[str]:
    """Return the headings that a recipe adds up, the total first, each once."""
    return list(dict.fromkeys([recipe.denominator, *(h for headings in recipe.groups.values() for h in headings)]))


def _find(inputs: Inputs, table: str) -> Path:
    """The table's file: our Parquet form, or a bulk file as Nomis gives it, in the folder or in ``nomis/``."""
    stored = inputs.folder / "census2021_oa" / f"{table.lower()}.parquet"
    if stored.exists():
        return stored
    name = f"census2021-{table.lower()}"
    for folder in (inputs.folder, inputs.folder / "nomis"):
        for candidate in (f"{name}.zip", f"{name}-oa.csv", f"{name}-ward.csv"):
            if (folder / candidate).exists():
                return folder / candidate
    accepted = f"census2021_oa/{stored.name}, or {name}.zip as downloaded from Nomis"
    raise Findings([Finding(str(inputs.folder), f"table {table} is not there", accepted)])


def _from_output_areas(inputs: Inputs, path: Path, recipe: Recipe) -> pd.DataFrame:
    """Ward counts by heading, from the Parquet form."""
    listed = inputs.headings[inputs.headings["table"] == recipe.table.upper()].drop_duplicates("heading")
    columns = listed.set_index("heading")["column"]
    missing = [heading for heading in wanted(recipe) if heading not in columns.index]
    if missing:
        raise Findings(reading.missing_columns(f"Table_Metadata.csv, {recipe.table}", missing, list(columns.index)))
    chosen = columns[wanted(recipe)]
    table = reading.parquet_table(path, ["OA", *chosen])
    english = table[table["OA"].str.startswith("E")]
    named = english.set_axis(["OA", *chosen.index], axis=1)
    return to_wards(inputs, named["OA"], named[list(chosen.index)], path.name)


def _from_nomis(inputs: Inputs, path: Path, recipe: Recipe) -> pd.DataFrame:
    """Ward counts by heading, from a bulk file of output areas or of wards."""
    table = nomis.read_table(path)
    reading.require_columns(table, wanted(recipe), path.name)
    english = table[table[nomis.CODE].str.startswith("E")]
    counts, codes = english[wanted(recipe)], english[nomis.CODE]
    if codes.str.startswith("E00").all():
        return to_wards(inputs, codes, counts, path.name)
    problems: list[Finding] = inputs.unknown_wards(codes, path.name)
    whole = counts.apply(reading.numbers, name=path.name, problems=problems)
    require(problems)
    return whole.set_axis(pd.Index(codes, name="code"))


def to_wards(inputs: Inputs, codes: pd.Series, counts: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return ward sums of output-area counts; every output area of England must be there once.

    Args:
        inputs: for the look-up.
        codes: output area of each row. Index: ``row``.
        counts: text or numbers. Index: ``row``.
        name: the file, for the findings.
    """
    problems: list[Finding] = []
    once = reading.repeated(codes, name, problems)
    known = once.isin(inputs.output_areas.index)
    accepted = "the code of an English output area of 2021"
    problems += reading.cells(once[~known], name, "not the code of any area known here", accepted)
    absent = inputs.output_areas.index.difference(once)
    if len(absent):
        problem = f"{len(absent):,} output areas are missing, the first {absent[0]}"
        problems.append(Finding(name, problem, "every output area of England: fetch the file again"))
    whole = counts.apply(reading.numbers, name=name, problems=problems)
    require(problems)
    return whole.groupby(codes.map(inputs.output_areas)).sum().rename_axis(index="code")
