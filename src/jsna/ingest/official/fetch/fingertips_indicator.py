"""Turn a Fingertips download into an indicator: values and limits as published, for districts and England."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from jsna.areas.lookups import read_areas
from jsna.errors import Finding, Findings
from jsna.files.text_table import require_columns, text_table
from jsna.files.to_numbers import to_numbers
from jsna.ingest.description import described
from jsna.ingest.official.fingertips_periods import as_published
from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS
from jsna.model.period import Period
from jsna.model.slug import slug_of

NEEDED = (
    "Indicator ID",
    "Indicator Name",
    "Area Code",
    "Sex",
    "Age",
    "Category",
    "Time period",
    "Value",
    "Lower CI 95.0 limit",
    "Upper CI 95.0 limit",
)
_NUMBERS = {"Value": "value", "Lower CI 95.0 limit": "lower", "Upper CI 95.0 limit": "upper"}
_ENGLISH = r"E(06|07|08|09|10|12|92)\d{6}"


def indicator_of(path: Path, answers: Mapping[str, Any], data: Path) -> tuple[Indicator, pd.DataFrame, list[str]]:
    """Return the indicator of a download, its observations, and sentences on what was left out.

    Args:
        path: the CSV as downloaded.
        answers: what the file does not say: ``topic``, ``slug``, ``unit``, ``measure``, ``characteristic``,
            ``polarity``, ``margin_that_matters`` (None: the usual one), ``margin_reason``, ``half_life_years``.
        data: the data folder, for its areas.

    Raises:
        Findings: a column is missing, a cell is not a number, or no rows are left.
    """
    table = text_table(path, path.name)
    require_columns(table, NEEDED, path.name)
    whole = table[table["Category"] == ""]
    known = whole["Area Code"].isin(read_areas(data).index)
    problems: list[Finding] = []
    lost = whole[~known & whole["Area Code"].str.fullmatch(_ENGLISH)]["Area Code"].nunique()
    kept = whole[known]
    observations = _observations(kept, path.name, problems)
    if not len(observations):
        problems.append(Finding(path.name, "no area of the data folder is in it", "districts of 2023 and England"))
    if problems:
        raise Findings(problems)
    indicator = _described(kept, observations, answers)
    remarks = [f"{len(observations):,} figures of {observations['area_code'].nunique():,} areas."]
    if lost:
        remarks.append(f"Left out: {lost:,} areas that are not among the districts of 2023.")
    parts = len(table) - len(whole)
    if parts:
        remarks.append(f"Left out: {parts:,} rows about parts of the population, such as deciles of deprivation.")
    return indicator, observations.assign(characteristic=indicator.characteristic.value), remarks


def _observations(rows: pd.DataFrame, name: str, problems: list[Finding]) -> pd.DataFrame:
    """The rows with a value, with the contract's columns; one row per area, period and group."""
    given = rows[rows["Value"] != ""]
    periods = as_published(given["Time period"], name, problems)
    numbers = {
        column: to_numbers(given.loc[given[heading] != "", heading], name, problems, whole=False)
        for heading, column in _NUMBERS.items()
    }
    figures = pd.DataFrame({"area_code": given["Area Code"], "period": periods, "group": _groups(given), **numbers})
    # England's row is repeated for each set of areas it is the parent of.
    once = figures.drop_duplicates(["area_code", "period", "group"])
    return once.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _groups(rows: pd.DataFrame) -> pd.Series:
    """Sex, and age where there is more than one."""
    label = rows["Sex"] if rows["Age"].nunique() <= 1 else rows["Sex"] + " " + rows["Age"]
    return label.map(slug_of)


def _described(rows: pd.DataFrame, observations: pd.DataFrame, answers: Mapping[str, Any]) -> Indicator:
    number, title = rows["Indicator ID"].iloc[0], rows["Indicator Name"].iloc[0]
    labels = rows["Sex"] if rows["Age"].nunique() <= 1 else rows["Sex"] + " " + rows["Age"]
    names = dict(zip(labels.map(slug_of), labels, strict=True))
    latest = max(map(Period.of, observations["period"].unique()))
    today = datetime.now(UTC).date()
    return described(
        {
            **answers,
            "slug": answers["slug"] or slug_of(title)[:60].strip("-"),
            "title": title,
            "summary": f"{title}, by district, as Fingertips publishes it.",
            "base": f"people aged {rows['Age'].iloc[0]}",
            "lowest_level": "district",
            "reference_date": min(latest.end, today),
            "groups": {code: {"label": label, "says": f"{label}: {title}"} for code, label in names.items()},
            "source": {
                "publisher": "Office for Health Improvement and Disparities",
                "table": f"Fingertips indicator {number}",
                "url": f"https://fingertips.phe.org.uk/search/{number}",
                "licence": "Open Government Licence v3.0",
                "published": today,
                "retrieved": today,
                "method": "Values and 95% limits as published",
                "quality": "as published",
                "statement": "Office for Health Improvement and Disparities, Fingertips, Open Government Licence v3.0",
            },
        }
    )
