"""What exists already, in sentences: how many first, and what nobody has checked for a year."""

from __future__ import annotations

from datetime import date

from jsna.words.numbers import count, spoken
from jsna.words.places import several_wards
from jsna.words.provenance import spoken_date

PURPOSE = (
    "This page shows the groups, places and services that people here can go to already, so that nobody plans "
    "what exists."
)
ABSENCE = "A ward where nothing is recorded may still have much: it says only that nobody has recorded it here."


def headline(place: str, number: int, unchecked: int) -> str:
    """Return how many are recorded, and how many of them are unchecked."""
    things = "group, place or service is" if number == 1 else "groups, places and services are"
    said = f"{count(number)} {things} recorded in {spoken(place)}."
    if not unchecked:
        return f"{said} Somebody has checked each within a year."
    return f"{said} {count(unchecked)} of {count(number)} {'is' if unchecked == 1 else 'are'} unchecked."


def checked(on: date | None, by: str, *, unchecked: bool) -> str:
    """Return when somebody last made sure of an entry; that it is unchecked comes first."""
    if on is None:
        return "Unchecked: nobody has said that it still exists"
    who = f" by {by}" if by else ""
    return f"Unchecked: last checked {spoken_date(on)}" if unchecked else f"{spoken_date(on)}{who}"


def in_ward(number: int) -> str:
    """Return how many a ward has, for the map."""
    return f"{count(number)} recorded" if number else "nothing recorded"


def room(capacity: int | None) -> str:
    """Return how many people an entry has room for."""
    return "Not said" if capacity is None else count(capacity)


def cut(number: int, year: int) -> str:
    """Return how many entries no ward on the map counts, because their wards lie in several of a year's wards."""
    said, they = several_wards(number, "entry was recorded", "entries were recorded", year)
    return f"{said} {they} {'is' if number == 1 else 'are'} in the list below, and counted for no ward on the map."


def of_district(number: int) -> str:
    """Return how many more are known for a ward's district, and not for the ward."""
    return f"{count(number)} more {'is' if number == 1 else 'are'} known only for its district."
