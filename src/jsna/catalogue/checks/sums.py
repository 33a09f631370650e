"""Whether the counts of small areas add up to those of the areas they nest in."""

from __future__ import annotations

import pandas as pd

from jsna.areas.among import among
from jsna.areas.places import of_level, of_ward_year
from jsna.disclosure.policy import rule_for
from jsna.errors import Finding, limited_of
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, Note
from jsna.model.source import FURTHEST_FROM_SUM, Quality

_FIGURE = ["period", "group"]
_MOST = 5
#: A published whole may be larger than its parts by this share: people whose smaller area is not known.
UNPLACED = 0.05


def findings(file: str, rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each level whose counts are not the sums of the smallest areas.

    Rows that the publisher states itself (``source.own_rows``) may be up to ``FURTHEST_FROM_SUM`` away from their sums.

    Figures that our own rule rounded, each by itself, may differ by that rounding.
    An area with a part that was withheld is left out: its sum is not known. A part that is not available counts as
    nothing (a ward without output areas has its people counted next door). Figures that were worked out rather than
    summed (derived, estimated) give warnings. A published whole may include people whose smaller area is not known, and
    a council's own people of parts that have no figure.

    Args:
        file: name of the file, for the messages.
        rows: observations, columns as ``model.observations.COLUMNS``.
        indicator: what they are.
        areas: every area, with the wards of every year; index ``code``. Each list of wards is added up by itself.
    """
    return [
        found
        for year in _lists_in(rows, areas)
        for found in _of_one_list(file, rows, indicator, of_ward_year(areas, year))
    ]


def _lists_in(rows: pd.DataFrame, areas: pd.DataFrame) -> list[int]:
    """The lists of wards that rows with counts are of. Where nothing shows it, the first."""
    with_counts = rows.loc[rows[list(COUNTS)].notna().all(axis=1), "area_code"]
    present = areas[among(areas.index, with_counts) & (areas["level"] == Level.WARD.value)]
    first, last = WARD_YEARS
    only = [
        year
        for year, other in ((first, last), (last, first))
        if not among(present.index, of_ward_year(present, other).index).all()
    ]
    return only or [first]


def _of_one_list(file: str, rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    placed = rows.assign(level=rows["area_code"].map(areas["level"]))
    counted = placed.dropna(subset=["level", *COUNTS])
    present = [level for level in Level if (counted["level"] == level.value).any()]
    if not present:
        return []
    order = list(Level)
    smallest = max(present[0], indicator.lowest_level, key=order.index)
    parts = placed[among(placed["area_code"], of_level(areas, smallest).index)]
    rounding = rule_for(indicator.disclosure).rounding
    found: list[Finding] = []
    for level in [level for level in present if order.index(level) > order.index(smallest)]:
        wholes = counted[counted["level"] == level.value]
        stated = wholes["group"].map(lambda group, level=level: indicator.source.states(level, group)).astype(bool)
        summed = _unlike(parts, wholes[~stated], level, areas, 0)
        summed = summed[~_rounded_by_itself(summed, rounding)]
        if indicator.source.quality is not Quality.SUMMED:
            summed = summed[~_includes_parts_without_figure(summed, level, of_level(areas, smallest))]
        if indicator.source.quality is Quality.AS_PUBLISHED:
            summed = summed[~_includes_unplaced(summed)]
        found += _unequal(file, summed, smallest, level, indicator.source.quality is Quality.SUMMED)
        found += _far(file, _unlike(parts, wholes[stated], level, areas, FURTHEST_FROM_SUM), smallest, level)
    return found


def _unlike(parts: pd.DataFrame, wholes: pd.DataFrame, level: Level, areas: pd.DataFrame, allowed: int) -> pd.DataFrame:
    """The wholes more than ``allowed`` from the sum of their parts: area_code, period, group, counts and ``…_sum``.

    ``given`` is how many parts have a figure.
    """
    parents = ENGLAND if level is Level.ENGLAND else parts["area_code"].map(areas[level.value])
    withheld = parts["note"] == Note.CONFIDENTIAL.value
    grouped = parts.assign(parent=parents, withheld=withheld).groupby(["parent", *_FIGURE])
    # One withheld part makes the sum unknown; a whole with no part that has a figure has nothing to be checked against.
    known = ~grouped["withheld"].any() & (grouped["numerator"].count() > 0)
    totals = grouped[list(COUNTS)].sum().assign(given=grouped["numerator"].count())[known]
    joined = wholes.merge(totals, left_on=["area_code", *_FIGURE], right_index=True, suffixes=("", "_sum"))
    apart = [(joined[column] - joined[f"{column}_sum"]).abs() > allowed for column in COUNTS]
    return joined[apart[0] | apart[1]]


def _rounded_by_itself(unlike: pd.DataFrame, rounding: int) -> pd.Series[bool]:
    """Whether a whole is as far from the sum of its parts as rounding each of them by itself may make it."""
    if rounding == 1:
        return pd.Series(False, index=unlike.index)
    most = rounding / 2 * (unlike["given"].astype(float) + 1)
    return pd.concat([(unlike[name] - unlike[f"{name}_sum"]).abs() <= most for name in COUNTS], axis=1).all(axis=1)


def _includes_unplaced(unlike: pd.DataFrame) -> pd.Series[bool]:
    """Whether a published whole is a little larger than its parts: it includes people whose area is not known."""
    return pd.concat(
        [
            unlike[column].between(unlike[f"{column}_sum"], (1 + UNPLACED) * unlike[f"{column}_sum"])
            for column in COUNTS
        ],
        axis=1,
    ).all(axis=1)


def _includes_parts_without_figure(unlike: pd.DataFrame, level: Level, smallest: pd.DataFrame) -> pd.Series[bool]:
    """Whether a whole is larger than the parts that have a figure, while others of its parts have none."""
    holders = pd.Series(ENGLAND, index=smallest.index) if level is Level.ENGLAND else smallest[level.value]
    lacking = unlike["given"].astype(float) < unlike["area_code"].map(holders.value_counts()).astype(float)
    return lacking & pd.concat([unlike[name] >= unlike[f"{name}_sum"] for name in COUNTS], axis=1).all(axis=1)


def _unequal(file: str, unlike: pd.DataFrame, smallest: Level, level: Level, fatal: bool) -> list[Finding]:
    whole = "England" if level is Level.ENGLAND else f"a {level.value}"
    return _listed(file, unlike, f"{whole} is not the sum of its parts", f"the sum of its {smallest.together}", fatal)


def _far(file: str, unlike: pd.DataFrame, smallest: Level, level: Level) -> list[Finding]:
    problem = f"a {level.value}'s own figure is far from the sum of its parts"
    accepted = f"at most {FURTHEST_FROM_SUM} away from the sum of its {smallest.together}"
    return _listed(file, unlike, problem, accepted, fatal=True)


def _listed(file: str, unlike: pd.DataFrame, problem: str, accepted: str, fatal: bool) -> list[Finding]:
    def finding(row: pd.Series) -> Finding:
        column = max(COUNTS, key=lambda name: abs(row[name] - row[f"{name}_sum"]))
        key = ", ".join(str(row[name]) for name in ("area_code", *_FIGURE))
        value = f"{key}: {row[column]:.0f}, sum {row[f'{column}_sum']:.0f}"
        return Finding(file, problem, accepted, None, column, value, fatal)

    return limited_of([row for _, row in unlike.iterrows()], finding, _MOST)
