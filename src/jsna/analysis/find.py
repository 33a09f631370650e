"""Finding areas by what people type: wards, districts, counties, postcodes, and the names people use.

Nothing is guessed. What is found is a list, best first, each with the way it was found; what is not found is said, and
the nearest names are offered. Capitals, accents, punctuation, "St" or "Saint", and "&" or "and" make no difference.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd

from jsna.areas import postcodes
from jsna.areas.places import full_names
from jsna.model.area import Level

#: How many results are listed; a sentence says how many more there are.
LISTED = 12
#: Nearest names that are offered, and how like the typed text each must be (Ratcliff and Obershelp, 0 to 1).
OFFERED, LIKENESS = 5, 0.7
#: No name is longer, and nothing longer is searched for.
LONGEST = 60

_MAYBE_POSTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]? ?(\d[a-z]{0,3}|\d{2,3}[a-z]{0,2})?")


class MatchKind(StrEnum):
    """What was found, in the order in which equally good finds are listed."""

    ENGLAND = "england"
    COUNTY = "county"
    DISTRICT = "district"
    TOWN = "town"
    SUBURB = "suburb"
    VILLAGE = "village"
    POSTCODE = "postcode"
    WARD = "ward"


class Match(StrEnum):
    """How a name was found, best first."""

    EXACT = "exact"
    BEGINNING = "beginning of a word"
    WITHIN = "within"
    NEAR = "nearest"


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes:
        kind: what it is; a town, suburb or village is a name people use.
        name: distinguished from others of the name: "Castle (Lincoln)".
        codes: its own code, or the codes of its wards for a name and a postcode.
        match: how it was found.
        within: code of the district a name people use lies in; empty for the others.
    """

    kind: MatchKind
    name: str
    codes: tuple[str, ...]
    match: Match = Match.EXACT
    within: str = ""


@dataclass(frozen=True)
class FindResults:
    """What a text finds.

    Attributes:
        asked: the text, without spaces around it.
        results: at most ``LISTED``, best first.
        total: how many there are in all.
        sentence: what is to be said about it; empty where nothing was asked.
    """

    asked: str
    results: tuple[Found, ...] = ()
    total: int = 0
    sentence: str = ""

    @property
    def exact(self) -> Found | None:
        """The result with exactly this name; None unless there is just one."""
        exact = [result for result in self.results if result.match is Match.EXACT]
        return exact[0] if len(exact) == 1 else None


@dataclass(frozen=True)
class Index:
    """Every name that can be found, made once from the catalogue.

    Attributes:
        entries: each result with the plain form of its bare name, the larger and the heavier first.
        wards: name of each ward, distinguished from others of the name. Index: code.
        year: of the wards.
    """

    entries: tuple[tuple[str, Found], ...]
    wards: pd.Series[str]
    year: int


def index(areas: pd.DataFrame, names: pd.DataFrame, year: int) -> Index:
    """Return the index of all areas that can be a place or a ward, and of the names people use.

    Args:
        areas: every area, with the wards of one year; index ``code``.
        names: as ``Catalogue.names`` has them.
        year: of the wards.
    """
    kept = areas[areas["level"].isin(list(MatchKind))]
    distinct = full_names(areas, kept)
    of_areas = [
        (plain(name), Found(MatchKind(level), full, (str(code),)))
        for (code, name, level), full in zip(kept[["name", "level"]].itertuples(), distinct, strict=True)
    ]
    known = {(key, found.codes) for key, found in of_areas}
    of_names = [entry for entry in _names(areas, names) if (entry[0], entry[1].codes) not in known]
    order = list(MatchKind)
    entries = sorted([*of_areas, *of_names], key=lambda entry: order.index(entry[1].kind))
    return Index(tuple(entries), distinct[kept["level"] == Level.WARD.value], year)


def _names(areas: pd.DataFrame, names: pd.DataFrame) -> Iterator[tuple[str, Found]]:
    """The names people use, the heaviest first, each distinguished by the district of most of its wards."""
    if names.empty:
        return
    # Dictionaries: looking each ward up in the frame would take seconds.
    district_of, named = areas["district"].to_dict(), areas["name"].to_dict()
    ordered = names.sort_values("weight", ascending=False, kind="stable")
    for name, kind, wards in ordered[["name", "kind", "wards"]].itertuples(index=False):
        district = Counter(district_of[ward] for ward in wards).most_common(1)[0][0]
        yield plain(name), Found(MatchKind(kind), f"{name} ({named[district]})", tuple(wards), within=str(district))


def find(text: str, known: Index, look_up: Callable[[], postcodes.Postcodes]) -> FindResults:
    """Return what a text finds.

    Args:
        text: what was typed.
        known: as ``index`` returns it.
        look_up: gives the postcodes; asked only where the text may be one.
    """
    asked = " ".join(text.split())[:LONGEST]
    key = plain(asked)
    if not key:
        return FindResults(asked)
    found = _named(key, known)
    if not found and _MAYBE_POSTCODE.fullmatch(key):
        return _postcode(asked, known, look_up())
    if not found:
        return _nothing(asked, key, known)
    return FindResults(asked, tuple(found[:LISTED]), len(found), _sentence(asked, found))


def wards_of(found: Found, known: Index) -> list[Found]:
    """Return the wards of a name or a postcode, by name."""
    wards = [Found(MatchKind.WARD, str(known.wards[code]), (code,)) for code in found.codes]
    return sorted(wards, key=lambda ward: ward.name)


def plain(text: str) -> str:
    """Return a name as it is compared: small letters without accents, one space between words."""
    folded = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = re.sub(r"['’`\u0300-\u036f]", "", folded)
    return re.sub(r"\bsaint\b", "st", " ".join(re.findall(r"[a-z0-9]+", bare)))


def _named(key: str, known: Index) -> list[Found]:
    """Return every result whose name contains the text, in the order of ``Match``."""
    ways: dict[Match, list[Found]] = {Match.EXACT: [], Match.BEGINNING: [], Match.WITHIN: []}
    begins = f" {key}"
    for name, result in known.entries:
        if key in name:
            way = Match.EXACT if key == name else Match.BEGINNING if begins in f" {name}" else Match.WITHIN
            ways[way].append(replace(result, match=way))
    return [result for way in ways.values() for result in way]


def _sentence(asked: str, found: list[Found]) -> str:
    exact = [result for result in found if result.match is Match.EXACT]
    if len(exact) == 1:
        return f"Found: {exact[0].name}."
    if exact:
        return f"{len(exact)} places are called {asked}. Choose one."
    return f"There is no place called {asked}. Nearest: {_listed(found)}."


def _listed(found: Iterable[Found]) -> str:
    names = [result.name for result in found]
    return ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")


def _nothing(asked: str, key: str, known: Index) -> FindResults:
    """No name holds the text: the names it begins with ("Clacton on Sea"), then those that are like it."""
    names = {name for name, _ in known.entries}
    begun = sorted((name for name in names if f"{key} ".startswith(f"{name} ")), key=len, reverse=True)
    # Only names of about the same length can be alike, and comparing is slow.
    like = sorted(name for name in names if abs(len(name) - len(key)) <= 3)
    near = dict.fromkeys([*begun, *difflib.get_close_matches(key, like, OFFERED, LIKENESS)])
    results = [replace(result, match=Match.NEAR) for each in near for name, result in known.entries if name == each]
    sentence = f"There is no place called {asked}."
    if any(character.isdigit() for character in key):
        sentence = f"{asked} is not a postcode or a place. A postcode looks like LN12 1AA."
    if results:
        sentence += f" Nearest: {_listed(results)}."
    return FindResults(asked, tuple(results[:LISTED]), len(results), sentence)


def _postcode(asked: str, known: Index, look_up: postcodes.Postcodes) -> FindResults:
    """A postcode, or its first half, and the wards it lies in."""
    compact = re.sub(r"[^A-Z0-9]", "", asked.upper())
    written = f"{compact[:-3]} {compact[-3:]}"
    if postcodes.FORM.fullmatch(compact):
        result = look_up.place(compact)
        if result is not None:
            ward = result[postcodes.ward_column(known.year)]
            found = Found(MatchKind.POSTCODE, written, (ward,))
            return FindResults(asked, (found,), 1, f"{written} is in {known.wards[ward]}.")
        why = postcodes.problem_of(compact)
        said = f"{written} is not in England." if why == postcodes.ABROAD else f"{written} is not a postcode in use."
        return _half(asked, asked.upper().split()[0] if " " in asked else compact[:-3], said, known, look_up)
    half = asked.upper().split()[0] if " " in asked else compact
    if postcodes.OUTWARD.fullmatch(half) and half == compact:
        return _half(asked, half, "", known, look_up)
    return _half(asked, half, f"{asked} is not a whole postcode: one looks like LN12 1AA.", known, look_up)


def _wards(number: int) -> str:
    return "1 ward" if number == 1 else f"{number:,} wards"


def _half(asked: str, half: str, said: str, known: Index, look_up: postcodes.Postcodes) -> FindResults:
    """The wards of a postcode's first half."""
    codes = look_up.wards_of_outward(half, known.year) if postcodes.OUTWARD.fullmatch(half) else []
    wards = wards_of(Found(MatchKind.POSTCODE, half, tuple(codes)), known)
    results = tuple(replace(ward, match=Match.BEGINNING) for ward in wards)
    if results:
        said = f"{said} {half} lies in {_wards(len(results))}.".strip()
    elif not said:
        said = f"There are no postcodes in England that begin with {half}."
    return FindResults(asked, results, len(results), said)
