"""Whether the counts of small areas add up to those of the areas they nest in."""

from __future__ import annotations

import pandas as pd

from jsna.areas.places import of_level
from jsna.errors import Finding, limited_of
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import Indicator, Quality
from jsna.model.observations import COUNTS, Note

_FIGURE = ["period", "group"]
_LISTED = 5
#: A published whole may be larger than its parts by this share: people whose smaller area is not known.
UNPLACED = 0.05


def findings(file: str, rows: pd.DataFrame, indicator: Indicator, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each level whose counts are not the sums of the smallest areas.

    An area with a part that was withheld is left out: its sum is not known. A part that is not available counts as
    nothing (a ward without output areas has its people counted next door). Figures that were worked out rather than
    summed (derived, estimated) give warnings. A published whole may include people whose smaller area is not known.

    Args:
        file: name of the file, for the messages.
        rows: observations, columns as ``model.observations.COLUMNS``.
        indicator: what they are.
        areas: every area, index ``code``.
    """
    placed = rows.assign(level=rows["area_code"].map(areas["level"]))
    counted = placed.dropna(subset=["level", *COUNTS])
    present = [level for level in Level if (counted["level"] == level.value).any()]
    if not present:
        return []
    order = list(Level)
    smallest = max(present[0], indicator.lowest_level, key=order.index)
    larger = [level for level in present if order.index(level) > order.index(smallest)]
    parts = placed[placed["area_code"].isin(of_level(areas, smallest).index)]
    fatal = indicator.source.quality is Quality.SUMMED
    unlike = [_unlike(parts, counted[counted["level"] == level.value], level, areas) for level in larger]
    if indicator.source.quality is Quality.AS_PUBLISHED:
        unlike = [table[~_includes_unplaced(table)] for table in unlike]
    return [
        finding
        for level, table in zip(larger, unlike, strict=True)
        for finding in _unequal(file, table, smallest, level, fatal)
    ]


def _unlike(parts: pd.DataFrame, wholes: pd.DataFrame, level: Level, areas: pd.DataFrame) -> pd.DataFrame:
    """The wholes that differ from the sum of their parts: area_code, period, group, counts and ``…_sum``."""
    parents = ENGLAND if level is Level.ENGLAND else parts["area_code"].map(areas[level.value])
    withheld = parts["note"] == Note.CONFIDENTIAL.value
    grouped = parts.assign(parent=parents, withheld=withheld).groupby(["parent", *_FIGURE])
    # One withheld part makes the sum unknown; a whole with no part that has a figure has nothing to be checked against.
    known = ~grouped["withheld"].any() & (grouped["numerator"].count() > 0)
    totals = grouped[list(COUNTS)].sum()[known]
    joined = wholes.merge(totals, left_on=["area_code", *_FIGURE], right_index=True, suffixes=("", "_sum"))
    differs = [joined[column] != joined[f"{column}_sum"] for column in COUNTS]
    return joined[differs[0] | differs[1]]


def _includes_unplaced(unlike: pd.DataFrame) -> pd.Series[bool]:
    """Whether a published whole is a little larger than its parts: it includes people whose area is not known."""
    return pd.concat(
        [
            unlike[column].between(unlike[f"{column}_sum"], (1 + UNPLACED) * unlike[f"{column}_sum"])
            for column in COUNTS
        ],
        axis=1,
    ).all(axis=1)


def _unequal(file: str, unlike: pd.DataFrame, smallest: Level, level: Level, fatal: bool) -> list[Finding]:
    accepted = f"the sum of its {smallest.together}"

    def finding(row: pd.Series) -> Finding:
        column = next(name for name in COUNTS if row[name] != row[f"{name}_sum"])
        value = f"{row['area_code']}, {row['period']}, {row['group']}: {row[column]:g}, sum {row[f'{column}_sum']:g}"
        whole = "England" if level is Level.ENGLAND else f"a {level.value}"
        return Finding(file, f"{whole} is not the sum of its parts", accepted, None, column, value, fatal)

    return limited_of([row for _, row in unlike.iterrows()], finding, _LISTED)
