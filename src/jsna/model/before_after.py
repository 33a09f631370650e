"""An indicator before something was done and after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.indicator import Indicator


@dataclass(frozen=True)
class Reading:
    """A figure of one period.

    Attributes:
        period: as its source spells it.
        day: the day that stands for it.
        numerator: how many; NaN where the source gives no counts.
        denominator: out of how many.
        value: the share as a fraction, or the figure in its unit.
        interval: its 95% interval; None where none can be given.
    """

    period: str
    day: date
    numerator: float
    denominator: float
    value: float
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class BeforeAfter:
    """An indicator before and after.

    Attributes:
        title: what is measured: the indicator and the group.
        area: name of the area.
        indicator: None where it is not here any more.
        before: the figure before; None where there is none.
        after: the figure after; None where there is none.
        reason: why there is no comparison; empty where there is one.
        usual: the two periods that are taken where nobody chooses; None where they are these.
    """

    title: str
    area: str
    indicator: Indicator | None
    before: Reading | None = None
    after: Reading | None = None
    reason: str = ""
    usual: tuple[str, str] | None = None

    @property
    def apart(self) -> bool | None:
        """Whether the two intervals leave each other out; None where one is missing."""
        if self.before is None or self.after is None or not (self.before.interval and self.after.interval):
            return None
        return self.before.interval[1] < self.after.interval[0] or self.after.interval[1] < self.before.interval[0]
