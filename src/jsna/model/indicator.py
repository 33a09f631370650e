"""The indicator type: the typed form of the TOML next to its figures. Unknown keys are rejected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, ValidationInfo, model_validator

from jsna.model.allowing_for_age import AllowingForAge
from jsna.model.area import WARD_YEARS, Level, levels_from
from jsna.model.audience import PUBLIC, SIGNED_IN, WhoSees
from jsna.model.characteristic import Characteristic
from jsna.model.overview import OnOverview
from jsna.model.register.person import Role
from jsna.model.source import Source
from jsna.model.strict import Short, Strict


class Measure(StrEnum):
    """How a figure is calculated; this decides its interval and what it may be compared with."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    SCORE = "score"


#: What may stand for a topic on an overview: figures with a unit, which do not grow with the area.
ON_OVERVIEW = (Measure.PROPORTION, Measure.RATE, Measure.MEAN)

#: The shortest acceptable reason, in characters.
SHORTEST_REASON = 12


def _beside_margin(reason: str, info: ValidationInfo) -> str:
    """Return the reason; a margin and its reason are given together or not at all."""
    own = info.data.get("margin_that_matters")
    if own is not None and len(reason.strip()) < SHORTEST_REASON:
        message = f"a margin needs its reason; accepted: why {own:g} matters here, in {SHORTEST_REASON} letters or more"
        raise ValueError(message)
    if own is None and "margin_that_matters" in info.data and reason.strip():
        message = "a reason without a margin; accepted: the margin that it is for, or no reason"
        raise ValueError(message)
    return reason.strip()


#: Why an indicator's own margin replaces the usual one; validated after ``margin_that_matters``.
MarginReason = Annotated[str, Field(validate_default=True), AfterValidator(_beside_margin)]


class Group(Strict):
    """One group of an indicator; a share is always the share of one group."""

    label: Short
    """The group's name in lists: ``Disabled, limited a lot``."""
    says: str
    """The predicate of a sentence about many: ``are disabled and limited a lot``."""
    said: str = ""
    """The same in the past tense, for figures past their half-life; empty if ``jsna.words.timeliness`` can make it."""
    definition: str = ""
    """What the source counts, where the label does not say it all."""


class Disclosure(Strict):
    """Which rule of ``jsna.disclosure`` applies, and who applied it."""

    rule: Literal["published", "service", "survey"] = "published"
    """``published``: protected at source, shown as published; the others are applied before figures are stored."""
    collection: str = ""
    """Name of the survey or the records that were counted: all that was ever published of it is protected as one."""
    shows_nobody: bool = False
    """Whether a count of 0 is shown, because the source's own rule shows it; otherwise 0 looks like any small count."""


class Expect(Strict):
    """The expected range of figures: outside ``fatal`` a file is refused, outside ``warn`` it is reported."""

    areas: dict[Level, int] = Field(default_factory=dict)
    """How many areas of each level have a figure; of wards, those of December 2022."""
    wards_2025: int | None = None
    """How many wards of May 2025 have a figure."""
    fatal: tuple[float, float] | None = None
    """Lowest and highest value that can be true (proportions as fractions)."""
    warn: tuple[float, float] | None = None
    """Lowest and highest value that is not surprising."""

    @staticmethod
    def of_list(areas: Mapping[Level, int], year: int) -> dict[str, Any]:
        """Return the keys that say how many areas of each level have a figure, with wards of a year's list."""
        if year == WARD_YEARS[0]:
            return {"areas": dict(areas), "wards_2025": None}
        above = {level: number for level, number in areas.items() if level is not Level.WARD}
        return {"areas": above, "wards_2025": areas.get(Level.WARD)}

    @property
    def only_year(self) -> int | None:
        """The year of the only list of wards that has figures; None where both have, or nothing is said of wards."""
        years = [year for year, areas in self.of_years().items() if Level.WARD in areas]
        return years[0] if len(years) == 1 else None

    def of_years(self) -> dict[int, dict[Level, int]]:
        """Return how many areas of each level have a figure, by year of the list of wards."""
        first, last = WARD_YEARS
        return {first: self.areas} | ({} if self.wards_2025 is None else {last: {Level.WARD: self.wards_2025}})


class Purpose(Strict):
    """Why a local collection asks: the card shown to the people asked."""

    why: str
    lawful_basis: str
    who_sees: WhoSees = SIGNED_IN
    """Who sees the counts that are made from the replies."""
    smallest_group: int
    changed: str = ""
    """What the answers changed the last time they were used."""


class AskedBefore(Strict):
    """What was asked ten years before, in other words: both figures are shown, and nothing is worked out from them."""

    indicator: str
    """Slug of the indicator with the earlier figures."""
    groups: dict[str, str]
    """Group of this indicator → group of that one, which comes nearest."""
    question: str = Field(min_length=20)
    """The question of this indicator, as it was asked."""
    question_then: str = Field(min_length=20)
    """The question of the earlier one."""


class Recipe(Strict):
    """How the official pipeline creates the figures: the adapter, the table, and the columns of each group.

    Columns are named by the publisher's headings, so that one recipe reads every layout of the same table.
    """

    adapter: str
    table: str
    denominator: str = ""
    """Heading of the total, for counts."""
    groups: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Group code → headings to add up."""
    own_rows: Recipe | None = None
    """Where the rows of ``source.own_rows`` come from, if the table above does not give them."""
    earlier: dict[str, Recipe] = Field(default_factory=dict)
    """The same question in earlier censuses, by year; the groups are those of the indicator."""
    published: Recipe | None = None
    """Ward rows that the publisher counted itself; they come before what is worked out from smaller areas."""
    newer: Recipe | None = None
    """Counts of small areas, with the same groups: what wards of 2022 that ended have is divided as these are."""


class Indicator(Strict):
    """One indicator: title, definition, unit, base, dates, source and rules.

    Two indicators may be compared only if unit, base and measure agree.
    """

    slug: str = ""
    """The file's name without its ending; set by the reader, never written in the file."""
    topic: str = ""
    """The folder's name; set by the reader."""
    title: Short
    summary: str = Field(min_length=30)
    """One plain sentence."""
    characteristic: Characteristic
    measure: Measure
    unit: Short
    """What is counted: ``people``, ``households``, or the unit of a score: ``years``, ``per 100,000 people``."""
    base: Short
    """Out of whom: ``all usual residents``."""
    polarity: Literal["neutral", "high is worse", "high is better"] = "neutral"
    standardised: bool = False
    """True where the figure allows for age: it is then nobody's count."""
    margin_that_matters: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    """Smallest difference that matters, where it is not the usual one: percentage points for proportions, the
    unit otherwise. Usual is a tenth of the baseline, or of the complement of a proportion where that is smaller."""
    margin_reason: MarginReason = ""
    """Why it has a margin of its own, in a sentence; empty where it has none."""
    lowest_level: Level
    reference_date: date
    next_expected: str = ""
    """When newer figures are due, in words, or empty where nobody has said."""
    half_life_years: float = Field(gt=0)
    """After how many years half of the figure's authority is gone."""
    caveats: tuple[str, ...] = ()
    decimals: int = 1
    groups: Annotated[dict[str, Group], Field(min_length=1)]
    source: Source
    disclosure: Disclosure = Disclosure()
    expect: Expect = Expect()
    who_sees: WhoSees | None = None
    """Who may see figures without a ``[purpose]``, which says it of those that have one; None: everybody."""
    purpose: Purpose | None = None
    allowing_for_age: AllowingForAge | None = None
    asked_before: AskedBefore | None = None
    """What was asked ten years before in other words, if it was."""
    overview: tuple[OnOverview, ...] = ()
    """The topics for which it stands on an overview of one area, each by one group; see ``catalogue.overview``."""
    recipe: Recipe | None = None

    @model_validator(mode="after")
    def _own_rows_exist(self) -> Indicator:
        """Refuse rows of the publisher's own for a level or a group that the indicator does not have."""
        own, recipe = self.source.own_rows, self.recipe
        own_recipe = None if recipe is None else recipe.own_rows
        if own is not None and own.level not in levels_from(self.lowest_level):
            message = f"own_rows.level is {own.level.value}; accepted: {self.lowest_level.value} or a level above it"
            raise ValueError(message)
        if own is not None and (unknown := [group for group in own.groups if group not in self.groups]):
            message = f"own_rows.groups has {', '.join(unknown)}; accepted: {', '.join(self.groups)}"
            raise ValueError(message)
        stated = set() if own is None else set(own.groups or self.groups)
        if own_recipe is not None and set(own_recipe.groups) != stated:
            accepted = "accepted: the groups of [source.own_rows], or neither of the two tables"
            message = f"[recipe.own_rows.groups] has {', '.join(sorted(own_recipe.groups))}; {accepted}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _fits_an_overview(self) -> Indicator:
        """Refuse a group that does not exist, and figures without a plain unit: scores, ranks, totals."""
        if unknown := [each.group for each in self.overview if each.group not in self.groups]:
            message = f"overview.group is {', '.join(unknown)}; accepted: {', '.join(self.groups)}"
            raise ValueError(message)
        if self.overview and self.measure not in ON_OVERVIEW:
            accepted = ", ".join(measure.value for measure in ON_OVERVIEW)
            message = f"a {self.measure.value} stands for no topic on an overview; accepted: {accepted}"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _says_once_who_sees(self) -> Indicator:
        if self.who_sees is not None and self.purpose is not None:
            message = "who_sees stands beside [purpose]; accepted: who_sees within [purpose] only"
            raise ValueError(message)
        return self

    @property
    def audience(self) -> str | tuple[Role, ...]:
        """Who may see the figures."""
        return self.purpose.who_sees if self.purpose else self.who_sees or PUBLIC

    @property
    def is_share(self) -> bool:
        """True if each figure is n of N."""
        return self.measure is Measure.PROPORTION

    @property
    def first_group(self) -> str:
        """The group shown by default."""
        return next(iter(self.groups))
