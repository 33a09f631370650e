"""A row of a ward's profile: one group of one indicator for a ward."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.area import Level
from jsna.model.comparison import AreaFigure
from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class ProfileRow:
    """One group of one indicator for a ward.

    Attributes:
        indicator: what the figure is.
        group: the group counted.
        group_code: its code.
        level: the level of the figure: district if nothing is published for wards.
        period: the period of the figure.
        figure: the figure and how it compares with the baseline.
        parents: level → value of the area the ward lies in (same unit as the figure's value; NaN if missing).
    """

    indicator: Indicator
    group: Group
    group_code: str
    level: Level
    period: str
    figure: AreaFigure
    parents: dict[Level, float]
