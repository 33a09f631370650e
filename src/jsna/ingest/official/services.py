"""Public lists of services: the publishers' points in wards of both years, in one form for all lists."""

from __future__ import annotations

import io
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.areas.postcodes import wards_at
from jsna.catalogue.services import FOLDER, described, list_files
from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.ingest.official import boundaries
from jsna.ingest.official.capitals import readable
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import WARD_YEARS
from jsna.model.services import Services, ServicesRecipe

#: Metres: how far a point on a quay or an estuary may lie from its ward.
_NEAR = 1_000.0
#: Decimals of a degree: about a metre.
_DECIMALS = 5
_BRITISH_GRID, _DEGREES = 27700, 4326
_GIVEN = ["name", "postcode"]
_POINT = ["easting", "northing"]
_FIRST, _LAST = WARD_YEARS
_ENCODINGS = {
    "name": "DELTA_BYTE_ARRAY", "postcode": "DELTA_BYTE_ARRAY",
    "latitude": "BYTE_STREAM_SPLIT", "longitude": "BYTE_STREAM_SPLIT",
}  # fmt: skip


def service_files(inputs: Inputs, data: Path) -> dict[str, bytes]:
    """Return the table of every list that has a recipe, by its path in the data folder.

    A source folder without services leaves the existing tables unchanged.

    Args:
        inputs: the official files, with ``services`` and ``boundaries``.
        data: the data folder, with the TOML of each list.

    Raises:
        Findings: a list or its TOML is missing or invalid, or a service lies in no ward.
        SourceError: the boundaries are missing or unreadable.
    """
    source = inputs.folder
    if not (source / FOLDER).is_dir():
        return {}
    recipes = [(about, about.recipe) for about in map(described, list_files(data)) if about.recipe]
    given = [_given(source, about, recipe) for about, recipe in recipes]
    shapes = {
        year: boundaries.official_wards(source / "boundaries", year).set_index("code").geometry
        for year in (WARD_YEARS if recipes else ())
    }
    districts = inputs.areas.set_index("code")["district"]
    made = {}
    for (about, recipe), services in zip(recipes, given, strict=True):
        placed = _in_wards(services, recipe, shapes)
        table = placed.assign(district=placed[f"ward_{_LAST}"].map(districts))
        made[f"{FOLDER}/{about.slug}.parquet"] = _bytes(table[list(about.columns)])
    return made


def _given(source: Path, about: Services, recipe: ServicesRecipe) -> pd.DataFrame:
    """The services of a list as the publisher places them, with their kinds and facts."""
    facts = {fact.column: name for name, fact in about.facts.items()}
    own = [recipe.ward] if recipe.ward else []
    columns = [*_GIVEN, *_POINT, *own, *recipe.kind, *facts]
    given = _with_place(_wanted(parquet_table(source / recipe.file, list(dict.fromkeys(columns))), recipe), recipe)
    named = given["name"].map(readable) if recipe.capitals else given["name"]
    return given.assign(name=named, kind=_kinds(given, recipe)).rename(columns=facts)


def _wanted(given: pd.DataFrame, recipe: ServicesRecipe) -> pd.DataFrame:
    unwanted = given[list(recipe.kind)].isin(recipe.leave_out).any(axis=1)
    for part in recipe.leave_out_named:
        unwanted |= given["name"].str.contains(part, regex=False)
    return given[~unwanted]


def _with_place(given: pd.DataFrame, recipe: ServicesRecipe) -> pd.DataFrame:
    """The rows with a point; how many are without is known, so that a new file is looked at."""
    lost = given[_POINT].isna().any(axis=1)
    if int(lost.sum()) != recipe.without_place:
        problem = f"{int(lost.sum())} rows have no easting or northing"
        accepted = f"{recipe.without_place}, as without_place of the recipe says"
        raise Findings([Finding(Path(recipe.file).name, problem, accepted)])
    return given[~lost]


def _kinds(given: pd.DataFrame, recipe: ServicesRecipe) -> pd.Series:
    """The kind of each service in plain words, missing where it is not known."""
    said = pd.Series(None, index=given.index, dtype=object)
    for column in recipe.kind:
        said = said.where(said.notna(), given[column].map(recipe.kinds))
    if recipe.kind and said.isna().any():
        odd, name = given.loc[said.isna(), recipe.kind[-1]].drop_duplicates(), Path(recipe.file).name
        raise Findings(at_cells(odd, name, "a kind without words", "a word of [recipe.kinds] or of leave_out"))
    return said.where(said != "", None)


def _in_wards(given: pd.DataFrame, recipe: ServicesRecipe, shapes: dict[int, gpd.GeoSeries]) -> pd.DataFrame:
    """With latitude and longitude, and the wards of both years."""
    points = gpd.GeoSeries.from_xy(given["easting"].astype(float), given["northing"].astype(float), crs=_BRITISH_GRID)
    first, last = (
        wards_at(points.to_numpy(), shapes[year], near=_NEAR).set_axis(given.index).astype(object)
        for year in WARD_YEARS
    )
    if (lost := given.loc[first.isna() | last.isna(), "name"]).size:
        name, accepted = Path(recipe.file).name, "a point within a kilometre of a ward"
        raise Findings(at_cells(lost, name, "the service lies in no ward", accepted))
    degrees = points.to_crs(_DEGREES)
    return given.assign(
        latitude=degrees.y.round(_DECIMALS),
        longitude=degrees.x.round(_DECIMALS),
        **{f"ward_{_FIRST}": first, f"ward_{_LAST}": given[recipe.ward] if recipe.ward else last},
    )


def _bytes(services: pd.DataFrame) -> bytes:
    """The table as a Parquet file: the same services give the same bytes."""
    ordered = services.sort_values([f"ward_{_FIRST}", "name", "latitude", "longitude"], kind="stable")
    columns = {name: _column(ordered[name]) for name in ordered}
    buffer = io.BytesIO()
    pq.write_table(
        pa.table(columns),
        buffer,
        compression="zstd",
        compression_level=19,
        use_dictionary=[name for name in columns if name not in _ENCODINGS],
        column_encoding=_ENCODINGS,
        row_group_size=len(ordered),
        write_statistics=False,
    )
    return buffer.getvalue()


def _column(values: pd.Series) -> pa.Array:
    if pd.api.types.is_numeric_dtype(values):
        return pa.array(values.astype(float), pa.float64(), from_pandas=True)
    return pa.array(values.astype(object).where(values.notna(), None), pa.string())
