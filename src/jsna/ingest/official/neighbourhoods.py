"""For the main figures of the census: the lowest and the highest share among the neighbourhoods of each ward."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.catalogue import indicator_folder
from jsna.catalogue.neighbourhoods import FILE
from jsna.errors import Finding
from jsna.ingest.official import counts
from jsna.ingest.official.adapters.census_tables import cells_of
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.area import WARD_YEARS
from jsna.model.indicator import Indicator, Recipe
from jsna.model.neighbourhoods import COLUMNS, FEWEST

_ADAPTER = "census"


def neighbourhood_files(inputs: Inputs, data: Path) -> dict[str, bytes]:
    """Return the table of ranges, by its path in the data folder; empty where the census is there for wards alone.

    Only indicators that stand for a topic on an overview take part, and of these the groups that do.

    Args:
        inputs: the official files.
        data: the data folder, with its indicators' TOML files.

    Raises:
        Findings: some cells are wrong (all of a table are listed).
    """
    described = [indicator_folder.read(path) for path in indicator_folder.files(data)]
    tables = [
        _ranges(inputs, indicator, indicator.recipe)
        for indicator in described
        if indicator.overview and indicator.recipe is not None and indicator.recipe.adapter == _ADAPTER
    ]
    found = [table for table in tables if not table.empty]
    return {FILE: _bytes(pd.concat(found, ignore_index=True))} if found else {}


def _ranges(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """One row for each ward and group; columns as ``COLUMNS``."""
    codes, cells, name = cells_of(inputs, recipe)
    if not codes.str.startswith("E00").all():
        return pd.DataFrame(columns=list(COLUMNS))
    problems: list[Finding] = []
    summed = counts.group(cells, recipe, name, problems)
    require(problems)
    placed = inputs.output_areas.loc[codes]
    by_lsoa = summed.groupby(placed["lsoa"].to_numpy()).sum()
    groups = [each.group for each in indicator.overview]
    parts = [_of_group(inputs, by_lsoa, group).assign(indicator=indicator.slug, group=group) for group in groups]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)]


def _of_group(inputs: Inputs, by_lsoa: pd.DataFrame, group: str) -> pd.DataFrame:
    """The ranges of one group, for the wards of each list."""
    asked = by_lsoa[by_lsoa[counts.TOTAL] > 0]
    given = pd.DataFrame({"n": asked[group], "of": asked[counts.TOTAL]}).astype("int64")
    given["share"] = given["n"] / given["of"]
    years = [_of_wards(given, ward_of(inputs, year)) for year in WARD_YEARS]
    return pd.concat([years[0], years[1][years[1]["area_code"].isin(inputs.newer_wards)]], ignore_index=True)


def _of_wards(given: pd.DataFrame, ward: pd.Series) -> pd.DataFrame:
    """The lowest and the highest of each ward's neighbourhoods, where there are enough; of equal ones the first."""
    ranked = given.assign(area_code=ward.reindex(given.index)).dropna(subset="area_code").sort_index()
    ranked = ranked.sort_values(["area_code", "share"], kind="stable")
    grouped = ranked.groupby("area_code")
    lowest, highest, size = grouped.first(), grouped.last(), grouped.size()
    table = pd.DataFrame(
        {
            "neighbourhoods": size,
            "lowest": lowest["n"],
            "lowest_of": lowest["of"],
            "highest": highest["n"],
            "highest_of": highest["of"],
        }
    )
    return table[table["neighbourhoods"] >= FEWEST].reset_index()


def ward_of(inputs: Inputs, year: int) -> pd.Series:
    """Return the ward in which most residents of each LSOA live; of equal ones the first by code. Index: ``lsoa``."""
    shared = inputs.output_areas.groupby(["lsoa", f"ward_{year}"])["residents"].sum().reset_index()
    ranked = shared.sort_values(["lsoa", "residents", f"ward_{year}"], ascending=[True, False, True])
    return ranked.drop_duplicates("lsoa").set_index("lsoa")[f"ward_{year}"]


def _bytes(table: pd.DataFrame) -> bytes:
    numbers = dict.fromkeys(COLUMNS[3:], "int32")
    ordered = table.astype(numbers).sort_values(["indicator", "group", "area_code"], kind="stable")
    buffer = io.BytesIO()
    written = pa.Table.from_pandas(ordered, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(written, buffer, compression="zstd", compression_level=19)
    return buffer.getvalue()
