"""What the reader has chosen: what is computed, and how it is shown. A link holds all of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import Characteristic


class Baseline(StrEnum):
    """What each area is compared with: its own district, county or region, England, or the ten wards most like it."""

    ENGLAND = Level.ENGLAND.value
    REGION = Level.REGION.value
    COUNTY = Level.COUNTY.value
    DISTRICT = Level.DISTRICT.value
    ALIKE = "alike"


class View(StrEnum):
    """Which measure of the comparison the map, the bars and the order of the table show."""

    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    EXTRA = "extra"


@dataclass(frozen=True)
class Subject:
    """What a comparison is worked out for. Nothing else changes its figures.

    Attributes:
        area: code of the place whose areas are compared: a county, a district, or England.
        indicator: slug of the indicator; empty if the characteristic does not have one.
        group: code of one of the indicator's groups.
        baseline: what each area is compared with.
    """

    area: str = ENGLAND
    indicator: str = ""
    group: str = ""
    baseline: Baseline = Baseline.ENGLAND


@dataclass(frozen=True)
class Selection(Subject):
    """Every filter of the explore pages: a subject, and how it is shown.

    Attributes:
        characteristic: the protected characteristic the indicator was chosen under.
        measure: what the map and bars show; None: the most informative view (``jsna.figures.shade.opening_view``).
        ward: code of the picked area, or None.
        wards: year of the list of wards; None for the one that the place works with.
        release: the data release of a link, until the reader moves to today's; None for today's.
    """

    characteristic: Characteristic = Characteristic.DISABILITY
    measure: View | None = None
    ward: str | None = None
    wards: int | None = None
    release: str | None = None

    @property
    def subject(self) -> Subject:
        """What has to be computed for this selection."""
        return Subject(self.area, self.indicator, self.group, self.baseline)
