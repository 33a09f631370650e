"""What is needed to say how much of a difference the age profile explains."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from jsna.model.strict import Strict


class AgeRate(Strict):
    """England's rates for one age band."""

    bands: tuple[str, ...]
    """Group codes of the profile's indicator that make up the stretch."""
    female: float = Field(ge=0, le=1)
    male: float = Field(ge=0, le=1)


class AllowingForAge(Strict):
    """What is needed to calculate how much of a difference the age profile explains."""

    group: str
    """The group whose share is meant."""
    profile: str
    """Slug of the indicator that holds people by age band."""
    source: str
    """Who publishes the rates, of when."""
    rates: Annotated[tuple[AgeRate, ...], Field(min_length=2)]
