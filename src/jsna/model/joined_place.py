"""A place that is made of several wards, such as a town or a primary care network."""

from __future__ import annotations

from pydantic import Field, field_validator

from jsna.model.area import WARD_YEARS
from jsna.model.strict import Strict

#: Of so many wards a place can be made: each is in the address.
MOST_WARDS = 60


class JoinedPlace(Strict):
    """One entry of ``data/places.toml``."""

    name: str = Field(min_length=2, max_length=60)
    kind: str = Field(min_length=2, max_length=60)
    """What it is, in a word or two: ``Town``, ``Primary care network``."""
    year: int
    """Year of the list that its wards are of."""
    wards: tuple[str, ...] = Field(min_length=2, max_length=MOST_WARDS)

    @field_validator("year")
    @classmethod
    def _is_a_list(cls, year: int) -> int:
        if year not in WARD_YEARS:
            message = f"accepted: {' or '.join(map(str, WARD_YEARS))}"
            raise ValueError(message)
        return year


class JoinedPlaces(Strict):
    """The content of ``data/places.toml``."""

    place: tuple[JoinedPlace, ...] = ()
