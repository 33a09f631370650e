"""Single boxes of a form: a day in three of them, and a whole number that may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

#: Values by the names of boxes.
Boxes = dict[str, Any]
DAY_BOXES = ("day", "month", "year")
#: An earlier year is one that was typed with two digits.
EARLIEST_YEAR = 1900
#: The most people that a conversation can have.
MOST_PEOPLE = 1_000_000


def day_boxes(name: str, day: date | None) -> Boxes:
    """Return the contents of the three boxes of a day; empty ones without a day."""
    parts = ("", "", "") if day is None else (str(day.day), str(day.month), str(day.year))
    return {f"{name}.{box}": part for box, part in zip(DAY_BOXES, parts, strict=True)}


def day_in(boxes: Mapping[str, Any], name: str, wanted: str, wrong: dict[str, str], *, needed: bool) -> date | None:
    """Return the day in three boxes, or None; boxes that cannot be read are added to ``wrong`` with ``wanted``."""
    typed = [str(boxes.get(f"{name}.{box}") or "").strip() for box in DAY_BOXES]
    if not any(typed) and not needed:
        return None
    try:
        number, month, year = map(int, typed)
        if year < EARLIEST_YEAR:
            raise ValueError(year)
        return date(year, month, number)
    except ValueError:
        wrong[name] = wanted
        return None


def count_in(boxes: Mapping[str, Any], name: str, label: str, wrong: dict[str, str]) -> int | None:
    """Return the number in a box, or None if it is empty; a box that cannot be read is added to ``wrong``."""
    value = boxes.get(name)
    if value is None or str(value).strip() == "":
        return None
    try:
        number = int(str(value).strip())
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_PEOPLE:
        wrong[name] = f"{label}: enter a whole number, or leave it empty."
        return None
    return number
