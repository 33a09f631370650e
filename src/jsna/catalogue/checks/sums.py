"""Whether the counts of small areas add up to those of the areas they nest in."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, limited_of
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import FURTHEST_FROM_SUM, Indicator, Quality
from jsna.model.observations import COUNTS, Note

_FIGURE = ["period", "group"]
_MOST = 5


def findings(file: str, rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each level whose counts are not the sums of the smallest areas.

    Rows that the publisher states itself (``source.own_rows``) may be up to ``FURTHEST_FROM_SUM`` away from their sums.

    An area with a part that was withheld is left out: its sum is not known. A part that is not available counts as
    nothing (a ward without output areas has its people counted next door). Figures that were worked out rather than
    summed (derived, estimated) give warnings.

    Args:
        file: name of the file, for the messages.
        rows: observations, columns as ``model.observations.COLUMNS``.
        indicator: what they are.
        areas: every area, index ``code``.
    """
    placed = rows.assign(level=rows["area_code"].map(areas["level"]))
    counted = placed.dropna(subset=["level", *COUNTS])
    present = [level for level in Level if (counted["level"] == level.value).any()]
    if len(present) < 2:
        return []
    parts = placed[placed["level"] == present[0].value]
    found: list[Finding] = []
    for level in present[1:]:
        wholes = counted[counted["level"] == level.value]
        stated = wholes["group"].map(lambda group, level=level: indicator.source.states(level, group)).astype(bool)
        summed = _unlike(parts, wholes[~stated], level, areas, 0)
        found += _unequal(file, summed, present[0], level, indicator.source.quality is Quality.SUMMED)
        found += _far(file, _unlike(parts, wholes[stated], level, areas, FURTHEST_FROM_SUM), present[0], level)
    return found


def _unlike(parts: pd.DataFrame, wholes: pd.DataFrame, level: Level, areas: pd.DataFrame, allowed: int) -> pd.DataFrame:
    """The wholes more than ``allowed`` from the sum of their parts: area_code, period, group, counts and ``…_sum``."""
    parents = ENGLAND if level is Level.ENGLAND else parts["area_code"].map(areas[level.value])
    withheld = parts["note"] == Note.CONFIDENTIAL.value
    grouped = parts.assign(parent=parents, withheld=withheld).groupby(["parent", *_FIGURE])
    # One withheld part makes the sum unknown; a whole with no part that has a figure has nothing to be checked against.
    known = ~grouped["withheld"].any() & (grouped["numerator"].count() > 0)
    totals = grouped[list(COUNTS)].sum()[known]
    joined = wholes.merge(totals, left_on=["area_code", *_FIGURE], right_index=True, suffixes=("", "_sum"))
    apart = [(joined[column] - joined[f"{column}_sum"]).abs() > allowed for column in COUNTS]
    return joined[apart[0] | apart[1]]


def _unequal(file: str, unlike: pd.DataFrame, smallest: Level, level: Level, fatal: bool) -> list[Finding]:
    problem = f"a {level.value} is not the sum of its parts"
    return _listed(file, unlike, problem, f"the sum of its {smallest.plural}", fatal)


def _far(file: str, unlike: pd.DataFrame, smallest: Level, level: Level) -> list[Finding]:
    problem = f"a {level.value}'s own figure is far from the sum of its parts"
    accepted = f"at most {FURTHEST_FROM_SUM} away from the sum of its {smallest.plural}"
    return _listed(file, unlike, problem, accepted, fatal=True)


def _listed(file: str, unlike: pd.DataFrame, problem: str, accepted: str, fatal: bool) -> list[Finding]:
    def finding(row: pd.Series) -> Finding:
        column = max(COUNTS, key=lambda name: abs(row[name] - row[f"{name}_sum"]))
        key = ", ".join(str(row[name]) for name in ("area_code", *_FIGURE))
        value = f"{key}: {row[column]:.0f}, sum {row[f'{column}_sum']:.0f}"
        return Finding(file, problem, accepted, None, column, value, fatal)

    return limited_of([row for _, row in unlike.iterrows()], finding, _MOST)
