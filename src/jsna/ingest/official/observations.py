"""Turn an adapter's counts or values into the checked observations of one indicator, as bytes."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from jsna.areas.among import among
from jsna.areas.places import of_level, of_ward_year
from jsna.errors import Finding, limited_of
from jsna.model.area import HOLDERS, levels_from
from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS, KEY, Note
from jsna.model.period import Period

_TEXT, _COUNT, _NUMBER = pa.string(), pa.int32(), pa.float64()
SCHEMA = pa.schema(
    [
        *((column, _TEXT) for column in KEY),
        ("numerator", _COUNT),
        ("denominator", _COUNT),
        ("value", _NUMBER),
        ("lower", _NUMBER),
        ("upper", _NUMBER),
        ("note", _TEXT),
    ]
)
AREAS_SCHEMA = pa.schema(
    [
        ("code", _TEXT),
        ("name", _TEXT),
        ("level", _TEXT),
        ("vintage", _COUNT),
        ("until", _COUNT),
        *((level.value, _TEXT) for level in HOLDERS),
    ]
)


def from_counts(counts: pd.DataFrame, denominator: str, period: str) -> pd.DataFrame:
    """Return long figures: area_code, period, group, numerator, denominator.

    Args:
        counts: one column per group, and the total. Index: ``code``.
        denominator: name of the total's column.
        period: of all rows.
    """
    flat = counts.rename_axis(index="area_code").rename(columns={denominator: "denominator"}).reset_index()
    long = flat.melt(id_vars=["area_code", "denominator"], var_name="group", value_name="numerator")
    return long.assign(period=period)


def observations(figures: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the indicator's observations: a row for every area, period and group; note ``x`` if there is no figure.

    Args:
        figures: area_code, period, group and counts or value, in any order.
        indicator: the indicator they belong to.
        areas: every area; those at or above the indicator's lowest level get rows.
    """
    # A unitary authority is of the level of districts, and its own county.
    lowest = among(areas["code"], of_level(areas.set_index("code"), indicator.lowest_level).index)
    codes = areas.loc[areas["level"].isin(levels_from(indicator.lowest_level)) | lowest, "code"]
    periods = sorted(set(figures["period"]), key=Period.of)
    full = pd.MultiIndex.from_product([list(indicator.groups), periods, codes], names=["group", "period", "area_code"])
    rows = figures.set_index(full.names).reindex(full).reset_index()
    rows["characteristic"] = indicator.characteristic.value
    for column in COLUMNS:
        if column not in rows:
            rows[column] = None
    missing = rows["numerator"].isna() & rows["value"].isna()
    rows["note"] = rows["note"].astype(object).mask(missing & rows["note"].isna(), Note.NOT_AVAILABLE.value)
    return rows[list(COLUMNS)]


def faults(figures: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame, name: str) -> list[Finding]:
    """Return findings for repeated figures, values out of bounds, and an unexpected number of areas.

    Args:
        figures: as an adapter returns them.
        indicator: the indicator they belong to, with what it expects.
        areas: every area.
        name: the input file, for the findings.
    """
    again = figures.duplicated(["area_code", "period", "group"])
    found = _named(figures[again], name, "the figure is there twice", "one row for each area, period and group")
    if indicator.expect.fatal:
        low, high = indicator.expect.fatal
        value = figures["numerator"] / figures["denominator"] if "numerator" in figures else figures["value"]
        outside = figures.assign(shown=value)[(value < low) | (value > high)]
        found += _named(outside, name, "a value that cannot be true", f"from {low:g} to {high:g}")
    return found + _miscounted(figures, indicator, areas, name)


def _miscounted(figures: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame, name: str) -> list[Finding]:
    """A finding for each level where a group's newest figures are not the expected number."""
    newest = figures[(figures["period"] == max(figures["period"].unique(), key=Period.of)) & _given(figures)]
    found: list[Finding] = []
    for year, wanted in indicator.expect.of_years().items():
        levels = newest["area_code"].map(of_ward_year(areas, year).set_index("code")["level"])
        counted = newest.groupby([newest["group"], levels]).size()
        found += [
            Finding(name, f"{have:,} {level.of(year)} have a figure", f"{expected:,}, as [expect] says", value=group)
            for group in indicator.groups
            for level, expected in wanted.items()
            if (have := int(counted.get((group, level.value), 0))) != expected
        ]
    return found


def _given(figures: pd.DataFrame) -> pd.Series:
    """True where a row has a figure."""
    return figures["numerator" if "numerator" in figures else "value"].notna()


def observations_bytes(rows: pd.DataFrame) -> bytes:
    """Return the observations as a Parquet file; the same rows give the same bytes."""
    return _bytes(pa.Table.from_pandas(rows, schema=SCHEMA, preserve_index=False))


def areas_bytes(areas: pd.DataFrame) -> bytes:
    """Return the areas as a Parquet file; the same rows give the same bytes."""
    return _bytes(pa.Table.from_pandas(areas, schema=AREAS_SCHEMA, preserve_index=False))


def _bytes(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    # pandas' own metadata includes its version, which would change the bytes although the figures are the same.
    pq.write_table(table.replace_schema_metadata(None), buffer, compression="zstd", compression_level=12)
    return buffer.getvalue()


def _named(wrong: pd.DataFrame, name: str, problem: str, accepted: str) -> list[Finding]:
    """One finding per figure, identified by its key because a figure may come from many rows."""
    key = ["area_code", "period", "group", *(["shown"] if "shown" in wrong else [])]
    says = wrong[key].astype(str).agg(", ".join, axis=1).tolist() if len(wrong) else []
    return limited_of(says, lambda text: Finding(name, problem, accepted, value=text))
