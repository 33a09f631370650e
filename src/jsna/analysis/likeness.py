"""The one place that decides whether two figures may be compared, subtracted, ranked or mapped together."""

from __future__ import annotations

from jsna.errors import NotComparable
from jsna.model.indicator import Indicator


def unlike(one: Indicator, other: Indicator) -> str | None:
    """Return why two indicators' figures must not be set against each other, with the way out; None where they may be.

    They may where unit, base and measure agree, whatever they count: a share of people against a share of the same
    people.
    """
    if one.unit != other.unit:
        return (
            f"{one.title} counts {one.unit}; {other.title.lower()} counts {other.unit}. A share of {one.unit} and "
            f"a share of {other.unit} are different measures, so they are not subtracted, ranked or mapped together. "
            f"Compare each with the same measure elsewhere instead: {one.unit} with {one.unit}, "
            f"{other.unit} with {other.unit}."
        )
    if one.measure is not other.measure:
        return (
            f"{one.title} is a {one.measure}; {other.title.lower()} is a {other.measure}. "
            "Choose two figures that are made in the same way."
        )
    if one.base != other.base:
        return (
            f"{one.title} is out of {one.base}; {other.title.lower()} is out of {other.base}. "
            "Choose two figures with the same base, or set each against England."
        )
    return None


def require_alike(one: Indicator, other: Indicator) -> None:
    """Return quietly where two indicators may be set against each other.

    Raises:
        NotComparable: they differ in unit, measure or base; the message says how, and the way out.
    """
    reason = unlike(one, other)
    if reason is not None:
        raise NotComparable(reason)
