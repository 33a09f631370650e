"""A comparison: the protected record behind every map, table, sentence and download."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import pandas as pd

from jsna.model.area import Level
from jsna.model.indicator import Group, Indicator
from jsna.model.kept_beside import kept_beside
from jsna.model.rule import RULE, Rule
from jsna.model.selection import Selection


class Verdict(StrEnum):
    """How an area compares with its baseline: five words for a difference, four states without one.

    The rule is ``jsna.stats.baseline``; docs/methods.md has it in words. The five words are the map's five colours.
    """

    MUCH_LOWER = "much lower"
    LOWER = "lower"
    ABOUT_THE_SAME = "about the same"
    HIGHER = "higher"
    MUCH_HIGHER = "much higher"
    TOO_FEW = "too few to say"
    NOT_PUBLISHED = "not published"
    HIDDEN = "hidden to protect people"
    NOT_COMPARABLE = "not comparable"

    @property
    def is_conclusive(self) -> bool:
        """Whether this is one of the five words for a difference, not one of the four states."""
        return self in FIVE_WORDS


#: The five words, lowest first, and the four that say an area is different.
FIVE_WORDS = (Verdict.MUCH_LOWER, Verdict.LOWER, Verdict.ABOUT_THE_SAME, Verdict.HIGHER, Verdict.MUCH_HIGHER)
BELOW, ABOVE = FIVE_WORDS[:2], FIVE_WORDS[3:]
DIFFERENT = (*BELOW, *ABOVE)


class Rare(StrEnum):
    """Which end of England's areas an area lies at, if it is among the 25 in 1,000 there even allowing for chance."""

    NO = ""
    LOW = "low"
    HIGH = "high"


#: Columns of ``Comparison.areas``, in order. Index: ``code`` (text, unique).
#: name, parent (name of the district, or of the county for districts), numerator, denominator (float, NaN where
#: missing), value (fraction for proportions, the indicator's unit otherwise), lower95 … upper998 (same unit as value),
#: baseline (same unit), baseline_name, baseline_numerator, baseline_denominator (NaN without counts),
#: difference (percentage points for proportions, the unit otherwise), ratio, extra
#: (people or households more than the baseline's rate would give; NaN unless a proportion), verdict, reason, note;
#: standing (share of England's areas of this level that lie below, 0 to 1), standing_low, standing_high (its range by
#: chance), level_with (share of England's areas with exactly this figure), rare (values of :class:`Rare`).
COMPARISON_COLUMNS = (
    "name", "parent", "numerator", "denominator", "value", "lower95", "upper95", "lower998", "upper998",
    "baseline", "baseline_name", "baseline_numerator", "baseline_denominator",
    "difference", "ratio", "extra", "verdict", "reason", "note",
    "standing", "standing_low", "standing_high", "level_with", "rare",
)  # fmt: skip
#: The columns that give an area's standing among all of England's areas (``jsna.stats.standing``).
STANDING_COLUMNS = COMPARISON_COLUMNS[-5:]


#: What each ward's baseline is called where it is the ten wards most like it, added up.
LIKE_IT = "ten wards like it"


@dataclass(frozen=True)
class AreaFigure:
    """One row of a comparison: an area's figure and its standing. Numbers are NaN where missing.

    Attributes: as ``COMPARISON_COLUMNS``, and ``code``.
    """

    code: str
    name: str
    parent: str
    numerator: float
    denominator: float
    value: float
    lower95: float
    upper95: float
    lower998: float
    upper998: float
    baseline: float
    baseline_name: str
    baseline_numerator: float
    baseline_denominator: float
    difference: float
    ratio: float
    extra: float
    verdict: Verdict
    reason: str
    note: str
    standing: float
    standing_low: float
    standing_high: float
    level_with: float
    rare: Rare

    @property
    def known(self) -> bool:
        """True if there is a figure to show."""
        return not math.isnan(self.value)

    @property
    def counted(self) -> bool:
        """True if there is something to show: a figure, or counts that are too small for a percentage."""
        return self.known or (self.denominator > 0 and not math.isnan(self.numerator))

    @property
    def is_different(self) -> bool:
        """True if the area is called (much) higher or (much) lower than its baseline."""
        return self.verdict in DIFFERENT

    @property
    def is_much(self) -> bool:
        """True if it is called much higher or much lower."""
        return self.verdict in (Verdict.MUCH_LOWER, Verdict.MUCH_HIGHER)


def area_figures(areas: pd.DataFrame) -> list[AreaFigure]:
    """Return the rows of a comparison as typed records, in the same order.

    Args:
        areas: some rows of ``Comparison.areas``.
    """
    columns = {column: areas[column].tolist() for column in COMPARISON_COLUMNS}
    for column, kind in (("verdict", Verdict), ("rare", Rare)):
        columns[column] = [kind(word) for word in columns[column]]
    return [AreaFigure(*row) for row in zip(areas.index, *columns.values(), strict=True)]


@dataclass(frozen=True)
class BaselineFigure:
    """The figure that all areas are compared with, if they share one.

    Attributes:
        name: ``England``, or the district's, county's or region's name.
        numerator: count, or None.
        denominator: count, or None.
        value: fraction for proportions, the unit otherwise.
    """

    name: str
    numerator: float | None
    denominator: float | None
    value: float


@dataclass(frozen=True)
class Comparison:
    """Every area of a place compared with its baseline, for one group of one indicator.

    Attributes:
        selection: what was requested; its subject alone decides the figures.
        indicator: what the figures are.
        group: the one group compared.
        period: the period of the figures.
        level: the level of the rows: wards, or districts where nothing is published for wards.
        place: name of the chosen place.
        areas: one row for each area; index and columns as ``COMPARISON_COLUMNS``.
        everywhere: the same for all of England; its values decide the classes where these distinguish the areas.
        baseline: the common baseline, or None if each area has its own.
        place_figure: the place's own figure, or None if it does not have one.
        rule: by which areas are called different: the one of the release.
        kept: what is worked out from the figures; see ``jsna.model.kept_beside``.
    """

    selection: Selection
    indicator: Indicator
    group: Group
    period: str
    level: Level
    place: str
    areas: pd.DataFrame
    everywhere: pd.DataFrame
    baseline: BaselineFigure | None
    place_figure: BaselineFigure | None
    rule: Rule = RULE
    kept: dict[Any, Callable[..., Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def shown_by(self, selection: Selection) -> Comparison:
        """Return the same figures shown as a selection of the same subject asks, with what is kept beside them."""
        shown = replace(self, selection=selection)
        object.__setattr__(shown, "kept", self.kept)
        return shown

    @property
    @kept_beside()
    def against(self) -> str:
        """The name of the common baseline, or ``its county`` if each area has its own."""
        names = self.areas["baseline_name"].unique()
        return str(names[0]) if len(names) == 1 else f"its {self.selection.baseline}"

    @property
    def is_with_wards_like_it(self) -> bool:
        """True if each ward is compared with the ten wards most like it, added up."""
        return self.against == LIKE_IT

    @property
    @kept_beside()
    def words(self) -> pd.Series[int]:
        """How many areas have each word or state, the most common first. Index: values of :class:`Verdict`."""
        return self.areas["verdict"].value_counts()

    @property
    @kept_beside()
    def has_baseline(self) -> bool:
        """True if at least one area has a baseline figure."""
        return bool(self.areas["baseline"].notna().any())

    @kept_beside(most=4)
    def of(self, code: str) -> AreaFigure:
        """Return one area's figure; a page asks for the picked one several times.

        Raises:
            KeyError: the area is not in the comparison.
        """
        return area_figures(self.areas.loc[[code]])[0]
