"""What makes two wards alike, and a ward that is like another one."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from jsna.model.indicator import Indicator
from jsna.model.strict import Strict


class AlikeFigure(Strict):
    """One figure by which wards are alike: an indicator's figure of one group, for wards."""

    indicator: str
    """Slug of the indicator."""
    group: str
    """Code of the group."""
    much: str = Field(min_length=3, max_length=40)
    """What wards far above the average of England's wards are: ``many flats``."""
    little: str = Field(min_length=3, max_length=40)
    """What wards far below it are: ``few flats``."""


class AlikeTheme(Strict):
    """Figures that count together."""

    title: str = Field(min_length=3, max_length=40)
    weight: float = Field(gt=0, le=100)
    """How much the theme counts; its figures share it equally."""
    figures: tuple[AlikeFigure, ...] = Field(min_length=1)


class AlikeBy(Strict):
    """The content of ``data/alike.toml``."""

    theme: tuple[AlikeTheme, ...] = Field(min_length=1)

    @property
    def figures(self) -> tuple[tuple[AlikeFigure, float], ...]:
        """Every figure with its own weight; all weights together are 1."""
        whole = sum(theme.weight for theme in self.theme)
        return tuple(
            (each, theme.weight / whole / len(theme.figures)) for theme in self.theme for each in theme.figures
        )


@dataclass(frozen=True)
class Shared:
    """A figure that two wards share.

    Attributes:
        figure: what it is.
        indicator: its indicator.
        many: whether both are above England's wards' mean, or both below.
        own: of the ward itself.
        other: of the ward that is like it.
    """

    figure: AlikeFigure
    indicator: Indicator
    many: bool
    own: float
    other: float


@dataclass(frozen=True)
class AlikeWard:
    """A ward that is like another one.

    Attributes:
        code: of the ward.
        distance: how far apart they are, in standard deviations of England's wards; 0 is the same.
        shared: what they share that most wards do not, the most unlike other wards first; may be empty.
    """

    code: str
    distance: float
    shared: tuple[Shared, ...]
