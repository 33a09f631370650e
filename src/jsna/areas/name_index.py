"""The areas that a name may mean: wards of both lists, and the areas above them. Nothing is guessed by likeness."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import pandas as pd

from jsna.areas.lookups import Lookups, read_areas
from jsna.areas.places import lies_in
from jsna.areas.plain_names import plain
from jsna.errors import Finding, Findings
from jsna.model.area import ENGLAND, WARD_YEARS, Level

#: Words that councils add to the name of their district, and that the official name may lack.
_OF_COUNCILS = re.compile(r"\b(city|borough|mbc|bc|dc|cc|cbc|lb|rb|la|corporation|unitary|the)\b")
_BRACKETS = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]+)[)\]]\s*$")
_PARTS = re.compile(r"\s+[-–—:|/]\s+|\s*[:|]\s+|,\s+")
#: Everyday names of districts, by plain name.
_EVERYDAY = {"hull": "kingston upon hull", "bcp": "bournemouth christchurch and poole"}
#: From this likeness on, a name is offered as a question.
_LIKE = 0.75


class NameIndex:
    """The names of every area of a data folder."""

    def __init__(self, lookups: Lookups) -> None:
        self.areas = read_areas(lookups.data)
        self._of_wards = self.areas["level"] == Level.WARD.value
        self._inside: dict[str, frozenset[str]] = {}
        self._names = {str(code): str(name) for code, name in self.areas["name"].items()}

    @cached_property
    def wards(self) -> dict[str, list[str]]:
        """The codes of wards by plain name."""
        return _by_name(self.areas[self._of_wards])

    @cached_property
    def above(self) -> dict[str, list[str]]:
        """The codes of districts, counties, regions and England by plain name."""
        return _by_name(self.areas[~self._of_wards])

    def holder(self, name: str) -> str | None:
        """Return the code of the one district, county or region, or of England, that a name means; None without."""
        lower = name.lower()
        for spelling in (name, _OF_COUNCILS.sub(" ", lower), _OF_COUNCILS.sub(" ", re.sub(r",.*", "", lower))):
            known = _EVERYDAY.get(plain(spelling), plain(spelling)) if spelling.strip() else ""
            codes = self.above.get(known, [])
            own = [code for code in codes if self.name(code).lower() == name.strip().lower()]
            if len(own or codes) == 1:
                return (own or codes)[0]
        return None

    def ward_names(self, name: str) -> Iterator[tuple[str, str | None]]:
        """Yield the plain names of wards that a text may mean, likeliest first, each with the holder it names."""
        yield plain(name), None
        if found := _BRACKETS.match(name):
            yield plain(found[1]), self.holder(found[2])
        for part, rest in _parted(name):
            if holder := self.holder(rest):
                yield plain(part), holder
        yield plain(re.sub(r"^\d+[.)]?\s+", "", name)), None

    def named_beside(self, name: str) -> str:
        """Return the larger area that stands beside a ward's name, as in "Boston - Fenside"; empty without."""
        for spelling, holder in self.ward_names(name):
            if holder and any(code in self.inside(holder) for code in self.wards.get(spelling, ())):
                return holder
        return ""

    def is_ward(self, name: str) -> bool:
        """Return whether a text is the name of any ward, in any spelling."""
        return any(spelling in self.wards for spelling, _ in self.ward_names(name))

    def wards_of(self, name: str, inside: frozenset[str]) -> list[str]:
        """Return the wards that a text means among some wards: those of its first spelling that has any."""
        for spelling, holder in self.ward_names(name):
            codes = [code for code in self.wards.get(spelling, ()) if code in inside]
            if holder:
                codes = [code for code in codes if code in self.inside(holder)]
            if codes:
                return codes
        return []

    @cached_property
    def _lists(self) -> dict[int, frozenset[str]]:
        wards = self.areas[self._of_wards]
        return {
            year: frozenset(wards.index[(wards["vintage"] <= year) & (wards["until"] >= year)]) for year in WARD_YEARS
        }

    def inside(self, place: str) -> frozenset[str]:
        """Return the wards of both lists in a place."""
        if place not in self._inside:
            self._inside[place] = frozenset(self.areas.index[lies_in(self.areas, place) & self._of_wards])
        return self._inside[place]

    def listed(self, year: int) -> frozenset[str]:
        """Return the wards of one list."""
        return self._lists[year]

    def name(self, code: str) -> str:
        """Return an area's name."""
        return self._names[code]

    def full_name(self, code: str) -> str:
        """Return a ward's name with its district's."""
        return f"{self.name(code)} ({self.name(str(self.areas.at[code, 'district']))}, {code})"

    def like(self, name: str, inside: Iterable[str]) -> str:
        """Return the name among some areas that is most like a text, or an empty text."""
        names = {plain(self.name(code)): self.name(code) for code in inside}
        near = difflib.get_close_matches(plain(name), names, 1, _LIKE)
        return names[near[0]] if near else ""


def place_of(text: str, lookups: Lookups) -> str:
    """Return the code of a place that is given by its code or by its name.

    Raises:
        Findings: there is no such place.
    """
    code = text if text in lookups.areas.index else NameIndex(lookups).holder(text)
    if code is None:
        accepted = f"the code or the name of a county or district, or {ENGLAND}"
        raise Findings([Finding("place", "unknown area", accepted, value=text)])
    return code


def _by_name(areas: pd.DataFrame) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, name in areas["name"].astype(str).items():
        found.setdefault(plain(name), []).append(str(code))
    return found


def _parted(name: str) -> Iterator[tuple[str, str]]:
    """The two parts of a text such as "Lincoln - Abbey", each way round."""
    parts = _PARTS.split(name, maxsplit=1)
    if len(parts) == 2 and all(parts):
        yield parts[0], parts[1]
        yield parts[1], parts[0]
