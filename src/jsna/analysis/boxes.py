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
#: More people than this are no conversation.
MOST_PEOPLE = 1_000_000


def day_boxes(name: str, day: date | None) -> Boxes:
    """Return what stands in the three boxes of a day; nothing where there is none."""
    parts = ("", "", "") if day is None else (str(day.day), str(day.month), str(day.year))
    return {f"{name}.{box}": part for box, part in zip(DAY_BOXES, parts, strict=True)}


def day_in(boxes: Mapping[str, Any], name: str, wanted: str, wrong: dict[str, str], *, needed: bool) -> date | None:
    """Return the day that stands in three boxes, or None; what is no day is added to ``wrong`` with ``wanted``."""
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
    """Return the number that stands in a box, or None where it is empty; what is none is added to ``wrong``."""
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
