"""Two censuses in words: a change where the question was the same, and only the two figures where it was not."""

from __future__ import annotations

import math

from jsna.model.observations import Note
from jsna.model.ten_years import Counted, TenYears
from jsna.words.numbers import difference, signed, spoken


def heading(found: TenYears) -> str:
    """Return the end of the heading of the figures: ``in 2011 and 2021``."""
    return f"in {found.then[0].year} and {found.now[0].year}"


def change(then: Counted, now: Counted, found: TenYears) -> str:
    """Return how much a share and a number have changed: ``+1.2 points, +345 people``."""
    if math.isnan(now.numerator) or math.isnan(then.numerator):
        return "–"
    people = f"{signed(now.numerator - then.numerator, 0)} {found.indicator.unit}"
    points = 100 * (now.value - then.value)
    return people if math.isnan(points) else f"{difference(points, found.indicator)}, {people}"


def explained(found: TenYears, name: str) -> str:
    """Return how far the two may be compared.

    Args:
        found: the figures.
        name: the area's name.
    """
    if found.questions is not None:
        return (
            f"The question was different in {found.then[0].year}. So do not compare these two figures: "
            "they do not show whether there are more or fewer."
        )
    sides = (found.then, found.now)
    years = [side[0].year for side in sides if any(each.note == Note.ESTIMATED for each in side)]
    whole = f"made of whole areas of the census of {years[0] if years else found.then[0].year}"
    if not years:
        return f"The question was the same. {_capital(spoken(name))} is {whole}."
    estimated = f"So its figures for {' and '.join(years)} are estimates, and so is each change"
    return f"The question was the same. {_capital(spoken(name))} is not {whole}. {estimated}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
