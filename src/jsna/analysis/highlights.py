"""The widest differences of a place, as sentences that lead to the view they were read from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jsna.analysis.comparison import compare
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.comparison import DIFFERENT, Verdict
from jsna.model.overview import OverviewLine
from jsna.model.selection import Selection, Subject
from jsna.words.highlight import highlight


@dataclass(frozen=True)
class Highlight:
    """One difference.

    Attributes:
        title: the topic and the ward's name.
        sentence: how many, England's figure, and how many more or fewer that is.
        selection: the view it was read from, its ward picked out.
        is_much: whether the difference is large.
        people: how many more or fewer than at England's rate.
    """

    title: str
    sentence: str
    selection: Selection
    is_much: bool
    people: float


def highlights(catalogue: Catalogue, place: str, most: int = 4) -> list[Highlight]:
    """Return the ward with the most people beyond England's rate for each topic of the overview.

    Large differences come first, then many people; how rare a figure is does not count. What a place is made of, such
    as its religions, is no need by itself and is left out.

    Args:
        catalogue: the open data.
        place: code of the place.
        most: how many at the most.
    """
    of_wards = [
        line
        for line in overview(catalogue)
        if line.indicator.is_share and line.indicator.lowest_level is Level.WARD and not line.make_up
    ]
    found = [best for line in of_wards if (best := _furthest(catalogue, line, place)) is not None]
    return sorted(found, key=lambda item: (not item.is_much, -item.people))[:most]


def _furthest(catalogue: Catalogue, line: OverviewLine, place: str) -> Highlight | None:
    """Return the ward with the most people beyond England's rate for a topic, or None where none differs."""
    indicator = line.indicator
    comparison = compare(catalogue, Subject(place, indicator.slug, line.group_code))
    areas = comparison.areas
    different = areas[areas["verdict"].isin(DIFFERENT) & areas["extra"].notna() & (areas["numerator"] > 0)]
    if different.empty:
        return None
    large = different[different["verdict"].isin([Verdict.MUCH_LOWER, Verdict.MUCH_HIGHER])]
    ward = str((different if large.empty else large)["extra"].abs().idxmax())
    own = comparison.of(ward)
    return Highlight(
        title=f"{line.topic}, {own.name}",
        sentence=highlight(own, indicator, comparison.group),
        selection=replace(comparison.selection, characteristic=indicator.characteristic, ward=ward),
        is_much=own.is_much,
        people=abs(own.extra),
    )
