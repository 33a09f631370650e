"""Community provision: what exists already, for whom, and where."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from jsna.model.register.item import Group, Item, Place, Said, Words


class Provision(Item):
    """A group, place or service that people can go to."""

    KIND: ClassVar[str] = "provision"

    name: Annotated[Said, Field(min_length=1)]
    offers: Said = ""
    """What it offers, in plain words."""
    topic: Words = ""
    whom: Said = ""
    """For whom it is, in the words of whoever runs it."""
    groups: tuple[Group, ...] = ()
    address: Words = ""
    postcode: Words = ""
    latitude: float | None = Field(default=None, ge=49, le=61)
    longitude: float | None = Field(default=None, ge=-9, le=2)
    places: tuple[Place, ...] = ()
    """The ward that it lies in, or the district where the ward is not known."""
    capacity: int | None = Field(default=None, ge=0)
    """How many people it has room for at a time."""
    times: Words = ""
    phone: Words = ""
    website: Words = ""
    checked_on: date | None = None
    """When somebody last made sure that it still exists. Saving is not checking."""
    checked_by: Words = ""
    source: Words = ""
    """The file or list it comes from; empty where it was entered."""
    source_id: Words = ""
    """Its identifier there."""
