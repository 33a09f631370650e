"""Why a figure is missing, in words without repetition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from jsna.model.area import Level
from jsna.model.characteristic import Elsewhere
from jsna.model.profile import ProfileRow
from jsna.words.numbers import count, spoken
from jsna.words.plain import Link, escaped

#: The term in a method for the sum of the output areas that fit a ward best.
_BEST_FIT = "best fit"


def reasons(found: Iterable[str]) -> str:
    """Return several reasons as text; what they share before the first semicolon is given once."""
    endings: dict[str, list[str]] = {}
    for reason in dict.fromkeys(found):
        shared, _, rest = reason.strip().removesuffix(".").partition("; ")
        endings.setdefault(shared, []).append(rest)
    return " ".join(f"{'; '.join([shared, *filter(None, rest)])}." for shared, rest in endings.items() if shared)


def not_known(gaps: pd.DataFrame, place: str) -> str:
    """Return how many protected characteristics have no figure for a place's wards, in one sentence.

    Args:
        gaps: from ``catalogue.availability.coverage``.
        place: name of the place.
    """
    unknown = int(gaps[gaps["level"] == Level.WARD.value].groupby("characteristic")["areas"].max().eq(0).sum())
    have = "has" if unknown == 1 else "have"
    return f"Of the nine protected characteristics, {count(unknown)} {have} no figure for any ward of {spoken(place)}."


def elsewhere(found: Elsewhere) -> str:
    """Return in Markdown what is published and not loaded here, with the link to it."""
    return f"{escaped(found.says)}. {Link(found.at, found.url).markdown}"


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
