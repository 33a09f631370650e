"""What is different in today's release from the one that a link pins: the figures of a view, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum

from jsna.model.area import Level
from jsna.model.comparison import AreaFigure, Verdict
from jsna.model.indicator import Indicator
from jsna.model.observations import Note


class Why(StrEnum):
    """Why a figure, or its word, is another one; several may hold at once. The rules stand in docs/releases.md."""

    PERIOD = "new period"
    CORRECTION = "correction"
    BOUNDARIES = "new boundaries"
    RULE = "new rule"
    BASELINE = "another figure to compare with"
    DEFINITION = "counted differently"
    DESCRIPTION = "new description"
    ADDED = "new figure"
    GONE = "no longer given"


@dataclass(frozen=True)
class Told:
    """What one release says of one area and group. Numbers are NaN where they are missing or not shown.

    Attributes:
        indicator: what the figure is, as that release describes it.
        level: of the area.
        period: the period of the figure.
        numerator: how many.
        denominator: out of how many.
        value: the figure: a fraction for shares, otherwise in the indicator's unit.
        note: as ``model.observations.Note``; empty where there is none.
        verdict: how it compares with the baseline; None for the place's and the baseline's own figures.
        reason: why it has that word, or no figure.
        beside_hidden: whether its numbers are left out because the other release withholds the figure.
    """

    indicator: Indicator
    level: Level
    period: str
    numerator: float
    denominator: float
    value: float
    note: str = ""
    verdict: Verdict | None = None
    reason: str = ""
    beside_hidden: bool = False

    @classmethod
    def of(cls, own: AreaFigure, indicator: Indicator, level: Level, period: str) -> Told:
        """Return what a comparison or a profile says of an area."""
        counts = own.numerator, own.denominator, own.value
        return cls(indicator, level, period, *counts, own.note, own.verdict, own.reason)

    @property
    def hidden(self) -> bool:
        """Whether the figure is withheld to protect people."""
        return self.verdict is Verdict.HIDDEN or self.note == Note.CONFIDENTIAL

    @property
    def counted(self) -> bool:
        """Whether there is something to show: a figure, or counts that are too small for a percentage."""
        return not math.isnan(self.value) or (self.denominator > 0 and not math.isnan(self.numerator))

    def without_numbers(self) -> Told:
        """Return the same without its numbers, because the other release withholds the figure."""
        if self.hidden:
            return self
        empty = replace(self, numerator=math.nan, denominator=math.nan, value=math.nan)
        return replace(empty, verdict=None, reason="", beside_hidden=True)


@dataclass(frozen=True)
class FigureChange:
    """One figure that is another one in today's release, or has another word.

    Attributes:
        code: of the area; of several wards together each code, with commas.
        name: what it is the figure of: the area, or in a profile the indicator and its group.
        group: code of the group.
        then: in the release of the link; None where it has no such area or group.
        now: in today's.
        difference: percentage points for shares, otherwise in the indicator's unit; NaN where one of the two has no
            figure, withholds it, or counts something else.
        whys: every reason that holds.
    """

    code: str
    name: str
    group: str
    then: Told | None
    now: Told | None
    difference: float
    whys: tuple[Why, ...]

    @property
    def another_word(self) -> bool:
        """Whether both releases compare the area with its baseline, in different words."""
        both = self.then is not None and self.now is not None
        return both and self.then.verdict != self.now.verdict  # type: ignore[union-attr]

    @property
    def another_figure(self) -> bool:
        """Whether the figure itself is another one, and not only its word."""
        if self.then is None or self.now is None:
            return True
        then, now = self.then, self.now
        same = (then.note, then.beside_hidden) == (now.note, now.beside_hidden)
        pairs = ((then.numerator, now.numerator), (then.denominator, now.denominator), (then.value, now.value))
        return not (same and all(same_number(*pair) for pair in pairs))


@dataclass(frozen=True)
class ViewChanges:
    """What is different in a view of figures: areas of one indicator, or one area's profile.

    Attributes:
        about: name of the place or the area.
        what: what was looked at, in the plural: ``wards``, ``figures``.
        looked_at: how many of them.
        changes: those that are different, the largest change first.
        larger: the place's own figure and the baseline's, where they are different.
        described: what is different in the indicator's description, in words, where no figure is.
        outlines: how many areas of the view have new boundaries.
        replaced: titles of surveys and records whose figures of one period were replaced: no numbers are given.
        instead: why there is nothing to compare with, in a sentence; empty where there is.
        untouched: whether every file that the view is made of is the same in both releases.
        periods: earlier periods of a series that today's release states otherwise, or that only one of the two has.
    """

    about: str
    what: str
    looked_at: int
    changes: tuple[FigureChange, ...] = ()
    larger: tuple[FigureChange, ...] = ()
    described: tuple[str, ...] = ()
    outlines: int = 0
    replaced: tuple[str, ...] = ()
    instead: str = ""
    untouched: bool = False
    periods: tuple[str, ...] = ()


@dataclass(frozen=True)
class IndicatorChange:
    """One indicator that is different in today's release.

    Attributes:
        title: the indicator's.
        areas: how many areas of the place have another figure in some group; None where that is not told.
        looked_at: how many areas of the place there are.
        then: the period in the release of the link; empty where it has none.
        now: the period in today's; empty where it has none.
        whys: every reason that holds.
        said: more to say of it, in a sentence; empty if nothing.
    """

    title: str
    areas: int | None
    looked_at: int
    then: str
    now: str
    whys: tuple[Why, ...]
    said: str = ""


@dataclass(frozen=True)
class IndicatorsChanged:
    """Which indicators are different for a place.

    Attributes:
        about: name of the place.
        looked_at: how many indicators either release has.
        changes: those that are different, most areas first.
        outlines: how many areas of the place have new boundaries.
        another_rule: whether areas are called different by another rule.
    """

    about: str
    looked_at: int
    changes: tuple[IndicatorChange, ...]
    outlines: int
    another_rule: bool


def same_number(one: float, other: float) -> bool:
    """Return whether two numbers are the same, up to rounding; two that are missing are."""
    if math.isnan(one) or math.isnan(other):
        return math.isnan(one) and math.isnan(other)
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
