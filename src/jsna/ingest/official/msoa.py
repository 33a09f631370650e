"""Tables that are published for MSOAs and not for wards, as their publisher gives them."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.catalogue.checks.msoa import faults
from jsna.catalogue.msoa import FOLDER, described, table_files
from jsna.errors import Finding, Findings
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.msoa import BASE, CODE, MsoaRecipe, MsoaTable


def msoa_files(inputs: Inputs, data: Path) -> dict[str, bytes]:
    """Return every table that has a recipe, by its path in the data folder.

    Args:
        inputs: the official files.
        data: the data folder, with the TOML of each table.

    Raises:
        Findings: a table or its TOML is missing or invalid (all problems are listed).
    """
    made: dict[str, bytes] = {}
    problems: list[Finding] = []
    for path in table_files(data):
        try:
            about = described(path)
            if about.recipe is not None:
                made[f"{FOLDER}/{about.slug}.parquet"] = _bytes(_table(inputs, about, about.recipe))
        except Findings as wrong:
            problems += wrong.findings
    require(problems)
    return made


def _table(inputs: Inputs, about: MsoaTable, recipe: MsoaRecipe) -> pd.DataFrame:
    """The MSOAs of England, sorted; columns as ``about.columns``. Those of Wales are left out."""
    name = Path(recipe.file).name
    given = parquet_table(inputs.folder / recipe.file, [recipe.code, recipe.base, *recipe.groups.values()])
    english = given[given[recipe.code].str.startswith("E")].sort_values(recipe.code, kind="stable")
    problems: list[Finding] = []
    once = repeated(english[recipe.code], name, problems)
    columns = {BASE: recipe.base} | {group: recipe.groups[group] for group in about.groups}
    numbers = {own: to_numbers(english[theirs], name, problems) for own, theirs in columns.items()}
    require(problems)
    table = pd.DataFrame({CODE: once} | numbers)
    require(faults(name, table, about, frozenset(inputs.output_areas["msoa"])))
    return table.astype(dict.fromkeys(columns, "int32"))


def _bytes(table: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    written = pa.Table.from_pandas(table, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(written, buffer, compression="zstd", compression_level=19)
    return buffer.getvalue()
