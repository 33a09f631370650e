"""Turn a link's query into a selection: a part that cannot be followed falls back to a default and gets a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from jsna.areas.places import is_ward_in, name_of, place_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, WARD_LISTS, WARD_YEARS, Level
from jsna.model.selection import Selection, View
from jsna.ui.link.defaults import default_selection, first_of
from jsna.ui.link.labels import BASELINE_LABELS, LABELS, SHOWS_MOST, VIEW_LABELS
from jsna.ui.link.notices import not_known, of_another_list, shown

#: Levels whose areas can be chosen as a place; a region is there to be compared with.
_PLACES = frozenset({Level.ENGLAND.value, Level.COUNTY.value, Level.DISTRICT.value})

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True)
class Opened:
    """A link as opened.

    Attributes:
        selection: always complete and valid.
        notes: one sentence for each part of the link that could not be followed.
        elsewhere: code of the ward that the link asks for if it lies in another place, or None.
    """

    selection: Selection
    notes: tuple[str, ...] = ()
    elsewhere: str | None = None


def opened(query: Mapping[str, str], catalogue: Catalogue, release: str | None = None) -> Opened:
    """Return the selection a link asks for; parts that cannot be followed fall back to defaults and get a note.

    Args:
        query: the address's query; unknown keys are ignored.
        catalogue: the areas and indicators available.
        release: the release that is shown where that is not today's.
    """
    reader = _Reader(query, catalogue)
    start = default_selection(catalogue)
    selection = replace(
        start, area=reader.area(start.area), baseline=reader.choice("baseline", start.baseline, BASELINE_LABELS)
    )
    reader.wards()
    selection = reader.indicator(selection)
    selection = replace(selection, measure=reader.measure(), ward=reader.ward(selection.area))
    return Opened(replace(selection, release=release), tuple(reader.notes), reader.elsewhere)


class _Reader:
    """Reads one query, part by part, noting what it could not follow."""

    def __init__(self, query: Mapping[str, str], catalogue: Catalogue) -> None:
        self.query = query
        self.catalogue = catalogue
        self.notes: list[str] = []
        self.elsewhere: str | None = None

    def missed(self, key: str, instead: str) -> None:
        self.notes.append(not_known(LABELS[key], self.query[key], instead))

    def showing(self, key: str, words: str) -> None:
        self.missed(key, shown(words))

    def lost(self, slug: str, instead: str) -> None:
        """Note an indicator that is not here: whether it was withdrawn, is damaged, or never was."""
        if slug in self.catalogue.gone:
            self.notes.append(f"{self.catalogue.gone[slug].said} {shown(instead)}.")
        else:
            self.showing("indicator", instead)

    def area(self, fallback: str) -> str:
        """Return the place asked for; if only a ward is given, of either list, the place that it lies in."""
        areas, every = self.catalogue.areas, self.catalogue.all_areas
        ward = self.query.get("ward")
        if "area" not in self.query and is_ward_in(every, str(ward), ENGLAND):
            return place_of(every, str(ward))
        code = self.query.get("area", fallback)
        if code in areas.index and areas.at[code, "level"] in _PLACES:
            return code
        self.showing("area", name_of(areas, fallback))
        return fallback

    def wards(self) -> None:
        """Note a list of wards that is not there; the catalogue already shows the one that is asked for."""
        if "wards" in self.query and self.query["wards"] not in {str(year) for year in WARD_YEARS}:
            self.showing("wards", WARD_LISTS[self.catalogue.year])

    def choice(self, key: str, fallback: _Choice, words: Mapping[_Choice, str]) -> _Choice:
        asked = self.query.get(key, fallback.value)
        if asked in {member.value for member in type(fallback)}:
            return type(fallback)(asked)
        self.showing(key, words[fallback])
        return fallback

    def measure(self) -> View | None:
        """Return the measure asked for; None, which means the one that shows most, if the link names no measure."""
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
            self.lost(slug, indicators[selection.indicator].title)
            return selection
        return self.characteristic(selection)

    def characteristic(self, selection: Selection) -> Selection:
        """Follow a characteristic alone: choose its first indicator, or none if nothing is known of it."""
        if "characteristic" not in self.query:
            if self.catalogue.place.indicator in self.catalogue.gone:
                self.lost(self.catalogue.place.indicator, self.catalogue.indicators[selection.indicator].title)
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
        if is_ward_in(self.catalogue.areas, code, area):
            return code
        if is_ward_in(self.catalogue.areas, code, ENGLAND):
            self.elsewhere = code
        elif is_ward_in(self.catalogue.all_areas, code, ENGLAND):
            name, shown_here = name_of(self.catalogue.all_areas, code), WARD_LISTS[self.catalogue.year]
            self.notes.append(of_another_list(name, shown_here))
        else:
            self.missed("ward", "no ward is picked out")
        return None
