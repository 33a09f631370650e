"""The widest differences of a place, as sentences that lead to the view they were read from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jsna.analysis.comparison import compare, family
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.comparison import DIFFERENT
from jsna.model.overview import OverviewLine
from jsna.model.selection import Selection, Subject
from jsna.words.highlight import highlight


@dataclass(frozen=True)
class Highlight:
    """One difference.

    Attributes:
        title: the topic and the ward's name.
        sentence: how many, England's figure, and whether that is rare.
        selection: the view it was read from, its ward picked out.
        surprise: how many standard deviations of England's wards the ward lies from the baseline.
    """

    title: str
    sentence: str
    selection: Selection
    surprise: float


def highlights(catalogue: Catalogue, place: str, most: int = 6) -> list[Highlight]:
    """Return the ward furthest from England for each topic of the overview, the most unusual first.

    Args:
        catalogue: the open data.
        place: code of the place.
        most: how many at the most.
    """
    of_wards = [
        line for line in overview(catalogue) if line.indicator.is_share and line.indicator.lowest_level is Level.WARD
    ]
    found = [best for line in of_wards if (best := _furthest(catalogue, line, place)) is not None]
    return sorted(found, key=lambda item: -item.surprise)[:most]


def _furthest(catalogue: Catalogue, line: OverviewLine, place: str) -> Highlight | None:
    """Return the ward furthest above or below England in what stands for a topic, or None where none differs."""
    indicator = line.indicator
    comparison = compare(catalogue, Subject(place, indicator.slug, line.group_code))
    areas = comparison.areas
    different = areas.loc[areas["verdict"].isin(DIFFERENT), "difference"]
    wards = family(catalogue, indicator.slug, line.group_code)
    if different.empty or not wards.size:
        return None
    ward = str(different.abs().idxmax())
    own = comparison.of(ward)
    return Highlight(
        title=f"{line.topic}, {own.name}",
        sentence=highlight(own, indicator, comparison.group),
        selection=replace(comparison.selection, characteristic=indicator.characteristic, ward=ward),
        surprise=abs(float(different[ward])) / (100 * float(wards.std())),
    )
