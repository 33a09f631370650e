"""How complete an indicator's figures are: what has a figure, what is missing and why, and what was expected."""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.areas.places import of_ward_year
from jsna.catalogue import observations
from jsna.errors import Finding
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.period import as_periods

_LEVELS = tuple(level.value for level in Level)
_ABOUT = ("topic", "quality", "groups", "periods", "latest")
#: Columns of a quality table. The five levels hold how many areas have a figure in the latest period.
COLUMNS = (*_ABOUT, *_LEVELS, "missing", "lowest", "highest", "errors", "warnings")
_NAMED = 5


def row(rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> dict[str, object]:
    """Return one row of the quality table, keys as ``COLUMNS`` without the two counts of findings.

    Args:
        rows: observations, columns as ``model.observations.COLUMNS``.
        indicator: what they are.
        areas: every area, with the wards of one year; index ``code``.
    """
    figure = observations.values(rows)
    rows = rows.assign(period=as_periods(rows["period"]))
    latest = latest_period(rows)
    with_figure = areas_with_figure(rows)
    reached = areas.loc[among(areas.index, with_figure), "level"].value_counts()
    without = rows[figure.isna() & (rows["period"] == latest)].drop_duplicates("area_code")
    reasons = without["note"].fillna("no note").mask(without["denominator"] == 0, "with nobody to count")
    notes = reasons.value_counts().sort_index()
    return {
        "topic": indicator.topic,
        "quality": indicator.source.of(indicator.lowest_level, indicator.first_group).quality.value,
        "groups": len(indicator.groups),
        "periods": rows["period"].nunique(),
        "latest": latest,
        **{level: int(reached.get(level, 0)) for level in _LEVELS},
        "missing": ", ".join(f"{count:,} {note}" for note, count in notes.items()) or "none",
        "lowest": figure.min(),
        "highest": figure.max(),
    }


def latest_period(rows: pd.DataFrame) -> str:
    """Return the latest period with a figure, or the empty text without one."""
    latest = _with_figure(rows)["period"].max()
    return "" if pd.isna(latest) else str(latest)


def areas_with_figure(rows: pd.DataFrame) -> frozenset[str]:
    """Return the codes with at least one figure in the latest period."""
    given = _with_figure(rows)
    return frozenset(given.loc[given["period"] == given["period"].max(), "area_code"].unique())


def _with_figure(rows: pd.DataFrame) -> pd.DataFrame:
    """Return area and period of the rows with a figure; a period that cannot be read is missing."""
    given = rows.loc[observations.values(rows).notna(), ["area_code", "period"]]
    return given.assign(period=as_periods(given["period"]))


def findings(file: str, rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each level with fewer (fatal) or more (a warning) areas than ``[expect]`` says."""
    with_figure = areas_with_figure(rows)
    found = []
    expected = [(year, *each) for year, levels in indicator.expect.of_years().items() for each in levels.items()]
    for year, level, wanted in expected:
        listed = of_ward_year(areas, year)
        codes = listed.index[listed["level"] == level.value]
        lacking = codes[~among(codes, with_figure)]
        have = len(codes) - len(lacking)
        if have == wanted:
            continue
        problem = f"{have:,} {level.of(year) if have != 1 else level.value} with a figure in {latest_period(rows)}"
        value = None
        if have < wanted:
            own = lacking[among(lacking, rows["area_code"])]
            named = own.append(lacking.difference(own, sort=False))
            value = ", ".join(named[:_NAMED]) + (" …" if len(lacking) > _NAMED else "")
        found.append(Finding(file, problem, f"{wanted:,}, as [expect] says", None, None, value, fatal=have < wanted))
    return found
