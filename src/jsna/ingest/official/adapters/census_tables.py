"""Census 2021 topic summaries: exact sums for every level, from output areas or from Nomis's ward rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import missing_columns, repeated, require_columns
from jsna.ingest.official import counts, nomis
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.indicator import Indicator, Recipe

_WARDS = ("ward_2022", "ward_2025")


def census(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator for every level.

    Raises:
        Findings: the table is missing, or some of its cells are wrong (all are listed).
    """
    codes, cells, name = cells_of(inputs, recipe)
    return counts.every_level(inputs, indicator, by_ward(inputs, codes, cells, recipe, name))


def cells_of(inputs: Inputs, recipe: Recipe) -> tuple[pd.Series, pd.DataFrame, str]:
    """Return the code and the cells by heading of each area of a recipe's table, and the name of its file.

    Raises:
        Findings: the table is missing, or has other headings.
    """
    path = _find(inputs, recipe.table)
    codes, cells = _stored(inputs, path, recipe) if path.suffix == ".parquet" else downloaded(path, recipe)
    return codes, cells, path.name


def by_ward(inputs: Inputs, codes: pd.Series, cells: pd.DataFrame, recipe: Recipe, name: str) -> pd.DataFrame:
    """Return a recipe's groups and their total by ward, from wards or from output areas. Index: ``code``.

    Raises:
        Findings: some codes or cells are wrong (all are listed).
    """
    problems: list[Finding] = []
    groups = counts.group(cells, recipe, name, problems)
    wards = counts.wards if codes.str.startswith("E05").any() else _sum_output_areas
    by_ward_counts = wards(inputs, codes, groups, name, problems)
    require(problems)
    return by_ward_counts


def _find(inputs: Inputs, table: str) -> Path:
    """The table's file: our Parquet version, or a Nomis bulk file, in the folder or in ``nomis/``."""
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
    """Codes and cells by heading of England's output areas, from the Parquet version."""
    listed = inputs.headings[inputs.headings["table"] == recipe.table.upper()].drop_duplicates("heading")
    columns = listed.set_index("heading")["column"]
    missing = [heading for heading in counts.wanted(recipe) if heading not in columns.index]
    if missing:
        raise Findings(missing_columns(f"Table_Metadata.csv, {recipe.table}", missing, list(columns.index)))
    chosen = columns[counts.wanted(recipe)]
    table = parquet_table(path, ["OA", *chosen])
    english = table[table["OA"].str.startswith("E")]
    return english["OA"], english[list(chosen)].set_axis(chosen.index, axis=1)


def downloaded(path: Path, recipe: Recipe, level: str | None = None) -> tuple[pd.Series, pd.DataFrame]:
    """Return codes and cells by heading, without Welsh rows, from a bulk file of output areas or of wards."""
    table = nomis.read_table(path, level=level)
    require_columns(table, counts.wanted(recipe), path.name)
    english = table[~table[nomis.CODE].str.startswith("W")]
    return english[nomis.CODE], english[counts.wanted(recipe)]


def _sum_output_areas(
    inputs: Inputs, codes: pd.Series, groups: pd.DataFrame, name: str, problems: list[Finding]
) -> pd.DataFrame:
    """Sums by the wards of every year; every output area of England must appear once."""
    once = repeated(codes, name, problems)
    places = inputs.output_areas.index.get_indexer(pd.Index(once))
    accepted = "the code of an English output area of 2021"
    problems += at_cells(once[places < 0], name, "not the code of any area known here", accepted)
    absent = np.setdiff1d(np.arange(len(inputs.output_areas)), places)
    if len(absent):
        first = inputs.output_areas.index[absent[0]]
        problem = f"{len(absent):,} output areas are missing, the first {first}"
        problems.append(Finding(name, problem, "every output area of England: fetch the file again"))
    require(problems)
    first, last = (groups.groupby(inputs.output_areas[ward].to_numpy()[places]).sum() for ward in _WARDS)
    return pd.concat([first, last.loc[inputs.newer_wards]]).rename_axis(index="code")
