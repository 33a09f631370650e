"""Turn a Fingertips download into an indicator: values and limits as published, for districts and England."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import read_areas
from jsna.areas.renumbered import our_codes
from jsna.errors import Finding, Findings
from jsna.files.text_table import require_columns, text_table
from jsna.files.to_numbers import to_numbers
from jsna.files.value_notes import note_of
from jsna.ingest.description import described
from jsna.ingest.official.fingertips_periods import as_published
from jsna.model.ages import Ages
from jsna.model.indicator import Indicator
from jsna.model.observations import COLUMNS, Note
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
#: What Fingertips writes under "Sex" for everyone.
_BOTH = "Persons"
#: Areas that are named in one sentence.
_NAMED = 5
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
    codes, remarks = our_codes(table["Area Code"])
    whole = table.assign(**{"Area Code": codes})[table["Category"] == ""]
    known = among(whole["Area Code"], read_areas(data).index)
    problems: list[Finding] = []
    lost = whole.loc[~known & whole["Area Code"].str.fullmatch(_ENGLISH), "Area Code"].unique()
    kept = whole[known]
    observations = _observations(kept, path.name, problems)
    if not len(observations):
        problems.append(Finding(path.name, "no area of the data folder is in it", "districts of 2023 and England"))
    if problems:
        raise Findings(problems)
    indicator = _described(kept, observations, answers)
    remarks.append(_counted(observations))
    if len(lost):
        named = ", ".join(lost[:_NAMED]) + (" …" if len(lost) > _NAMED else "")
        remarks.append(f"Left out: {len(lost):,} areas that are not among the districts of 2023. Their codes: {named}.")
    parts = len(table) - len(whole)
    if parts:
        remarks.append(f"Left out: {parts:,} rows about parts of the population, such as deciles of deprivation.")
    return indicator, observations.assign(characteristic=indicator.characteristic.value), remarks


def _counted(observations: pd.DataFrame) -> str:
    """A sentence on how many figures there are, and how many are not given."""
    without = observations[observations["value"].isna()]["note"].value_counts()
    said = ", ".join(f"{number:,} {Note(str(note)).words}" for note, number in without.items())
    figures = int(observations["value"].notna().sum())
    areas = observations["area_code"].nunique()
    return f"{figures:,} figures of {areas:,} areas{f'; {said}' if said else ''}."


def _observations(rows: pd.DataFrame, name: str, problems: list[Finding]) -> pd.DataFrame:
    """The rows with a value or a note on why there is none, with the contract's columns.

    One row per area, period and group.
    """
    given = rows[(rows["Value"] != "") | (_value_notes(rows) != "")]
    periods = as_published(given["Time period"], name, problems)
    numbers = {
        column: to_numbers(given.loc[given[heading] != "", heading], name, problems, whole=False)
        for heading, column in _NUMBERS.items()
    }
    notes = note_of(_value_notes(given), given["Value"] == "")
    figures = pd.DataFrame(
        {
            "area_code": given["Area Code"],
            "period": periods,
            "group": _labels(given).map(slug_of),
            **{column: series.reindex(given.index) for column, series in numbers.items()},
            "note": notes.mask(notes == ""),
        }
    )
    # England's row is repeated for each set of areas it is the parent of.
    once = figures.drop_duplicates(["area_code", "period", "group"])
    return once.reindex(columns=list(COLUMNS)).reset_index(drop=True)


def _value_notes(rows: pd.DataFrame) -> pd.Series[str]:
    """What Fingertips says of each value; empty where it says nothing."""
    return rows["Value note"] if "Value note" in rows else pd.Series("", index=rows.index, dtype="str")


def _caveats(rows: pd.DataFrame, last: Period) -> list[str]:
    """A caveat for each value note beside a value of the last period: whom it is about, in the publisher's words."""
    valued = rows[rows["Value"] != ""]
    periods = {text: Period.of(text, calendar=True) for text in valued["Time period"].unique()}
    latest = valued[valued["Time period"].map(periods) == last]
    said = _value_notes(latest)
    names = latest["Area Name"] if "Area Name" in latest else latest["Area Code"]
    caveats = []
    for note in dict.fromkeys(said[said != ""]):
        about = list(dict.fromkeys(names[said == note]))
        more = f" and {len(about) - _NAMED:,} more" if len(about) > _NAMED else ""
        caveats.append(f"{', '.join(about[:_NAMED])}{more}: {note.rstrip('. ')}.")
    return caveats


def _labels(rows: pd.DataFrame) -> pd.Series[str]:
    """Sex, and age where there is more than one."""
    return rows["Sex"] if rows["Age"].nunique() <= 1 else rows["Sex"] + " " + rows["Age"]


def _base(rows: pd.DataFrame) -> str:
    """Out of whom, by the ages that are given."""
    ages = list(rows["Age"].unique())
    if len(ages) > 1:
        return "people of the ages that each group names"
    if band := Ages.read(ages[0].lower()):
        return f"people aged {band.words}"
    return "people of all ages" if ages[0] == "All ages" else "those whom Fingertips counts"


def _says(label: str, title: str) -> str:
    """What is said of a group's people: ``are counted in “Falls” (Female)``."""
    return f"are counted in “{title}”" + ("" if label == _BOTH else f" ({label})")


def _described(rows: pd.DataFrame, observations: pd.DataFrame, answers: Mapping[str, Any]) -> Indicator:
    number, title = rows["Indicator ID"].iloc[0], rows["Indicator Name"].iloc[0]
    labels = _labels(rows)
    names = dict(zip(labels.map(slug_of), labels, strict=True))
    latest = max(map(Period.of, observations["period"].unique()))
    today = datetime.now(UTC).date()
    return described(
        {
            **answers,
            "slug": answers["slug"] or slug_of(title)[:60].strip("-"),
            "title": title,
            "summary": f"{title}, by district, as Fingertips publishes it.",
            "caveats": _caveats(rows, latest),
            "base": _base(rows),
            "lowest_level": "district",
            "reference_date": min(latest.end, today),
            "groups": {code: {"label": label, "says": _says(label, title)} for code, label in names.items()},
            "source": {
                "publisher": "Office for Health Improvement and Disparities",
                "table": f"Fingertips indicator {number}",
                "url": f"https://fingertips.phe.org.uk/search/{number}",
                "licence": "Open Government Licence v3.0",
                "retrieved": today,
                "method": "Values and 95% limits as published",
                "quality": "as published",
                "statement": "Office for Health Improvement and Disparities, Fingertips, Open Government Licence v3.0",
            },
        }
    )
