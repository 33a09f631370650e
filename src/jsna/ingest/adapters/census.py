"""Census 2021 topic summaries: output areas, or wards as Nomis gives them, to every level by exact sums."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest import counts, nomis, reading
from jsna.ingest.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe


def census(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator for every level.

    Raises:
        Findings: the table is absent, or all that is wrong with its cells.
    """
    path = _find(inputs, recipe.table)
    if path.suffix == ".parquet":
        codes, cells = _stored(inputs, path, recipe)
    else:
        codes, cells = _downloaded(path, recipe)
    by_ward = codes.str.startswith("E05").all()
    wards = counts.wards if by_ward else _sum_output_areas
    return counts.every_level(
        inputs, indicator, wards(inputs, codes, counts.group(cells, recipe, path.name), path.name)
    )


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
    raise Findings([Finding(inputs.folder.name, f"table {table} is not there", accepted)])


def _stored(inputs: Inputs, path: Path, recipe: Recipe) -> tuple[pd.Series, pd.DataFrame]:
    """Codes and cells by heading of England's output areas, from the Parquet form."""
    listed = inputs.headings[inputs.headings["table"] == recipe.table.upper()].drop_duplicates("heading")
    columns = listed.set_index("heading")["column"]
    missing = [heading for heading in counts.wanted(recipe) if heading not in columns.index]
    if missing:
        raise Findings(reading.missing_columns(f"Table_Metadata.csv, {recipe.table}", missing, list(columns.index)))
    chosen = columns[counts.wanted(recipe)]
    table = reading.parquet_table(path, ["OA", *chosen])
    english = table[table["OA"].str.startswith("E")]
    return english["OA"], english[list(chosen)].set_axis(chosen.index, axis=1)


def _downloaded(path: Path, recipe: Recipe) -> tuple[pd.Series, pd.DataFrame]:
    """Codes and cells by heading of England's rows, from a bulk file of output areas or of wards."""
    table = nomis.read_table(path)
    reading.require_columns(table, counts.wanted(recipe), path.name)
    english = table[table[nomis.CODE].str.startswith("E")]
    return english[nomis.CODE], english[counts.wanted(recipe)]


def _sum_output_areas(inputs: Inputs, codes: pd.Series, groups: pd.DataFrame, name: str) -> pd.DataFrame:
    """Ward sums; every output area of England must be there once."""
    problems: list[Finding] = []
    once = reading.repeated(codes, name, problems)
    accepted = "the code of an English output area of 2021"
    unknown = once[~once.isin(inputs.output_areas.index)]
    problems += reading.cells(unknown, name, "not the code of any area known here", accepted)
    absent = inputs.output_areas.index.difference(pd.Index(once))
    if len(absent):
        problem = f"{len(absent):,} output areas are missing, the first {absent[0]}"
        problems.append(Finding(name, problem, "every output area of England: fetch the file again"))
    require(problems)
    return groups.groupby(codes.map(inputs.output_areas)).sum().rename_axis(index="code")
