"""Indices of Deprivation: LSOA scores and deciles for wards and above, by shared residents.

Scores are averaged, weighted by residents. Deciles and ranks are never averaged: deciles are used only to count who
lives in the most deprived tenth.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from jsna.areas import sums
from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated, require_columns, text_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.official import counts, small_areas
from jsna.ingest.official.inputs import Inputs, require
from jsna.model.area import WARD_YEARS, Level
from jsna.model.indicator import Indicator, Recipe
from jsna.model.observations import Note

CODE = "lsoa21_code"
#: Heading of the codes in the file of underlying indicators.
_INDICATORS_CODE = "lsoa21cd"
_POPULATION = "population/mid2022_total_lsoa21_england.parquet"
_PEOPLE = "population_mid2022"
_HOUSEHOLDS = "census2021_lsoa/ts044_accommodation_type_lsoa21.parquet"
#: Scores are stored to this many decimals: one more than the source gives.
DECIMALS = 4


def imd(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return the figures of one indicator.

    A group's heading is a score's column (``IMD_score``: population-weighted mean), or a column with a bound
    (``IMD_decile<=1``: residents of the LSOAs within it, out of all).

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "deprivation" / f"{recipe.table}_england_lsoa21.csv"
    if not path.exists() and (underlying := path.with_name(f"{recipe.table}.parquet")).exists():
        path = underlying
    shares = pd.concat([small_areas.pairs(inputs.small_areas, year) for year in WARD_YEARS], ignore_index=True)
    shares = shares.drop_duplicates(["lsoa", "ward"])
    if recipe.denominator:
        return counts.every_level(inputs, indicator, _residents_within(shares, path, recipe))
    return _mean_scores(inputs, indicator, recipe, shares, path)


def imd_people(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return how many people the Indices count, out of the population that they use: rounded counts of small areas.

    Small areas without a count are left out of both numbers, and said to be.

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "deprivation" / f"{recipe.table}.parquet"
    placed = inputs.small_areas
    headings = {code: headings[0] for code, headings in recipe.groups.items()}
    counted = _by_lsoa(path, sorted(headings.values()), placed, may_lack=True)
    population = parquet_table(inputs.folder / _POPULATION, [_INDICATORS_CODE, _PEOPLE]).set_index(_INDICATORS_CODE)
    everyone = population[_PEOPLE].reindex(counted.index).astype(float)
    lost = counted.isna().any(axis=1) | everyone.isna()
    parts = counted[list(headings.values())].set_axis(list(headings), axis=1)[~lost]
    parts["rest"] = everyone[~lost] - parts.sum(axis=1)
    inputs.remarks.append(f"{indicator.title}: {int(lost.sum())} small areas have no count and are left out.")
    return _by_ward(inputs, indicator, parts)


def imd_households(inputs: Inputs, indicator: Indicator, recipe: Recipe) -> pd.DataFrame:
    """Return how many households a share of the Indices stands for, out of the census's households.

    A share of three decimals and some 700 households give the number of households back, to the nearest one.

    Raises:
        Findings: a file is missing, or some of its cells are wrong (all are listed).
    """
    path = inputs.folder / "deprivation" / f"{recipe.table}.parquet"
    headings = {code: headings[0] for code, headings in recipe.groups.items()}
    shares = _by_lsoa(path, sorted(headings.values()), inputs.small_areas)
    listed = parquet_table(inputs.folder / _HOUSEHOLDS, [_INDICATORS_CODE, recipe.denominator])
    households = listed.set_index(_INDICATORS_CODE)[recipe.denominator].reindex(shares.index).astype(float)
    parts = shares[list(headings.values())].set_axis(list(headings), axis=1).mul(households, axis=0).round()
    parts["rest"] = households - parts.sum(axis=1)
    return _by_ward(inputs, indicator, parts)


def _by_ward(inputs: Inputs, indicator: Indicator, parts: pd.DataFrame) -> pd.DataFrame:
    """The figures from the counts of small areas and ``rest``; estimated wards have the note ``e``."""
    placed = inputs.small_areas
    divided = small_areas.to_wards(parts, placed[placed["lsoa"].isin(parts.index)])
    whole = divided.counts.assign(**{counts.TOTAL: divided.counts.sum(axis=1)}).drop(columns="rest")
    figures = counts.every_level(inputs, indicator, whole, required=whole.index)
    exact = figures["area_code"].isin(divided.exact) | ~figures["area_code"].map(Level.WARD.has)
    return figures.assign(note=exact.map({True: None, False: Note.ESTIMATED.value}))


def _by_lsoa(path: Path, columns: list[str], shares: pd.DataFrame, *, may_lack: bool = False) -> pd.DataFrame:
    """Numbers of the named columns, which may be missing if they ``may_lack``. Index: LSOA code, each once."""
    if path.suffix == ".parquet":
        table = parquet_table(path, [_INDICATORS_CODE, *columns]).rename(columns={_INDICATORS_CODE: CODE})
    else:
        table = text_table(path, path.name)
        require_columns(table, [CODE, *columns], path.name)
    problems: list[Finding] = []
    once = repeated(table[CODE], path.name, problems)
    given = table[columns].dropna() if may_lack else table[columns]
    values = pd.DataFrame({name: to_numbers(given[name], path.name, problems, whole=False) for name in columns})
    values = values.reindex(table.index)
    absent = sorted(set(shares["lsoa"]) - set(once))
    if absent:
        accepted = "every English LSOA of 2021"
        problems.append(Finding(path.name, f"{len(absent):,} LSOAs are missing, the first {absent[0]}", accepted))
    unknown = once[pd.Index(shares["lsoa"].unique()).get_indexer(pd.Index(once)) < 0]
    problems += at_cells(unknown, path.name, "not the code of any area known here", "the code of an English LSOA")
    require(problems)
    return values.set_axis(pd.Index(table[CODE], name="lsoa"))


def _residents_within(shares: pd.DataFrame, path: Path, recipe: Recipe) -> pd.DataFrame:
    """Residents by ward: in the LSOAs within each group's bound, and in all. Index: ``code``."""
    bounds = {code: _bound(headings[0]) for code, headings in recipe.groups.items()}
    values = _by_lsoa(path, sorted({column for column, _ in bounds.values()}), shares)
    people = shares[["ward", "residents"]].rename(columns={"residents": counts.TOTAL})
    for code, (column, most) in bounds.items():
        people[code] = shares["residents"].where(shares["lsoa"].map(values[column]) <= most, 0.0)
    return people.groupby("ward").sum().rename_axis(index="code")[[*bounds, counts.TOTAL]]


def _bound(heading: str) -> tuple[str, int]:
    parts = re.fullmatch(r"(\w+)<=(\d+)", heading)
    if parts is None:
        raise Findings([Finding("recipe", "not a column with a bound", "for example IMD_decile<=1", value=heading)])
    return parts[1], int(parts[2])


def _mean_scores(
    inputs: Inputs, indicator: Indicator, recipe: Recipe, shares: pd.DataFrame, path: Path
) -> pd.DataFrame:
    """Population-weighted means for every level; levels above wards weight their LSOAs, not their wards."""
    columns = {code: headings[0] for code, headings in recipe.groups.items()}
    values = _by_lsoa(path, sorted(set(columns.values())), shares)
    parts = shares[["ward", "residents"]].copy()
    for code, column in columns.items():
        parts[code] = shares["residents"] * shares["lsoa"].map(values[column])
    by_ward = parts.groupby("ward").sum().rename_axis(index="code")
    whole = counts.with_newer(inputs, sums.every_level(by_ward, inputs.base, inputs.peopled_wards), by_ward)
    means = whole[list(columns)].div(whole["residents"], axis=0).round(DECIMALS).rename_axis(index="area_code")
    long = means.reset_index().melt(id_vars="area_code", var_name="group", value_name="value")
    return long.assign(period=str((indicator.source.published or indicator.reference_date).year))
