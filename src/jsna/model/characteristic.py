"""The nine protected characteristics of the Equality Act 2010, section 4, and what is known about each."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from jsna.model.area import Level
from jsna.model.strict import Strict


class Characteristic(StrEnum):
    """The nine in the Act's order, and one more for needs that concern everyone."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender-reassignment"
    MARRIAGE = "marriage-and-civil-partnership"
    PREGNANCY = "pregnancy-and-maternity"
    RACE = "race"
    RELIGION = "religion-or-belief"
    SEX = "sex"
    SEXUAL_ORIENTATION = "sexual-orientation"
    EVERYONE = "everyone"


NINE = tuple(member for member in Characteristic if member is not Characteristic.EVERYONE)


class Gap(Strict):
    """Why a characteristic does not have a figure at a level."""

    level: Level
    reason: str = Field(min_length=20)
    """One plain sentence: who does not publish it, and why."""


class Elsewhere(Strict):
    """Where figures are published that are not loaded here."""

    says: str = Field(min_length=20)
    """What is published, for which areas, and that it is not loaded here."""
    at: str
    """Publisher and table: the words of the link."""
    url: str = Field(pattern=r"^https://")


class CharacteristicEntry(Strict):
    """One characteristic as ``data/characteristics.toml`` describes it."""

    title: str
    """The Act's own words, as a heading."""
    summary: str = Field(min_length=30)
    """One plain sentence on what the figures can and cannot say."""
    indicators: tuple[str, ...] = ()
    """Slugs of the indicators that describe it, the main one first."""
    lowest_level: Level | None = None
    """The smallest area with a figure; None where there is no figure at all."""
    gaps: tuple[Gap, ...] = ()
    """Every level without a figure, with the reason."""
    warning: str = ""
    """What must be said wherever the figures stand."""
    elsewhere: Elsewhere | None = None
    """Figures that others publish and that are not loaded here; said wherever there is no figure."""
