"""Why a figure is missing, in words without repetition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jsna.model.area import Level
from jsna.model.characteristic import CharacteristicEntry, Elsewhere
from jsna.model.profile import ProfileRow
from jsna.words.numbers import listed, spoken
from jsna.words.plain import Link, Markdown, escaped

#: The term in a method for the sum of the output areas that fit a ward best.
_BEST_FIT = "fits it best"


def reasons(found: Iterable[str]) -> str:
    """Return several reasons as text; what they share before the first semicolon is given once."""
    endings: dict[str, list[str]] = {}
    for reason in dict.fromkeys(found):
        shared, _, rest = reason.strip().removesuffix(".").partition("; ")
        endings.setdefault(shared, []).append(rest)
    return " ".join(f"{'; '.join([shared, *filter(None, rest)])}." for shared, rest in endings.items() if shared)


def without_wards(titles: Sequence[str]) -> str:
    """Return which protected characteristics have no figure for wards, in one sentence; by their titles."""
    if not titles:
        return "Each of the nine protected characteristics has a figure for wards."
    said = "has" if len(titles) == 1 else "have"
    names = listed([titles[0], *(title.lower() for title in titles[1:])])
    return f"{names} {said} no figure for wards. The other protected characteristics have one."


def headline(titles: Sequence[str], place: str) -> str:
    """Return which protected characteristics have no figure for the wards of a place; by their titles."""
    wards = f"the wards of {spoken(place)}"
    if not titles:
        return f"All 9 protected characteristics have figures for {wards}."
    *others, last = (each.lower() for each in titles)
    names = ", ".join([*others, f"and {last}" if others else last])
    has = "has" if len(titles) == 1 else "have"
    return f"{len(titles)} of the 9 protected characteristics {has} no figure for {wards}: {names}."


def why(entry: CharacteristicEntry, levels: Sequence[Level], found: Iterable[str]) -> Markdown:
    """Return why a characteristic has no figure for some levels, and who publishes one elsewhere."""
    names = listed(["England" if level is Level.ENGLAND else level.plural for level in levels])
    link = f" {Link(entry.elsewhere.at, entry.elsewhere.url).markdown}" if entry.elsewhere else ""
    return Markdown(f"**{escaped(entry.title)}:** not available for {names}. {escaped(reasons(found))}{link}")


def elsewhere(found: Elsewhere) -> Markdown:
    """Return what is published and not loaded here, with the link to it."""
    return Markdown(f"{escaped(found.says)}. {Link(found.at, found.url).markdown}")


def without_output_area(name: str, rows: Sequence[ProfileRow]) -> str:
    """Return why a ward to which best fit does not assign an output area lacks census figures; otherwise empty.

    Args:
        name: the ward's name.
        rows: the ward's whole profile.
    """
    fitted = [row for row in rows if row.level is Level.WARD and _BEST_FIT in row.indicator.source.method]
    if not any(row.figure.note == "x" for row in fitted) or any(row.figure.counted for row in fitted):
        return ""
    return (
        f"The census gives no figure for {name}: figures for wards are sums of the census's smallest areas, each given "
        f"to the ward that fits it best, and none falls to {name}. Its residents are counted in neighbouring wards."
    )
