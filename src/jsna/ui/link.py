"""The link is the state: an address becomes a selection, a selection becomes an address. Nothing else writes it.

The keys are public interface: links that were shared must go on working, so a key is never renamed or reused. What is
at its default is left out. A link that is made to be shared writes out what another release could default otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import pandas as pd

from jsna.analysis.places import name_of
from jsna.catalogue.availability import indicators_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Baseline, Selection, View

KEYS = ("area", "characteristic", "indicator", "group", "baseline", "measure", "ward", "release")

#: Each filter's name, as the reader sees it.
LABELS = {
    "area": "Place",
    "characteristic": "Protected characteristic",
    "indicator": "Indicator",
    "group": "Group",
    "baseline": "Compared with",
    "measure": "Show",
    "ward": "Ward",
}
BASELINE_LABELS = {
    Baseline.ENGLAND: "England",
    Baseline.REGION: "its region",
    Baseline.COUNTY: "its county or unitary authority",
    Baseline.DISTRICT: "its district",
}
VIEW_LABELS = {
    View.DIFFERENCE: "Difference",
    View.SHARE: "Figure",
    View.EXTRA: "Extra people",
    View.RATIO: "Ratio",
}
#: Where a link names no measure: what shows most, as the page finds it.
SHOWS_MOST = "what shows most"
LONGEST_RELEASE = 12
#: Codes of counties that hold districts begin so; any other county is itself a district.
UPPER_TIER = "E10"

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True)
class Opened:
    """A link as opened.

    Attributes:
        selection: always complete and always possible.
        notes: one sentence for each part of the link that could not be followed.
    """

    selection: Selection
    notes: tuple[str, ...] = ()


def address(selection: Selection, catalogue: Catalogue) -> dict[str, str]:
    """Return the shortest query that restores a selection here, in the order of ``KEYS``.

    Args:
        selection: the choices; a release is among them only where the reader came with another than today's.
        catalogue: what there is, and so what the defaults are.
    """
    usual = {"area": _usual_area(selection, catalogue), **_usual_figures(selection, catalogue)}
    return {key: part for key, part in in_full(selection).items() if part != usual.get(key)}


def to_share(selection: Selection, release: str) -> dict[str, str]:
    """Return the query of a link to share: with its release, and without relying on what data decide by default.

    Args:
        selection: the choices.
        release: the data release shown.
    """
    parts = in_full(selection) | {"release": selection.release or release}
    if selection.indicator:
        del parts["characteristic"]
    return {key: parts[key] for key in KEYS if key in parts}


def in_full(selection: Selection) -> dict[str, str]:
    """Return every choice of a selection as a query, defaults and all."""
    parts = {key: str(getattr(selection, key) or "") for key in KEYS}
    return {key: part for key, part in parts.items() if part}


def _usual_area(selection: Selection, catalogue: Catalogue) -> str:
    """Return the place that a link without one shows: the ward's, or the one of ``place.toml``."""
    return catalogue.place.area if selection.ward is None else _place_of(catalogue.areas, selection.ward)


def _usual_figures(selection: Selection, catalogue: Catalogue) -> dict[str, str]:
    """Return what a link without it takes for baseline, indicator and group; an indicator brings its characteristic."""
    usual = {"baseline": catalogue.place.baseline.value}
    if selection.indicator not in catalogue.indicators:
        return usual
    indicator = catalogue.indicators[selection.indicator]
    brought = {"characteristic": selection.characteristic.value, "group": indicator.first_group}
    return usual | brought | {"indicator": catalogue.place.indicator}


def default_selection(catalogue: Catalogue) -> Selection:
    """Return where a reader starts: the place of ``place.toml`` and its first indicator."""
    place = catalogue.place
    indicator = catalogue.indicators[place.indicator]
    return Selection(
        area=place.area,
        characteristic=indicator.characteristic,
        indicator=indicator.slug,
        group=indicator.first_group,
        baseline=Baseline(place.baseline),
    )


def opened(query: Mapping[str, str], catalogue: Catalogue, release: str) -> Opened:
    """Return the selection a link asks for; what cannot be followed falls back and is said.

    Args:
        query: the address's query; unknown keys are left alone.
        catalogue: what there is.
        release: the release shown here.
    """
    reader = _Reader(query, catalogue)
    start = default_selection(catalogue)
    selection = replace(
        start, area=reader.area(start.area), baseline=reader.choice("baseline", start.baseline, BASELINE_LABELS)
    )
    selection = reader.indicator(selection)
    selection = replace(selection, measure=reader.measure(), ward=reader.ward(selection.area))
    asked = query.get("release", release)[:LONGEST_RELEASE]
    return Opened(replace(selection, release=None if asked == release else asked or None), tuple(reader.notes))


def of_another_release(made_on: str, release: str) -> str:
    """Return the sentence about a link that was made on another release than the one shown."""
    return (
        f"This link was made on data release {made_on}. The figures here are of release {release}, "
        "so they may not be the same."
    )


def not_known(label: str, asked: str, instead: str) -> str:
    """Return the sentence about a part of a link that cannot be followed.

    Args:
        label: the name of the list, as the reader sees it.
        asked: what the link asks for.
        instead: what happens instead, in words.
    """
    return f"This link asks under “{label}” for “{asked[:40]}”, which is not known here: {instead}."


def shown(words: str) -> str:
    """Return how a link's sentence ends where something else is shown than was asked for."""
    return f"“{words}” is shown instead"


class _Reader:
    """Reads one query, part by part, noting what it could not follow."""

    def __init__(self, query: Mapping[str, str], catalogue: Catalogue) -> None:
        self.query = query
        self.catalogue = catalogue
        self.notes: list[str] = []

    def missed(self, key: str, instead: str) -> None:
        self.notes.append(not_known(LABELS[key], self.query[key], instead))

    def showing(self, key: str, words: str) -> None:
        self.missed(key, shown(words))

    def area(self, fallback: str) -> str:
        """The place asked for; where only a ward is, the place that the ward lies in."""
        areas = self.catalogue.areas
        ward = self.query.get("ward")
        if "area" not in self.query and ward in _wards(areas):
            return _place_of(areas, str(ward))
        code = self.query.get("area", fallback)
        if code in areas.index and areas.at[code, "level"] != Level.WARD.value:
            return code
        self.showing("area", name_of(areas, fallback))
        return fallback

    def choice(self, key: str, fallback: _Choice, words: Mapping[_Choice, str]) -> _Choice:
        asked = self.query.get(key, fallback.value)
        if asked in {member.value for member in type(fallback)}:
            return type(fallback)(asked)
        self.showing(key, words[fallback])
        return fallback

    def measure(self) -> View | None:
        """The measure asked for; None, which is what shows most, where none is."""
        asked = self.query.get("measure")
        if asked is None or asked in VIEW_LABELS:
            return None if asked is None else View(asked)
        self.showing("measure", SHOWS_MOST)
        return None

    def indicator(self, selection: Selection) -> Selection:
        indicators = self.catalogue.indicators
        slug = self.query.get("indicator")
        if slug is not None and slug in indicators:
            found = indicators[slug]
            chosen = replace(selection, characteristic=found.characteristic, indicator=found.slug)
            return replace(chosen, group=self.group(found.slug))
        if slug is not None:
            self.showing("indicator", indicators[selection.indicator].title)
            return selection
        return self.characteristic(selection)

    def characteristic(self, selection: Selection) -> Selection:
        """A characteristic alone: its first indicator, or none where nothing is known of it."""
        if "characteristic" not in self.query:
            return replace(selection, group=self.group(selection.indicator))
        titles = {item: entry.title for item, entry in self.catalogue.characteristics.items()}
        chosen = self.choice("characteristic", selection.characteristic, titles)
        return first_of(self.catalogue, selection, chosen)

    def group(self, slug: str) -> str:
        groups = self.catalogue.indicators[slug].groups
        first = self.catalogue.indicators[slug].first_group
        asked = self.query.get("group", first)
        if asked not in groups:
            self.showing("group", groups[first].label)
            return first
        return asked

    def ward(self, area: str) -> str | None:
        code = self.query.get("ward")
        if code is None:
            return None
        if not _within(self.catalogue.areas, code, area):
            self.missed("ward", "no ward is picked out")
            return None
        return code


def first_of(catalogue: Catalogue, selection: Selection, characteristic: Characteristic) -> Selection:
    """Return the selection moved to a characteristic's first indicator and group, or to none where there is none."""
    slugs = of_characteristic(catalogue, characteristic)
    if not slugs:
        return replace(selection, characteristic=characteristic, indicator="", group="")
    return replace(
        selection,
        characteristic=characteristic,
        indicator=slugs[0],
        group=catalogue.indicators[slugs[0]].first_group,
    )


def of_characteristic(catalogue: Catalogue, characteristic: Characteristic) -> list[str]:
    """Return the slugs that describe a characteristic, the main one first."""
    return [indicator.slug for indicator in indicators_of(catalogue, characteristic)]


def _wards(areas: pd.DataFrame) -> pd.Index[str]:
    return areas.index[areas["level"] == Level.WARD.value]


def _place_of(areas: pd.DataFrame, ward: str) -> str:
    """Return the county of a ward where that holds districts, else its district."""
    county, district = areas.at[ward, "county"], areas.at[ward, "district"]
    return str(county if str(county).startswith(UPPER_TIER) else district)


def _within(areas: pd.DataFrame, code: str, place: str) -> bool:
    if code not in areas.index or areas.at[code, "level"] != Level.WARD.value:
        return False
    return place == ENGLAND or place in {str(areas.at[code, level]) for level in ("district", "county", "region")}
