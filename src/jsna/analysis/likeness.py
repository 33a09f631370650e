"""The one module that decides whether two figures may be compared, subtracted, ranked or mapped together."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from jsna.model.indicator import Indicator
from jsna.words.provenance import spoken_date


def unlike(one: Indicator, other: Indicator) -> str | None:
    """Return why two indicators' figures must not be set against each other, with the way out; None where they may be.

    They may where unit, base, measure, standardisation and day agree, whatever they count: a share of people against a
    share of the same people.
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
    if one.standardised is not other.standardised:
        crude, allowed = (other, one) if one.standardised else (one, other)
        return (
            f"{allowed.title} allows for age; {crude.title.lower()} does not. Choose two crude figures, or two that "
            "allow for age."
        )
    if one.reference_date != other.reference_date:
        return (
            f"{one.title} is of {spoken_date(one.reference_date)}; {other.title.lower()} is of "
            f"{spoken_date(other.reference_date)}. Choose two figures of the same day, or set each against England."
        )
    return None


def first_unlike(indicators: Sequence[Indicator]) -> str | None:
    """Return why some two of several indicators must not be set against each other, or None where all may be."""
    pairs = itertools.combinations({item.slug: item for item in indicators}.values(), 2)
    return next((reason for one, other in pairs if (reason := unlike(one, other))), None)
