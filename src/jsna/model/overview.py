"""What stands for a topic on an overview of one area."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from jsna.model.strict import Strict

if TYPE_CHECKING:
    from jsna.model.indicator import Group, Indicator


class OnOverview(Strict):
    """A topic of the overview, and the group of an indicator that stands for it."""

    topic: str = Field(min_length=3, max_length=40)
    """The topic's name, in two or three words: ``Unpaid care``. No other indicator stands for it."""
    group: str
    """Code of the group."""
    make_up: bool = False
    """Whether it says what a place is made of, which is no need by itself: highlights and facts leave it out."""


class OverviewLine(NamedTuple):
    """One line of an overview.

    Attributes:
        topic: its name.
        indicator: what stands for it; the figures are for its ``lowest_level`` and the levels above.
        group_code: code of the group.
        make_up: whether it says what a place is made of, which is no need by itself.
    """

    topic: str
    indicator: Indicator
    group_code: str
    make_up: bool

    @property
    def group(self) -> Group:
        """The group counted."""
        return self.indicator.groups[self.group_code]
