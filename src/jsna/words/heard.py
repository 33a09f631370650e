"""Who has not been heard, in words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from jsna.model.heard import Heard, rows
from jsna.words.numbers import count, listed, percent, spoken
from jsna.words.places import several_wards

NOBODY_ASKED = "nobody asked"
#: The state of a group of which no conversation recorded anybody.
NONE_RECORDED = "none recorded"
NOT_COUNTED = "Whoever left the question out, or whose answer nobody wrote down, is in none of these groups."
#: Names that a sentence lists before it counts the rest.
_MOST_NAMED = 6


def headline(found: Heard, place: str) -> str:
    """Return in how many wards of a place nobody was asked, and which groups nobody asked."""
    wards, unasked = len(found.areas), int((found.areas["asks"] == 0).sum())
    when = f" in {found.year}" if found.year else ""
    if not found.talks:
        nobody = "nobody was asked" if found.year else "nobody has been asked"
        return f"No conversation is recorded in {spoken(place)}{when}: {nobody}."
    talks = "1 conversation is" if found.talks == 1 else f"{count(found.talks)} conversations are"
    where = f"in {count(unasked)} of {count(wards)} wards nobody was asked" if unasked else "every ward was asked"
    said = f"{talks} recorded in {spoken(place)}{when}; {where}."
    groups = [str(label) for label in found.groups.loc[found.groups["state"] == NONE_RECORDED, "label"]]
    return f"{said} None of them recorded anybody of these groups: {listed(groups)}." if groups else said


def group_rows(found: Heard) -> Iterator[dict[str, str]]:
    """Yield each group as a row: asked how often, how many reached, what a fair share would be, how it compares."""
    for _, row in rows(found.groups):
        yield {
            "Group": str(row["label"]),
            **({} if found.protected else {"Asked": _times(int(row["asks"]))}),
            "People reached": "withheld" if math.isnan(row["respondents"]) else count(row["respondents"]),
            "A fair share would be": "–" if math.isnan(row["expected"]) else f"{row['expected']:,.1f}",
            "People here": count(row["population"]),
            "Share of people reached over share of people": _ratio(row["ratio"], row["lower"], row["upper"]),
            "How it compares": str(row["state"]),
        }


def ward_rows(found: Heard, names: Mapping[str, str], codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield some wards as rows.

    Args:
        found: who has been heard.
        names: of the wards, by code.
        codes: of the wards, in the order of the rows.
    """
    for code, row in rows(found.areas.loc[list(codes)]):
        yield {
            "Ward": names[code],
            "Asked": _times(int(row["asks"])) if row["asks"] else NOBODY_ASKED,
            **({} if found.protected else {"People reached": _rate(row)}),
        }


def ward_label(row: Mapping[str, float], *, protected: bool) -> str:
    """Return the line of the map about a ward that was asked; the map writes the ward's name above it."""
    people = "" if protected else f", {_rate(row)}"
    return f"asked {_times(int(row['asks']))}{people}"


def same_faces(found: Heard) -> str:
    """Return how many were there for the first time."""
    if found.first_time is None:
        return "How many were there for the first time is not recorded, or too few to show."
    first, everybody = found.first_time
    share = percent(first / everybody, 0) if everybody >= 30 else ""
    return f"{count(first)} of {count(everybody)} people{f' ({share})' if share else ''} were there for the first time."


def unasked(found: Heard, names: Mapping[str, str]) -> str:
    """Return the wards with the most people that nobody asked, by name."""
    empty = found.areas[found.areas["asks"] == 0].sort_values("population", ascending=False)
    if empty.empty:
        return ""
    named = [names[str(code)] for code in empty.index[:_MOST_NAMED]]
    more = len(empty) - len(named)
    return f"Nobody was asked in {listed([*named, f'{count(more)} more wards'] if more else named)}."


def elsewhere(talks: int) -> str:
    """Return how many conversations were held in several wards at once, and that no ward counts them."""
    if talks == 1:
        return "1 conversation was held in several wards at once and counts for none of them."
    return f"{count(talks)} conversations were held in several wards at once and count for none of them."


def cut(talks: int, place: str, year: int) -> str:
    """Return how many conversations count for the place only, because their wards lie in several of a year's wards."""
    said, they = several_wards(talks, "conversation was", "conversations were", year)
    return f"{said} {they} {'counts' if talks == 1 else 'count'} for {spoken(place)} and for no ward."


def _times(number: int) -> str:
    return {0: "never", 1: "once"}.get(number, f"{count(number)} times")


def _ratio(ratio: float, lower: float, upper: float) -> str:
    return "–" if math.isnan(ratio) else f"{ratio:.2f} (from {lower:.2f} to {upper:.2f})"


def _rate(row: Mapping[str, float]) -> str:
    people, population = row["people"], row["population"]
    if not row["asks"]:
        return "–"
    if math.isnan(people):
        return "not counted"
    if math.isnan(population):
        return f"{count(people)} people"
    return (
        f"{count(people)} of {count(population)} people ({row['rate']:.1f} of 1,000; "
        f"from {row['lower']:.1f} to {row['upper']:.1f})"
    )
