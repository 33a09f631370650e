"""What the reader has chosen: one frozen value that a link holds completely."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jsna.model.area import ENGLAND
from jsna.model.characteristic import Characteristic


class Baseline(StrEnum):
    """What each area is compared with: its own district, county or region, or England."""

    ENGLAND = "england"
    REGION = "region"
    COUNTY = "county"
    DISTRICT = "district"


class View(StrEnum):
    """Which measure of the comparison the map, the bars and the order of the table show."""

    DIFFERENCE = "difference"
    SHARE = "share"
    RATIO = "ratio"
    EXTRA = "extra"


@dataclass(frozen=True)
class Selection:
    """Every filter of the explore pages.

    Attributes:
        area: code of the place whose areas are shown: a county, a district, or England.
        characteristic: the protected characteristic the indicator was chosen under.
        indicator: slug of the indicator; empty if the characteristic does not have one.
        group: code of one of the indicator's groups.
        baseline: what each area is compared with.
        measure: what the map and bars show; None: the most informative view (``jsna.figures.shade.opening_view``).
        ward: code of the picked area, or None.
        release: the data release of a link, until the reader moves to today's; None for today's.
    """

    area: str = ENGLAND
    characteristic: Characteristic = Characteristic.DISABILITY
    indicator: str = ""
    group: str = ""
    baseline: Baseline = Baseline.ENGLAND
    measure: View | None = None
    ward: str | None = None
    release: str | None = None
