"""One indicator of a profile as a table."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from jsna.figures.tables import compared, linked, standing_cell
from jsna.model.area import Level
from jsna.model.comparison import LIKE_IT
from jsna.model.profile import ProfileRow
from jsna.words.alike import counts_of_ten
from jsna.words.numbers import counted, figure, spoken

#: The areas that an area lies in, as the heads of columns.
_PARENTS = (Level.DISTRICT, Level.COUNTY, Level.REGION, Level.ENGLAND)


def profile_table(rows: list[ProfileRow], addresses: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return rows as text: number and share, how they compare, their standing, and the figures of the larger areas.

    Args:
        rows: groups of one indicator.
        addresses: link of each group, by code.
    """
    words = pd.DataFrame([_words(row) for row in rows])
    labels = words["Group"].set_axis([row.group_code for row in rows])
    return words.assign(Group=linked(labels, addresses).to_numpy())


def _words(row: ProfileRow) -> dict[str, str]:
    own, indicator = row.figure, row.indicator
    whose = "" if row.is_own else f" (all of {own.name}: not published below)"
    return {
        "Group": f"{row.group.label}{whose}",
        "Number and share": counted(own, indicator),
        f"Compared with {spoken(own.baseline_name)}": compared(own, indicator),
        **({LIKE_IT.capitalize(): counts_of_ten(own, indicator) or "–"} if own.baseline_name == LIKE_IT else {}),
        f"Among England's {row.level.together}": standing_cell(own, row.level),
        **{str(level.value).capitalize(): _parent(row, level) for level in _PARENTS if level is not row.level},
    }


def _parent(row: ProfileRow, level: Level) -> str:
    value = row.parents.get(level, math.nan)
    return "–" if math.isnan(value) else figure(value, row.indicator)
