"""What is said of names that were matched to areas, and of those that were not: each is listed, nothing is guessed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from jsna.areas.name_index import NameIndex
from jsna.errors import Finding
from jsna.files.notes import Notes
from jsna.model.area import WARD_LISTS, Level

#: Names that are listed in one line.
_LISTED = 40


@dataclass
class Matched:
    """The areas of the names of one place: code by name; why others have none; and what is to be said."""

    codes: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    several: dict[str, list[str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)


def tell(
    matched: Matched,
    place: str,
    used: Mapping[int, int],
    by_list: Mapping[int, Mapping[str, list[str]]],
    index: NameIndex,
) -> None:
    """Add to what is said of a place's names: how many were matched, and which not letter for letter.

    Args:
        matched: the areas of the names; sentences are added here.
        place: code of the place.
        used: how many names were matched to wards of each list.
        by_list: the wards that each name may mean, by list.
        index: the names of every area.
    """
    where = index.name(place)
    for year, number in used.items():
        if number:
            names = "name was" if number == 1 else "names were"
            matched.said.append(
                f"{number:,} {names} matched to wards of {WARD_LISTS[year]} in {where}, each to one ward."
            )
    matched.said += _spelt_otherwise(matched.codes, index)
    taken = max(used, key=lambda year: used[year])
    others = [
        name
        for name, code in matched.codes.items()
        for year in by_list
        if year != taken and by_list[year][name] and by_list[year][name] != [code]
    ]
    if others:
        other = next(year for year in by_list if year != taken)
        shown = ", ".join(map(repr, others[:_LISTED]))
        also = f"Wards of {WARD_LISTS[other]} with other boundaries have these names too"
        matched.said.append(f"{also}: {shown}. Give codes if you mean those.")


def not_matched(cells: pd.Series, place: str, matched: Matched, index: NameIndex, notes: Notes) -> list[Finding]:
    """Return one finding for the names that are no ward's, and one for those that are several wards'."""
    where, found = index.name(place), []
    first = {str(text): int(str(row)) for row, text in reversed(list(cells.items()))}
    total = cells.nunique()
    if matched.unknown:
        inside = index.inside(place)

        def asked(name: str) -> str:
            near = index.like(name, inside)
            return f"{name!r} (row {first[name]}{f': {near}?' if near else ''})"

        shown = _list(matched.unknown, asked)
        problem = f"{len(matched.unknown):,} of {total:,} names are of no ward of {where}: {shown}"
        accepted = "names of wards of that place; a column with the district of each; another place (--place); or codes"
        found.append(Finding(notes.name, problem, accepted, first[matched.unknown[0]], str(cells.name)))
    if matched.several:

        def either(name: str) -> str:
            return f"{name!r} (row {first[name]}: {' or '.join(map(index.full_name, matched.several[name][:4]))})"

        shown = _list([*matched.several], either)
        problem = f"{len(matched.several):,} of {total:,} names are of several wards of {where}: {shown}"
        accepted = "a column with the district of each, a district as the place (--place), or codes"
        found.append(Finding(notes.name, problem, accepted, first[next(iter(matched.several))], str(cells.name)))
    return found


def tell_larger(cells: pd.Series, codes: pd.Series, index: NameIndex, notes: Notes) -> None:
    """Say which larger areas were found by name; a finding lists the names that are of none."""
    known = cells[codes.notna()]
    if len(known):
        notes.repairs.append(f"{known.nunique():,} names of {str(cells.name)!r} were matched, each to one area.")
    pairs = dict(zip(known, codes[codes.notna()], strict=True))
    notes.repairs += _spelt_otherwise(pairs, index)
    lost = cells[codes.isna()].drop_duplicates()
    if len(lost):
        larger = index.areas.index[index.areas["level"] != Level.WARD.value]

        rows = {str(name): row for row, name in lost.items()}

        def asked(name: str) -> str:
            near = index.like(name, larger)
            return f"{name!r} (row {rows[name]}{f': {near}?' if near else ''})"

        shown = _list([*rows], asked)
        problem = f"{len(lost):,} of {cells.nunique():,} names are of no district, county or region: {shown}"
        accepted = "names of areas of 2023, or codes"
        notes.findings.append(Finding(notes.name, problem, accepted, int(str(lost.index[0])), str(cells.name)))


def _spelt_otherwise(codes: Mapping[str, str], index: NameIndex) -> list[str]:
    """A sentence on the names that are not letter for letter those of their areas, or none."""
    odd = [name for name, code in codes.items() if name != index.name(code)]

    def meant(name: str) -> str:
        return f"{name!r} is {index.name(codes[name])} ({codes[name]})"

    return [f"Not letter for letter: {_list(odd, meant)}."] if odd else []


def _list(names: Sequence[str], said: Callable[[str], str]) -> str:
    """The first names with what is said of each, and how many more there are."""
    more = f"; and {len(names) - _LISTED:,} more" if len(names) > _LISTED else ""
    return "; ".join(map(said, names[:_LISTED])) + more
