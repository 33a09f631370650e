"""The profile of an area: what it is about, a row for each figure, and a line for each main indicator."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.area import Level
from jsna.model.comparison import AreaFigure
from jsna.model.indicator import Group, Indicator


@dataclass(frozen=True)
class Profiled:
    """What a profile is about: one area, or several wards taken together as one.

    Attributes:
        codes: code of the area; of several wards each code, in the order chosen.
        name: the area's name, or what the wards together are called.
    """

    codes: tuple[str, ...]
    name: str

    @property
    def is_joined(self) -> bool:
        """Whether several wards are taken together."""
        return len(self.codes) > 1


@dataclass(frozen=True)
class ProfileRow:
    """One group of one indicator for an area.

    Attributes:
        indicator: what the figure is.
        group: the group counted.
        group_code: its code.
        level: the level of the figure: a larger one than the area's if nothing is published for areas of its level.
        period: the period of the figure.
        figure: the figure and how it compares with the baseline.
        parents: level → value of the area it lies in (same unit as the figure's value; NaN if missing).
        is_own: whether the figure is the area's own, and not that of a larger one that it lies in.
    """

    indicator: Indicator
    group: Group
    group_code: str
    level: Level
    period: str
    figure: AreaFigure
    parents: dict[Level, float]
    is_own: bool


@dataclass(frozen=True)
class Spread:
    """How the areas of a level are spread over all of England, in the unit of their figures.

    Attributes:
        low: 5 of 100 areas are lower.
        lower: 25 of 100 are lower.
        upper: 25 of 100 are higher.
        high: 5 of 100 are higher.
    """

    low: float
    lower: float
    upper: float
    high: float


@dataclass(frozen=True)
class SpineLine:
    """One line of the spine: the figure that stands for a topic, and the spread of England's areas of its level.

    Attributes:
        topic: what it stands for, in a few words.
        row: the figure.
        spread: None if too few areas have a figure to speak of a spread.
    """

    topic: str
    row: ProfileRow
    spread: Spread | None
