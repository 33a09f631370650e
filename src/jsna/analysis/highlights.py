"""The widest differences of a place, as sentences that lead to the view they were read from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jsna.analysis.comparison import compare, family
from jsna.catalogue.availability import of_today
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.comparison import DIFFERENT
from jsna.model.indicator import Indicator
from jsna.model.selection import Selection, Subject
from jsna.words.highlight import highlight


@dataclass(frozen=True)
class Highlight:
    """One difference.

    Attributes:
        title: the indicator's title and the ward's name.
        sentence: how many, England's figure, and whether that is rare.
        selection: the view it was read from, its ward picked out.
        surprise: how many standard deviations of England's wards the ward lies from the baseline.
    """

    title: str
    sentence: str
    selection: Selection
    surprise: float


def highlights(catalogue: Catalogue, place: str, most: int = 6) -> list[Highlight]:
    """Return the ward furthest from England for each topic, the most unusual first.

    Args:
        catalogue: the open data.
        place: code of the place.
        most: how many at the most.
    """
    shares = [item for item in of_today(catalogue) if item.is_share and item.lowest_level is Level.WARD]
    found = [best for indicator in shares if (best := _furthest(catalogue, indicator, place)) is not None]
    ranked = sorted(found, key=lambda item: -item.surprise)
    widest: dict[tuple[str, str], Highlight] = {}
    for item in ranked:
        indicator = catalogue.indicators[item.selection.indicator]
        widest.setdefault((indicator.topic, indicator.characteristic), item)
    return list(widest.values())[:most]


def _furthest(catalogue: Catalogue, indicator: Indicator, place: str) -> Highlight | None:
    """Return the ward furthest above or below England in the indicator's first group, or None where none differs."""
    comparison = compare(catalogue, Subject(place, indicator.slug, indicator.first_group))
    areas = comparison.areas
    different = areas.loc[areas["verdict"].isin(DIFFERENT), "difference"]
    wards = family(catalogue, indicator.slug, indicator.first_group)
    if different.empty or not wards.size:
        return None
    ward = str(different.abs().idxmax())
    own = comparison.of(ward)
    return Highlight(
        title=f"{indicator.title}, {own.name}",
        sentence=highlight(own, indicator, comparison.group),
        selection=replace(comparison.selection, characteristic=indicator.characteristic, ward=ward),
        surprise=abs(float(different[ward])) / (100 * float(wards.std())),
    )
