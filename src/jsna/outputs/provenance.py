"""What every row of a download says of its figure: what it is, its unit, base, date, source, licence and release."""

from __future__ import annotations

from typing import TypeVar

import pandas as pd

from jsna.model.area import Level
from jsna.model.audience import PUBLIC, in_words
from jsna.model.indicator import Indicator
from jsna.model.source import NOT_STATED
from jsna.words.provenance import source_line

#: One difference, or a column of them.
Points = TypeVar("Points", float, "pd.Series[float]")


def provenance(indicator: Indicator, group: str, level: Level, release: str, wards: int) -> dict[str, str]:
    """Return the columns that every download of figures has, by heading; one added here is in all of them.

    Args:
        indicator: what the figures are.
        group: code of the group they are about.
        level: level of the areas they are about.
        release: id of the data release.
        wards: year of the list of wards.
    """
    return {
        "indicator": indicator.title,
        "group": indicator.groups[group].label,
        "unit": indicator.unit,
        "base": indicator.base,
        "areas": level.of(wards),
        "reference_date": indicator.reference_date.isoformat(),
        "published": indicator.source.published.isoformat() if indicator.source.published else NOT_STATED,
        "source": f"{source_line(indicator, group, level)}{_not_public(indicator)}",
        "licence": indicator.source.statement,
        "release": release,
    }


def like_the_value(difference: Points, indicator: Indicator) -> Points:
    """Return differences in the unit of the column ``value``: shares and their differences are fractions in every file.

    Args:
        difference: percentage points for shares, otherwise in the indicator's unit.
        indicator: what the figures are.
    """
    return difference / 100 if indicator.is_share else difference


def _not_public(indicator: Indicator) -> str:
    who = indicator.audience
    return "" if who == PUBLIC else f". Not public: for {in_words(who)}"
